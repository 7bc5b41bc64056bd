"""Who sees files and imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from peerloop.intake.models import Import, SkillList, Upload
from peerloop.people.models import Role
from peerloop.people.rules import has_role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member

MAY_IMPORT = (Role.ORGANISER, Role.ADMINISTRATOR)


def uploads_seen_by(reader: Member) -> QuerySet[Upload]:
    """The files that ``reader`` has given; nobody looks into another's."""
    if not has_role(reader, *MAY_IMPORT):
        return Upload.objects.none()
    return Upload.objects.filter(by=reader)


def imports_seen_by(reader: Member) -> QuerySet[Import]:
    """Every import with its counts, for organisers and administrators."""
    if not has_role(reader, *MAY_IMPORT):
        return Import.objects.none()
    return Import.objects.select_related("by", "undoing__by").order_by("-asked_at", "-pk")


def skill_lists_seen_by(reader: Member) -> QuerySet[SkillList]:
    """Every list of skills that was brought in or is to be, and one's own before that; without the files."""
    if not has_role(reader, *MAY_IMPORT):
        return SkillList.objects.none()
    lists = SkillList.objects.filter(Q(by=reader) | Q(asked_at__isnull=False)).defer("first", "second")
    return lists.select_related("by", "undoing").order_by("-made_at", "-pk")
