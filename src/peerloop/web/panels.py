"""What other rooms show on a page: its room has the ``Panels``, others register in ``on_….py``, loaded when ready.

    @on_circle.panel(place=SIDE)
    def desk(circle: Circle, reader: Member) -> Panel | None:
        return Panel("facilitation/_desk.html", {}) if leads_circle(reader, circle) else None

The reader may look at what the page shows, and need not take part in it. None shows nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.template.loader import render_to_string

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from peerloop.people.models import Member

Shown = TypeVar("Shown")
if TYPE_CHECKING:
    Maker = Callable[[Shown, Member], "Panel | None"]

MAIN, SIDE = "main", "side"


@dataclass(frozen=True)
class Panel:
    """A template and what it is given; ``request``, the page's object and the signed-in member are there besides."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


class Panels(Generic[Shown]):
    """The panels of one page, each for its main column or its side; ``called`` names its object in the templates."""

    def __init__(self, called: str) -> None:
        self.called = called
        self._makers: dict[str, list[Maker[Shown]]] = {MAIN: [], SIDE: []}

    def panel(self, *, place: str = MAIN) -> Callable[[Maker[Shown]], Maker[Shown]]:
        """Register a panel."""

        def register(maker: Maker[Shown]) -> Maker[Shown]:
            self._makers[place].append(maker)
            return maker

        return register

    def shown(self, request: HttpRequest, about: Shown, reader: Member) -> dict[str, list[SafeString]]:
        """Return what each place of the page shows, in the order in which the rooms were loaded."""
        return {
            place: [
                render_to_string(found.template, {self.called: about, **found.context}, request)
                for found in (maker(about, reader) for maker in makers)
                if found is not None
            ]
            for place, makers in self._makers.items()
        }
