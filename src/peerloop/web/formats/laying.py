"""Between what a form says of roles and steps and what they are: people name a role, steps call it by its code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peerloop.formats.queries import lines
from peerloop.formats.rules import faults, role_faults
from peerloop.formats.shape import EVERYBODY, Role, Step, who_of
from peerloop.kit.text import clean, key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.forms import BaseForm

LONGEST_CODE = 80


def role_rows(roles: Sequence[Role]) -> list[dict[str, Any]]:
    """Return what a form of these roles begins with."""
    return [{"code": role.code, "title": role.title, "does": role.does, "who": role.who} for role in roles]


def step_rows(steps: Sequence[Step], roles: Sequence[Role]) -> list[dict[str, Any]]:
    """Return what a form of these steps begins with."""
    titles = {role.code: role.title for role in roles}
    return [
        {
            "title": step.title,
            "minutes": step.minutes,
            "who": titles.get(step.who, ""),
            "together": step.together,
            "prompt": step.prompt,
            "questions": "\n".join(map(str, step.questions)),
        }
        for step in steps
    ]


def roles_said(formset: Any) -> list[Role]:
    """Return the roles that a valid form says; one that keeps its name keeps its code."""
    return [
        Role(
            row["code"] or key(row["title"])[:LONGEST_CODE], clean(row["title"]), clean(row["does"]), who_of(row["who"])
        )
        for row in (form.cleaned_data for form in formset.rows())
    ]


def steps_said(formset: Any, roles: Sequence[Role]) -> list[Step]:
    """Return the steps that a valid form says, each led by the role of that name, where there is one."""
    codes = {key(str(role.title)): role.code for role in roles}
    return [
        Step(
            clean(row["title"]),
            row["minutes"] or 0,
            codes.get(key(row["who"]), row["who"]) or EVERYBODY,
            clean(row["prompt"]),
            lines(clean(row["questions"])),
            row["together"],
        )
        for row in (form.cleaned_data for form in formset.rows())
    ]


def note_faults(whole: BaseForm, formset: Any, steps: Sequence[Step], roles: Sequence[Role], minutes: int) -> bool:
    """Put what is wrong to the steps that it is in, the rest to the ``whole``; return whether all is well."""
    found = [*faults(steps, roles, minutes), *role_faults(roles)]
    rows = formset.rows()
    for fault in found:
        (whole if fault.step is None else rows[fault.step]).add_error(None, fault.words)
    return not found
