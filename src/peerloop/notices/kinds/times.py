"""Words about one's other calendar: it has not been readable for a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.calendars.queries import calendar_of
from peerloop.calendars.rules import shortened
from peerloop.notices.message import Kind, Message, Way, page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _to_owner(entry: Entry) -> Iterable[int]:
    return list(entry.about)


def _lost(reader: Member, entry: Entry) -> Message | None:
    calendar = calendar_of(reader)
    if calendar is None or calendar.pk != entry.subject or not calendar.trouble:
        return None
    return Message(
        subject=_("Your other calendar cannot be read"),
        sentences=[
            _("For some time now, %(where)s could not be read.") % {"where": shortened(calendar.address)},
            _("Until it can be, you are taken to be busy as it was read last."),
        ],
        quote=calendar.trouble,
        ways=[Way(_("Give another address, or forget it"), page("calendars:calendar"))],
        reason=_("You get this because you gave its address."),
    )


KINDS = (Kind("calendar_lost", "calendar.lost", gettext_lazy("Your other calendar cannot be read"), _to_owner, _lost),)
