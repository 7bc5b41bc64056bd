"""What somebody means who asks in a whole sentence."""

from __future__ import annotations

from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peerloop.kit.text import clean

LONGEST = 120


def subject(text: str) -> str:
    """Return what is asked about: "Who knows Rust?" and "I want to learn Rust" both ask about "Rust"."""
    asked = " ".join(clean(text).split())[:LONGEST].rstrip("?!. ")
    folded = asked.casefold()
    for lead in _leads(get_language() or ""):
        if folded.startswith(f"{lead} "):
            return asked[len(lead) + 1 :].strip()
    return asked


@cache
def _leads(language: str) -> tuple[str, ...]:
    """The beginnings that say nothing, in the reader's language, the longest first."""
    # Translators: ways to begin a question, in small letters, separated by "|"
    leads = _(
        "i want to learn|i would like to learn|i want to get better at|learn|who knows|who can help with|"
        "who can help me with|who can teach|who can teach me|help with|teach me"
    )
    return tuple(sorted((lead.strip() for lead in leads.split("|") if lead.strip()), key=len, reverse=True))
