"""Words about the coffee rounds: somebody to meet, that it will not be this time, and whether it was."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.coffee.links import mail_link
from peerloop.coffee.queries import coffees_among, introductions_seen_by
from peerloop.kit.clock import day_and_time, now, span
from peerloop.kit.text import listed
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.coffee.queries import Coffee
    from peerloop.journal.models import Entry
    from peerloop.people.models import Member

OF_USE = timedelta(days=10)
"""After so long nobody remembers, and the next round has begun."""


def _to_all(entry: Entry) -> Iterable[int]:
    return list(entry.about)


@together
def _coffee(reader: Member, entries: list[Entry]) -> dict[int, Coffee]:
    """The introductions as their reader sees them now."""
    return {one.introduction.pk: one for one in coffees_among(reader, [entry.subject for entry in entries])}


def _introduced(reader: Member, entry: Entry) -> Message | None:
    coffee = _coffee(reader, entry)
    if coffee is None or coffee.state != "asked":
        return None
    words = {
        "name": listed([member.name for member in coffee.others]),
        "when": span(coffee.session.starts_at, coffee.session.ends_at, reader.time_zone),
        "until": day_and_time(coffee.introduction.answer_by, reader.time_zone),
    }
    return Message(
        subject=_("A coffee with %(name)s, %(when)s?") % words,
        sentences=[
            _("You and %(name)s have that half-hour free: %(when)s. It is kept for you until %(until)s.") % words,
            _("There is nothing to prepare. Tell each other what you are working on."),
        ],
        reason=_("You get this because you have joined the coffee rounds."),
        ways=[
            Way(_("Yes, gladly"), mail_link(coffee.introduction, reader, "acceptance")),
            Way(_("Not this time"), mail_link(coffee.introduction, reader, "refusal")),
            Way(_("See with whom"), page("coffee:coffee")),
        ],
        not_after=coffee.introduction.answer_by,
    )


def _unanswered(reader: Member, entry: Entry) -> Message | None:
    coffee = _coffee(reader, entry)
    if coffee is None:
        return None
    words = {"name": listed([member.name for member in coffee.others])}
    return Message(
        subject=_("No coffee with %(name)s this time") % words,
        sentences=[
            _("Not everybody could answer in time, so your half-hour is free again."),
            _("The next round brings you together with somebody new."),
        ],
        reason=_("You get this because you said yes."),
    )


def _over(reader: Member, entry: Entry) -> Message | None:
    coffee = _coffee(reader, entry)
    if coffee is None or coffee.state != "ask_met" or now() > coffee.session.ends_at + OF_USE:
        return None
    words = {
        "name": listed([member.name for member in coffee.others]),
        "day": day_and_time(coffee.session.starts_at, reader.time_zone),
    }
    return Message(
        subject=_("Did you meet %(name)s?") % words,
        sentences=[
            _("You had a coffee with %(name)s in your calendars: %(day)s.") % words,
            _("Whether it came about is counted among everybody’s, and told to nobody by name."),
        ],
        reason=_("You get this because you have joined the coffee rounds."),
        ways=[
            Way(_("Yes, we met"), mail_link(coffee.introduction, reader, "met")),
            Way(_("No, it did not come about"), mail_link(coffee.introduction, reader, "missed")),
        ],
    )


KINDS = (
    Kind(
        "coffee_introduced",
        "coffee.introduced",
        gettext_lazy("Somebody to have a coffee with"),
        _to_all,
        _introduced,
        seen=introductions_seen_by,
    ),
    Kind(
        "coffee_over",
        "coffee.over",
        gettext_lazy("Whether a coffee came about"),
        _to_all,
        _over,
        nudge=True,
        seen=introductions_seen_by,
    ),
    Kind(
        "coffee_unanswered",
        "coffee.unanswered",
        gettext_lazy("A coffee that will not be"),
        _to_all,
        _unanswered,
        seen=introductions_seen_by,
    ),
)
