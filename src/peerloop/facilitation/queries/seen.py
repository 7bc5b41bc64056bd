"""The guards of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from peerloop.circles.models import Circle, Membership
from peerloop.circles.queries import circles_led_by
from peerloop.circles.rules import lines_above
from peerloop.discussion.queries import posts_seen_by
from peerloop.facilitation.models import HandOver, Quiet, Referral, Remark, Succession
from peerloop.facilitation.rules import FIRST
from peerloop.kit.clock import now
from peerloop.people.models import Member, Role
from peerloop.people.queries import everybody_below, seen_by
from peerloop.people.rules import has_role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.discussion.models import Post


def desks_seen_by(reader: Member) -> QuerySet[Circle]:
    """Running circles that the reader facilitates: theirs is the desk."""
    return circles_led_by(reader) if reader.is_active else Circle.objects.none()


def posts_at(reader: Member) -> QuerySet[Post]:
    """What others have said, and still stands, in the circles at whose desks the reader sits."""
    threads = desks_seen_by(reader).values("thread")
    return posts_seen_by(reader).filter(thread__in=threads, taken_back=None).exclude(by=reader)


def quiet_of(reader: Member) -> QuerySet[Quiet]:
    """Where the reader themselves has been quiet."""
    return Quiet.objects.filter(member=reader, circle__closing=None).select_related("circle")


def quiets_told_to(reader: Member, circle: Circle) -> QuerySet[Quiet]:
    """Who has been quiet in the circle, as far as the reader, at its desk, may learn it: never who refused.

    Nor anybody whom the reader does not see, or stands above since reporting lines have changed.
    """
    if not desks_seen_by(reader).filter(pk=circle.pk).exists():
        return Quiet.objects.none()
    may = Q(answer=Quiet.Answer.TELL) | Q(answer="", at__lte=now() - FIRST)
    rows = Quiet.objects.filter(may, circle=circle, member__in=seen_by(reader))
    return rows.exclude(member__in=everybody_below(reader)).select_related("member").order_by("at", "pk")


def remark_of(reader: Member, circle: Circle) -> Remark | None:
    """Return what the reader has noted for themselves about the circle."""
    return Remark.objects.filter(circle=circle, by=reader).first()


def notes_to(reader: Member, circle: Circle) -> QuerySet[HandOver]:
    """What was noted when the circle was handed over, for the two between whom it was, the latest first."""
    rows = hand_overs_seen_by(reader).filter(circle=circle).exclude(note="")
    return rows.select_related("by", "to").order_by("-at", "-pk")


def hand_overs_seen_by(reader: Member) -> QuerySet[HandOver]:
    """Hand-overs by and to the reader, of circles that are running."""
    if not reader.is_active:
        return HandOver.objects.none()
    return HandOver.objects.filter(Q(to=reader) | Q(by=reader), circle__closing=None)


def successions_seen_by(reader: Member) -> QuerySet[Succession]:
    """Successions in which the reader is asked to follow, not answered yet."""
    if not reader.is_active:
        return Succession.objects.none()
    return Succession.objects.filter(successor=reader, answer="", circle__closing=None)


def successions_answered_by(reader: Member) -> QuerySet[Succession]:
    """Successions to which the reader has said yes or no: who follows the link of a mail once more is told so."""
    if not reader.is_active:
        return Succession.objects.none()
    return Succession.objects.filter(successor=reader).exclude(answer="")


def successions_of(reader: Member) -> QuerySet[Succession]:
    """Circles that the reader is to hand over, not answered yet."""
    return Succession.objects.filter(facilitator=reader, answer="", circle__closing=None)


def referrals_seen_by(reader: Member) -> QuerySet[Referral]:
    """What the reader has referred, and for a moderator what others have.

    Never to whom it is about, nor to who stands above that one or above who referred it. What is about nobody by name
    is about all in the circle.
    """
    if not reader.is_active:
        return Referral.objects.none()
    mine = Q(by=reader)
    if has_role(reader, Role.MODERATOR):
        below = everybody_below(reader)
        own = [reader.pk, *below]
        theirs = Membership.objects.filter(circle=OuterRef("circle"), member__in=own)
        apart = Q(about=None) & ~Exists(theirs) | Q(about__isnull=False) & ~Q(about__in=own)
        mine |= apart & (Q(by=None) | ~Q(by__in=below))
    return Referral.objects.filter(mine)


def referrals_to(reader: Member) -> QuerySet[Referral]:
    """Referrals that wait for the reader to deal with, as a moderator."""
    if not has_role(reader, Role.MODERATOR):
        return Referral.objects.none()
    return referrals_seen_by(reader).exclude(by=reader).filter(end=None)


def can_refer(circle: Circle, by: Member, about: Member | None) -> bool:
    """Whether there is a moderator who may deal with what ``by`` refers about somebody, or (None) about the circle."""
    concerned = {about.pk} if about else set(Membership.objects.filter(circle=circle).values_list("member", flat=True))
    apart = concerned | {by.pk}
    apart = apart.union(*lines_above(apart).values())
    moderators = Member.objects.present().filter(role_grants__role=Role.MODERATOR)
    return moderators.exclude(pk__in=apart).exists()


def with_open_referral(posts: QuerySet[Post], by: Member) -> QuerySet[Post]:
    """Return the posts, each with ``referred``: whether ``by`` has referred it and it is not dealt with."""
    return posts.annotate(referred=Exists(Referral.objects.filter(post=OuterRef("pk"), by=by, end=None)))
