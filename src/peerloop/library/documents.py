"""What can be found of the library: what is published, by its title, text, transcript and skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.library.models import Collection, Resource
from peerloop.library.queries.seen import collections_seen_by, resources_seen_by
from peerloop.search.kinds import Text, narrows, register

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.people.models import Member

LONGEST = 20_000


def read(ids: Sequence[int]) -> dict[int, Text]:
    """Return the texts of those that are public."""
    rows = Resource.objects.filter(pk__in=ids, public=True).select_related("current", "skill")
    return {row.pk: _text(row) for row in rows}


def _text(row: Resource) -> Text:
    shown = row.current
    if shown is None:
        return Text("")
    skill = row.skill.name if row.skill else ""
    parts = (skill, shown.text, shown.chapters, shown.terms, shown.transcript[:LONGEST])
    return Text(shown.title, "\n".join(part for part in parts if part))


def read_collections(ids: Sequence[int]) -> dict[int, Text]:
    """Return the texts of collections."""
    return {row.pk: Text(row.title, row.about) for row in Collection.objects.filter(pk__in=ids)}


def about(rows: QuerySet[Resource], reader: Member, skill: int) -> QuerySet[Resource]:
    """Resources about the skill."""
    return rows.filter(skill=skill)


def published_between(rows: QuerySet[Resource], reader: Member, span: tuple[datetime, datetime]) -> QuerySet[Resource]:
    """Resources whose version on show was published within the span."""
    return rows.filter(current__publication__at__range=span)


register("resource", of=Resource, seen_by=resources_seen_by, read=read)
register("collection", of=Collection, seen_by=collections_seen_by, read=read_collections)
narrows("resource", skill=about, when=published_between)
