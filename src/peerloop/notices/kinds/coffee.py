"""Words about the coffee rounds: somebody to meet, and that it will not be this time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.coffee.queries import coffees, introductions_seen_by
from peerloop.kit.clock import day_and_time, span
from peerloop.kit.text import listed
from peerloop.notices.message import Kind, Message, Way, page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.coffee.queries import Coffee
    from peerloop.journal.models import Entry
    from peerloop.people.models import Member

LATEST = 12


def _to_all(entry: Entry) -> Iterable[int]:
    return list(entry.about)


def _coffee(reader: Member, entry: Entry) -> Coffee | None:
    """The introduction as its reader sees it now."""
    if not introductions_seen_by(reader).filter(pk=entry.subject).exists():
        return None
    return next((one for one in coffees(reader, at_most=LATEST) if one.introduction.pk == entry.subject), None)


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
        ways=[Way(_("Say yes, or not this time"), page("coffee:coffee"))],
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


KINDS = (
    Kind(
        "coffee_introduced", "coffee.introduced", gettext_lazy("Somebody to have a coffee with"), _to_all, _introduced
    ),
    Kind("coffee_unanswered", "coffee.unanswered", gettext_lazy("A coffee that will not be"), _to_all, _unanswered),
)
