"""The answers on a question's page: in their order, with what is said of them and how they stand to the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce

from peerloop.kit.prepared import prepared
from peerloop.questions.models import Acceptance, Answer, Helped, Tried, Verification
from peerloop.questions.queries.seen import answers_seen_by
from peerloop.questions.queries.thanked import thanks_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.files.models import File
    from peerloop.people.models import Member
    from peerloop.questions.models import Question, Remark

A_PAGE, READ = 20, 10
"""So many answers to a page; of so many pages, which are read most, the queries are prepared."""
ACCEPTED = 0
SHOWN = (
    *(one.name for one in Answer._meta.concrete_fields), "by__name", "by__departed_at", "hiding__answer",
    "hiding__reason", "verification__answer", "verification__look_again_on", "verification__asked_at",
    "verification__by__name",
)  # fmt: skip
"""What is read of an answer, and of those who wrote and checked it."""


class PageStanding(NamedTuple):
    """What of a question's page decides over its answers: whether the reader asked, under a pseudonym (``sealed``), is
    vouched for in its skill and moderates; ``open``: whether anything can be done.
    """

    mine: bool
    sealed: bool
    open: bool
    vouched: bool
    moderates: bool


class Standing(NamedTuple):
    """How an answer stands to its reader: with the page's all that decides which words and buttons it has.

    ``here``: its author is. ``deciding``: its asker takes it from the next quarter-hour on. ``pinned``: a sourced other
    view, which stays beside what is accepted. ``backed``: with a source or files. ``checked``: by the reader.
    """

    page: PageStanding
    own: bool
    here: bool
    accepted: bool
    deciding: bool
    pinned: bool
    another_view: bool
    hidden: bool
    changed: bool
    backed: bool
    remarked: bool
    verified: bool
    checked: bool
    helps_you: bool
    tried: bool
    thanked: bool


@dataclass(frozen=True)
class ShownAnswer:
    """An answer as its reader sees it."""

    answer: Answer
    its: Standing
    helped: int
    verification: Verification | None
    remarks: list[Remark]
    files: list[File]
    mentions: list[Member]


def a_page_of(reader: Member, question: Question, number: int) -> tuple[list[Answer], int]:
    """Return the answers of this page, and how many there are on all."""
    start = (number - 1) * A_PAGE
    rows: list[Any] = (
        _ordered(reader, question, beyond=start) if number <= READ
        else list(_ordered.build(reader, question, beyond=start))
    )  # fmt: skip
    if rows or number == 1:
        return rows, rows[0].total if rows else 0
    return [], next(iter(_counted(reader, question)), 0)


def shown_answers(
    reader: Member,
    question: Question,
    rows: list[Any],
    standing: PageStanding,
    *,
    remarks: dict[int | None, list[Remark]],
    files: dict[int | None, list[Any]],
    mentions: dict[int | None, list[Any]],
    decided: int | None,
) -> list[ShownAnswer]:
    """Return the answers as their reader sees them; ``decided``: which of them is taken at the next quarter-hour."""
    thanked = thanks_for(rows, reader, question.skill)
    shown = []
    for one in rows:
        verification = getattr(one, "verification", None)
        its = Standing(
            page=standing,
            own=one.by_id == reader.pk,
            here=one.by is not None and one.by.departed_at is None,
            accepted=one.place == ACCEPTED,
            deciding=one.pk == decided,
            pinned=one.another_view and bool(one.source),
            another_view=one.another_view,
            hidden=hasattr(one, "hiding"),
            changed=one.sequence > 0,
            backed=bool(one.source) or one.pk in files,
            remarked=one.pk in remarks,
            verified=verification is not None,
            checked=verification is not None and verification.by_id == reader.pk,
            helps_you=one.helps_you,
            tried=one.tried,
            thanked=one.pk in thanked,
        )
        shown.append(
            ShownAnswer(
                answer=one,
                its=its,
                helped=one.helps,
                verification=verification,
                remarks=remarks.get(one.pk, []),
                files=[kept.file for kept in files.get(one.pk, [])],
                mentions=[named.member for named in mentions.get(one.pk, [])],
            )
        )
    return shown


def by_answer(found: Iterable[Any]) -> dict[int | None, list[Any]]:
    """Return what belongs to answers by the answer's number."""
    grouped: dict[int | None, list[Any]] = {}
    for one in found:
        grouped.setdefault(one.answer_id, []).append(one)
    return grouped


@prepared
def _ordered(reader: Member, question: Question, *, beyond: int) -> QuerySet[Answer]:
    """Accepted first, then pinned, one of each author, then verified, then what helped most, then the oldest.

    ``total``: how many there are on all pages. ``helps_you`` and ``tried``: what the reader has said and done.
    """
    rows = answers_seen_by(reader, to=question)
    helped = (
        Helped.objects.filter(answer=OuterRef("pk")).order_by().values("answer").annotate(n=Count("pk")).values("n")
    )
    sourced = Answer.objects.filter(
        question=question, by=OuterRef("by"), another_view=True, hiding=None, pk__lt=OuterRef("pk")
    ).exclude(source="")
    place = Case(
        When(Exists(Acceptance.objects.filter(answer=OuterRef("pk"))), then=Value(ACCEPTED)),
        When(Q(another_view=True) & ~Q(source="") & ~Exists(sourced), then=Value(1)),
        When(Exists(Verification.objects.filter(answer=OuterRef("pk"))), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    shown = rows.annotate(
        place=place,
        helps=Coalesce(Subquery(helped), 0),
        total=Window(Count("pk")),
        helps_you=Exists(Helped.objects.filter(answer=OuterRef("pk"), member=reader)),
        tried=Exists(Tried.objects.filter(answer=OuterRef("pk"), member=reader)),
    ).order_by("place", "-helps", "at", "pk")
    return shown.select_related("by", "hiding", "verification__by").only(*SHOWN)[beyond : beyond + A_PAGE]


@prepared
def _counted(reader: Member, question: Question) -> QuerySet[Answer, int]:
    """How many answers the reader sees: asked where a page beyond the last one has no row to say so."""
    rows = answers_seen_by(reader, to=question).order_by().values("question")
    return rows.annotate(n=Count("pk")).values_list("n", flat=True)


@prepared
def with_files(answers: tuple[int, ...]) -> QuerySet[Any]:
    """The files of the answers, each with its answer."""
    kept = Answer.files.through.objects.filter(answer__in=answers)
    return kept.select_related("file").order_by("pk")


@prepared
def with_mentions(answers: tuple[int, ...]) -> QuerySet[Any]:
    """Whom the answers name, each with its answer."""
    named = Answer.mentions.through.objects.filter(answer__in=answers)
    return named.select_related("member").order_by("pk")
