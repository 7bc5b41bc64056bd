"""Transcripts and chapters: lines that begin with a time. Read from what is typed, and from .vtt and .srt files."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_CHAPTERS = 60
LAST = 24 * 3600
TIMED = re.compile(r"\[?(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,]\d{1,3})?\]?(?:\s+|$)(.*)")
CUE = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[.,]\d{3}\s*-->")
VOICE, TAG = re.compile(r"<v(?:\.[^ >]*)? ([^>]{1,80})>"), re.compile(r"<[^>]{0,80}>")
APART = ("WEBVTT", "NOTE", "STYLE", "REGION")


class Line(NamedTuple):
    """Some words, and at which second they begin, None where nobody has said so."""

    second: int | None
    text: str

    @property
    def clock(self) -> str:
        """The time as it is written, "" for none."""
        return "" if self.second is None else clock(self.second)


def lines(text: str) -> list[Line]:
    """Return the lines of a transcript or of chapters as they are stored or typed, without empty ones."""
    return [_line(row.strip()) for row in text.splitlines() if row.strip()]


def clock(second: int) -> str:
    """Return "04:10", with the hours where there are any."""
    minutes, seconds = divmod(second, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def transcript(text: str) -> str:
    """Return a transcript as it is stored: one line to each, times in one form; times are nobody's duty."""
    return "\n".join(_written(line) for line in lines(text))


def chapters(text: str) -> str:
    """Return chapters as they are stored, in the order of their times.

    Raises ``ValidationError`` on "chapters" for a line without a time or a title, two at one time, or too many.
    """
    found = lines(text)
    for number, line in enumerate(found, 1):
        if line.second is None or not line.text or line.second > LAST:
            words = _("Line %(number)s: begin it with the time, then the title, as in “04:10 How it began”.")
            raise ValidationError({"chapters": words % {"number": number}})
    if len({line.second for line in found}) < len(found):
        raise ValidationError({"chapters": _("Two chapters begin at the same time.")})
    if len(found) > MOST_CHAPTERS:
        raise ValidationError({"chapters": _("That are too many chapters; %(most)s fit.") % {"most": MOST_CHAPTERS}})
    return "\n".join(_written(line) for line in sorted(found))


def from_captions(content: bytes) -> str:
    """Return the transcript that a .vtt or .srt file holds, a line to each of its cues.

    Raises ``ValidationError`` on "captions" for what is neither.
    """
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise ValidationError({"captions": _("This file is not in UTF-8. Save it so, then try again.")}) from error
    found: list[Line] = []
    for block in re.split(r"\n[ \t]*\n", text):
        rows = [row.strip() for row in block.strip().split("\n")]
        at = next((number for number, row in enumerate(rows) if CUE.match(row)), None)
        if at is None or rows[0].startswith(APART[1:]):
            continue
        said = " ".join(rows[at + 1 :])
        said = TAG.sub("", VOICE.sub(r"\1: ", said))
        said = " ".join(said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").split())
        if said:
            found.append(Line(_seconds(CUE.match(rows[at])), said))  # type: ignore[arg-type]
    if not found:
        words = _("No words with times were found in it. It should be a .vtt or .srt file.")
        raise ValidationError({"captions": words})
    return "\n".join(_written(line) for line in found)


def webvtt(transcript: str) -> str:
    """Return the transcript as captions for a player: the lines with a time, each until the next one begins."""
    timed = sorted((line for line in lines(transcript) if line.second is not None), key=lambda line: line.second or 0)
    blocks = ["WEBVTT"]
    for number, line in enumerate(timed):
        start = line.second or 0
        after = next((one.second for one in timed[number + 1 :] if (one.second or 0) > start), None)
        end = min(after, start + 10) if after else start + 5
        said = line.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(f"{_full(start)} --> {_full(end)}\n{said}")
    return "\n\n".join(blocks) + "\n"


def _line(row: str) -> Line:
    found = TIMED.fullmatch(row)
    if found is None or int(found[3]) > 59:
        return Line(None, row)
    return Line(_seconds(found), found[4].strip())


def _seconds(found: re.Match[str]) -> int:
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])


def _written(line: Line) -> str:
    return line.text if line.second is None else f"{clock(line.second)} {line.text}".strip()


def _full(second: int) -> str:
    hours, rest = divmod(second, 3600)
    return f"{hours:02}:{rest // 60:02}:{rest % 60:02}.000"
