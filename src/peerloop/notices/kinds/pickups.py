"""Words to organisers about a file that should have come by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.intake.models import Fetch
from peerloop.intake.queries.pickups import fetches_seen_by
from peerloop.intake.queries.seen import MAY_IMPORT
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.people.models import RoleGrant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _to_organisers(entry: Entry) -> Iterable[int]:
    return RoleGrant.objects.filter(role__in=MAY_IMPORT).order_by("member").values_list("member", flat=True)


def _stopped(reader: Member, entry: Entry) -> Message | None:
    fetch = fetches_seen_by(reader).filter(pk=entry.subject).first()
    if fetch is None:
        return None
    subjects = {
        Fetch.Result.FAILED: _("A file of people could not be fetched"),
        Fetch.Result.REFUSED: _("A file of people has faults and was not imported"),
        Fetch.Result.WAITS: _("A file of people waits for your yes"),
    }
    return Message(
        subject=subjects[Fetch.Result(fetch.result)],
        sentences=[
            _("It comes from %(where)s.") % {"where": fetch.pickup.where},
            _("Nothing was changed. You hear of it this once; it is looked at again in its time."),
        ],
        quote=fetch.told,
        ways=[Way(_("See how it went"), page("organise:pickup", fetch.pickup_id))],
        reason=_("You get this because you may bring people in."),
    )


KINDS = (
    Kind(
        "pickup_stopped",
        "pickup.stopped",
        gettext_lazy("A file of people that comes by itself was not imported"),
        _to_organisers,
        _stopped,
    ),
)
