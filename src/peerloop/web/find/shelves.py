"""The kinds of results on the page, each with how its rows come about. A new kind is a line in ``SHELVES``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from peerloop.circles.queries import these as these_circles
from peerloop.kit.prepared import filled
from peerloop.library.queries.listed import some_collections
from peerloop.library.queries.listed import these as kept
from peerloop.officehours.queries import hours_seen_by, listed
from peerloop.people.queries import some_on_page
from peerloop.programmes.queries import these as these_programmes
from peerloop.proposals.queries import these
from peerloop.questions.queries import answers_open_to
from peerloop.questions.queries import these as questions_listed
from peerloop.schedule.listing import some_to_join
from peerloop.skills.queries import offered_by, skills_on_page
from peerloop.web.addresses import address
from peerloop.web.sessions.rows import Row, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.utils.functional import _StrPromise

    from peerloop.circles.queries import Shown as ShownCircle
    from peerloop.library.models import Collection
    from peerloop.library.queries.listed import Row as Kept
    from peerloop.officehours.queries import Listed
    from peerloop.people.models import Member
    from peerloop.programmes.queries import Shown as ShownProgramme
    from peerloop.proposals.queries import Shown as Proposed
    from peerloop.questions.models import Answer
    from peerloop.questions.queries import Shown as Asking
    from peerloop.skills.models import Skill

FEW, MOST = 8, 30
"""So many results of a kind fit on the page of all, and on a page of their own."""


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


class Sitting(NamedTuple):
    """Somebody's office hour and its page."""

    row: Listed
    page: str


def skills(reader: Member, ids: Sequence[int]) -> list[Offered]:
    """Return the skills of these ids, each with what comes next."""
    there = {skill.pk: skill for skill in skills_on_page(reader, filled(ids))}
    return [_offered(there[pk]) for pk in ids if pk in there]


def _offered(skill: Skill) -> Offered:
    need: int | None = skill.need  # type: ignore[attr-defined]
    helping: int = skill.helping  # type: ignore[attr-defined]
    after = address("matchmaking:suggestions", need) if need else f"{_needs()}?skill={skill.pk}"
    return Offered(skill, helping, need, address("skills:skill", skill.pk), after)


def people(reader: Member, ids: Sequence[int]) -> list[Person]:
    """Return the members of these ids."""
    there = {member.pk: member for member in some_on_page(reader, filled(ids))}
    return [Person(there[pk], address("members:member", pk), []) for pk in ids if pk in there]


def office_hours(reader: Member, ids: Sequence[int]) -> list[Sitting]:
    """Return the office hours of these ids, each with its next date."""
    there = {row.hour.pk: row for row in listed(hours_seen_by(reader).filter(pk__in=ids))}
    return [Sitting(there[pk], address("officehours:hour", pk)) for pk in ids if pk in there]


def sessions(reader: Member, ids: Sequence[int]) -> list[Row]:
    """Return the sessions of these ids that can be joined."""
    there = {row.session.pk: row for row in rows(some_to_join(reader, filled(ids)))}
    return [there[pk] for pk in ids if pk in there]


def proposals(reader: Member, ids: Sequence[int]) -> list[Proposed]:
    """Return what of these ids is proposed and still open."""
    there = these(reader, ids)
    return [there[pk] for pk in ids if pk in there]


def circles(reader: Member, ids: Sequence[int]) -> list[ShownCircle]:
    """Return the circles of these ids that are running."""
    there = these_circles(reader, ids)
    return [there[pk] for pk in ids if pk in there and not there[pk].closed]


def resources(reader: Member, ids: Sequence[int]) -> list[Kept]:
    """Return what of these ids is published in the library."""
    return kept(reader, ids)


def shelves(reader: Member, ids: Sequence[int]) -> list[Collection]:
    """Return the collections of these ids."""
    there = {one.pk: one for one in some_collections(reader, ids)}
    return [there[pk] for pk in ids if pk in there]


class Said(NamedTuple):
    """An answer and where it stands."""

    answer: Answer
    page: str


def questions(reader: Member, ids: Sequence[int]) -> list[Asking]:
    """Return the questions of these ids."""
    there = questions_listed(reader, ids)
    return [there[pk] for pk in ids if pk in there]


def answers(reader: Member, ids: Sequence[int]) -> list[Said]:
    """Return the answers of these ids, each with its question."""
    there = answers_open_to(reader).filter(pk__in=ids).select_related("question", "by").in_bulk()
    return [Said(there[pk], address("questions:answer", pk)) for pk in ids if pk in there]


def programmes(reader: Member, ids: Sequence[int]) -> list[ShownProgramme]:
    """Return the programmes of these ids."""
    there = these_programmes(reader, ids)
    return [there[pk] for pk in ids if pk in there]


def say_what_they_help_with(reader: Member, found: Sequence[Person], among: Sequence[Offered]) -> None:
    """Tell of each person which of the skills ``among`` they help with."""
    offered = set(offered_by(reader, filled([person.member.pk for person in found])))
    for person in found:
        names = (row.skill.name for row in among if (person.member.pk, row.skill.pk) in offered)
        person.helps_with.extend(names)


@cache
def _needs() -> str:
    return reverse("skills:needs")


SHELVES = (
    Shelf("skill", "skills", _("Skills"), skills),
    Shelf("member", "people", _("People"), people),
    Shelf("question", "questions", _("Questions"), questions),
    Shelf("answer", "answers", _("Answers"), answers),
    Shelf("resource", "resources", _("In the library"), resources),
    Shelf("circle", "circles", _("Circles"), circles),
    Shelf("officehour", "office-hours", _("Office hours"), office_hours),
    Shelf("session", "sessions", _("Sessions"), sessions),
    Shelf("proposal", "proposals", _("Proposals"), proposals),
    Shelf("programme", "programmes", _("Programmes"), programmes),
    Shelf("collection", "collections", _("Collections"), shelves),
)
