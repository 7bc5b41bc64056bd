"""The kinds of results on the page, each with how its rows come about. A new kind is a line in ``SHELVES``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from peerloop.people.queries import some_on_page
from peerloop.skills.queries import how_many_help, offered_by, skills_on_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.utils.functional import _StrPromise

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

FEW, MOST = 8, 30
"""So many results of a kind fit on the page of all, and on a page of their own."""
STAND_IN = "4217"


@dataclass(frozen=True)
class Shelf:
    """A kind of results: its word in the address, its title, its rows in the order of their ids."""

    kind: str
    address: str
    title: _StrPromise
    rows: Callable[[Member, Sequence[int]], list[Any]]

    @property
    def template(self) -> str:
        """The template of its rows."""
        return f"find/{self.address}.html"


class Offered(NamedTuple):
    """A skill, how many can help with it, the reader's own need of it; its page and what comes next."""

    skill: Skill
    helping: int
    need: int | None
    page: str
    next: str


class Person(NamedTuple):
    """Somebody, their page, and what of what was found they help with."""

    member: Member
    page: str
    helps_with: list[str]


def skills(reader: Member, ids: Sequence[int]) -> list[Offered]:
    """Return the skills of these ids, each with what comes next."""
    there = {skill.pk: skill for skill in skills_on_page(reader, _filled(ids))}
    found = [there[pk] for pk in ids if pk in there]
    helping = how_many_help(reader, found) if found else {}
    return [_offered(skill, helping.get(skill.pk, 0)) for skill in found]


def _offered(skill: Skill, helping: int) -> Offered:
    need: int | None = skill.need  # type: ignore[attr-defined]
    after = _address("matchmaking:suggestions", need) if need else f"{_needs()}?skill={skill.pk}"
    return Offered(skill, helping, need, _address("skills:skill", skill.pk), after)


def people(reader: Member, ids: Sequence[int]) -> list[Person]:
    """Return the members of these ids."""
    there = {member.pk: member for member in some_on_page(reader, _filled(ids))}
    return [Person(there[pk], _address("members:member", pk), []) for pk in ids if pk in there]


def say_what_they_help_with(reader: Member, found: Sequence[Person], among: Sequence[Offered]) -> None:
    """Tell of each person which of the skills ``among`` they help with."""
    offered = set(offered_by(reader, _filled([person.member.pk for person in found])))
    for person in found:
        names = (row.skill.name for row in among if (person.member.pk, row.skill.pk) in offered)
        person.helps_with.extend(names)


def _address(name: str, pk: int) -> str:
    """Return the address of a page that is about one row: looked up once, filled in many times."""
    return _pattern(name).replace(STAND_IN, str(pk))


@cache
def _needs() -> str:
    return reverse("skills:needs")


@cache
def _pattern(name: str) -> str:
    return reverse(name, args=[int(STAND_IN)])


def _filled(ids: Sequence[int]) -> tuple[int, ...]:
    """Return the ids in one of two lengths, so that their query is prepared but twice; nothing is numbered below 0."""
    length = FEW if len(ids) <= FEW else MOST
    return (*ids, *range(len(ids) - length, 0))


SHELVES = (
    Shelf("skill", "skills", _("Skills"), skills),
    Shelf("member", "people", _("People"), people),
)
