"""How a proposal stands, what may still be done about it, and how many are told of."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peerloop.kit.text import clean
from peerloop.proposals.models import LONGEST_ABOUT, LONGEST_TITLE, Proposal

if TYPE_CHECKING:
    from collections.abc import Callable

State = Literal["open", "taken", "scheduled", "done", "closed"]
QUIET, THEN = timedelta(days=90), timedelta(days=14)
"""After so long without a stir its proposer is asked; after so long without an answer it is closed."""
MOST_OPEN = 20
"""So many open proposals of one member are enough at a time."""
TOLD_AT = (5, 10, 25, 50, 100, 250, 500, 1000)


class Over(ValidationError):
    """It is closed, scheduled or done, so this can no longer be done about it."""


def state(proposal: Proposal, *, taken: bool) -> State:
    """Return how it stands; its closure and its scheduling with the session's record are at hand."""
    if hasattr(proposal, "closure"):
        return "closed"
    if hasattr(proposal, "scheduling"):
        return "done" if hasattr(proposal.scheduling.session, "record") else "scheduled"
    return "taken" if taken else "open"


def still_open(proposal: Proposal) -> None:
    """Refuse what can only be done before it is scheduled or closed."""
    if hasattr(proposal, "closure"):
        raise Over(_("This proposal is closed. You can propose it anew."))
    if hasattr(proposal, "scheduling"):
        raise Over(_("A session has been made of it. Look there for a place."))


def topic(title: str, about: str) -> dict[str, str]:
    """Return both as they are stored; raises ``ValidationError`` by field."""
    said = {"title": " ".join(clean(title).split()), "about": clean(about)}
    if not any(char.isalnum() for char in said["title"]):
        raise ValidationError({"title": _("Say in a few words what somebody should teach.")})
    for name, longest in (("title", LONGEST_TITLE), ("about", LONGEST_ABOUT)):
        if len(said[name]) > longest:
            raise ValidationError({name: _("Please keep it to %(most)s characters.") % {"most": longest}})
    return said


def to_tell(count: int, most_told: int) -> int:
    """Return at which number of those who want it the proposer is told now, 0 where they are not."""
    reached = max((step for step in TOLD_AT if step <= count), default=0)
    return reached if reached > most_told else 0


def about_so_many(count: int) -> str:
    """Say how many of those who want it can come, in fives: nobody learns of one person."""
    if count < 5:
        return _("fewer than five of those who want it can come")
    fives = count // 5 * 5
    words: Callable[..., str] = ngettext
    told = words(
        "%(count)s or more of those who want it can come", "%(count)s or more of those who want it can come", fives
    )
    return told % {"count": fives}
