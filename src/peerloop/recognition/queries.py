"""Kudos and contributions as each reader sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from peerloop.kit.prepared import prepared
from peerloop.people.models import Block
from peerloop.people.queries import seen_by
from peerloop.recognition.models import Contribution, Kudos, Thanked

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

TOLD = ("kudos__by", "kudos__skill", "kudos__session__skill", "member")


def thanks_seen_by(reader: Member) -> QuerySet[Thanked]:
    """Thanks that the reader was given and has not put away, has given, or that are shown on a colleague's page.

    Shown they are where the receiver lets them be and the writer consents, as long as both are here. None is seen
    where a block parts the two, or the reader from either.
    """
    if reader.departed_at is not None:
        return Thanked.objects.none()
    here = seen_by(reader).values("pk")
    shown = Q(shown_at__isnull=False, hidden_at=None, kudos__may_be_shown=True, member__in=here, kudos__by__in=here)
    mine = Q(kudos__by=reader) | Q(member=reader, hidden_at=None)
    return Thanked.objects.filter(~Exists(_apart()), mine | shown)


def own_thanks(member: Member) -> QuerySet[Thanked]:
    """What the member was thanked for, put away or not: theirs to decide on."""
    own = Thanked.objects.filter(~Exists(_apart()), member=member)
    return own if member.departed_at is None else own.none()


def kudos_for(reader: Member) -> QuerySet[Kudos]:
    """The words that thank the reader and that they have not put away."""
    return Kudos.objects.filter(pk__in=own_thanks(reader).filter(hidden_at=None).values("kudos"))


def own_kudos(writer: Member) -> QuerySet[Kudos]:
    """What the writer has thanked others for: theirs to withdraw."""
    own = Kudos.objects.filter(by=writer)
    return own if writer.departed_at is None else own.none()


def said_to(members: Collection[int], *, by: Member, skill: Skill, text: str) -> dict[int, Kudos]:
    """Return by member the latest thanks to them alone that ``by`` has said about the skill in just these words."""
    said = own_kudos(by).filter(skill=skill, text=text, thanked__member__in=members)
    alone = said.annotate(to=F("thanked__member"), all=_how_many()).filter(all=1)
    return {kudos.to: kudos for kudos in alone.order_by("at", "pk")}


def _how_many() -> Subquery:
    receivers = Thanked.objects.filter(kudos=OuterRef("pk")).order_by().values("kudos")
    return Subquery(receivers.annotate(all=Count("pk")).values("all"))


@prepared
def lately_thanked(member: Member, since: datetime, *, at_most: int) -> QuerySet[Thanked]:
    """The newest thanks that the member was given since then and has not put away."""
    lately = own_thanks(member).filter(hidden_at=None, kudos__at__gt=since)
    return lately.select_related(*TOLD).order_by("-kudos__at", "-pk")[:at_most]


@prepared
def thanks_on_page(reader: Member, owner: Member, *, at_most: int) -> QuerySet[Thanked]:
    """The thanks that are shown on the owner's page, to the owner as to anybody, the newest first."""
    shown = thanks_seen_by(reader).filter(member=owner, shown_at__isnull=False, kudos__may_be_shown=True)
    here = shown.filter(hidden_at=None, kudos__by__departed_at=None)
    return here.select_related(*TOLD).order_by("-kudos__at", "-pk")[:at_most]


def given_in_full(kudos: QuerySet[Kudos]) -> QuerySet[Kudos]:
    """Fetch with each what its writer's page tells of it, in two queries; whom a block keeps apart is not named."""
    theirs = Prefetch("thanked", Thanked.objects.filter(~Exists(_apart())).select_related("member").order_by("pk"))
    return kudos.select_related("skill", "session__skill").prefetch_related(theirs).order_by("-at", "-pk")


def thanks_to_take_along(member: Member) -> QuerySet[Thanked]:
    """Thanks that their writers let others read: the member may take these words along."""
    return told(own_thanks(member).filter(hidden_at=None, kudos__may_be_shown=True))


def contributions_of(member: Member) -> QuerySet[Contribution]:
    """What the member has given; theirs alone to see, hidden or not."""
    own = Contribution.objects.filter(member=member)
    return own if member.departed_at is None else own.none()


def told(rows: QuerySet[Thanked]) -> QuerySet[Thanked]:
    """Fetch with each what a page tells of it, in one query."""
    return rows.select_related(*TOLD).order_by("-kudos__at", "-pk")


def _apart() -> QuerySet[Block]:
    return Block.objects.filter(
        Q(member=OuterRef("member"), other=OuterRef("kudos__by"))
        | Q(member=OuterRef("kudos__by"), other=OuterRef("member"))
    )
