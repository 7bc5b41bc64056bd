"""Files that come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.access.samples.registry import NOW, sample

from peerloop.intake.models import Import, Pickup, SkillList, Upload

if TYPE_CHECKING:
    from peerloop.people.models import Member


@sample("upload")
def an_upload(owner: Member, other: Member) -> dict[str, Any]:
    """A file that the owner has given."""
    return {"pk": Upload.objects.create(by=owner, name="people.csv", content=b"email,name").pk}


@sample("import")
def an_import(owner: Member, other: Member) -> dict[str, Any]:
    """An import that the owner has asked for."""
    return {"pk": Import.objects.create(by=owner, name="people.csv").pk}


@sample("pickup")
def a_pickup(owner: Member, other: Member) -> dict[str, Any]:
    """A place that the owner has a file fetched from."""
    return {"pk": Pickup.objects.create(kind="address", where="https://hr.example.org/", by=owner).pk}


@sample("skill-list")
def a_skill_list(owner: Member, other: Member) -> dict[str, Any]:
    """A list of skills that has come in."""
    made = {"skills": [], "aliases": [], "waiting": [], "broader": []}
    came = SkillList.objects.create(by=owner, name="skills.csv", asked_at=NOW, finished_at=NOW, made=made)
    return {"pk": came.pk}


@sample("skill-list.make")
def a_skill_list_given(owner: Member, other: Member) -> dict[str, Any]:
    """A list of skills that the owner has given."""
    return {"pk": SkillList.objects.create(by=owner, name="skills.csv", first=b"tag,questions\nCobol,1\n").pk}
