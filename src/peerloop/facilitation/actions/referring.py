"""Refer something to the moderators, and deal with it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.facilitation.models import Referral, ReferralEnd
from peerloop.facilitation.queries import can_refer, desks_seen_by, posts_at, referrals_to
from peerloop.facilitation.rules import Settled, a_word
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.models import Member
from peerloop.people.rules import require

if TYPE_CHECKING:
    from uuid import UUID

    from peerloop.circles.models import Circle
    from peerloop.discussion.models import Post


@transaction.atomic
def refer(circle: Circle, *, by: Member, why: str, post: Post | None = None, uid: UUID | None = None) -> Referral:
    """Refer a post, or what goes on in the circle, to the moderators, and return the referral; twice is once.

    They read the post as it stands now. Raises ``ValidationError`` on "why", also where no moderator could deal with
    it, ``PermissionDenied`` for who does not facilitate the circle.
    """
    require(desks_seen_by(by).filter(pk=circle.pk).exists())
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)
    if uid and (there := Referral.objects.filter(uid=uid, by=by).first()):
        return there
    said = a_word(why, "why")
    if post is not None:
        require(posts_at(by).filter(pk=post.pk, thread=circle.thread_id).exists())
        if there := Referral.objects.filter(post=post, by=by, end=None).first():
            return there
    about = post.by if post else None
    if not can_refer(circle, by, about):
        words = _("There is no moderator who could look at this impartially. Ask an administrator to name one.")
        raise ValidationError({"why": words})
    made = Referral.objects.create(
        circle=circle, post=post, said=post.text if post else "", about=about, why=said, by=by, uid=uid or uuid4(),
        at=now(),
    )  # fmt: skip
    record("facilitation.referred", actor=by, subject=made, about=[by.pk])
    return made


@transaction.atomic
def close_referral(referral: Referral, *, by: Member, word: str) -> ReferralEnd:
    """Say what came of it; who referred it is told.

    Raises ``ValidationError`` on "word", ``Settled`` where somebody has already, ``PermissionDenied`` for who may not.
    """
    Referral.objects.select_for_update(no_key=True).get(pk=referral.pk)
    if not referrals_to(by).filter(pk=referral.pk).exists():
        if ReferralEnd.objects.filter(referral=referral).exists():
            raise Settled
        raise PermissionDenied
    made = ReferralEnd.objects.create(referral=referral, by=by, word=a_word(word, "word"), at=now())
    about = [referral.by_id] if referral.by_id else []
    record("facilitation.referral_closed", actor=by, subject=referral, about=about)
    return made
