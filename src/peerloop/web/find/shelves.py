"""The kinds of results on the page, each with how its rows come about. A new kind is a line in ``SHELVES``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from peerloop.people.queries import some_on_page
from peerloop.skills.queries import how_many_help, offered_among, skills_on_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.utils.functional import _StrPromise

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

MOST = 30
"""So many results fit on a page of one kind; fewer on the page of all."""


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
    """A skill: how many can help, and the reader's own need of it."""

    skill: Skill
    helping: int
    need: int | None


class Person(NamedTuple):
    """Somebody, and what of what was found they help with."""

    member: Member
    helps_with: list[str]


def skills(reader: Member, ids: Sequence[int]) -> list[Offered]:
    """Return the skills of these ids, each with what comes next."""
    there = {skill.pk: skill for skill in skills_on_page(reader, _filled(ids))}
    found = [there[pk] for pk in ids if pk in there]
    helping = how_many_help(reader, found) if found else {}
    return [Offered(skill, helping.get(skill.pk, 0), skill.need) for skill in found]


def people(reader: Member, ids: Sequence[int]) -> list[Person]:
    """Return the members of these ids."""
    there = {member.pk: member for member in some_on_page(reader, _filled(ids))}
    return [Person(there[pk], []) for pk in ids if pk in there]


def say_what_they_help_with(reader: Member, found: Sequence[Person], among: Sequence[int]) -> None:
    """Tell of each person which of the skills ``among`` they help with."""
    by_member = {person.member.pk: person for person in found}
    for member, name in offered_among(reader, _filled(list(by_member)), _filled(among)):
        by_member[member].helps_with.append(name)


def _filled(ids: Sequence[int]) -> tuple[int, ...]:
    """Return the ids in one of two lengths, so that their query is prepared but twice; nothing has the number 0."""
    length = 10 if len(ids) <= 10 else MOST
    return (*ids, *[0] * (length - len(ids)))


SHELVES = (
    Shelf("skill", "skills", _("Skills"), skills),
    Shelf("member", "people", _("People"), people),
)
