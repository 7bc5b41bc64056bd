"""Guidelines as far as somebody may read them; who has accepted them is told to nobody but themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import DateTimeField, Exists, OuterRef
from django.db.models.functions import Cast

from peerloop.guidelines.models import Acceptance, Guidelines, Version
from peerloop.guidelines.rules import PARTS, beside, may_draft, state
from peerloop.kit.clock import now
from peerloop.kit.prepared import prepared
from peerloop.people.models import Member

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from peerloop.guidelines.rules import Compared, State

STATES = ("guidelines", "adoption", "consultation__thread", "by")


@dataclass(frozen=True)
class Listed:
    """Guidelines with the version that holds, that which is to come, the draft, and whether the reader has accepted
    the one that holds.
    """

    guidelines: Guidelines
    in_force: Version | None
    coming: Version | None
    draft: Version | None
    accepted: bool

    @property
    def draft_state(self) -> State | None:
        """How the draft stands."""
        return state(self.draft) if self.draft else None


def versions_seen_by(reader: Member) -> QuerySet[Version]:
    """Versions that are adopted or put up for comment; drafts only for those who draft."""
    if not reader.is_active:
        return Version.objects.none()
    if may_draft(reader):
        return Version.objects.all()
    return Version.objects.exclude(adoption=None, consultation=None)


def guidelines_seen_by(reader: Member) -> QuerySet[Guidelines]:
    """Guidelines of which the reader sees a version."""
    return Guidelines.objects.filter(Exists(versions_seen_by(reader).filter(guidelines=OuterRef("pk"))))


def house_guidelines() -> Guidelines | None:
    """Return what holds for all who are here, be it only drafted; None before anybody has begun."""
    return Guidelines.objects.filter(for_house=True).first()


def in_force(guidelines: Guidelines) -> Version | None:
    """Return the version that holds today."""
    return _holding().filter(guidelines=guidelines).first()


def still_to_accept(member: Member, guidelines: Guidelines) -> Version | None:
    """Return the version that holds today, where the member has not accepted it; None where nothing holds."""
    version = in_force(guidelines)
    return None if version is None or accepted_at(member, version) else version


def has_accepted(member: Member, guidelines: Guidelines) -> bool:
    """Whether the member has accepted what holds today; where nothing does, there is nothing to accept."""
    return still_to_accept(member, guidelines) is None


def accepted_at(member: Member, version: Version) -> Acceptance | None:
    """Return the member's own acceptance of the version."""
    return Acceptance.objects.filter(version=version, member=member).first()


def last_accepted(member: Member, guidelines: Guidelines) -> Version | None:
    """Return the newest version that the member has accepted."""
    mine = Acceptance.objects.filter(member=member, version=OuterRef("pk"))
    return Version.objects.filter(Exists(mine), guidelines=guidelines).order_by("-number").first()


@prepared
def to_accept(reader: Member, instant: datetime) -> QuerySet[Version]:
    """The version of the house's guidelines that holds, where the reader has not accepted it; at most one."""
    since = Cast("adoption__on", DateTimeField())
    house = Version.objects.filter(guidelines__for_house=True).annotate(since=since).filter(since__lte=instant)
    mine = Acceptance.objects.filter(version=OuterRef("pk"), member=reader)
    newest = house.order_by("-number").values("pk")[:1]
    return Version.objects.filter(~Exists(mine), pk__in=newest).select_related("guidelines")


def all_of_them(reader: Member) -> list[Listed]:
    """Return all guidelines that the reader sees, the house's first, in three queries."""
    rows = list(guidelines_seen_by(reader).order_by("-for_house", "title", "pk"))
    there: dict[int, list[Version]] = {}
    found = versions_seen_by(reader).filter(guidelines__in=rows).select_related(*STATES)
    for version in found.defer(*PARTS).order_by("-number"):
        there.setdefault(version.guidelines_id, []).append(version)
    mine = set(Acceptance.objects.filter(member=reader).values_list("version", flat=True))
    return [_listed(one, there[one.pk], mine) for one in rows]


def past_versions(guidelines: Guidelines) -> QuerySet[Version]:
    """Return the versions that hold or have held, the newest first."""
    return _holding().filter(guidelines=guidelines).select_related(*STATES).defer(*PARTS)


def before(version: Version) -> Version | None:
    """Return the adopted version before this one."""
    earlier = Version.objects.filter(guidelines=version.guidelines_id, number__lt=version.number)
    return earlier.exclude(adoption=None).order_by("-number").first()


def compared(older: Version, newer: Version) -> list[Compared]:
    """Return page by page what differs between two versions."""
    return beside(*({name: getattr(version, name) for name in PARTS} for version in (older, newer)))


def discussed_in(reader: Member, threads: Collection[int]) -> dict[int, Version]:
    """Return the versions that the threads are about, by thread, as far as the reader sees them."""
    found = versions_seen_by(reader).filter(consultation__thread__in=list(threads)).select_related(*STATES)
    return {version.consultation.thread_id: version for version in found}


def these(reader: Member, ids: Iterable[int]) -> dict[int, Version]:
    """Return those of the versions that the reader sees, by id."""
    return versions_seen_by(reader).select_related(*STATES).in_bulk(list(set(ids)))


def accepted_count(version: Version) -> int:
    """Return how many of those still here have accepted it."""
    return Acceptance.objects.filter(version=version, member__departed_at=None).count()


def asked_next(after: int, *, at_most: int) -> list[int]:
    """Return the ids of the next members to put a version to."""
    return list(Member.objects.present().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:at_most])


def _holding() -> QuerySet[Version]:
    return Version.objects.filter(adoption__on__lte=now().date()).order_by("-number")


def _listed(guidelines: Guidelines, versions: list[Version], mine: set[int]) -> Listed:
    stands = {name: [one for one in versions if state(one) in names] for name, names in _STANDS.items()}
    first = {name: found[0] if found else None for name, found in stands.items()}
    holds = first["in_force"]
    return Listed(guidelines, holds, first["coming"], first["draft"], bool(holds and holds.pk in mine))


_STANDS = {"in_force": {"adopted"}, "coming": {"coming"}, "draft": {"draft", "discussed"}}
