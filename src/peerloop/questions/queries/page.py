"""One question with its answers, as their reader sees them, in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from peerloop.kit.clock import now
from peerloop.kit.prepared import answers, filled, prepared
from peerloop.people.models import Member
from peerloop.questions.birds import called
from peerloop.questions.models import Answer, Asked, Deciding, Held, MeToo, Opening, Question, Remark, Sealed
from peerloop.questions.queries.answered import (
    A_PAGE,
    PageStanding,
    ShownAnswer,
    a_page_of,
    by_answer,
    shown_answers,
    with_files,
    with_mentions,
)
from peerloop.questions.queries.limits import vouched_for
from peerloop.questions.queries.seen import questions_seen_by, remarks_seen_by
from peerloop.questions.rules import in_debate
from peerloop.schedule.queries import sessions_seen_by

if TYPE_CHECKING:
    from uuid import UUID

    from peerloop.schedule.models import Session


@dataclass(frozen=True)
class Page:
    """A question as its reader sees it, with a page of its answers; ``gone``: it was taken back."""

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
    gone: bool
    hidden: bool
    moderates: bool

    @property
    def went(self) -> bool:
        """Whether the reader asked it and it went to somebody."""
        return bool(self.to)

    @property
    def sealed_asker(self) -> bool:
        """Whether the reader asked it under a pseudonym: what stands under their name would tell it."""
        return self.mine and bool(self.question.pseudonym)

    @property
    def waits_for_peers(self) -> bool:
        """Whether the reader answers only after the debate."""
        return self.debating and (self.asked_at_all or self.vouched)

    @property
    def side_by_side(self) -> bool:
        """Whether another view stands among the answers shown."""
        return any(one.its.another_view for one in self.answers)


def page(reader: Member, uid: UUID, number: int = 1) -> Page | None:
    """Return the question's page for the reader; None where they do not see it."""
    question: Any = next(iter(_question(reader, uid)), None)
    if question is None:
        return None
    mine = question.by_id == reader.pk or question.whispered
    rows, total = a_page_of(reader, question, number)
    ids = filled(one.pk for one in rows)
    asked, said, sessions, files, mentions, decided = answers(
        [
            _asked.of(reader, question, everybody=mine),
            _said.of(reader, question, ids),
            _sessions.of(reader, question),
            with_files.of(ids),
            with_mentions.of(ids),
            _deciding.of(reader, question),
        ]
    )
    remarks, own = by_answer(said), next((one for one in asked if one.member_id == reader.pk), None)
    told = own is not None and own.told_at is not None
    gone, hidden = hasattr(question, "withdrawal"), hasattr(question, "hiding")
    opening, who = _opening(reader, question)
    standing = PageStanding(
        mine=mine,
        sealed=question.whispered,
        open=not gone and not hidden,
        vouched=vouched_for(reader, question.skill_id),
        moderates="moderator" in reader.roles,
    )
    return Page(
        question=question,
        pseudonym=called(question.pseudonym) if question.pseudonym else "",
        mine=mine,
        count=question.too,
        had=question.had,
        asked=own if told else None,
        asked_at_all=own is not None,
        passed=told and hasattr(own, "passing"),
        to=asked if mine else [],
        waits=sum(one.told_at is None for one in asked) if mine else 0,
        debating=in_debate(question, now()),
        answers=shown_answers(
            reader, question, rows, standing, remarks=remarks, files=by_answer(files), mentions=by_answer(mentions),
            decided=decided[0].answer_id if decided else None,
        ),
        total=total,
        number=number,
        pages=max((total + A_PAGE - 1) // A_PAGE, 1),
        remarks=remarks.get(None, []),
        session=next(iter(sessions), None),
        opening=opening,
        who=who,
        vouched=standing.vouched,
        answered=question.answered,
        gone=gone,
        hidden=hidden,
        moderates=standing.moderates,
    )  # fmt: skip


@prepared
def _question(reader: Member, uid: UUID) -> QuerySet[Question]:
    """The question; who has it ``too`` and whether the reader ``had`` it, ``whispered`` or ``answered`` it."""
    too = MeToo.objects.filter(question=OuterRef("pk")).order_by().values("question")
    found = questions_seen_by(reader).filter(uid=uid)
    return found.select_related("by", "skill", "withdrawal", "hiding", "rewording__skill").annotate(
        too=Coalesce(Subquery(too.annotate(n=Count("pk")).values("n")), 0),
        had=Exists(MeToo.objects.filter(question=OuterRef("pk"), member=reader)),
        whispered=Exists(Sealed.objects.filter(question=OuterRef("pk"), member=reader)),
        answered=Exists(Answer.objects.filter(question=OuterRef("pk"), by=reader)),
    )


@prepared
def _asked(reader: Member, question: Question, *, everybody: bool) -> QuerySet[Asked]:
    told = Asked.objects.filter(question=question).select_related("member", "passing").order_by("pk")
    return told if everybody else told.filter(member=reader)


@prepared
def _said(reader: Member, question: Question, answers: tuple[int, ...]) -> QuerySet[Remark]:
    there = remarks_seen_by(reader).filter(Q(answer=None) | Q(answer__in=answers), question=question)
    return there.select_related("by", "hiding").order_by("at", "text")


@prepared
def _sessions(reader: Member, question: Question) -> QuerySet[Session]:
    held = Held.objects.filter(question=question, session__cancellation=None).values("session")
    return sessions_seen_by(reader).filter(pk__in=held).order_by("pk")[:1]


@prepared
def _deciding(reader: Member, question: Question) -> QuerySet[Deciding]:
    """Which answer is taken at the next quarter-hour: for who asked under the pseudonym."""
    sealed = Sealed.objects.filter(question=OuterRef("question"), member=reader)
    return Deciding.objects.filter(Exists(sealed), question=question).order_by("pk")


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
