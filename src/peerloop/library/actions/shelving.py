"""Put together a collection."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.library.models import Collection, Item
from peerloop.library.models.resource import LONGEST_TITLE
from peerloop.library.queries.seen import collections_seen_by, resources_seen_by
from peerloop.library.rules.says import a_text, a_word
from peerloop.library.rules.states import not_too_often
from peerloop.people.models import Member, Role
from peerloop.people.rules import has_role, require
from peerloop.search.actions import index

if TYPE_CHECKING:
    from peerloop.library.models import Resource

MOST_ITEMS = 200


@transaction.atomic
def make_collection(*, by: Member, title: str, about: str = "", uid: UUID | None = None) -> Collection:
    """Make an empty collection and return it; ``uid`` is the form's.

    Raises ``ValidationError`` by field, ``TooOften``.
    """
    if by.departed_at is not None:
        raise PermissionDenied
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    if uid and (there := Collection.objects.filter(uid=uid).first()):
        require(there.by_id == by.pk)
        return there
    said = _said(title, about)
    not_too_often(Collection.objects.filter(by=by))
    made = Collection.objects.create(uid=uid or uuid4(), by=by, at=now(), **said)
    index("collection", [made.pk])
    record("collection.made", actor=by, subject=made, about=[by.pk])
    return made


@transaction.atomic
def change_collection(collection: Collection, *, by: Member, title: str, about: str = "") -> None:
    """Call it otherwise."""
    stands = _held(collection, by)
    said = _said(title, about)
    if (stands.title, stands.about) != (said["title"], said["about"]):
        Collection.objects.filter(pk=stands.pk).update(**said)
        index("collection", [stands.pk])
        record("collection.changed", actor=by, subject=stands, about=[by.pk])


@transaction.atomic
def put_into(collection: Collection, resource: Resource, *, by: Member) -> None:
    """Put a published resource at its end; twice is once."""
    stands = _held(collection, by)
    require(resources_seen_by(by).filter(pk=resource.pk, public=True).exists())
    places = list(Item.objects.filter(collection=stands).values_list("place", "resource"))
    if resource.pk in {number for _place, number in places}:
        return
    if len(places) >= MOST_ITEMS:
        raise ValidationError(_("There are %(most)s already.") % {"most": MOST_ITEMS})
    place = max((place for place, _number in places), default=0) + 1
    Item.objects.create(collection=stands, resource=resource, place=place, at=now())
    record("collection.filled", actor=by, subject=stands, about=[by.pk])


@transaction.atomic
def take_out(collection: Collection, resource: Resource, *, by: Member) -> None:
    """Take a resource out of it; the resource itself stays."""
    stands = _held(collection, by)
    gone, _rows = Item.objects.filter(collection=stands, resource=resource).delete()
    if gone:
        record("collection.emptied", actor=by, subject=stands, about=[by.pk])


@transaction.atomic
def move_up(collection: Collection, resource: Resource, *, by: Member) -> None:
    """Let it change places with what stands before it."""
    stands = _held(collection, by)
    items = list(Item.objects.filter(collection=stands).order_by("place", "pk"))
    at = next((number for number, one in enumerate(items) if one.resource_id == resource.pk), 0)
    if at:
        items[at - 1], items[at] = items[at], items[at - 1]
        for place, one in enumerate(items, 1):
            one.place = place
        Item.objects.bulk_update(items, ["place"])
        record("collection.ordered", actor=by, subject=stands, about=[by.pk])


@transaction.atomic
def remove_collection(collection: Collection, *, by: Member) -> None:
    """Remove the shelf; what stood on it stays in the library."""
    stands = _held(collection, by, moderators=True)
    record("collection.removed", actor=by, subject=stands, about=[stands.by_id] if stands.by_id else [])
    number = stands.pk
    stands.delete()
    index("collection", [number])


def _said(title: str, about: str) -> dict[str, str]:
    why = _("Give it a title, so that others know what stands there.")
    said = a_word(" ".join(title.split()), field="title", most=LONGEST_TITLE, why=why)
    return {"title": said, "about": " ".join(a_text("about", about, 500).split())}


def _held(collection: Collection, by: Member, *, moderators: bool = False) -> Collection:
    if not collections_seen_by(by).filter(pk=collection.pk).exists():
        raise PermissionDenied
    stands = Collection.objects.select_for_update(no_key=True).filter(pk=collection.pk).first()
    if stands is None or (stands.by_id != by.pk and not (moderators and has_role(by, Role.MODERATOR))):
        raise PermissionDenied
    return stands
