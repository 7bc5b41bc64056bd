"""The shape of a template."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Template:
    """Its name, for whom it is, and the text of each page with marks."""

    code: str
    title: _StrPromise
    line: _StrPromise
    conduct: _StrPromise
    feedback: _StrPromise
    confidential: _StrPromise

    def text(self, page: str) -> str:
        """Return a page's text, each paragraph and each point on one line, as one writes it in a box."""
        return re.sub(r"(?<!\n)\n *(?![\n#\-\d ])", " ", str(getattr(self, page)))
