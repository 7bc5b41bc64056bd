"""The formats there are: those shipped, and those made here. Everybody may read them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.formats.models import OwnFormat
from peerloop.formats.shape import Format, Role, Step, who_of
from peerloop.formats.shipped import SHIPPED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from peerloop.people.models import Member

OWN = "own-"
LARGEST = 2**63 - 1


def formats_seen_by(reader: Member) -> QuerySet[OwnFormat]:
    """The formats made here, as rows; all of them for whoever is still here."""
    return OwnFormat.objects.none() if reader.departed_at else OwnFormat.objects.all()


def formats() -> list[Format]:
    """Return all formats, in three queries: those made here first, then those shipped."""
    return [*map(_read, _in_full().order_by("title", "pk")), *SHIPPED.values()]


def format_by(code: str) -> Format | None:
    """Return the format, or None where there is none of that code."""
    if code in SHIPPED:
        return SHIPPED[code]
    number = code.removeprefix(OWN)
    if not code.startswith(OWN) or not (number.isascii() and number.isdigit()) or int(number) > LARGEST:
        return None
    own = _in_full().filter(pk=int(number)).first()
    return _read(own) if own else None


def format_for(kind: str) -> Format | None:
    """Return what a kind of session is best begun with: the newest format made here for it, else the shipped one."""
    own = _in_full().filter(kind=kind).order_by("-pk").first() if kind else None
    return _read(own) if own else next((one for one in SHIPPED.values() if kind in one.kinds), None)


def lines(text: str) -> tuple[str, ...]:
    """Return a text's lines, without empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _in_full() -> QuerySet[OwnFormat]:
    return OwnFormat.objects.prefetch_related("roles", "steps")


def _read(own: OwnFormat) -> Format:
    return Format(
        code=f"{OWN}{own.pk}",
        title=own.title,
        aim=own.aim,
        people=(own.least, own.most),
        minutes=own.minutes,
        fits=own.fits,
        before=lines(own.before),
        after=lines(own.after),
        beware=own.beware,
        roles=tuple(Role(role.code, role.title, role.does, who_of(role.who)) for role in own.roles.all()),
        steps=tuple(
            Step(step.title, step.minutes, step.who, step.prompt, lines(step.questions), step.together)
            for step in own.steps.all()
        ),
        kinds=(own.kind,) if own.kind else (),
        turns=own.turns,
        own=own.pk,
    )
