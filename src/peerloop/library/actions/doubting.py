"""Say that something is not so, settle it, and bring links with which it can be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.kit.text import clean
from peerloop.library.actions.held import held
from peerloop.library.models import Check, Dispute, Resolution
from peerloop.library.models.resource import LONGEST_WORD
from peerloop.library.rules.says import a_text, a_word
from peerloop.library.rules.states import not_too_often
from peerloop.live.rules import web_address
from peerloop.people.models import Role
from peerloop.people.rules import has_role, require

if TYPE_CHECKING:
    from peerloop.library.models import Resource
    from peerloop.people.models import Member

MOST_CHECKS = 50


@transaction.atomic
def dispute(resource: Resource, *, by: Member, reason: str) -> Dispute:
    """Say what is not so in what is published; while one's own stands open, saying it again is saying it once.

    Raises ``ValidationError`` on "reason", ``TooOften``, ``PermissionDenied`` for who does not see it published.
    """
    stands = held(resource, by=by)
    require(stands.resource.public)
    there = Dispute.objects.filter(version__resource=resource, by=by, resolution=None).first()
    if there:
        return there
    not_too_often(Dispute.objects.filter(by=by))
    why = _("Say what is not so, and how you know: the authors answer to that.")
    said = a_word(reason, field="reason", most=LONGEST_WORD, why=why)
    current = stands.resource.current
    made: Dispute = Dispute.objects.create(
        version=current,  # type: ignore[misc]
        by=by,
        reason=said,
        at=now(),
    )
    record("resource.disputed", actor=by, subject=made, about=stands.authors)
    return made


@transaction.atomic
def resolve(disputed: Dispute, *, by: Member, word: str) -> Resolution:
    """Say how it was settled: whoever began it, or a moderator who does not write it. Twice is once.

    Raises ``ValidationError`` on "word", ``PermissionDenied`` for anybody else, the authors among them.
    """
    stands = held(disputed.version.resource, by=by)
    fresh = Dispute.objects.select_related("resolution").get(pk=disputed.pk)
    if hasattr(fresh, "resolution"):
        return fresh.resolution
    moderator = has_role(by, Role.MODERATOR) and by.pk not in stands.authors
    if fresh.by_id != by.pk and not moderator:
        raise PermissionDenied
    why = _("Say how it was settled: everybody who reads the doubt reads this too.")
    said = a_word(word, field="word", most=LONGEST_WORD, why=why)
    made = Resolution.objects.create(dispute=fresh, by=by, word=said, at=now())
    about = {*stands.authors, *([fresh.by_id] if fresh.by_id else [])}
    record("dispute.resolved", actor=by, subject=fresh, about=about)
    return made


@transaction.atomic
def bring_check(resource: Resource, *, by: Member, url: str, says: str, word: str = "") -> Check:
    """Bring a link with which it can be checked; nothing is ever fetched from there. The same address is once.

    Raises ``ValidationError`` by field, ``TooOften``, ``PermissionDenied`` for who does not see it published.
    """
    stands = held(resource, by=by)
    require(stands.resource.public)
    address = web_address(clean(url))
    if there := Check.objects.filter(resource=resource, url=address).first():
        return there
    not_too_often(Check.objects.filter(by=by))
    if says not in Check.Says.values:
        raise ValidationError({"says": _("Please choose what the link does.")})
    if Check.objects.filter(resource=resource).count() >= MOST_CHECKS:
        raise ValidationError({"url": _("There are %(most)s already.") % {"most": MOST_CHECKS}})
    word = " ".join(a_text("word", word, 280).split())
    made = Check.objects.create(resource=stands.resource, by=by, url=address, says=says, word=word, at=now())
    record("check.brought", actor=by, subject=made, about=stands.authors)
    return made


@transaction.atomic
def remove_check(check: Check, *, by: Member) -> None:
    """Take a link away: one's own, or as an author or moderator; twice is once."""
    stands = held(check.resource, by=by)
    if check.by_id != by.pk and by.pk not in stands.authors and not has_role(by, Role.MODERATOR):
        raise PermissionDenied
    if Check.objects.filter(pk=check.pk).exists():
        record("check.removed", actor=by, subject=check)
        Check.objects.filter(pk=check.pk).delete()
