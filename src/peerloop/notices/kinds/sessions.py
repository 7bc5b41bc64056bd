"""Words about hours that are booked, moved or cancelled, each with its calendar entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.kit.clock import day_and_time, span
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.schedule.ics import calendar
from peerloop.schedule.models import Participation, Session
from peerloop.schedule.queries import sessions_seen_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _to_both(entry: Entry) -> Iterable[int]:
    return Participation.objects.filter(session=entry.subject).values_list("member", flat=True)


def _to_both_if_booked(entry: Entry) -> Iterable[int]:
    """A held hour that is let go was in nobody's calendar."""
    booked = Session.objects.filter(pk=entry.subject, confirmation__isnull=False).exists()
    return _to_both(entry) if booked else []


def _session(reader: Member, entry: Entry) -> tuple[Session, Member | None, dict[str, str]] | None:
    session = (
        sessions_seen_by(reader)
        .filter(pk=entry.subject, confirmation__isnull=False)
        .select_related("skill", "cancellation__by")
        .prefetch_related("participations__member")
        .first()
    )
    if session is None:
        return None
    others = [part.member for part in session.participations.all() if part.member_id != reader.pk]
    other = others[0] if others else None
    return (
        session,
        other,
        {
            "name": other.name if other else "",
            "skill": session.skill.name if session.skill else "",
            "when": span(session.starts_at, session.ends_at, reader.time_zone),
            "there": day_and_time(session.starts_at, other.time_zone) if other else "",
        },
    )


def _where(session: Session) -> list[str]:
    if session.link:
        return [_("You meet here: %(link)s") % {"link": session.link}]
    if session.place:
        return [_("You meet here: %(place)s") % {"place": session.place}]
    return [_("You have not agreed on a place yet; either of you can add one.")]


def _booked(reader: Member, entry: Entry) -> Message | None:
    found = _session(reader, entry)
    if found is None or hasattr(found[0], "cancellation"):
        return None
    session, _other, words = found
    return Message(
        subject=_("Booked: %(skill)s with %(name)s, %(when)s") % words,
        sentences=[
            _("You two meet about %(skill)s: %(when)s. For %(name)s that is %(there)s.") % words,
            *_where(session),
        ],
        ways=[Way(_("Look at the session"), page("sessions:session", session.pk))],
        reason=_("You get this because the hour was asked for and accepted."),
        calendar=calendar([session], reader, method="REQUEST"),
        method="REQUEST",
        not_after=session.starts_at,
    )


def _moved(reader: Member, entry: Entry) -> Message | None:
    found = _session(reader, entry)
    if found is None or hasattr(found[0], "cancellation"):
        return None
    session, _other, words = found
    move = session.moves.order_by("-at").first()
    return Message(
        subject=_("Moved: %(skill)s with %(name)s is now %(when)s") % words,
        sentences=[_("The new time is %(when)s. For %(name)s that is %(there)s.") % words, *_where(session)],
        quote=move.word if move and move.by_id != reader.pk else "",
        ways=[Way(_("Look at the session"), page("sessions:session", session.pk))],
        reason=_("You get this because you take part in this session."),
        calendar=calendar([session], reader, method="REQUEST"),
        method="REQUEST",
        not_after=session.starts_at,
    )


def _placed(reader: Member, entry: Entry) -> Message | None:
    found = _session(reader, entry)
    if found is None or hasattr(found[0], "cancellation") or entry.actor == reader.pk:
        return None
    session, _other, words = found
    return Message(
        subject=_("Where you meet: %(skill)s with %(name)s, %(when)s") % words,
        sentences=_where(session),
        ways=[Way(_("Look at the session"), page("sessions:session", session.pk))],
        reason=_("You get this because you take part in this session."),
        calendar=calendar([session], reader, method="REQUEST"),
        method="REQUEST",
        not_after=session.starts_at,
    )


def _cancelled(reader: Member, entry: Entry) -> Message | None:
    found = _session(reader, entry)
    if found is None or not hasattr(found[0], "cancellation"):
        return None
    session, _other, words = found
    word = session.cancellation.word if session.cancellation.by_id != reader.pk else ""
    return Message(
        subject=_("Cancelled: %(skill)s with %(name)s, %(when)s") % words,
        sentences=[
            _("This session will not be, and your calendar is free again."),
            _("You can ask for another time whenever you like."),
        ],
        quote=word,
        ways=[Way(_("Look at the session"), page("sessions:session", session.pk))],
        reason=_("You get this because you were to take part."),
        calendar=calendar([session], reader, method="CANCEL"),
        method="CANCEL",
        not_after=session.starts_at,
    )


KINDS = (
    Kind("session_booked", "session.confirmed", gettext_lazy("A session is booked"), _to_both, _booked),
    Kind("session_placed", "session.placed", gettext_lazy("Where a session takes place"), _to_both_if_booked, _placed),
    Kind("session_moved", "session.moved", gettext_lazy("A session is moved"), _to_both_if_booked, _moved),
    Kind(
        "session_cancelled", "session.cancelled", gettext_lazy("A session is cancelled"), _to_both_if_booked, _cancelled
    ),
)
