"""Who may lead others, what is vetted, and practice lessons as far as somebody may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from peerloop.kit.prepared import prepared
from peerloop.people.models import Block, Member
from peerloop.schedule.models import Invitation, Participation
from peerloop.schedule.queries import sessions_seen_by, taken_part_by
from peerloop.skills.models import Offer
from peerloop.vetting.models import Passed, Remark, TeachBack, Vetted
from peerloop.vetting.rules import asked_to_know

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from peerloop.schedule.models import Session
    from peerloop.skills.models import Skill


def may_facilitate(member: Member) -> bool:
    """Whether the member is here and has passed the facilitator's course."""
    return bool(ready_to_facilitate([member.pk]))


def ready_to_facilitate(ids: Iterable[int]) -> set[int]:
    """Return which of the members are here and have passed the course; one query."""
    passed = Passed.objects.filter(member__in=set(ids), member__departed_at=None)
    return set(passed.values_list("member", flat=True))


def passed(member: Member) -> Passed | None:
    """Return since when the member may facilitate, if they may."""
    return Passed.objects.filter(member=member).first()


def vetted(offer_ids: Iterable[int]) -> set[int]:
    """Return which of the offers are vetted; one query. Whose offers one sees is for ``offers_seen_by`` to say."""
    return set(Vetted.objects.filter(offer__in=set(offer_ids)).values_list("offer", flat=True))


def with_vetted(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """Say of each offer, as ``vetted``, whether it is; no further query."""
    return offers.annotate(vetted=Exists(Vetted.objects.filter(offer=OuterRef("pk"))))


def has_vetted_offer(member: Member, skill: Skill) -> bool:
    """Whether what the member offers of the skill is vetted."""
    return Vetted.objects.filter(
        offer__in=Offer.objects.filter(member=member, skill=skill), offer__confirmed_at__isnull=False
    ).exists()


def open_offers(member: Member) -> list[Offer]:
    """Return what the member offers and nobody has vetted yet, by name."""
    mine = Offer.objects.filter(member=member, confirmed_at__isnull=False)
    return list(mine.exclude(pk__in=Vetted.objects.values("offer")).select_related("skill").order_by("skill__name"))


def teach_backs_seen_by(reader: Member) -> QuerySet[TeachBack]:
    """Practice lessons that the reader gives, listens to or is asked to listen to; nobody else hears of them."""
    return TeachBack.objects.filter(session__in=sessions_seen_by(reader).values("pk"))


def remarks_seen_by(reader: Member) -> QuerySet[Remark]:
    """What was said in practice lessons in which the reader took part, less what a block keeps from them."""
    apart = Block.objects.filter(Q(member=reader, other=OuterRef("by")) | Q(other=reader, member=OuterRef("by")))
    return Remark.objects.filter(~Exists(apart), teach_back__session__in=taken_part_by(reader).values("pk"))


def in_full(rows: QuerySet[TeachBack], reader: Member) -> QuerySet[TeachBack]:
    """Fetch along what a page shows of each, in four queries however many there are."""
    who = Participation.objects.select_related("member").order_by("pk")
    asked = Invitation.objects.select_related("member").order_by("pk")
    said = remarks_seen_by(reader).select_related("by").order_by("at", "pk")
    return rows.select_related(
        "offer__member", "offer__skill", "vetted", "session__cancellation", "session__confirmation", "session__record",
    ).prefetch_related(
        Prefetch("session__participations", who), Prefetch("session__invitations", asked),
        Prefetch("remarks", said, "said"),
    )  # fmt: skip


def teach_backs_of(reader: Member, *, at_most: int) -> list[TeachBack]:
    """Return the reader's practice lessons, the newest first, each as a page shows it."""
    return list(in_full(teach_backs_seen_by(reader), reader).order_by("-session__starts_at", "-pk")[:at_most])


def teach_back_of(session_id: int, reader: Member) -> TeachBack | None:
    """Return the practice lesson that the session is, as the reader sees it."""
    return in_full(teach_backs_seen_by(reader).filter(session=session_id), reader).first()


@prepared
def to_say(reader: Member, instant: datetime) -> QuerySet[TeachBack]:
    """Practice lessons that have begun, to which the reader listened, and of which they have said nothing yet."""
    listens = Participation.objects.filter(session=OuterRef("session"), member=reader, part=Participation.Part.PEER)
    said = Remark.objects.filter(teach_back=OuterRef("pk"), by=reader)
    held = teach_backs_seen_by(reader).filter(Exists(listens), ~Exists(said), vetted=None, session__cancellation=None)
    held = held.filter(session__starts_at__lte=instant)
    return held.select_related("offer__member", "offer__skill").order_by("session__starts_at", "pk")[:3]


def knowing(session: Session) -> int | None:
    """Return who of the two listens as the one who knows the subject; those who take part are at hand."""
    here = {one.member_id for one in session.participations.all()}
    return asked_to_know(Invitation.objects.filter(session=session), here)


def to_speak(teach_back: TeachBack) -> list[int]:
    """Return the ids of the peers who came to it and have said nothing yet."""
    there = Participation.objects.filter(session=teach_back.session_id).exclude(part=Participation.Part.TEACHER)
    said = Remark.objects.filter(teach_back=teach_back).values("by")
    return list(there.exclude(member__in=said).order_by("member").values_list("member", flat=True))
