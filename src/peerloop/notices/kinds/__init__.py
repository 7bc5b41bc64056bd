"""Every kind of notice there is, by its code: each module of this package gives its own in ``KINDS``."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peerloop.notices.message import Kind

_found = [
    kind
    for name in sorted(module.name for module in iter_modules(__path__))
    for kind in import_module(f"{__name__}.{name}").KINDS
]
KINDS: dict[str, Kind] = {kind.code: kind for kind in _found}
if len(KINDS) < len(_found):
    codes = [kind.code for kind in _found]
    raise ValueError(f"Two kinds of notice share a code: {sorted({code for code in codes if codes.count(code) > 1})}")
NUDGES = frozenset(kind.code for kind in KINDS.values() if kind.nudge)
