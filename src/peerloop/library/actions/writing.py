"""Begin a resource, write another version of it, and say who writes it too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.library.actions.following import follow
from peerloop.library.actions.held import written
from peerloop.library.models import Contributor, GuestContact, Resource, Review, Version
from peerloop.library.rules.says import TEXTS, a_version, a_word, no_secret
from peerloop.library.rules.states import Overtaken, not_too_often
from peerloop.people.models import Member
from peerloop.people.rules import blocked

if TYPE_CHECKING:
    from datetime import date

    from peerloop.files.models import File
    from peerloop.skills.models import Skill

MOST_AUTHORS, MOST_VERSIONS = 10, 500
FIELDS = (
    "title", "text", "url", "file_id", "rests_on", "sources", "minutes", "terms", "transcript", "chapters",
)  # fmt: skip


@transaction.atomic
def begin_resource(
    *, by: Member, kind: str, skill: Skill | None = None, file: File | None = None, uid: UUID | None = None,
    look_again_on: date | None = None, anyway: bool = False, **said: Any,
) -> Resource:  # fmt: skip
    """Begin a draft, which only ``by`` sees, and return it; ``said``: the fields of ``Version``.

    ``uid`` is the form's: sending it twice begins once. ``file``: brought by the same member. Raises
    ``ValidationError`` by field, ``LooksSecret`` once unless ``anyway``, ``TooOften`` for the 31st in a day,
    ``PermissionDenied`` for who has left.
    """
    if by.departed_at is not None:
        raise PermissionDenied
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    if uid and (there := Resource.objects.filter(uid=uid).first()):
        if there.by_id != by.pk:
            raise PermissionDenied
        return there
    if kind not in Resource.Kind.values:
        raise ValidationError({"kind": _("Please choose what it is.")})
    fields = a_version(said)
    not_too_often(Resource.objects.filter(by=by))
    no_secret(fields, {}, anyway=anyway)
    _own(file, by)
    made = Resource.objects.create(
        uid=uid or uuid4(), kind=kind, by=by, ask=by, skill=skill, look_again_on=look_again_on, made_at=now()
    )
    Contributor.objects.create(resource=made, member=by, part=Contributor.Part.AUTHOR)
    Version.objects.create(resource=made, number=1, by=by, file=file, at=now(), **fields)
    _reach(made, kind, said)
    follow(made)
    record("resource.begun", actor=by, subject=made, about=[by.pk])
    return made


@transaction.atomic
def write_version(
    resource: Resource, *, by: Member, based_on: int, file: File | None = None, without_file: bool = False,
    anyway: bool = False, **said: Any,
) -> Version:  # fmt: skip
    """Write another version and return it; what says the same is no other version. The file stays unless replaced.

    ``based_on``: the number of the version that the writer had before them. Open reviews follow to what is new. Raises
    ``Overtaken`` where somebody else has written meanwhile, ``LooksSecret`` once for what is new in it unless
    ``anyway``, ``ValidationError`` by field, ``PermissionDenied``.
    """
    stands = written(resource, by=by)
    latest, fields = stands.latest, a_version(said)
    new = Version(resource=stands.resource, number=latest.number + 1, by=by, at=now(), **fields)
    new.file = file or (None if without_file else latest.file)
    _reach(stands.resource, stands.resource.kind, said)
    if all(getattr(new, name) == getattr(latest, name) for name in FIELDS):
        return latest
    if latest.number != based_on:
        raise Overtaken
    if latest.number >= MOST_VERSIONS:
        raise ValidationError(_("It has been changed too often. Please begin it anew."))
    no_secret(fields, {name: getattr(latest, name) for name in TEXTS}, anyway=anyway)
    _own(file, by)
    new.save()
    Review.objects.filter(version=latest, verdict=None).update(version=new)
    follow(stands.resource)
    record("resource.changed", actor=by, subject=stands.resource, about=stands.authors)
    return new


@transaction.atomic
def file_under(resource: Resource, *, by: Member, skill: Skill | None, ask: Member | None) -> None:
    """Say which skill it is about and who answers questions about it: one who has a part in it, or nobody."""
    stands = written(resource, by=by)
    if ask is not None and ask.pk not in {one.member_id for one in stands.contributors}:
        raise ValidationError({"ask": _("Choose somebody who has a part in it.")})
    made = stands.resource
    if (made.skill, made.ask) == (skill, ask):
        return
    made.skill, made.ask = skill, ask
    made.save(update_fields=["skill", "ask"])
    follow(made)
    record("resource.filed", actor=by, subject=made, about=stands.authors)


@transaction.atomic
def add_author(resource: Resource, member: Member, *, by: Member) -> None:
    """Let a colleague write it too; twice is once. Raises ``ValidationError`` on "colleague"."""
    stands = written(resource, by=by)
    if any(one.member_id == member.pk for one in stands.contributors):
        return
    if member.departed_at is not None or blocked(member, by):
        raise ValidationError({"colleague": _("Please choose another colleague.")})
    if len(stands.authors) >= MOST_AUTHORS:
        raise ValidationError({"colleague": _("So many authors are enough.")})
    Contributor.objects.create(resource=stands.resource, member=member, part=Contributor.Part.AUTHOR)
    follow(stands.resource)
    record("resource.shared", actor=by, subject=stands.resource, about=[member.pk])


@transaction.atomic
def leave_resource(resource: Resource, *, by: Member) -> None:
    """Write it no longer; the last author deletes or withdraws it instead (``ValidationError``)."""
    stands = written(resource, by=by)
    if len(stands.authors) == 1:
        raise ValidationError(_("You are the only one who writes it. Withdraw it, or let somebody else write it too."))
    Contributor.objects.filter(resource=resource, member=by).delete()
    if stands.resource.ask_id == by.pk:
        stands.resource.ask = None
        stands.resource.save(update_fields=["ask"])
    follow(stands.resource)
    record("resource.left", actor=by, subject=stands.resource, about=[by.pk])


def _own(file: File | None, by: Member) -> None:
    if file is not None and file.by_id != by.pk:
        raise PermissionDenied


def _reach(resource: Resource, kind: str, said: dict[str, Any]) -> None:
    """Keep how a guest is reached, apart from what everybody reads."""
    if kind != Resource.Kind.GUEST or "contact" not in said:
        return
    why = _("Say how they are reached; only the authors and organisers see it.")
    contact = a_word(said["contact"], field="contact", most=200, why=why)
    GuestContact.objects.update_or_create(
        resource=resource, defaults={"contact": " ".join(contact.split()), "agreed_on": said.get("agreed_on")}
    )
