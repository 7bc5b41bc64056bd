"""What may be asked and answered, how often, by whom; when a pseudonym is released; which questions are alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from peerloop.discussion.rules import LooksSecret, TooOften, looks_secret
from peerloop.engines.finding.tokens import tokens
from peerloop.kit.text import clean
from peerloop.people.models import Role
from peerloop.people.rules import has_role
from peerloop.questions.models import LONGEST_TEXT, LONGEST_TITLE, Answer, Question
from peerloop.questions.models.answers import LONGEST_REMARK, LONGEST_SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from peerloop.people.models import Member

QUARTER = timedelta(minutes=15)
HOURS = (4, 24, 72)
DEBATES = (24, 48)
TO = 3
"""So many are asked first."""
MOST_TO = 10
MOST_ASKED, ASKED_WITHIN = 6, timedelta(hours=1)
MOST_SAID, SAID_WITHIN = 20, timedelta(minutes=10)
SHORTEST_SOURCE = 3
"""A source has so many letters and digits: fewer point nowhere, and it keeps an answer pinned."""
LONGEST_AHEAD = timedelta(days=3 * 366)
SIMILAR, SIMILAR_OF_A_SKILL = 0.5, 0.25
SMALL_WORDS = frozenset([
    "about", "after", "again", "all", "always", "and", "another", "any", "anybody", "are", "ask", "back",
    "because", "been", "before", "being", "best", "better", "between", "big", "both", "but", "call", "can",
    "come", "could", "did", "different", "does", "done", "each", "else", "even", "every", "find", "first",
    "for", "from", "get", "getting", "give", "goes", "going", "good", "great", "had", "has", "have", "help",
    "her", "here", "him", "his", "how", "idea", "instead", "into", "its", "just", "keep", "know", "last",
    "learn", "less", "let", "like", "long", "look", "lot", "made", "make", "making", "many", "may", "maybe",
    "mean", "more", "most", "much", "must", "need", "never", "new", "next", "not", "nothing", "now", "off",
    "old", "one", "only", "open", "other", "our", "out", "over", "own", "part", "people", "place", "please",
    "possible", "put", "read", "really", "right", "said", "same", "say", "see", "seem", "set", "several", "she",
    "should", "show", "since", "small", "some", "somebody", "someone", "something", "start", "still", "such",
    "sure", "take", "tell", "than", "that", "the", "their", "them", "then", "there", "these", "they", "thing",
    "things", "think", "this", "those", "through", "time", "together", "too", "try", "trying", "two", "under",
    "understand", "until", "upon", "use", "used", "using", "very", "want", "was", "way", "week", "well", "went",
    "were", "what", "when", "where", "which", "while", "who", "why", "will", "with", "within", "without",
    "wonder", "work", "working", "works", "would", "write", "year", "yes", "yet", "you", "your", "yours",
])  # fmt: skip
"""Words that questions share without being alike, the commonest verbs with them; a small site has too few texts to
learn that from."""
GATHERED_AFTER = timedelta(days=1)
TOGETHER = 3
"""So many like one another, and none answered, become a proposal."""


class Overtaken(ValidationError):
    """Somebody has changed it meanwhile: carries how it reads now."""

    def __init__(self, stands: Question | Answer) -> None:
        """``stands``: as it is now."""
        self.stands = stands
        super().__init__(_("This was changed meanwhile. Both are shown: put into yours what should stay, and save."))


class Gone(ValidationError):
    """It was taken back or hidden meanwhile."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(_("This question was taken back or hidden meanwhile."))


def next_quarter(instant: datetime) -> datetime:
    """Return the next quarter-hour after ``instant``, on UTC's clock; every zone's offset is whole quarters."""
    return datetime.fromtimestamp((int(instant.timestamp()) // 900 + 1) * 900, UTC)


def what_is_asked(title: str, text: str) -> dict[str, str]:
    """Return both as they are stored; raises ``ValidationError`` by field."""
    said = {"title": " ".join(clean(title).split()), "text": clean(text.replace("\r\n", "\n"))}
    if not any(char.isalnum() for char in said["title"]):
        raise ValidationError({"title": _("Put your question into a sentence.")})
    for name, longest in (("title", LONGEST_TITLE), ("text", LONGEST_TEXT)):
        _not_longer(name, said[name], longest)
    return said


def what_is_answered(text: str, source: str) -> dict[str, str]:
    """Return both as they are stored; raises ``ValidationError`` by field."""
    said = {"text": clean(text.replace("\r\n", "\n")), "source": " ".join(clean(source).split())}
    if not said["text"]:
        raise ValidationError({"text": _("Please write something first.")})
    if said["source"] and sum(char.isalnum() for char in said["source"]) < SHORTEST_SOURCE:
        raise ValidationError({"source": _("Say it so that others find it: an address, or a book and a page.")})
    for name, longest in (("text", LONGEST_TEXT), ("source", LONGEST_SOURCE)):
        _not_longer(name, said[name], longest)
    return said


def a_remark(text: str) -> str:
    """Return the remark on one line; raises ``ValidationError`` on "text" for none or too much."""
    said = " ".join(clean(text).split())
    if not said:
        raise ValidationError({"text": _("Please write something first.")})
    _not_longer("text", said, LONGEST_REMARK)
    return said


def no_secret(*texts: str, anyway: bool) -> None:
    """Warn once of what looks like a password or a key."""
    if not anyway and any(map(looks_secret, texts)):
        raise LooksSecret


def not_too_often(times: Collection[datetime], now: datetime, *, most: int, within: timedelta) -> None:
    """Refuse one more than ``most`` within a while, with the wait."""
    lately = sorted(at for at in times if at > now - within)
    if len(lately) >= most:
        raise TooOften(lately[-most] + within - now)


def in_hours(hours: int | None, among: tuple[int, ...], field: str) -> int | None:
    """Return the hours as they were chosen; raises ``ValidationError`` on ``field`` for others."""
    if hours is not None and hours not in among:
        raise ValidationError({field: _("Please choose one of these.")})
    return hours


def a_day_to_look_again(day: date, today: date) -> date:
    """Return the day; raises ``ValidationError`` on "look_again_on" for one that is past or far off."""
    if not today < day <= today + LONGEST_AHEAD:
        raise ValidationError({"look_again_on": _("Choose a day from tomorrow on, within three years.")})
    return day


def is_there(question: Question) -> None:
    """Refuse what can no longer be done about a question that is taken back or hidden."""
    if hasattr(question, "withdrawal") or hasattr(question, "hiding"):
        raise Gone


def in_debate(question: Question, now: datetime) -> bool:
    """Whether peers still debate before anybody who is asked answers."""
    return question.debate_until is not None and question.debate_until > now


def may_open_seals(member: Member, *, manages: bool) -> None:
    """Refuse who is no moderator, and who manages people: the name could be one of theirs, and a no would tell it."""
    if not member.is_active or not has_role(member, Role.MODERATOR) or manages:
        raise PermissionDenied


def alike(one: Question, other: Question) -> bool:
    """Whether two questions ask about the same: half of the words of their titles, fewer where the skill is one."""
    here, there = set(tokens(one.title)), set(tokens(other.title))
    shared = len(here & there) / max(len(here | there), 1)
    return shared >= (SIMILAR_OF_A_SKILL if one.skill_id and one.skill_id == other.skill_id else SIMILAR)


def share_a_word(one: str, other: str) -> bool:
    """Whether two texts have a word in common that says something: three letters and more, or signs of their own."""
    shared = set(tokens(one)) & set(tokens(other))
    return any(
        (len(word) > 2 or not word.isascii() or not word.isalnum()) and word not in SMALL_WORDS for word in shared
    )


def different_askers(questions: Collection[Question]) -> int:
    """How many people ask; each under a pseudonym counts as one more, so that the number tells nothing of them."""
    named = {one.by_id for one in questions if not one.pseudonym}
    return len(named) + sum(bool(one.pseudonym) for one in questions)


def words_of_thanks() -> str:
    """Return what one click of thanks says, in the writer's language."""
    return _("Thank you for your answer.")


def roughly(wait: timedelta) -> str:
    """Say how long something usually takes, in steps that promise no minute."""
    steps: tuple[tuple[timedelta, Callable[[], str]], ...] = (
        (timedelta(hours=1), lambda: _("an hour")),
        (timedelta(hours=4), lambda: _("four hours")),
        (timedelta(days=1), lambda: _("a day")),
        (timedelta(days=3), lambda: _("three days")),
        (timedelta(days=7), lambda: _("a week")),
    )
    return next((words() for step, words in steps if wait <= step), _("some weeks"))


def _not_longer(field: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise ValidationError({field: _("Please keep it to %(most)s characters.") % {"most": f"{longest:,}"}})
