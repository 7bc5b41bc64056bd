"""An object of each class, for the walk and the hunt: ``owner``'s, with ``other`` as the other party.

One module for each room; all of them are loaded here. Each function returns the arguments for the addresses of its
class. Register it for a class ("need"), for one action on it ("loop.answer") or for one address ("notices:silence").
Every call makes a new object, at another hour. What a POST must bring besides stands under "post".

A module may also say, each a set: ``ONE_ACTS`` (what only one of two does: here the owner of the sample is who acts,
and the other of a pair is asked as that one), ``NOT_TO_ONESELF``, ``NOT_EVEN_THERE`` (addresses that answer 404 to
everybody: without a machine's own secret, or outside the demo) and ``BEARER`` (whoever brings the secret is let in: it
is nobody else's).
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from tests.access.samples.registry import NOW, SAMPLES, sample

if TYPE_CHECKING:
    from tests.access.samples.registry import Sample

    from peerloop.people.access import Gate

__all__ = ["BEARER", "NOT_EVEN_THERE", "NOT_TO_ONESELF", "NOW", "ONE_ACTS", "sample", "sample_for"]

ROOMS = [import_module(f"{__name__}.{module.name}") for module in sorted(iter_modules(__path__), key=lambda m: m.name)]


def _said(name: str) -> frozenset[str]:
    return frozenset().union(*(getattr(room, name, ()) for room in ROOMS))


ONE_ACTS = _said("ONE_ACTS")
NOT_TO_ONESELF = _said("NOT_TO_ONESELF")
NOT_EVEN_THERE = _said("NOT_EVEN_THERE")
BEARER = _said("BEARER")


def sample_for(route_name: str, gate: Gate) -> Sample:
    """Return what builds the object behind an address: the closest that is registered."""
    for name in (route_name, f"{gate.subject}.{gate.action}", gate.subject):
        if name in SAMPLES:
            return SAMPLES[name]
    raise LookupError(f"tests/access/samples has no sample for {route_name} ({gate.subject}, {gate.action})")
