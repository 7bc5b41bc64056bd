"""Somebody says what the headings of a file mean, once for all files with the same ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from peerloop.intake.models import Heading
from peerloop.intake.queries.meanings import look_at
from peerloop.intake.queries.seen import MAY_IMPORT
from peerloop.intake.rules.headings import KEY_LENGTH, own_name, wrong_meanings
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.rules import has_role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from peerloop.intake.models import Upload
    from peerloop.people.models import Member


@transaction.atomic
def say_headings(upload: Upload, meanings: Mapping[str, str], *, by: Member) -> None:
    """Remember what each heading of the file means, by its key: one of ``MEANINGS``, or "" to leave it out.

    Raises ``ValidationError`` by key where they cannot all be meant so, and ``PermissionDenied``.
    """
    if upload.by_id != by.pk or not has_role(by, *MAY_IMPORT):
        raise PermissionDenied
    heads = {head.key: head for head in look_at(upload).heads if head.key}
    said = {key: meanings.get(key, head.means) for key, head in heads.items()}
    if wrong := wrong_meanings(list(heads.values()), said):
        raise ValidationError(wrong)
    own = [key for key, column in said.items() if own_name(key) == column]
    Heading.objects.filter(key__in=own).delete()
    Heading.objects.bulk_create(
        [
            Heading(key=key, written=heads[key].written[:KEY_LENGTH], column=column, by=by, at=now())
            for key, column in said.items()
            if key not in own
        ],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["written", "column", "by", "at"],
    )
    record("headings.said", actor=by, subject=upload, about=[by.pk])
