"""The part of an upload's page that shows, person by person, what would change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator

from peerloop.intake.queries import KINDS, Diff
from peerloop.kit.text import clean

if TYPE_CHECKING:
    from django.http import HttpRequest

    from peerloop.intake.queries import Preview

ON_A_PAGE = 50
LONGEST_WORD = 100


def diff_page(request: HttpRequest, seen: Preview) -> dict[str, Any]:
    """Return what ``organise/_diff.html`` shows: the lines that the address asks for, a page of them."""
    if seen.faults:
        return {}
    diff = Diff(seen)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    word = clean(request.GET.get("word", ""))[:LONGEST_WORD]
    page = Paginator(diff.of(kind, word), ON_A_PAGE).get_page(request.GET.get("page"))
    kinds = [(name, label, diff.counts[name]) for name, label in KINDS.items() if diff.counts[name] or name == kind]
    return {
        "diff": [diff.line(*one) for one in page],
        "diff_page": page,
        "diff_kinds": kinds,
        "diff_all": sum(count for name, _label, count in kinds if name != "unchanged"),
        "diff_kind": kind,
        "diff_word": word,
    }
