"""What can be found of proposals: those that nothing has come of yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.proposals.models import Proposal
from peerloop.proposals.queries import proposals_seen_by
from peerloop.search.kinds import Text, narrows, register

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.people.models import Member


def read(ids: Sequence[int]) -> dict[int, Text]:
    """Return the texts of the proposals that are neither closed nor scheduled."""
    rows = Proposal.objects.filter(pk__in=ids, closure=None, scheduling=None).select_related("skill")
    return {row.pk: Text(row.title, f"{row.skill.name if row.skill else ''}\n{row.about}".strip()) for row in rows}


def about(rows: QuerySet[Proposal], reader: Member, skill: int) -> QuerySet[Proposal]:
    """Those about the skill."""
    return rows.filter(skill=skill)


def between(rows: QuerySet[Proposal], reader: Member, span: tuple[datetime, datetime]) -> QuerySet[Proposal]:
    """Those made within the span."""
    return rows.filter(made_at__range=span)


register("proposal", of=Proposal, seen_by=proposals_seen_by, read=read)
narrows("proposal", skill=about, when=between)
