"""The one who was thanked lets it be shown on their page, or keeps it between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.recognition.models import Kudos, Thanked
from peerloop.recognition.rules import is_theirs

if TYPE_CHECKING:
    from peerloop.people.models import Member


@transaction.atomic
def show(thanked: Thanked, *, by: Member) -> None:
    """Let it be shown; twice is once.

    Raises ``ValidationError`` where its writer does not consent; ``PermissionDenied`` for anybody but who was thanked.
    """
    is_theirs(thanked, by)
    kudos = Kudos.objects.select_for_update(no_key=True).filter(pk=thanked.kudos_id).first()
    if kudos is None or not kudos.may_be_shown:
        raise ValidationError(_("These words are meant for you alone, or are taken back."))
    row = kudos.thanked.get(pk=thanked.pk)
    if row.shown_at is None:
        row.shown_at, row.hidden_at = now(), None
        row.save(update_fields=["shown_at", "hidden_at"])
        record("kudos.shown", actor=by, subject=row, about=[by.pk])


@transaction.atomic
def keep_private(thanked: Thanked, *, by: Member) -> None:
    """Show it no longer; twice is once. Raises ``PermissionDenied`` for anybody but who was thanked."""
    is_theirs(thanked, by)
    for row in Thanked.objects.select_for_update(no_key=True).filter(pk=thanked.pk, shown_at__isnull=False):
        row.shown_at = None
        row.save(update_fields=["shown_at"])
        record("kudos.kept", actor=by, subject=row, about=[by.pk])
