"""Words about hours that are booked, moved or cancelled, each with its calendar entry."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.kit.clock import day_and_time, span
from peerloop.kit.text import listed
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.schedule.ics import calendar
from peerloop.schedule.models import Participation, Session
from peerloop.schedule.queries import sessions_seen_by
from peerloop.schedule.rules import others

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _to_both(entry: Entry) -> Iterable[int]:
    """Who meets; what colleagues join has its own words, see ``gatherings``."""
    few = Participation.objects.filter(session=entry.subject, session__audience=Session.Audience.MADE_FOR)
    return few.values_list("member", flat=True)


def _to_both_if_booked(entry: Entry) -> Iterable[int]:
    """A held hour that is let go was in nobody's calendar."""
    return _to_both(entry) if _is_booked(entry) else []


def _is_booked(entry: Entry) -> bool:
    few = Session.objects.filter(audience=Session.Audience.MADE_FOR)
    return few.filter(pk=entry.subject, confirmation__isnull=False).exists()


@together
def _sessions(reader: Member, entries: list[Entry], *, cancelled: bool) -> dict[int, Session]:
    seen = sessions_seen_by(reader).filter(
        pk__in=[entry.subject for entry in entries], confirmation__isnull=False, cancellation__isnull=not cancelled
    )
    read = seen.select_related("skill", "confirmation", "cancellation__by").prefetch_related(
        "participations__member", "moves"
    )
    return {session.pk: session for session in read}


def _session(reader: Member, entry: Entry, *, cancelled: bool = False) -> tuple[Session, dict[str, str]] | None:
    """Return the booked session as the reader may see it, with the words to name it; None where it stands otherwise."""
    session = _sessions(reader, entry, cancelled=cancelled)
    if session is None:
        return None
    company = others(session, reader)
    return session, {
        "name": listed([member.name for member in company]),
        "skill": _about_what(session),
        "when": span(session.starts_at, session.ends_at, reader.time_zone),
        "there": listed([day_and_time(session.starts_at, member.time_zone) for member in company]),
    }


def _about_what(session: Session) -> str:
    if session.kind == Session.Kind.COFFEE:
        return _("Coffee")
    return session.skill.name if session.skill else ""


def _where(session: Session) -> list[str]:
    if session.link:
        return [_("You meet here: %(link)s") % {"link": session.link}]
    if session.place:
        return [_("You meet here: %(place)s") % {"place": session.place}]
    return [_("You have not agreed on a place yet; either of you can add one.")]


def _about(
    session: Session,
    reader: Member,
    subject: str,
    sentences: list[str],
    reason: str,
    *,
    quote: str = "",
    method: Literal["REQUEST", "CANCEL"],
) -> Message:
    """Return a message about the session with its calendar entry; it is of use until the session begins."""
    return Message(
        subject=subject,
        sentences=sentences,
        reason=reason,
        quote=quote,
        ways=[Way(_("Look at the session"), page("sessions:session", session.pk))],
        calendar=partial(calendar, [session], reader, method=method),
        method=method,
        not_after=session.starts_at,
    )


def _booked(reader: Member, entry: Entry) -> Message | None:
    found = _session(reader, entry)
    if found is None:
        return None
    session, words = found
    coffee = session.kind == Session.Kind.COFFEE
    meeting = (
        _("You meet for a coffee: %(when)s. For %(name)s that is %(there)s.")
        if coffee
        else _("You two meet about %(skill)s: %(when)s. For %(name)s that is %(there)s.")
    )
    return _about(
        session,
        reader,
        _("Booked: %(skill)s with %(name)s, %(when)s") % words,
        [meeting % words, *_where(session)],
        _("You get this because you have joined the coffee rounds.")
        if coffee
        else _("You get this because the hour was asked for and accepted."),
        method="REQUEST",
    )


def _moved(reader: Member, entry: Entry) -> Message | None:
    found = _session(reader, entry)
    if found is None:
        return None
    session, words = found
    move = max(session.moves.all(), key=lambda one: one.at, default=None)
    return _about(
        session,
        reader,
        _("Moved: %(skill)s with %(name)s is now %(when)s") % words,
        [_("The new time is %(when)s. For %(name)s that is %(there)s.") % words, *_where(session)],
        _("You get this because you take part in this session."),
        quote=move.word if move and move.by_id != reader.pk else "",
        method="REQUEST",
    )


def _placed(reader: Member, entry: Entry) -> Message | None:
    found = _session(reader, entry)
    if found is None or entry.actor == reader.pk:
        return None
    session, words = found
    return _about(
        session,
        reader,
        _("Where you meet: %(skill)s with %(name)s, %(when)s") % words,
        _where(session),
        _("You get this because you take part in this session."),
        method="REQUEST",
    )


def _cancelled(reader: Member, entry: Entry) -> Message | None:
    found = _session(reader, entry, cancelled=True)
    if found is None:
        return None
    session, words = found
    return _about(
        session,
        reader,
        _("Cancelled: %(skill)s with %(name)s, %(when)s") % words,
        [
            _("This session will not be, and your calendar is free again."),
            _("You can ask for another time whenever you like."),
        ],
        _("You get this because you were to take part."),
        quote=session.cancellation.word if session.cancellation.by_id != reader.pk else "",
        method="CANCEL",
    )


def _left(reader: Member, entry: Entry) -> Message | None:
    """To who stays: who does not come; to who left: their calendar is free again."""
    if entry.actor == reader.pk:
        return _gone(reader, entry)
    found = _session(reader, entry)
    if found is None:
        return None
    session, words = found
    return _about(
        session,
        reader,
        _("One fewer: %(skill)s with %(name)s, %(when)s") % words,
        [_("One of you cannot come; you meet all the same: %(when)s, with %(name)s.") % words, *_where(session)],
        _("You get this because you take part in this session."),
        method="REQUEST",
    )


@together
def _left_by(reader: Member, entries: list[Entry]) -> dict[int, Session]:
    """Booked sessions in which the reader does not take part any more."""
    there = Participation.objects.filter(member=reader).values("session")
    booked = Session.objects.filter(pk__in=[entry.subject for entry in entries], confirmation__isnull=False)
    return {session.pk: session for session in booked.exclude(pk__in=there).select_related("skill")}


def _gone(reader: Member, entry: Entry) -> Message | None:
    session = _left_by(reader, entry)
    if session is None:
        return None
    when = span(session.starts_at, session.ends_at, reader.time_zone)
    return Message(
        subject=_("You do not take part any more, %(when)s") % {"when": when},
        sentences=[_("Your calendar is free again. The others were told, and meet without you.")],
        reason=_("You get this because you said that you cannot come."),
        calendar=partial(calendar, [session], reader, method="CANCEL"),
        method="CANCEL",
        not_after=session.starts_at,
    )


def _to_those_then(entry: Entry) -> Iterable[int]:
    """Who stays and who left, where the hour was booked."""
    return entry.about if _is_booked(entry) else []


KINDS = (
    Kind(
        "session_booked",
        "session.confirmed",
        gettext_lazy("A session is booked"),
        _to_both,
        _booked,
        seen=sessions_seen_by,
    ),
    Kind(
        "session_placed",
        "session.placed",
        gettext_lazy("Where a session takes place"),
        _to_both_if_booked,
        _placed,
        seen=sessions_seen_by,
    ),
    Kind(
        "session_moved",
        "session.moved",
        gettext_lazy("A session is moved"),
        _to_both_if_booked,
        _moved,
        seen=sessions_seen_by,
    ),
    Kind("session_left", "session.left", gettext_lazy("Somebody cannot come"), _to_those_then, _left),
    Kind(
        "session_cancelled",
        "session.cancelled",
        gettext_lazy("A session is cancelled"),
        _to_both_if_booked,
        _cancelled,
        seen=sessions_seen_by,
    ),
)
