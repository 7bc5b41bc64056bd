"""How a resource stands, and who may do what about it. Rows are at hand: the caller has locked and read them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.discussion.rules import TooOften
from peerloop.kit.clock import now
from peerloop.library.models import Contributor, Resource, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from peerloop.library.models import Review, Version
    from peerloop.people.models import Member

State = Literal["draft", "in review", "changes", "ready", "waiting", "published", "withdrawn"]
MOST_REVIEWS = 5
MOST, WITHIN = 30, timedelta(days=1)
"""So much of a kind one member brings in a day."""
A_YEAR, SOONEST, LATEST = timedelta(days=365), timedelta(days=1), timedelta(days=5 * 365)


class Overtaken(ValidationError):
    """Somebody else was quicker; what stands now is shown beside what was typed."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(_("Somebody has changed it meanwhile. Both texts are here."))


def not_too_often(rows: QuerySet[Any]) -> None:
    """Refuse the 31st of a kind within a day; ``rows``: those of one member, with ``made_at`` or ``at``."""
    name = "made_at" if rows.model is Resource else "at"
    recent = rows.filter(**{f"{name}__gt": now() - WITHIN}).order_by(f"-{name}")
    lately = list(recent.values_list(name, flat=True)[:MOST])
    if len(lately) == MOST:
        raise TooOften(lately[-1] + WITHIN - now())


def verdict_on(reviews: Iterable[Review]) -> Literal["none", "open", "changes", "ready"]:
    """Return what the peers say of one version: one who asks for changes outweighs those who do not."""
    said = {review.verdict.says if hasattr(review, "verdict") else "" for review in reviews}
    if Verdict.Says.CHANGES in said:
        return "changes"
    if Verdict.Says.READY in said:
        return "ready"
    return "open" if said else "none"


def unasked(contributors: Iterable[Contributor]) -> list[Contributor]:
    """Return those who do not write it and have not agreed that it is published."""
    return [one for one in contributors if one.part != Contributor.Part.AUTHOR and not hasattr(one, "consent")]


def to_agree(contributors: Iterable[Contributor], latest: Version) -> list[Contributor]:
    """Return those who do not write it and have not agreed to this version: a yes is to what was there then.

    Who led a session, agreed and has left is not asked again; what an interview says is changed by nobody then.
    """
    return [one for one in contributors if one.part != Contributor.Part.AUTHOR and not _agrees_to(latest, one)]


def _agrees_to(latest: Version, one: Contributor) -> bool:
    if not hasattr(one, "consent"):
        return False
    gone = one.part == Contributor.Part.LEADER and one.member.departed_at is not None
    return gone or one.consent.at >= latest.at


def state(resource: Resource, latest: Version, contributors: Iterable[Contributor]) -> State:
    """Return how it stands. "waiting": it would be published, but for a consent that is missing."""
    if hasattr(resource, "withdrawal"):
        return "withdrawn"
    if resource.current_id is not None:
        return "waiting" if unasked(contributors) else "published"
    said = verdict_on(latest.reviews.all())
    if said == "ready" and to_agree(contributors, latest):
        return "waiting"
    return {"none": "draft", "open": "in review", "changes": "changes", "ready": "ready"}[said]  # type: ignore[return-value]


def may_put_back(resource: Resource, member: Member) -> bool:
    """Whether the member may put back what is withdrawn: whoever withdrew it, so that a moderator's word holds."""
    return resource.withdrawal.by_id == member.pk


def may_publish_again(resource: Resource, member: Member) -> bool:
    """Whether a version that a peer has found ready brings it back: also where whoever withdrew it has left."""
    by = resource.withdrawal.by
    return by is None or by.departed_at is not None or may_put_back(resource, member)


def is_author(contributors: Iterable[Contributor], member: Member) -> bool:
    """Whether the member writes it."""
    return any(one.member_id == member.pk and one.part == Contributor.Part.AUTHOR for one in contributors)


def score(very: int, partly: int, useless: int, closed: int) -> float:
    """Return how useful it is, between 0 and 1: the share of those it helped, with four halves before anybody speaks.

    ``closed``: how many loops it has helped to close; they count in fives, so that no order tells of one person.
    """
    fives = closed // 5 * 5
    return (very + fives + partly / 2 + 2) / (very + fives + partly + useless + 4)
