"""Words about days beside somebody: asked, agreed, not possible, over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.exchange.links import mail_link
from peerloop.exchange.models import Day, Reply
from peerloop.exchange.queries import day_requests_among, day_requests_seen_by
from peerloop.exchange.rules import is_open
from peerloop.kit.clock import day_and_time, span
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.people.queries import seen_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.utils.functional import _StrPromise

    from peerloop.exchange.models import DayRequest
    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _to_others(entry: Entry) -> Iterable[int]:
    """All whom it concerns, save whoever did it."""
    return [member for member in entry.about if member != entry.actor]


def _to_all(entry: Entry) -> Iterable[int]:
    return list(entry.about)


@together
def _day(reader: Member, entries: list[Entry]) -> dict[int, DayRequest]:
    return {one.pk: one for one in day_requests_among(reader, [entry.subject for entry in entries])}


def _day_asked(reader: Member, entry: Entry) -> Message | None:
    asked = _day(reader, entry)
    if asked is None or asked.day.host_id != reader.pk or not is_open(asked):
        return None
    words = {
        "name": asked.guest.name,
        "when": span(asked.day.starts_at, asked.day.ends_at, reader.time_zone),
        "until": day_and_time(asked.expires_at, reader.time_zone),
    }
    return Message(
        subject=_("%(name)s would like to come along for a day") % words,
        sentences=[
            _("%(name)s asks to come along with you: %(when)s.") % words,
            _("You do what you would do anyway; what they may not see, you say. With your yes the day is booked."),
            _("If it does not suit you, say so until %(until)s; no reason is needed.") % words,
        ],
        quote=asked.word,
        ways=[
            Way(_("Yes, gladly"), mail_link(asked, reader, "acceptance")),
            Way(_("Not this time"), mail_link(asked, reader, "refusal")),
            Way(_("Look at the request"), page("exchange:day-request", asked.pk)),
        ],
        reason=_("You get this because you offered a day.")
        if asked.day.offered
        else _("You get this because %(name)s asked you for a day.") % words,
        not_after=asked.expires_at,
    )


def _day_agreed(reader: Member, entry: Entry) -> Message | None:
    asked = _day(reader, entry)
    if asked is None or asked.guest_id != reader.pk or asked.day.session is None:
        return None
    session = asked.day.session
    if hasattr(session, "cancellation"):
        return None
    words = {"name": asked.day.host.name, "when": span(session.starts_at, session.ends_at, reader.time_zone)}
    return Message(
        subject=_("%(name)s says yes: %(when)s") % words,
        sentences=[
            _("You come along with %(name)s on %(when)s. It stands in your calendar.") % words,
            _("Bring three things that you want to see, and agree beforehand on what is confidential."),
        ],
        ways=[
            Way(_("How to prepare"), page("exchange:day-request", asked.pk)),
            Way(_("The day’s page"), page("sessions:session", session.pk)),
        ],
        reason=_("You get this because you asked %(name)s for a day.") % words,
        not_after=session.starts_at,
    )


def _day_over_for(
    reply: Reply.Kind, subject: _StrPromise, sentence: _StrPromise
) -> Callable[[Member, Entry], Message | None]:
    """Return what tells the guest that it will not be."""

    def compose(reader: Member, entry: Entry) -> Message | None:
        asked = _day(reader, entry)
        if asked is None or asked.guest_id != reader.pk or not hasattr(asked, "reply") or asked.reply.kind != reply:
            return None
        words = {"name": asked.day.host.name}
        return Message(
            subject=str(subject) % words,
            sentences=[str(sentence) % words],
            ways=[Way(_("Who else offers a day"), page("exchange:exchange"))],
            reason=_("You get this because you asked %(name)s for a day.") % words,
        )

    return compose


def _day_withdrawn(reader: Member, entry: Entry) -> Message | None:
    asked = _day(reader, entry)
    if asked is None or asked.day.host_id != reader.pk or not hasattr(asked, "reply"):
        return None
    if asked.reply.kind != Reply.Kind.WITHDRAWN:
        return None
    words = {"name": asked.guest.name}
    return Message(
        subject=_("%(name)s no longer asks for a day with you") % words,
        sentences=[_("There is nothing for you to do.")],
        reason=_("You get this because %(name)s had asked you.") % words,
    )


def _day_seen(reader: Member, entry: Entry) -> Message | None:
    """The day is over: what did you see?"""
    day = Day.objects.filter(pk=entry.subject, host__in=seen_by(reader)).select_related("host").first()
    if day is None:
        return None
    words = {"name": day.host.name}
    return Message(
        subject=_("What did you see with %(name)s?") % words,
        sentences=[
            _("You came along with %(name)s for a day. Half a page while it is fresh is worth a week of notes.")
            % words,
            _("Is there something that you will do differently now? Make it a loop: try it, and say what came of it."),
        ],
        ways=[Way(_("Open a loop"), f"{page('loops:new')}?with={day.host_id}")],
        reason=_("You get this once, after a day beside a colleague."),
    )


_N = gettext_lazy
KINDS = (
    Kind("day_asked", "shadowing.asked", _N("Somebody asks for a day with you"), _to_others, _day_asked,
         seen=day_requests_seen_by),
    Kind(
        "day_agreed",
        "shadowing.accepted",
        _N("A day beside somebody is agreed"),
        _to_others,
        _day_agreed,
        seen=day_requests_seen_by,
    ),
    Kind("day_declined", "shadowing.declined", _N("A day that is not possible"), _to_others,
         _day_over_for(Reply.Kind.DECLINED, _N("A day with %(name)s is not possible this time"),
                       _N("That happens in full weeks, and says nothing about you. Others offer days, too.")),
         seen=day_requests_seen_by),
    Kind("day_expired", "shadowing.expired", _N("A day that was not answered"), _to_others,
         _day_over_for(Reply.Kind.EXPIRED, _N("No answer from %(name)s about a day"),
                       _N("That happens in full weeks, and says nothing about you. Others offer days, too.")),
         seen=day_requests_seen_by),
    Kind("day_taken", "shadowing.taken", _N("A day that was taken"), _to_others,
         _day_over_for(Reply.Kind.TAKEN, _N("The day with %(name)s has been taken"),
                       _N("All places on it are taken. Perhaps %(name)s offers another one.")),
         seen=day_requests_seen_by),
    Kind("day_withdrawn", "shadowing.withdrawn", _N("Somebody no longer asks for a day"), _to_others, _day_withdrawn,
         seen=day_requests_seen_by),
    Kind("day_seen", "shadowing.over", _N("After a day beside somebody"), _to_all, _day_seen, nudge=True),
)  # fmt: skip
