"""Words about sessions that colleagues join when something changes: moved, displaced, changed, off, left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.kit.clock import span
from peerloop.notices import gathering as of_many
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.schedule.ics import calendar
from peerloop.schedule.links import mail_link
from peerloop.schedule.listing import told_one
from peerloop.schedule.models import Participation, Session
from peerloop.schedule.queries import sessions_seen_by
from peerloop.schedule.rules import leads, takes_part

if TYPE_CHECKING:
    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _moved(reader: Member, entry: Entry) -> Message | None:
    session = of_many.read(reader, entry, cancelled=False)
    if session is None:
        return None
    words = of_many.words_of(session, reader)
    subject = _("Moved: %(title)s is now %(when)s") % words
    look = Way(_("Look at the session"), page("sessions:session", session.pk))
    if not takes_part(session, reader):
        reason = _("You get this because you are on the waiting list.")
        sentences = [_("The new time is %(when)s. You are still on the waiting list.") % words]
        return Message(subject, sentences, reason, ways=[look], not_after=session.starts_at)
    last = max(session.moves.all(), key=lambda one: one.at, default=None)
    asked = [
        Way(_("Yes, the new time suits me"), mail_link(session, reader, "suits")),
        Way(_("No, I cannot come then"), mail_link(session, reader, "leaving")),
    ]
    leading = leads(session, reader)
    return of_many.told_of(
        session,
        reader,
        subject,
        [
            _("The new time is %(when)s.") % words,
            *([] if leading else [_("Does the new time suit you? Your place is kept until you say no.")]),
            *of_many.where_of(session),
        ],
        _("You get this because you take part in this session."),
        quote=last.word if last and last.by_id != reader.pk else "",
        ways=[look] if leading else [*asked, look],
    )


def _displaced(reader: Member, entry: Entry) -> Message | None:
    session = of_many.read(reader, entry, cancelled=False)
    if session is None or takes_part(session, reader):
        return None
    words = of_many.words_of(session, reader)
    return of_many.told_of(
        session,
        reader,
        _("Moved to a time that you have not: %(title)s is now %(when)s") % words,
        [
            _("At the new time, %(when)s, you have something else, so your place is free again.") % words,
            _("If you find a way, you are welcome to come back as long as there are places."),
        ],
        _("You get this because you had a place in this session."),
        ways=[
            Way(_("I can come after all"), mail_link(session, reader, "yes")),
            Way(_("No, not this time"), mail_link(session, reader, "no")),
        ],
        calendar=partial(calendar, [session], reader, method="CANCEL"),
        method="CANCEL",
    )


def _changed(reader: Member, entry: Entry) -> Message | None:
    found = of_many.taken_part(reader, entry)
    if found is None:
        return None
    session, words = found
    return of_many.told_of(
        session,
        reader,
        _("Changed: %(title)s, %(when)s") % words,
        [_("This is how it stands now: %(title)s, %(when)s.") % words, *of_many.where_of(session)],
        _("You get this because you take part in this session."),
    )


def _cancelled(reader: Member, entry: Entry) -> Message | None:
    session = of_many.read(reader, entry, cancelled=True)
    if session is None:
        return None
    words = of_many.words_of(session, reader)
    took_part = takes_part(session, reader)
    return of_many.told_of(
        session,
        reader,
        _("Cancelled: %(title)s, %(when)s") % words,
        [_("This session will not be, and your calendar is free again.") if took_part else _("It will not be.")],
        _("You get this because you were to take part.")
        if took_part
        else _("You get this because you were invited or waited for a place."),
        quote=session.cancellation.word if session.cancellation.by_id != reader.pk else "",
        calendar=partial(calendar, [session], reader, method="CANCEL") if took_part else None,
        method="CANCEL" if took_part else "",
    )


@together
def _left_by(reader: Member, entries: list[Entry]) -> dict[int, Session]:
    """Sessions in which the reader does not take part any more, seen or not: their calendar is to be free."""
    there = Participation.objects.filter(member=reader).values("session")
    left = Session.objects.filter(pk__in=[entry.subject for entry in entries], cancellation=None).exclude(pk__in=there)
    return {one.pk: one for one in told_one(left, reader)}


def _left(reader: Member, entry: Entry) -> Message | None:
    session = _left_by(reader, entry)
    if session is None:
        return None
    when = span(session.starts_at, session.ends_at, reader.time_zone)
    return Message(
        subject=_("You do not take part any more, %(when)s") % {"when": when},
        sentences=[_("Your calendar is free again, and the place goes to somebody else.")],
        reason=_("You get this because you had a place in this session."),
        calendar=partial(calendar, [session], reader, method="CANCEL"),
        method="CANCEL",
        not_after=session.starts_at,
    )


KINDS = (
    Kind(
        "gathering_moved",
        "session.moved",
        gettext_lazy("A session of many is moved"),
        of_many.to_all_who_hope,
        _moved,
        seen=sessions_seen_by,
    ),
    Kind(
        "gathering_displaced",
        "session.displaced",
        gettext_lazy("A session is moved to a time that you have not"),
        of_many.to_those_about,
        _displaced,
        seen=sessions_seen_by,
    ),
    Kind(
        "gathering_changed",
        "session.changed",
        gettext_lazy("A session of many is changed"),
        of_many.to_those_if_told,
        _changed,
        seen=sessions_seen_by,
    ),
    Kind(
        "gathering_cancelled",
        "session.cancelled",
        gettext_lazy("A session of many is cancelled"),
        of_many.to_those_about,
        _cancelled,
        seen=sessions_seen_by,
    ),
    Kind("gathering_left", "session.left", gettext_lazy("Your place is free again"), of_many.to_those_about, _left),
)
