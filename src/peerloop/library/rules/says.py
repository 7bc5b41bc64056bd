"""What is stored of what somebody has typed; each fault is said at its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.discussion.rules import LooksSecret, looks_secret
from peerloop.kit.text import clean
from peerloop.library.models import Resource, Version
from peerloop.library.models.resource import (
    LONGEST_CHAPTERS,
    LONGEST_SOURCES,
    LONGEST_TERMS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_TRANSCRIPT,
)
from peerloop.library.rules.timed import chapters, transcript
from peerloop.live.rules import web_address

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS = {
    "title": LONGEST_TITLE, "text": LONGEST_TEXT, "sources": LONGEST_SOURCES, "terms": LONGEST_TERMS,
    "transcript": LONGEST_TRANSCRIPT, "chapters": LONGEST_CHAPTERS,
}  # fmt: skip
ONE_LINE = {"title", "terms"}
LONGEST_MINUTES = 6_000
PLAYED = frozenset({Resource.Kind.VIDEO, Resource.Kind.AUDIO, Resource.Kind.INTERVIEW})
"""Kinds that are listened to or watched: they have a transcript and chapters."""
TOLD, LED_TO = frozenset({"tip", "guest"}), frozenset({"link", "course"})


def a_version(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a version as they are stored, those that were not said empty.

    Raises ``ValidationError`` by field for a title that says nothing, for too much, and for a link that leads nowhere.
    """
    kept: dict[str, Any] = {name: a_text(name, said.get(name) or "", most) for name, most in TEXTS.items()}
    if not any(char.isalnum() for char in kept["title"]):
        raise ValidationError({"title": _("Give it a title, so that others know what it is.")})
    url = clean(said.get("url") or "")
    kept["url"] = web_address(url) if url else ""
    kept["rests_on"] = said.get("rests_on") or Version.Ground.EXPERIENCE
    if kept["rests_on"] not in Version.Ground.values:
        raise ValidationError({"rests_on": _("Please choose what it rests on.")})
    kept["minutes"] = said.get("minutes") or None
    if kept["minutes"] is not None and not 0 < kept["minutes"] <= LONGEST_MINUTES:
        words = _("Please give whole minutes, at most %(most)s.")
        raise ValidationError({"minutes": words % {"most": LONGEST_MINUTES}})
    kept["transcript"] = transcript(kept["transcript"])
    kept["chapters"] = chapters(kept["chapters"])
    return kept


def no_secret(fields: Mapping[str, Any], stood: Mapping[str, Any], *, anyway: bool = False) -> None:
    """Warn once of what looks like a password or a key in texts that read otherwise than they ``stood``."""
    if not anyway and any(looks_secret(fields[name]) for name in TEXTS if fields[name] != stood.get(name)):
        raise LooksSecret


def a_text(name: str, given: str, most: int) -> str:
    """Return one text as it is stored; raises ``ValidationError`` at ``name`` for too much of it."""
    kept = clean(given.replace("\r\n", "\n"))
    if name in ONE_LINE:
        kept = " ".join(kept.split())
    if len(kept) > most:
        raise ValidationError({name: _("Please keep it to %(most)s characters.") % {"most": f"{most:,}"}})
    return kept


def a_word(given: str, *, field: str, most: int, why: str) -> str:
    """Return a word that has to be said; raises ``ValidationError`` at ``field`` with ``why`` where there is none."""
    kept = a_text(field, given, most)
    if not any(char.isalnum() for char in kept):
        raise ValidationError({field: why})
    return kept


def missing(kind: str, version: Version) -> dict[str, str]:
    """Return what is still missing before anybody else can make something of it, by field."""
    faults = {}
    held = bool(version.url or version.file_id)
    if kind in TOLD and not version.text:
        faults["text"] = _("Write it down: a few sentences are enough.")
    elif kind in LED_TO and not version.url:
        faults["url"] = _("Give the link that leads to it.")
    elif kind in PLAYED and not held:
        faults["file"] = _("Record it, bring the recording as a file, or give the link that leads to it.")
    elif not (held or version.text):
        faults["file"] = _("Bring the file, give the link, or write the text.")
    if version.rests_on == Version.Ground.SOURCES and not version.sources:
        faults["sources"] = _("Name at least one source, so that others can look it up.")
    return faults
