"""Help from outside with a skill: found, changed, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.journal.actions import record
from peerloop.people.models import Member
from peerloop.people.rules import require
from peerloop.pulse.models import Outside
from peerloop.pulse.rules import an_outside, must_organise
from peerloop.skills.locks import hold_skill

if TYPE_CHECKING:
    from uuid import UUID

    from peerloop.skills.models import Skill


@transaction.atomic
def find_outside(
    *, by: Member, uid: UUID, skill: Skill, kind: str, title: str, link: str = "", contact: str = "", about: str = "",
    cost_from: int | None = None, cost_to: int | None = None, currency: str = "",
) -> Outside:  # fmt: skip
    """Add a course or a guest for a skill; the same ``uid`` again is the same. Raises ``ValidationError`` by field."""
    must_organise(by)
    said = an_outside(
        kind=kind, title=title, link=link, contact=contact, about=about,
        cost_from=cost_from, cost_to=cost_to, currency=currency,
    )  # fmt: skip
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    if same := Outside.objects.filter(uid=uid).first():
        return same
    made = Outside.objects.create(uid=uid, by=by, skill=hold_skill(skill), **said)
    record("outside.found", actor=by, subject=made)
    return made


@transaction.atomic
def change_outside(
    outside: Outside, *, by: Member, kind: str, title: str, link: str = "", contact: str = "", about: str = "",
    cost_from: int | None = None, cost_to: int | None = None, currency: str = "",
) -> Outside:  # fmt: skip
    """Change it; raises ``ValidationError`` by field."""
    stands = _held(outside, by)
    said = an_outside(
        kind=kind, title=title, link=link, contact=contact, about=about,
        cost_from=cost_from, cost_to=cost_to, currency=currency,
    )  # fmt: skip
    for name, value in said.items():
        setattr(stands, name, value)
    stands.save()
    record("outside.changed", actor=by, subject=stands)
    return stands


@transaction.atomic
def remove_outside(outside: Outside, *, by: Member) -> None:
    """Remove it."""
    stands = _held(outside, by)
    record("outside.removed", actor=by, subject=stands)
    stands.delete()


def _held(outside: Outside, by: Member) -> Outside:
    must_organise(by)
    require(Outside.objects.select_for_update(no_key=True).filter(pk=outside.pk).exists())
    return Outside.objects.get(pk=outside.pk)
