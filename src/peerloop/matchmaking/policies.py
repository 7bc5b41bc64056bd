"""What a policy means: for the engine in points, for the tables in who takes part."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from peerloop.kit.clock import now
from peerloop.kit.text import key
from peerloop.matchmaking.hours import monday_of
from peerloop.matchmaking.models import Policy
from peerloop.matchmaking.reasons import POLICY
from peerloop.matchmaking.weights import BY_FIELD, CHOICES, WEIGHTS
from peerloop.people.models import Member
from peerloop.people.queries import with_those_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.db.models import QuerySet

    from peerloop.engines.matching import Policy as Points

MENTORING, NEWCOMERS, SWAP = Policy.Kind.MENTORING, Policy.Kind.NEWCOMERS, Policy.Kind.SWAP
KINDS = (MENTORING, NEWCOMERS, SWAP)
"""The kinds that there are policies for."""
DAYS_A_MONTH = 30.44
DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class Terms:
    """What a policy says, before it has a name.

    ``steps``: by weight, 0 to 4; ``choices``: by name, yes or no; those not named are as Peerloop comes. ``teams``:
    ids, each with its sub-teams. The rest as in ``Policy``.
    """

    kind: str = Policy.Kind.MENTORING
    steps: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[str, bool] = field(default_factory=dict)
    teams: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    hired_since: date | None = None
    teachers_too: bool = False
    months: int | None = None
    years: int | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether not everybody's needs are matched."""
        return bool(self.teams or self.places or self.hired_since or self.months or self.kind == SWAP)


def points_of(terms: Terms) -> Points:
    """Return what the terms weigh and bar, in the engine's points."""
    fields: dict[str, Any] = {**differing(terms), **terms.choices}
    return replace(POLICY, **fields)


def differing(terms: Terms) -> dict[str, int]:
    """Return the weights, as fields of the engine's, that are not as Peerloop comes."""
    points = {name: value for field, step in terms.steps.items() for name, value in BY_FIELD[field].at(step).items()}
    return {name: value for name, value in points.items() if value != getattr(POLICY, name)}


def engine_policy(policy: Policy | None) -> Points:
    """Return the policy in the engine's points; what Peerloop comes with where there is none."""
    return POLICY if policy is None else replace(POLICY, **policy.weights, **policy.nevers)


def terms_of(policy: Policy | None) -> Terms:
    """Return what a saved policy says."""
    if policy is None:
        return Terms()
    return Terms(
        kind=policy.kind,
        steps={weight.field: weight.step_in(policy.weights) for weight in WEIGHTS},
        choices={name: bool(policy.nevers.get(name, usual)) for name, usual in CHOICES.items()},
        teams=tuple(sorted(team.pk for team in policy.teams.all())),
        places=tuple(policy.places),
        hired_since=policy.hired_since,
        teachers_too=policy.teachers_too,
        months=policy.months,
        years=policy.years,
    )


def say_the_same(one: Policy | None, other: Policy | None) -> bool:
    """Whether two policies weigh and bar the same among the same people."""
    people = [replace(terms_of(policy), steps={}, choices={}) for policy in (one, other)]
    return people[0] == people[1] and engine_policy(one) == engine_policy(other)


def first_terms(kind: str) -> Terms:
    """Return what a new policy of a kind begins with."""
    if kind == NEWCOMERS:
        return Terms(kind=NEWCOMERS, steps={"seniority": 4}, months=12, years=3)
    return Terms(kind=kind)


def scope(policy: Policy | None) -> QuerySet[Member]:
    """Return the members whose needs the policy matches."""
    return learners_of(terms_of(policy))


def teachers(policy: Policy | None) -> QuerySet[Member] | None:
    """Return whom the policy has as teachers; None: everybody."""
    terms = terms_of(policy)
    if not terms.years and not (terms.teachers_too and (terms.teams or terms.places)):
        return None
    here = _where(terms) if terms.teachers_too else Member.objects.present()
    return here.filter(hired_on__lte=_days_ago(terms.years * DAYS_A_YEAR)) if terms.years else here


def learners_of(terms: Terms) -> QuerySet[Member]:
    """Return the members whose needs a policy with these terms would match."""
    here = _where(terms)
    if terms.hired_since:
        here = here.filter(hired_on__gte=terms.hired_since)
    if terms.months:
        here = here.filter(hired_on__gt=_days_ago(terms.months * DAYS_A_MONTH))
    return here


def _where(terms: Terms) -> QuerySet[Member]:
    here = Member.objects.present()
    if terms.teams:
        here = here.filter(team__in=with_those_below(terms.teams))
    if terms.places:
        here = here.filter(place__in=_spellings(terms.places))
    return here


def _spellings(places: Iterable[str]) -> list[str]:
    """Return the places as members write them, in any case and spacing."""
    wanted = {key(place) for place in places}
    written = Member.objects.present().order_by().values_list("place", flat=True).distinct()
    return [place for place in written if key(place) in wanted]


def _days_ago(days: float) -> date:
    """Counted from this week's Monday: who takes part stays the same for a week, so that no day's difference tells."""
    return monday_of(now()) - timedelta(days=int(days))
