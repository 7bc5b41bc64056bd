"""Checks that every engine makes of what it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

SHOWN = 5


class InvalidInput(ValueError):
    """Input that no engine can answer; names the field and the first offending positions.

    Attributes: ``field``, the argument's name; ``positions``, at most five 0-based indices into it.
    """

    def __init__(self, field: str, problem: str, positions: ArrayLike = ()) -> None:
        self.field = field
        self.positions = [int(p) for p in np.atleast_1d(np.asarray(positions, dtype=np.int64))[:SHOWN]]
        where = f" at {', '.join(map(str, self.positions))}" if self.positions else ""
        super().__init__(f"{field}: {problem}{where}")


def ids(field: str, values: ArrayLike, *, below: int) -> NDArray[np.int64]:
    """Return ``values`` as int64 ids in ``[0, below)``; an own copy is made only where the type differs."""
    array = _flat(field, values)
    if array.size and not np.issubdtype(array.dtype, np.integer):
        whole = np.isfinite(array.astype(np.float64)) & (array == np.floor(array))
        refuse(field, "not a whole number", ~whole)
    array = array.astype(np.int64, copy=False)
    refuse(field, f"id out of range 0 to {below - 1}", (array < 0) | (array >= below))
    return array


def scores(field: str, values: ArrayLike, *, least: float = 0.0) -> NDArray[np.float64]:
    """Return ``values`` as float64, each finite and at least ``least``."""
    array = _flat(field, values).astype(np.float64, copy=False)
    refuse(field, "not a finite number", ~np.isfinite(array))
    refuse(field, f"below {least:g}", array < least)
    return array


def counts(field: str, values: ArrayLike) -> NDArray[np.int64]:
    """Return ``values`` as int64 counts, each 0 or more."""
    array = _flat(field, values)
    refuse(field, "not a finite number", ~np.isfinite(array.astype(np.float64)))
    refuse(field, "not a whole number", array != np.floor(array))
    refuse(field, "negative", array < 0)
    return array.astype(np.int64, copy=False)


def same_length(**fields: NDArray[np.generic]) -> int:
    """Return the common length of the named arrays, or name the first that differs."""
    lengths = {name: len(array) for name, array in fields.items()}
    first, length = next(iter(lengths.items()))
    for name, other in lengths.items():
        if other != length:
            raise InvalidInput(name, f"has {other} entries, {first} has {length}")
    return length


def refuse(field: str, problem: str, bad: NDArray[np.bool_]) -> None:
    """Raise ``InvalidInput`` where any of ``bad`` is true, naming the first positions."""
    if bad.any():
        raise InvalidInput(field, problem, np.flatnonzero(bad)[:SHOWN])


def _flat(field: str, values: ArrayLike) -> NDArray[Any]:
    array = np.asarray(values)
    if array.ndim != 1:
        raise InvalidInput(field, f"has {array.ndim} dimensions, not one")
    if array.dtype == object or array.dtype.kind in "USmM":
        raise InvalidInput(field, "is not numeric")
    return array
