"""Who is interviewed, or led what was recorded, agrees that it is published; and takes that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.library.actions.following import follow
from peerloop.library.actions.held import Held, held
from peerloop.library.models import Consent, Contributor
from peerloop.library.rules.states import Overtaken

if TYPE_CHECKING:
    from peerloop.library.models import Resource
    from peerloop.people.models import Member


@transaction.atomic
def agree(resource: Resource, *, by: Member, number: int | None = None) -> None:
    """Agree to the newest version; twice is once, and a newer one needs a yes of its own.

    ``number``: the version that was read. Raises ``Overtaken`` where there is a newer one, ``PermissionDenied`` for who
    has no say in it.
    """
    stands = held(resource, by=by)
    own = _own(stands, by)
    if number is not None and number != stands.latest.number:
        raise Overtaken
    consent, new = Consent.objects.get_or_create(contributor=own, defaults={"at": now()})
    if new or consent.at < stands.latest.at:
        consent.at = now()
        consent.save(update_fields=["at"])
        follow(stands.resource)
        record("resource.agreed", actor=by, subject=stands.resource, about=stands.authors)


@transaction.atomic
def take_consent_back(resource: Resource, *, by: Member) -> None:
    """Agree no longer: at this moment it is nobody's any more but theirs who have a part in it. No reason is asked."""
    stands = held(resource, by=by)
    gone, _rows = Consent.objects.filter(contributor=_own(stands, by)).delete()
    if gone:
        follow(stands.resource)
        record("resource.unagreed", actor=by, subject=stands.resource, about=stands.authors)


def _own(stands: Held, by: Member) -> Contributor:
    for one in stands.contributors:
        if one.member_id == by.pk and one.part != Contributor.Part.AUTHOR:
            return one
    raise PermissionDenied
