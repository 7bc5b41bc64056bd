"""The formats that come with the house, by code; each file is one, checked when it is loaded."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from peerloop.formats.rules import check

if TYPE_CHECKING:
    from peerloop.formats.shape import Format

NAMES = (
    "lunch_and_learn", "demo", "seminar", "reciprocal", "mentoring", "proctor", "support", "project", "cascade",
    "interview", "teach_back", "office_hours", "shadowing", "social",
)  # fmt: skip


def load(name: str) -> Format:
    """Return the format of a file; raises ``ValueError`` that names the file and the step with a fault."""
    form: Format = import_module(f"peerloop.formats.shipped.{name}").KIT
    try:
        check(form)
    except ValidationError as wrong:
        raise ValueError(f"formats/shipped/{name}.py: {' '.join(wrong.messages)}") from wrong
    return form


SHIPPED = {form.code: form for form in map(load, NAMES)}
