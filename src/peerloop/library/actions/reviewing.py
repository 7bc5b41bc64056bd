"""A peer looks at the newest version before everybody does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.library.actions.following import follow
from peerloop.library.actions.held import held, written
from peerloop.library.models import Review, Verdict
from peerloop.library.models.resource import LONGEST_WORD
from peerloop.library.rules.says import a_text, a_word, missing
from peerloop.library.rules.states import MOST_REVIEWS, Overtaken, to_agree
from peerloop.people.rules import kept_apart

if TYPE_CHECKING:
    from peerloop.library.models import Resource
    from peerloop.people.models import Member


@transaction.atomic
def ask_for_review(resource: Resource, reviewer: Member, *, by: Member) -> Review:
    """Ask a peer to look at the newest version, and return the review; twice is once.

    Raises ``ValidationError`` by field for what is still missing, on "colleague" for who has a part in it, for a
    manager or report, or where enough are asked.
    """
    stands = written(resource, by=by)
    if faults := missing(stands.resource.kind, stands.latest):
        raise ValidationError(faults)
    reviews = list(stands.latest.reviews.all())
    if there := next((one for one in reviews if one.reviewer_id == reviewer.pk), None):
        return there
    if any(one.member_id == reviewer.pk for one in stands.contributors):
        raise ValidationError({"colleague": _("They have a part in it. Ask somebody who sees it for the first time.")})
    if reviewer.departed_at is not None or kept_apart(by, reviewer):
        raise ValidationError({"colleague": _("Please ask another colleague: a peer, neither above nor below you.")})
    if len(reviews) >= MOST_REVIEWS:
        raise ValidationError({"colleague": _("So many are enough for one version.")})
    if not reviews and (anew := [one.member_id for one in to_agree(stands.contributors, stands.latest)]):
        record("resource.consent_asked", actor=by, subject=stands.resource, about=anew)
    made = Review.objects.create(version=stands.latest, reviewer=reviewer, asked_by=by, at=now())
    follow(stands.resource)
    record("review.asked", actor=by, subject=made, about=[reviewer.pk])
    return made


@transaction.atomic
def give_verdict(review: Review, *, by: Member, number: int, says: str, word: str = "") -> Verdict:
    """Answer, once. ``number``: the version that was read; a newer one has to be looked at first (``Overtaken``).

    Who wants something changed says what. Raises ``ValidationError`` by field, ``PermissionDenied`` for anybody else.
    """
    if review.reviewer_id != by.pk:
        raise PermissionDenied
    stands = held(review.version.resource, by=by)
    fresh = Review.objects.select_related("version", "verdict").filter(pk=review.pk).first()
    if fresh is None:
        raise PermissionDenied
    if hasattr(fresh, "verdict"):
        return fresh.verdict
    if says not in Verdict.Says.values:
        raise ValidationError({"says": _("Please choose one of the two.")})
    if fresh.version_id != stands.latest.pk or stands.latest.number != number:
        raise Overtaken
    if says == Verdict.Says.CHANGES:
        word = a_word(word, field="word", most=LONGEST_WORD, why=_("Say what should change: the authors read it."))
    made = Verdict.objects.create(review=fresh, says=says, word=a_text("word", word, LONGEST_WORD), at=now())
    follow(stands.resource)
    record("review.answered", actor=by, subject=fresh, about=stands.authors)
    return made


@transaction.atomic
def give_review_back(review: Review, *, by: Member) -> None:
    """Not look at it after all; no reason is asked. What was answered stays."""
    if review.reviewer_id != by.pk:
        raise PermissionDenied
    stands = held(review.version.resource, by=by)
    fresh = Review.objects.filter(pk=review.pk, verdict=None).first()
    if fresh is None:
        return
    record("review.given_back", actor=by, subject=stands.resource, about=stands.authors)
    fresh.delete()
    follow(stands.resource)
