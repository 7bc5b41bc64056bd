"""Skills in a cell: "Rust:4;Public speaking"."""

from __future__ import annotations

from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.intake.rules.columns import LINES_IN_A_CELL
from peerloop.intake.rules.values import bare
from peerloop.skills.models import Level
from peerloop.skills.names import full_key
from peerloop.skills.rules import skill_name


def skills_of(text: str) -> dict[str, int]:
    """Return the skills between the semicolons of ``text`` with their levels, 3 where none is given.

    Raises ``ValidationError`` with every part that cannot be read or says two levels for one skill.
    """
    levels: dict[str, int] = {}
    keys: dict[str, int] = {}
    wrong: list[ValidationError | str] = []
    for part in text.split(";"):
        if not part.strip():
            continue
        try:
            name, skill_key, level = _one(bare(part))
        except ValidationError as error:
            wrong.extend(error.messages)
            continue
        if keys.setdefault(skill_key, level) != level:
            wrong.append(_("“%(name)s” stands there twice, with two levels.") % {"name": name})
        levels.setdefault(name, level)
    if len(levels) > LINES_IN_A_CELL:
        wrong.append(_("These are more than %(most)s skills.") % {"most": LINES_IN_A_CELL})
    if wrong:
        raise ValidationError(wrong)
    return levels


@lru_cache(maxsize=8192)
def _one(part: str) -> tuple[str, str, int]:
    name, colon, level = part.rpartition(":")
    if not colon:
        name, level = part, str(Level.ALONE.value)
    if level.strip() not in {str(value) for value in Level.values}:
        raise ValidationError(
            _("“%(level)s” is no level in “%(part)s”. Write a level from 1 to 5, like “%(name)s:3”.")
            % {"level": level.strip(), "part": part, "name": name.strip()}
        )
    name = skill_name(name)
    return name, full_key(name), int(level)
