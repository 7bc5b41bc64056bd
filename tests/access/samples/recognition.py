"""Thanks and contributions; written as rows, for the walk makes more of them than anybody may in a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import NOW, sample
from tests.access.samples.skills import a_skill

from peerloop.recognition.models import Contribution, Kudos, Thanked

if TYPE_CHECKING:
    from peerloop.people.models import Member


def thanked(by: Member, to: Member) -> Thanked:
    """The one has thanked the other."""
    kudos = Kudos.objects.create(by=by, text="Thank you", skill=a_skill(by))
    return Thanked.objects.create(kudos=kudos, member=to)


@sample("kudos")
def a_kudos(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has thanked the other."""
    return {"pk": thanked(owner, other).kudos_id}


@sample("thanks")
def thanks(owner: Member, other: Member) -> dict[str, Any]:
    """The other has thanked the owner."""
    return {"pk": thanked(other, owner).pk}


@sample("contribution")
def a_contribution(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has given something."""
    kind = Contribution.Kind.SESSION
    number = Contribution.objects.count() + 1
    given = Contribution(member=owner, kind=kind, source_type="session", source=number, skill=a_skill(owner), at=NOW)
    given.save()
    return {"pk": given.pk}
