"""Guidelines: everybody reads them; who organises drafts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import NOW, sample

from peerloop.guidelines.actions import adopt, draft_guidelines, draft_version
from peerloop.people.actions import grant_role, join
from peerloop.people.models import Member

if TYPE_CHECKING:
    from peerloop.guidelines.models import Version


def _adopted() -> tuple[Version, Member]:
    organiser = Member.objects.filter(email="drafts@example.org").first()
    if organiser is None:
        organiser = join(name="Who drafts", email="drafts@example.org")
        grant_role(organiser, "organiser", by=None)
    made = draft_guidelines(by=organiser, template="circles", for_house=False)
    adopt(made, by=organiser, on=NOW.date())
    return made, organiser


@sample("guidelines", "guidelines:versions")
def guidelines(owner: Member, other: Member) -> dict[str, Any]:
    """Some that hold."""
    return {"pk": _adopted()[0].guidelines_id, "which": "feedback"}


@sample("guidelines.accept", "guidelines:version")
def a_version(owner: Member, other: Member) -> dict[str, Any]:
    """A version of them."""
    return {"pk": _adopted()[0].pk}


@sample("guidelines:changes")
def a_second_version(owner: Member, other: Member) -> dict[str, Any]:
    """A version with one before it."""
    made, organiser = _adopted()
    second = draft_version(made.guidelines, by=organiser)
    adopt(second, by=organiser, on=NOW.date())
    return {"pk": second.pk}


@sample("guidelines.make")
def a_draft(owner: Member, other: Member) -> dict[str, Any]:
    """A draft."""
    made, organiser = _adopted()
    return {"pk": draft_version(made.guidelines, by=organiser).pk}
