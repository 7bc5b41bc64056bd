"""What may be said, by whom, how often; and what looks like a secret."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from peerloop.kit.text import clean, key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.discussion.models import Post, Thread
    from peerloop.people.models import Member

LONGEST, LONGEST_REASON = 10_000, 280
MOST_MENTIONS, MOST_FILES = 10, 5
MOST, WITHIN = 20, timedelta(minutes=10)
MENTION = re.compile(r"(?<![\w@])@(?=\w)")
SECRETS = re.compile(
    r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}"
    r"|\bxox[abprs]-[A-Za-z0-9-]{10,}|\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}"
    r"|(?:password|passwort|passwd|secret|token|api[ _-]?key)\s*[:=]\s*[^\s<>\"']{8,}",
    re.IGNORECASE,
)


class TooOften(ValidationError):
    """So much in so little time; carries after how many seconds one may go on."""

    def __init__(self, wait: timedelta) -> None:
        """``wait``: until the next one is possible."""
        self.seconds = max(1, int(wait.total_seconds()))
        words = _("That is a lot in a short time. Please wait %(minutes)d minutes; what you wrote is kept.")
        super().__init__(words % {"minutes": (self.seconds + 59) // 60})


class LooksSecret(ValidationError):
    """It has something that looks like a password or a key; said once more it is taken."""

    def __init__(self) -> None:
        """Say what to do about it."""
        super().__init__({"text": _("This looks like it holds a password or a key. If it does, take it out.")})


def what_is_said(text: str) -> str:
    """Return the text as it is stored; raises ``ValidationError`` on "text" for none or too much."""
    said = clean(text.replace("\r\n", "\n"))
    if not said:
        raise ValidationError({"text": _("Please write something first.")})
    if len(said) > LONGEST:
        raise ValidationError({"text": _("Please keep it to %(most)s characters.") % {"most": f"{LONGEST:,}"}})
    return said


def a_reason(text: str) -> str:
    """Return the reason on one line; raises ``ValidationError`` on "reason" for none or too much."""
    said = " ".join(clean(text).split())
    if not said:
        raise ValidationError({"reason": _("Please say why: everybody who reads the thread sees the reason.")})
    if len(said) > LONGEST_REASON:
        raise ValidationError({"reason": _("Please keep it to %(most)s characters.") % {"most": LONGEST_REASON}})
    return said


def looks_secret(text: str) -> bool:
    """Whether the text has something of the form of a password, key or token."""
    return SECRETS.search(text) is not None


def mentioned(text: str, members: Iterable[Member]) -> list[Member]:
    """Return whom of the members the text names after an @, by whole names, the longest that fits.

    Raises ``ValidationError`` on "text" for more than ten of them.
    """
    names = {key(member.name): member for member in members}
    longest = max((len(name) for name in names), default=0)
    begun: dict[str, list[str]] = {}  # by their first word, or thousands of @ are each held against everybody here
    for name in names:
        begun.setdefault(_first_word(name), []).append(name)
    found: dict[int, Member] = {}
    for at in MENTION.finditer(text):
        after = key(text[at.end() : at.end() + 2 * longest])
        near = begun.get(_first_word(after), ())
        fits = [name for name in near if after == name or (after.startswith(name) and not after[len(name)].isalnum())]
        if fits:
            member = names[max(fits, key=len)]
            found[member.pk] = member
        if len(found) > MOST_MENTIONS:
            words = _("Please mention at most %(most)s people at once.")
            raise ValidationError({"text": words % {"most": MOST_MENTIONS}})
    return list(found.values())


def _first_word(text: str) -> str:
    return "".join(takewhile(str.isalnum, text))


def is_open(thread: Thread) -> None:
    """Refuse to say anything in a thread that is closed."""
    if hasattr(thread, "closing"):
        raise ValidationError(_("This thread is closed. What was said in it stays here."))


def own_words(post: Post, by: Member) -> None:
    """Refuse anybody but the one who said it, and what is taken back or hidden."""
    if post.by_id != by.pk or not by.is_active:
        raise PermissionDenied
    if hasattr(post, "taken_back") or hasattr(post, "hiding"):
        raise ValidationError(_("This can no longer be changed."))
