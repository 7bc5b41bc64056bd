"""Begin guidelines or a new version of them, write at the draft, give it up."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.discussion.actions import close_thread
from peerloop.guidelines.actions.held import held, held_draft
from peerloop.guidelines.models import Guidelines, Version
from peerloop.guidelines.rules import PARTS, Stale, a_title, may_draft, the_words
from peerloop.guidelines.shipped import TEMPLATES
from peerloop.journal.actions import record
from peerloop.people.models import Member
from peerloop.people.rules import require

if TYPE_CHECKING:
    from uuid import UUID


@transaction.atomic
def draft_guidelines(
    *, by: Member, template: str, title: str = "", for_house: bool = True, uid: UUID | None = None
) -> Version:
    """Begin guidelines from a template and return their first draft; ``uid`` is the form's: twice is once.

    ``for_house``: they hold for all who are here; there is one of that kind. Raises ``ValidationError`` by field,
    ``PermissionDenied`` for who does not draft.
    """
    require(may_draft(by))
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    if uid and (there := Version.objects.filter(guidelines__uid=uid).order_by("number").first()):
        return there
    if template not in TEMPLATES:
        raise ValidationError({"template": _("Choose one of the templates.")})
    said = a_title(title or str(TEMPLATES[template].title))
    if for_house and Guidelines.objects.filter(for_house=True).exists():
        raise ValidationError({"for_house": _("The house has its guidelines. Draft a new version of them instead.")})
    made = Guidelines.objects.create(title=said, for_house=for_house, uid=uid or uuid4())
    words = {name: TEMPLATES[template].text(name) for name in PARTS}
    version = Version.objects.create(guidelines=made, number=1, by=by, **the_words(**words))
    record("guidelines.drafted", actor=by, subject=version)
    return version


@transaction.atomic
def draft_version(guidelines: Guidelines, *, by: Member) -> Version:
    """Begin a new version with the words of the latest; where a draft stands, return that one."""
    stands = held(guidelines, by=by)
    latest = Version.objects.filter(guidelines=stands).select_related("adoption").latest("number")
    if not hasattr(latest, "adoption"):
        return latest
    words = {name: getattr(latest, name) for name in PARTS}
    version = Version.objects.create(guidelines=stands, number=latest.number + 1, by=by, **words)
    record("guidelines.drafted", actor=by, subject=version)
    return version


@transaction.atomic
def change_draft(
    version: Version, *, by: Member, title: str, conduct: str, feedback: str, confidential: str, why: str, revision: int
) -> Version:
    """Save what somebody has written at the draft, who began at ``revision``; the same words again change nothing.

    Raises ``Adopted``, ``Stale`` where somebody else has saved since, ``ValidationError`` by field.
    """
    stands = held_draft(version, by=by)
    named = a_title(title)
    words = the_words(conduct=conduct, feedback=feedback, confidential=confidential, why=why)
    if named == stands.guidelines.title and all(getattr(stands, name) == text for name, text in words.items()):
        return stands
    if stands.revision != revision:
        raise Stale
    for name, text in words.items():
        setattr(stands, name, text)
    stands.revision += 1
    stands.save(update_fields=[*words, "revision"])
    stands.guidelines.title = named
    stands.guidelines.save(update_fields=["title"])
    record("guidelines.changed", actor=by, subject=stands)
    return stands


@transaction.atomic
def give_up_draft(version: Version, *, by: Member) -> None:
    """Throw the draft away, and guidelines of which nothing else is left with it; raises ``Adopted``."""
    stands = held_draft(version, by=by)
    record("guidelines.given_up", actor=by, subject=stands)
    if hasattr(stands, "consultation"):
        close_thread(stands.consultation.thread, by=by)
    guidelines = stands.guidelines
    stands.delete()
    if not guidelines.versions.exists():
        guidelines.delete()
