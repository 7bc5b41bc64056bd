"""A week as 672 bits: quarter-hour ``q`` (0 is Monday 00:00) is bit ``q % 64`` of word ``q // 64``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from peerloop.engines import InvalidInput

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

QUARTERS = 672
WORDS = 11
LAST_WORD = np.uint64(2**32 - 1)


def pack(quarters: ArrayLike) -> NDArray[np.uint64]:
    """Return truth values of shape (..., 672) as uint64 words of shape (..., 11)."""
    truth = np.asarray(quarters).astype(bool)
    if truth.shape[-1:] != (QUARTERS,):
        raise InvalidInput("quarters", f"has shape {truth.shape}, not (..., {QUARTERS})")
    padded = np.zeros((*truth.shape[:-1], WORDS * 64), dtype=bool)
    padded[..., :QUARTERS] = truth
    packed = np.packbits(padded, axis=-1, bitorder="little")
    return packed.view("<u8").astype(np.uint64, copy=False)


def unpack(bits: ArrayLike, field: str = "bits") -> NDArray[np.bool_]:
    """Return words of shape (..., 11) as truth values of shape (..., 672)."""
    octets = np.ascontiguousarray(words(field, bits).astype("<u8", copy=False)).view(np.uint8)
    return np.unpackbits(octets, axis=-1, bitorder="little", count=QUARTERS).view(np.bool_)


def words(field: str, bits: ArrayLike) -> NDArray[np.uint64]:
    """Return ``bits`` as uint64 words of shape (..., 11), with no bit set beyond quarter-hour 671."""
    array = np.asarray(bits)
    if array.ndim == 0 or array.shape[-1] != WORDS:
        raise InvalidInput(field, f"has shape {array.shape}, not (..., {WORDS})")
    if array.dtype.kind not in "ui":
        raise InvalidInput(field, "is not whole numbers")
    negative = (array < 0).any(axis=-1) if array.dtype.kind == "i" else np.zeros(array.shape[:-1], dtype=bool)
    array = array.astype(np.uint64, copy=False)
    wrong = np.flatnonzero(negative | (array[..., -1] > LAST_WORD))
    if wrong.size:
        raise InvalidInput(field, f"has a bit beyond quarter-hour {QUARTERS - 1}", wrong)
    return array


def runs(free: ArrayLike, length: int) -> NDArray[np.uint64]:
    """Return the bits at which ``length`` free quarter-hours begin, for words of shape (..., 11).

    The week has an end: a run does not go on from Sunday 23:45 to Monday 00:00. Doubling: a run of ``2k``
    is a run of ``k`` followed by another, so the work grows with log2(length).
    """
    if length < 1:
        raise InvalidInput("length", "is below one quarter-hour")
    found = words("free", free)
    held = 1
    while held < min(length, QUARTERS + 1):
        step = min(held, length - held)
        found = found & earlier(found, step)
        held += step
    return found.copy() if length == 1 else found


def earlier(bits: NDArray[np.uint64], quarters: int) -> NDArray[np.uint64]:
    """Return ``bits`` moved ``quarters`` towards Monday 00:00; what moves beyond it is gone."""
    whole, part = divmod(quarters, 64)
    moved = np.zeros_like(bits)
    if whole >= WORDS:
        return moved
    moved[..., : WORDS - whole] = bits[..., whole:] >> np.uint64(part)
    if part:
        moved[..., : WORDS - whole - 1] |= bits[..., whole + 1 :] << np.uint64(64 - part)
    return moved
