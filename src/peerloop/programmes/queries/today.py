"""What of programmes waits for somebody on the page on which they land."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from peerloop.kit.prepared import prepared
from peerloop.programmes.models import Declined, Organiser, Participant, Programme

if TYPE_CHECKING:
    from peerloop.people.models import Member

STEPS = 5
"""So many steps of teams above the reader's are looked at here; the programme's own page looks at all."""


@prepared
def waiting_programmes(reader: Member, *, at_most: int) -> QuerySet[Programme]:
    """Open programmes for the reader that they have neither joined nor declined nor run, the soonest first."""
    aimed = Programme.teams.through.objects.filter(programme=OuterRef("pk"))
    near = Q()
    for step in range(STEPS):
        near |= Q(**{f"team__{'children__' * step}members": reader.pk})
    rows = Programme.objects.filter(opening__isnull=False, closing=None)
    rows = rows.filter(~Exists(aimed) | Exists(aimed.filter(near))).exclude(owner=reader.pk)
    for model in (Participant, Declined, Organiser):
        rows = rows.exclude(Exists(model._default_manager.filter(programme=OuterRef("pk"), member=reader.pk)))
    return rows.order_by("starts_on", "pk")[:at_most]
