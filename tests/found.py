"""What a reader finds, as the rows themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.search.queries import find
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from peerloop.people.models import Member


def skills_found(reader: Member, text: str) -> list[Skill]:
    """Return the skills that the reader finds for ``text``, the best first."""
    return [Skill.objects.get(pk=hit.subject) for hit in find(reader, text, among=["skill"]).hits]
