"""Finding the meaning of documents, and the documents whose meaning is near."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from peerloop.kit.clock import now
from peerloop.search.meaning.model import WIDTH, means
from peerloop.search.models import Document

if TYPE_CHECKING:
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray

AT_ONCE, BATCH = 256, 16
OVERLAP = timedelta(minutes=5)
"""Meanings are read again from so long before the last ones: a transaction may have taken its time."""


def find_meanings() -> bool:
    """Find the meaning of some documents that have none; return whether there are more."""
    waiting = list(Document.objects.filter(meant_at=None).order_by("pk").values_list("pk", "tokens")[:AT_ONCE])
    for at in range(0, len(waiting), BATCH):
        batch = waiting[at : at + BATCH]
        rows = means([tokens.partition(" ")[2] for _pk, tokens in batch])
        for (pk, tokens), row in zip(batch, rows, strict=True):
            # What has changed meanwhile waits for its new meaning.
            Document.objects.filter(pk=pk, tokens=tokens).update(meaning=row.tobytes(), meant_at=now())
    return len(waiting) == AT_ONCE


class Signs:
    """The signs of all meanings, 48 bytes each, kept by this process: near meanings have most signs in common.

    Only which documents are near is taken from here; whoever asks fetches them through their guards.
    """

    def __init__(self) -> None:
        import numpy as np

        self._lock = Lock()
        self._upto: datetime | None = None
        self._places: dict[int, int] = {}
        self._signs: NDArray[np.uint8] = np.empty((0, WIDTH // 8), dtype=np.uint8)

    def read(self) -> bool:
        """Read what has been found since last time; return whether there is anything."""
        with self._lock:
            self._read_new()
            return bool(self._places)

    def nearest(self, meaning: NDArray[np.int8], most: int) -> list[int]:
        """Return the ids of at most ``most`` documents, those that share the most signs first."""
        import numpy as np

        with self._lock:
            signs, ids = self._signs, list(self._places)
        differing = np.bitwise_count(signs ^ np.packbits(meaning > 0)).sum(axis=1)
        return [ids[place] for place in np.argsort(differing, kind="stable")[:most]]

    def _read_new(self) -> None:
        """What is gone stays until the process ends: nobody is shown it."""
        import numpy as np

        new = Document.objects.exclude(meant_at=None)
        if self._upto:
            new = new.filter(meant_at__gt=self._upto - OVERLAP)
        rows = list(new.order_by("meant_at", "pk").values_list("pk", "meaning", "meant_at"))
        if not rows:
            return
        self._upto = rows[-1][2]
        for pk, *_rest in rows:
            self._places.setdefault(pk, len(self._places))
        more = np.zeros((len(self._places) - len(self._signs), WIDTH // 8), dtype=np.uint8)
        signs = np.concatenate([self._signs, more])
        numbers = np.frombuffer(b"".join(bytes(meaning or b"") for _pk, meaning, _at in rows), dtype=np.int8)
        signs[[self._places[pk] for pk, *_rest in rows]] = np.packbits(numbers.reshape(len(rows), WIDTH) > 0, axis=1)
        self._signs = signs


@cache
def signs() -> Signs:
    """The signs of this process."""
    return Signs()
