"""What everybody is asked about the house's guidelines, some hundreds at a time: to comment on a draft, to accept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from peerloop.guidelines.models import Adoption, Consultation
from peerloop.guidelines.queries import asked_next, house_guidelines, in_force
from peerloop.journal.actions import record
from peerloop.journal.outbox import enqueue

if TYPE_CHECKING:
    from peerloop.guidelines.models import Version

AT_A_TIME = 500


@transaction.atomic
def ask_to_accept() -> int:
    """Put the version that holds to the next members, and return to how many; for the others a job is left."""
    house = house_guidelines()
    version = in_force(house) if house else None
    if version is None:
        return 0
    return _put(Adoption.objects.select_for_update(no_key=True).get(version=version), version, "guidelines.asked")


@transaction.atomic
def ask_what_they_think() -> int:
    """Tell the next members of a draft that may be commented on, and return how many; for the others a job is left."""
    up = Consultation.objects.filter(version__guidelines__for_house=True, version__adoption=None)
    found = up.select_for_update(no_key=True, of=["self"]).select_related("version").first()
    return _put(found, found.version, "guidelines.words_asked") if found else 0


def _put(row: Adoption | Consultation, version: Version, verb: str) -> int:
    if row.asked_up_to is None:
        return 0
    some = asked_next(row.asked_up_to, at_most=AT_A_TIME)
    row.asked_up_to = some[-1] if len(some) == AT_A_TIME else None
    row.save(update_fields=["asked_up_to"])
    if some:
        record(verb, actor=None, subject=version, about=some)
    if row.asked_up_to is not None:
        enqueue("guidelines.ask")
    return len(some)
