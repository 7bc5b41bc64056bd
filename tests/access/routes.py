"""Every address of the house, with the gate before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from peerloop.people.access import Gate

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Route:
    """One address: its name ("skills:need"), how it is written, its arguments, the gate (None: without a class)."""

    name: str
    written: str
    arguments: frozenset[str]
    gate: Gate | None = field(compare=False)
    foreign: bool = False
    """Whether its page is another's work, behind our gate."""

    def __str__(self) -> str:
        return self.written

    def address(self, values: dict[str, Any]) -> str:
        """Return the address with its arguments taken from ``values``."""
        if missing := self.arguments - values.keys():
            raise LookupError(f"{self.name or self.written}: the sample says nothing for {sorted(missing)}")
        if self.name and not self.name.endswith(":"):
            return reverse(self.name, kwargs={name: values[name] for name in self.arguments})
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(values[found[1]]), self.written)


def routes(under: URLResolver | None = None, before: str = "", space: str = "") -> Iterator[Route]:
    """Yield every address there is."""
    for pattern in (under or get_resolver()).url_patterns:
        written = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern, written, inner)
        elif isinstance(pattern, URLPattern):
            arguments = frozenset(re.findall(r"<(?:\w+:)?(\w+)>", written))
            name = f"{space}{pattern.name}" if pattern.name else ""
            yield Route(name, written, arguments, gate_of(pattern.callback), foreign=_is_foreign(pattern.callback))


def gate_of(view: Any) -> Gate | None:
    """Return the gate before a view; the administration puts one before each of its views as it is called."""
    if hasattr(view, "admin_site") or hasattr(view, "model_admin"):
        return Gate("administration", "see")
    found = getattr(view, "gate", None)
    return found if isinstance(found, Gate) else None


def _is_foreign(view: Any) -> bool:
    return not view.__module__.startswith("peerloop.")
