"""Managers whom a file names otherwise than by their address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peerloop.kit.text import key

if TYPE_CHECKING:
    from peerloop.intake.queries.known import Known
    from peerloop.intake.rules.faults import Faults
    from peerloop.intake.rules.people import Person


def addressed(people: list[Person], known: Known, faults: Faults) -> None:
    """Put the address where a row names its manager by an id, or by a name that only one person has.

    Who is in the file counts as the file says; of the others those who are here. What cannot be told for certain
    goes to ``faults``.
    """
    named = [person for person in people if "@" not in (person.links.get("manager_email") or "@")]
    if not named:
        return
    by_id, by_name = _known_as(people, known)
    for person in named:
        sought = person.links["manager_email"]
        last, _comma, first = sought.partition(",")
        found = by_id.get(sought) or by_name.get(sought) or by_name.get(key(f"{first} {last}")) or set()
        if len(found) == 1:
            person.links["manager_email"] = next(iter(found))
            continue
        if found:
            told = ngettext(
                "%(count)s person has this name. Write the manager’s address.",
                "%(count)s people have this name. Write the manager’s address.",
                len(found),
            ) % {"count": len(found)}
        else:
            told = _("Nobody in the file or here has this id or name. Write the manager’s address.")
        faults.add(person.line, "manager_email", sought, told)
        person.links["manager_email"] = ""


def _known_as(people: list[Person], known: Known) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Addresses by id and by name."""
    by_id: dict[str, set[str]] = {}
    by_name: dict[str, set[str]] = {}
    emails = {person.email for person in people}
    ids = {person.particulars.get("external_id") for person in people}
    for person in people:
        by_id.setdefault(key(person.particulars.get("external_id") or ""), set()).add(person.email)
        by_name.setdefault(key(person.particulars.get("name", "")), set()).add(person.email)
    for member in known.members.values():
        told_by_file = member.email in emails or (member.external_id and member.external_id in ids)
        if member.departed_at is None and not told_by_file:
            by_id.setdefault(key(member.external_id or ""), set()).add(member.email)
            by_name.setdefault(member.name_key, set()).add(member.email)
    return by_id, by_name
