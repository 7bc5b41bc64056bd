"""From the cells of a row to what they say about a person; every wrong cell is told, not only the first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.intake.rules.availability import week_of
from peerloop.intake.rules.columns import EMPTIED, REQUIRED
from peerloop.intake.rules.languages import languages_of
from peerloop.intake.rules.skill_lists import skills_of
from peerloop.kit.text import clean, key
from peerloop.people.particulars import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.intake.rules.faults import Faults
    from peerloop.intake.rules.lines import Line, Table

READERS: dict[str, Callable[[str], Any]] = {
    "languages": languages_of,
    "availability": week_of,
    "offers": skills_of,
    "needs": skills_of,
}
STORED_AS = {"availability": "week"}
TEAM_LENGTH = 120


@dataclass(frozen=True)
class Person:
    """What a row says. ``particulars`` are the member's fields that it gives, clean; team and manager by their keys.

    ``wrote`` is the address cell as it stands, also where it is no address.
    ``links`` holds "team" and "manager_email" where the file has such a column, "" for none.
    """

    line: int
    email: str
    wrote: str
    particulars: dict[str, Any]
    links: dict[str, str]
    offers: dict[str, int] = field(default_factory=dict)
    needs: dict[str, int] = field(default_factory=dict)


def people_in(table: Table, faults: Faults) -> list[Person]:
    """Return a person for every row, in the order of the file; what cannot be read goes to ``faults``."""
    people = [_person(line, faults) for line in table.lines]
    for name in ("email", "external_id"):
        _once(people, name, faults)
    return people


def _person(line: Line, faults: Faults) -> Person:
    given: dict[str, Any] = {}
    for name, cell in line.cells.items():
        if not cell:
            if name in REQUIRED:
                faults.add(line.number, name, "", _("This cell must not be empty."))
            if name in EMPTIED:
                given[name] = None
            continue
        try:
            given[name] = READERS[name](cell) if name in READERS else cell
        except ValidationError as error:
            faults.add(line.number, name, cell, " ".join(error.messages))
    offers, needs = given.pop("offers", {}), given.pop("needs", {})
    links: dict[str, str] = {name: clean(given.pop(name) or "") for name in ("team", "manager_email") if name in given}
    if "manager_email" in links:
        links["manager_email"] = key(links["manager_email"])
    if len(links.get("team", "")) > TEAM_LENGTH or len(key(links.get("team", ""))) > TEAM_LENGTH:
        faults.add(line.number, "team", links["team"], _("A team’s name has at most 120 letters."))
    particulars = _particulars(line, given, faults)
    return Person(
        line.number, particulars.get("email", ""), key(line.cells.get("email", "")), particulars, links, offers, needs
    )


def _particulars(line: Line, given: dict[str, Any], faults: Faults) -> dict[str, Any]:
    """Clean by the rules that hold for every door; a wrong one is told and left out."""
    given = {STORED_AS.get(name, name): value for name, value in given.items()}
    try:
        return cleaned(given)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            column = {stored: column for column, stored in STORED_AS.items()}.get(name, name)
            faults.add(line.number, column, line.cells[column], " ".join(messages))
            del given[name]
    return cleaned(given)


def _once(people: list[Person], name: str, faults: Faults) -> None:
    lines: dict[str, int] = {}
    for person in people:
        value = person.particulars.get(name)
        if value and lines.setdefault(value, person.line) != person.line:
            told = _("This stands in line %(line)s already.") % {"line": lines[value]}
            faults.add(person.line, name, value, told)
