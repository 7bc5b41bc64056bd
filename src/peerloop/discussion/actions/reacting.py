"""Nod to a post, and take the nod back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.discussion.models import Reaction
from peerloop.discussion.queries import posts_seen_by
from peerloop.journal.actions import record

if TYPE_CHECKING:
    from peerloop.discussion.models import Post
    from peerloop.people.models import Member


@transaction.atomic
def react(post: Post, *, by: Member, kind: str) -> None:
    """Nod to somebody else's post; twice is once."""
    if kind not in Reaction.Kind.values:
        raise ValidationError({"kind": _("There is no such reaction.")})
    if post.by_id == by.pk or not posts_seen_by(by).filter(pk=post.pk, taken_back=None, hiding=None).exists():
        raise PermissionDenied
    _row, new = Reaction.objects.get_or_create(post=post, member=by, kind=kind)
    if new:
        record("post.nodded", actor=by, subject=post, about=[post.by_id] if post.by_id else [])


@transaction.atomic
def take_reaction_back(post: Post, *, by: Member, kind: str) -> None:
    """Take one's nod back; taking back what is not there changes nothing."""
    gone, _rows = Reaction.objects.filter(post=post, member=by, kind=kind).delete()
    if gone:
        record("post.unnodded", actor=by, subject=post)
