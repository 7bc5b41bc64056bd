"""A policy gets a name, or is only tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.kit.text import clean, key
from peerloop.matchmaking.models import Policy
from peerloop.matchmaking.policies import KINDS, NEWCOMERS, differing
from peerloop.matchmaking.rules import NotPossible, must
from peerloop.matchmaking.scopes import too_narrow
from peerloop.matchmaking.weights import CHOICES
from peerloop.people.models import Role, Team
from peerloop.people.rules import has_role

if TYPE_CHECKING:
    from peerloop.matchmaking.policies import Terms
    from peerloop.people.models import Member

NAME_LENGTH = 80
MOST_MONTHS, MOST_YEARS = 36, 40


class BadPolicy(NotPossible):
    """The policy cannot be saved as it is; the messages stand under the fields' names."""


@transaction.atomic
def save_policy(terms: Terms, *, name: str, by: Member | None) -> Policy:
    """Save the terms under a name; raises ``BadPolicy``. A policy that was saved is never changed: save another."""
    must(by is None or has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    saved = _write(terms, free_name(name), by)
    record("policy.saved", actor=by, subject=saved)
    return saved


@transaction.atomic
def try_policy(terms: Terms, *, by: Member) -> Policy:
    """Write the terms down without a name, to see what they would change; raises ``BadPolicy``."""
    must(has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    return _write(terms, "", by)


def free_name(name: str) -> str:
    """Return the name, cleaned; raises ``BadPolicy`` where it is none, too long or taken."""
    kept = " ".join(clean(name).split())
    if not kept:
        raise BadPolicy({"name": [_("Give it a name by which you will know it again.")]})
    if len(kept) > NAME_LENGTH:
        raise BadPolicy({"name": [_("A name has up to %(most)s letters.") % {"most": NAME_LENGTH}]})
    if key(kept) in {key(taken) for taken in Policy.objects.exclude(name="").values_list("name", flat=True)}:
        raise BadPolicy({"name": [_("There is a policy of this name already. A saved one never changes.")]})
    return kept


def _write(terms: Terms, name: str, by: Member | None) -> Policy:
    check_terms(terms)
    made = Policy.objects.create(
        kind=terms.kind,
        name=name,
        weights=differing(terms),
        nevers={choice: said for choice, said in terms.choices.items() if said != CHOICES[choice]},
        places=list(terms.places),
        hired_since=terms.hired_since,
        teachers_too=terms.teachers_too,
        months=terms.months,
        years=terms.years,
        by=by,
        at=now(),
    )
    made.teams.set(terms.teams)
    return made


def check_terms(terms: Terms) -> None:
    """Raise ``BadPolicy`` where the terms name what is not there, or too few people would take part."""
    faults: dict[str, list[str]] = {}
    if len(set(terms.teams)) != Team.objects.filter(pk__in=terms.teams).count():
        faults["teams"] = [_("One of these teams is not there any more.")]
    if terms.kind not in KINDS:
        faults["kind"] = [_("There are no runs of this kind yet.")]
    newcomers = terms.kind == NEWCOMERS
    if newcomers and not 1 <= (terms.months or 0) <= MOST_MONTHS:
        faults["months"] = [_("Say a number of months from 1 to %(most)s.") % {"most": MOST_MONTHS}]
    if newcomers and not 1 <= (terms.years or 0) <= MOST_YEARS:
        faults["years"] = [_("Say a number of years from 1 to %(most)s.") % {"most": MOST_YEARS}]
    if not faults and (narrow := too_narrow(terms)):
        faults["__all__"] = [narrow]
    if faults:
        raise BadPolicy(faults)
