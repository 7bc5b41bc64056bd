"""To whom a question goes, each with the reason: by what they have shown, of what the asker may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import median_high
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peerloop.kit.clock import now
from peerloop.kit.prepared import filled, prepared
from peerloop.people.models import Block, Member
from peerloop.questions.models import Answer
from peerloop.questions.queries.limits import asked_this_week, gone, kept_apart_from, not_now, routed_this_week, vouched
from peerloop.questions.queries.seen import answers_open_to
from peerloop.questions.rules import TO, roughly, share_a_word
from peerloop.questions.store import SEALED, reading
from peerloop.skills.models import Offer

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime, timedelta

    from django.db.models import QuerySet

    from peerloop.engines.finding import Helper, Helpers
    from peerloop.skills.models import Skill

MOST, LOOKED_AT = 8, 30
ENOUGH, LOOKED_BACK = 3, 300


@dataclass(frozen=True)
class Suggested:
    """Somebody whom the question can go to. ``why``: a sentence; ``shown``: the answers of theirs that say so, the
    strongest first; ``full``: they have had much of this week's already, so others come first.
    """

    member: Member
    why: str
    shown: tuple[Answer, ...] = ()
    full: bool = False


@dataclass(frozen=True)
class Route:
    """To whom it goes, best first; the first of them at once. ``why_nobody`` where there is nobody.

    ``within``: how long it usually takes until one of the first answers, as far as that is known.
    """

    helpers: list[Suggested] = field(default_factory=list)
    why_nobody: str = ""
    within: str = ""

    @property
    def first(self) -> list[Suggested]:
        """Those to whom it goes unless the asker says otherwise."""
        return [one for one in self.helpers if not one.full][:TO]


def route(
    asker: Member,
    title: str,
    text: str,
    *,
    skill: Skill | None = None,
    pseudonymous: bool = False,
    without: Collection[int] = (),
) -> Route:
    """Return who can help with it: never somebody who has shown nothing and offers nothing, however busy elsewhere.

    Who is away, gone, kept apart, opted out or has as many questions as they take is not among them. Under a pseudonym
    nothing about the asker counts but whom they keep away from themselves.
    """
    apart = kept_apart_from(asker, pseudonymous=pseudonymous)
    left_out = apart | not_now() | gone() | set(without) | {asker.pk}
    offers = Offer.objects.filter(skill=skill, confirmed_at__isnull=False) if skill else Offer.objects.none()
    offering = frozenset(offers.values_list("member", flat=True)) - left_out
    found, rows = _ranked(
        title, text, skill, left_out, offering,
        asker=SEALED if pseudonymous else asker.pk, blocked=set() if pseudonymous else _blocked(asker),
    )  # fmt: skip
    seen = _open_to(asker, filled(sorted(set(rows.values()))), parted=not pseudonymous)
    helpers = _told(found, rows, seen, skill, f"{title} {text}")
    first = [one.member.pk for one in helpers if not one.full][:TO]
    why = "" if helpers else (found.why_empty and _nobody(found.why_empty)) or _nobody("")
    return Route(helpers, why, usually(asker, first))


def for_everybody(title: str, text: str, *, skill: Skill | None, without: Collection[int]) -> list[Member]:
    """Return who is likeliest to know, for what the house asks by itself."""
    left_out = not_now() | gone() | set(without)
    offers = Offer.objects.filter(skill=skill, confirmed_at__isnull=False) if skill else Offer.objects.none()
    offering = frozenset(offers.values_list("member", flat=True)) - left_out
    found, rows = _ranked(title, text, skill, left_out, offering, asker=SEALED, blocked=set())
    open_ = Answer.objects.filter(hiding=None, question__withdrawal=None, question__hiding=None)
    there = list(open_.filter(pk__in=set(rows.values())).select_related("question"))
    return [one.member for one in _told(found, rows, there, skill, f"{title} {text}")]


def usually(reader: Member, ids: Collection[int]) -> str:
    """Say within which time one of these members usually answers, by answers that the reader sees; "" if unknown."""
    if not ids:
        return ""
    waits: dict[int, timedelta] = {}
    for question, asked_at, at in _given_by(reader, tuple(sorted(ids))):
        waits[question] = min(at - asked_at, waits.get(question, at - asked_at))
    return roughly(median_high(waits.values())) if len(waits) >= ENOUGH else ""


@prepared
def _given_by(reader: Member, ids: tuple[int, ...]) -> QuerySet[Answer, tuple[int, datetime, datetime]]:
    given = answers_open_to(reader).filter(by__in=ids).order_by("-at")
    return given.values_list("question", "question__at", "at")[:LOOKED_BACK]


@prepared
def _open_to(reader: Member, ids: tuple[int, ...], *, parted: bool) -> QuerySet[Answer]:
    """Those of the answers that the reader may read; not ``parted``: less those beside which a block stands."""
    seen = answers_open_to(reader) if parted else answers_open_to(reader).exclude(_parted())
    return seen.filter(pk__in=ids).select_related("question")


def _ranked(
    title: str,
    text: str,
    skill: Skill | None,
    left_out: set[int],
    offering: frozenset[int],
    *,
    asker: int,
    blocked: set[int],
) -> tuple[Helpers, dict[int, int]]:
    """Ask the engine; return its helpers, and which answer of ours each of their rows is."""
    from peerloop.engines.finding import Load, Question, rank_helpers, signals

    load = Load(asked_this_week(), routed_this_week())
    with reading() as store:
        asked = Question(
            text=text, title=title, topics=(skill.pk,) if skill else (),
            audiences=frozenset(store.askers - blocked) if blocked else None,
            left_out=frozenset(left_out), offering=offering,
        )  # fmt: skip
        told = signals(asked, store.kept, asker=asker, now=now().timestamp() + 1e-6)
        found = rank_helpers(told, load=load, most=LOOKED_AT)
        rows = {proof.row: store.answers[proof.row] for helper in found for proof in helper.evidence}
    return found, rows


def _told(found: Helpers, rows: dict[int, int], seen: list[Answer], skill: Skill | None, asked: str) -> list[Suggested]:
    """Return them with what says so; who is left without any such row is left out, unless they offer it.

    An answer on the topic says so; any other needs a word of what is asked that says something.
    """
    there = {row.pk: row for row in seen}
    members = Member.objects.present().select_related("team").in_bulk([helper.member for helper in found])
    vouching = vouched(skill.pk) if skill else set()
    told: list[Any] = []
    for helper in found:
        shown = [
            row
            for proof in helper.evidence
            if (row := there.get(rows[proof.row])) and (proof.kind == "topic" or _speaks(row, asked))
        ]
        member = members.get(helper.member)
        if member is not None and (shown or helper.unproven) and len(told) < MOST:
            why = _why(helper, shown, skill, vouched=helper.member in vouching)
            told.append(Suggested(member, why, tuple(shown), helper.full))
    return told


def _why(helper: Helper, shown: list[Answer], skill: Skill | None, *, vouched: bool) -> str:
    words = {"skill": skill.name if skill else "", "title": shown[0].question.title if shown else ""}
    if not shown:
        if vouched:
            return _("offers %(skill)s, and is vouched for in it; has answered nothing about it yet") % words
        return _("offers %(skill)s; has answered nothing about it yet") % words
    kinds = {proof.kind for proof in helper.evidence}
    if "similar" in kinds:
        return _("answered “%(title)s”, which is like yours") % words
    if "answer" in kinds:
        return _("wrote about this in answer to “%(title)s”") % words
    told = ngettext(
        "has answered %(count)s question about %(skill)s",
        "has answered %(count)s questions about %(skill)s",
        len(shown),
    )
    return told % {**words, "count": len(shown)}


def _speaks(row: Answer, asked: str) -> bool:
    return share_a_word(asked, f"{row.question.title} {row.question.text} {row.text}")


def _nobody(why: str) -> str:
    from peerloop.engines.finding.rank import TAKEN

    if why == TAKEN:
        return _("Who has shown this is taken or away just now.")
    return _("No one has shown this yet.")


def _blocked(asker: Member) -> set[int]:
    rows = Block.objects.filter(Q(member=asker) | Q(other=asker)).values_list("member", "other")
    return {pk for row in rows for pk in row} - {asker.pk}


def _parted() -> Exists:
    """Whether a block stands between anybody and who gave the answer or asked the question: it may look different to
    different people, so under a pseudonym it says nothing.
    """
    two = OuterRef("by"), OuterRef("question__by")
    some = [Q(**{side: who}) for side in ("member", "other") for who in two]
    return Exists(Block.objects.filter(some[0] | some[1] | some[2] | some[3]))
