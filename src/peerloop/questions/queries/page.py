"""One question with its answers, as their reader sees them, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce

from peerloop.kit.clock import now
from peerloop.kit.prepared import prepared
from peerloop.people.models import Member
from peerloop.questions.birds import called
from peerloop.questions.models import (
    Acceptance,
    Answer,
    Asked,
    Deciding,
    Held,
    Helped,
    MeToo,
    Opening,
    Question,
    Remark,
    Sealed,
    Tried,
    Verification,
)
from peerloop.questions.queries.limits import vouched_for
from peerloop.questions.queries.seen import answers_seen_by, questions_seen_by, remarks_seen_by
from peerloop.questions.queries.thanked import thanks_for
from peerloop.questions.rules import in_debate
from peerloop.schedule.queries import sessions_seen_by

if TYPE_CHECKING:
    from uuid import UUID

    from peerloop.schedule.models import Session

A_PAGE, READ = 20, 10
"""So many answers to a page; of so many pages, which are read most, the queries are prepared."""


@dataclass(frozen=True)
class ShownAnswer:
    """An answer; ``pinned``: a sourced other view, which stays beside what is accepted.

    ``deciding``: its asker takes it from the next quarter-hour on.
    """

    answer: Answer
    own: bool
    accepted: bool
    deciding: bool
    pinned: bool
    verification: Verification | None
    helped: int
    helps_you: bool
    tried: bool
    thanked: bool
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class Page:
    """A question as its reader sees it, with a page of its answers."""

    question: Question
    pseudonym: str
    mine: bool
    count: int
    had: bool
    asked: Asked | None
    asked_at_all: bool
    passed: bool
    to: list[Asked]
    waits: int
    debating: bool
    answers: list[ShownAnswer]
    total: int
    number: int
    pages: int
    remarks: list[Remark]
    session: Session | None
    opening: Opening | None
    who: Member | None
    vouched: bool
    answered: bool

    @property
    def sealed_asker(self) -> bool:
        """Whether the reader asked it under a pseudonym: what stands under their name would tell it."""
        return self.mine and bool(self.question.pseudonym)

    @property
    def waits_for_peers(self) -> bool:
        """Whether the reader answers only after the debate."""
        return self.debating and (self.asked_at_all or self.vouched)

    @property
    def gone(self) -> bool:
        """Whether it was taken back."""
        return hasattr(self.question, "withdrawal")

    @property
    def hidden(self) -> bool:
        """Whether a moderator has hidden it."""
        return hasattr(self.question, "hiding")

    @property
    def side_by_side(self) -> bool:
        """Whether another view stands among the answers shown."""
        return any(one.answer.another_view for one in self.answers)


def page(reader: Member, uid: UUID, number: int = 1) -> Page | None:
    """Return the question's page for the reader; None where they do not see it."""
    pk = Question.objects.filter(uid=uid).values_list("pk", flat=True).first()
    question = next(iter(_question(reader, pk)), None) if pk else None
    if question is None:
        return None
    mine = question.by_id == reader.pk or (
        bool(question.pseudonym) and Sealed.objects.filter(question=question, member=reader).exists()
    )
    asked = _asked(reader, question, everybody=mine)
    own = next((one for one in asked if one.member_id == reader.pk and one.told_at), None)
    rows, total = _answers(reader, question, number)
    remarks = _remarks(reader, question, rows)
    shown = _shown(reader, question, rows, remarks, mine=mine)
    opening, who = _opening(reader, question)
    count, had = next(iter(_too(reader, question)), (0, 0))
    return Page(
        question=question,
        pseudonym=called(question.pseudonym) if question.pseudonym else "",
        mine=mine,
        count=count,
        had=bool(had),
        asked=own,
        asked_at_all=any(one.member_id == reader.pk for one in asked),
        passed=own is not None and hasattr(own, "passing"),
        to=asked if mine else [],
        waits=sum(one.told_at is None for one in asked) if mine else 0,
        debating=in_debate(question, now()),
        answers=shown,
        total=total,
        number=number,
        pages=max((total + A_PAGE - 1) // A_PAGE, 1),
        remarks=remarks.get(None, []),
        session=next(iter(_sessions(reader, question)), None),
        opening=opening,
        who=who,
        vouched=vouched_for(reader, question.skill_id),
        answered=any(one.own for one in shown) or (total > len(shown) and _has_answered(reader, question)),
    )


def _has_answered(reader: Member, question: Question) -> bool:
    return Answer.objects.filter(question=question, by=reader).exists()


@prepared
def _question(reader: Member, pk: int) -> QuerySet[Question]:
    found = questions_seen_by(reader).filter(pk=pk)
    return found.select_related("by", "skill", "withdrawal", "hiding", "rewording")


@prepared
def _asked(reader: Member, question: Question, *, everybody: bool) -> QuerySet[Asked]:
    told = Asked.objects.filter(question=question).select_related("member", "passing").order_by("pk")
    return told if everybody else told.filter(member=reader)


@prepared
def _too(reader: Member, question: Question) -> QuerySet[MeToo, tuple[int, int]]:
    """How many have the question too, and whether the reader is one of them."""
    counted = MeToo.objects.filter(question=question).order_by().values("question")
    own = Count("pk", filter=Q(member=reader))
    return counted.annotate(all=Count("pk"), own=own).values_list("all", "own")


def _answers(reader: Member, question: Question, number: int) -> tuple[list[Answer], int]:
    start = (number - 1) * A_PAGE
    rows = (
        _ordered(reader, question, beyond=start) if number <= READ
        else list(_ordered.build(reader, question, beyond=start))
    )  # fmt: skip
    prefetch_related_objects(rows, "files", "mentions")
    total = len(rows) if number == 1 and len(rows) < A_PAGE else next(iter(_counted(reader, question)), 0)
    return rows, total


@prepared
def _ordered(reader: Member, question: Question, *, beyond: int) -> QuerySet[Answer]:
    """Accepted first, then pinned, one of each author, then verified, then what helped most, then the oldest."""
    rows = answers_seen_by(reader).filter(question=question)
    helped = (
        Helped.objects.filter(answer=OuterRef("pk")).order_by().values("answer").annotate(n=Count("pk")).values("n")
    )
    sourced = Answer.objects.filter(
        question=question, by=OuterRef("by"), another_view=True, hiding=None, pk__lt=OuterRef("pk")
    ).exclude(source="")
    place = Case(
        When(Exists(Acceptance.objects.filter(answer=OuterRef("pk"))), then=Value(0)),
        When(Q(another_view=True) & ~Q(source="") & ~Exists(sourced), then=Value(1)),
        When(Exists(Verification.objects.filter(answer=OuterRef("pk"))), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    ordered = rows.annotate(place=place, helps=Coalesce(Subquery(helped), 0)).order_by("place", "-helps", "at", "pk")
    return ordered.select_related("by", "hiding", "verification__by", "acceptance")[beyond : beyond + A_PAGE]


@prepared
def _counted(reader: Member, question: Question) -> QuerySet[Answer, int]:
    rows = answers_seen_by(reader).filter(question=question).order_by().values("question")
    return rows.annotate(n=Count("pk")).values_list("n", flat=True)


def _remarks(reader: Member, question: Question, rows: list[Answer]) -> dict[int | None, list[Remark]]:
    found: dict[int | None, list[Remark]] = {}
    for one in _said(reader, question, tuple(one.pk for one in rows)):
        found.setdefault(one.answer_id, []).append(one)
    return found


@prepared
def _said(reader: Member, question: Question, answers: tuple[int, ...]) -> QuerySet[Remark]:
    there = remarks_seen_by(reader).filter(Q(answer=None) | Q(answer__in=answers), question=question)
    return there.select_related("by", "hiding").order_by("at", "text")


def _shown(
    reader: Member, question: Question, rows: list[Answer], remarks: dict[int | None, list[Remark]], *, mine: bool
) -> list[ShownAnswer]:
    ids = [one.pk for one in rows]
    helps = set(Helped.objects.filter(answer__in=ids, member=reader).values_list("answer", flat=True))
    tried = set(Tried.objects.filter(answer__in=ids, member=reader).values_list("answer", flat=True))
    thanked = thanks_for(rows, reader, question.skill)
    decided = Deciding.objects.filter(question=question).first() if mine and question.pseudonym else None
    return [
        ShownAnswer(
            answer=one,
            own=one.by_id == reader.pk,
            accepted=hasattr(one, "acceptance"),
            deciding=decided is not None and decided.answer_id == one.pk,
            pinned=one.another_view and bool(one.source),
            verification=getattr(one, "verification", None),
            helped=one.helps,  # type: ignore[attr-defined]
            helps_you=one.pk in helps,
            tried=one.pk in tried,
            thanked=one.pk in thanked,
            remarks=remarks.get(one.pk, []),
        )
        for one in rows
    ]


@prepared
def _sessions(reader: Member, question: Question) -> QuerySet[Session]:
    held = Held.objects.filter(question=question, session__cancellation=None).values("session")
    return sessions_seen_by(reader).filter(pk__in=held).order_by("pk")[:1]


def _opening(reader: Member, question: Question) -> tuple[Opening | None, Member | None]:
    """For moderators the wish to open the seal, and for the two who opened it, while they moderate, who asked."""
    if not question.pseudonym or "moderator" not in reader.roles:
        return None, None
    opening = Opening.objects.filter(question=question).select_related("by", "seconded_by").first()
    if opening is None or opening.opened_at is None or reader.pk not in {opening.by_id, opening.seconded_by_id}:
        return opening, None
    if Member.objects.present().filter(manager=reader).exists():  # one of the two has people to manage since
        return opening, None
    return opening, Member.objects.filter(pk__in=Sealed.objects.filter(question=question).values("member")).first()
