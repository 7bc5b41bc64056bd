"""Words about sessions that colleagues join: to lead, invited, in; answered by one click from the mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.notices import gathering as of_many
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.schedule.links import mail_link
from peerloop.schedule.queries import sessions_seen_by
from peerloop.schedule.rules import takes_part

if TYPE_CHECKING:
    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _leading(reader: Member, entry: Entry) -> Message | None:
    found = of_many.taken_part(reader, entry)
    if found is None:
        return None
    session, words = found
    return of_many.told_of(
        session,
        reader,
        _("You lead: %(title)s, %(when)s") % words,
        [_("It is announced, and colleagues can join it from now on."), *of_many.where_of(session)],
        _("You get this because you lead it."),
    )


def _invited(reader: Member, entry: Entry) -> Message | None:
    session = of_many.read(reader, entry, cancelled=False)
    if session is None or takes_part(session, reader):
        return None
    words = of_many.words_of(session, reader) | {"name": of_many.inviters(reader, entry) or _("A colleague")}
    to_lead = bool(of_many.asked_to_lead(reader, entry))
    full = of_many.is_full(session) and not to_lead
    yes = (
        Way(_("Put me on the waiting list"), mail_link(session, reader, "waiting"))
        if full
        else Way(_("Yes, I come"), mail_link(session, reader, "yes"))
    )
    return Message(
        subject=(
            _("%(name)s asks you to lead it, too: %(title)s, %(when)s") % words
            if to_lead
            else _("%(name)s invites you: %(title)s, %(when)s") % words
        ),
        sentences=[
            _("%(kind)s, led by %(leaders)s: %(when)s.") % words,
            _("All places are taken at the moment; who waits comes in as soon as one is free.")
            if full
            else _("One click is enough. Nothing happens before you press the button on the page that opens."),
        ],
        quote=session.about,
        ways=[
            yes,
            Way(_("No, not this time"), mail_link(session, reader, "no")),
            Way(_("Look at the session"), page("sessions:session", session.pk)),
        ],
        reason=_("You get this because %(name)s asked you by name or with your team.") % words,
        not_after=session.starts_at,
    )


def _joined(reader: Member, entry: Entry) -> Message | None:
    found = of_many.taken_part(reader, entry)
    if found is None:
        return None
    session, words = found
    return of_many.told_of(
        session,
        reader,
        _("You take part: %(title)s, %(when)s") % words,
        [_("%(kind)s, led by %(leaders)s: %(when)s.") % words, *of_many.where_of(session)],
        _("You get this because you have said that you come."),
    )


def _promoted(reader: Member, entry: Entry) -> Message | None:
    found = of_many.taken_part(reader, entry)
    if found is None:
        return None
    session, words = found
    return of_many.told_of(
        session,
        reader,
        _("A place is yours: %(title)s, %(when)s") % words,
        [_("A place has become free, and you were next: you take part from now on."), *of_many.where_of(session)],
        _("You get this because you were on the waiting list."),
        ways=[
            Way(_("Look at the session"), page("sessions:session", session.pk)),
            Way(_("I cannot come after all"), mail_link(session, reader, "leaving")),
        ],
    )


KINDS = (
    Kind(
        "gathering_led",
        "session.announced",
        gettext_lazy("You are to lead a session"),
        of_many.to_those_about,
        _leading,
        seen=sessions_seen_by,
    ),
    Kind(
        "gathering_invited",
        "session.invited",
        gettext_lazy("An invitation to a session"),
        of_many.to_those_about,
        _invited,
        seen=sessions_seen_by,
    ),
    Kind(
        "gathering_joined",
        "session.joined",
        gettext_lazy("Your place in a session"),
        of_many.to_those_about,
        _joined,
        seen=sessions_seen_by,
    ),
    Kind(
        "gathering_promoted",
        "session.promoted",
        gettext_lazy("A place from the waiting list"),
        of_many.to_those_about,
        _promoted,
        seen=sessions_seen_by,
    ),
)
