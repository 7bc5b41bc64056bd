"""Questions in lists, as their reader sees them; who has a question too is counted for all and named to nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.db.models import Count, Exists, OuterRef, Q

from peerloop.kit.prepared import prepared
from peerloop.questions.birds import called
from peerloop.questions.models import Acceptance, Answer, Asked, MeToo, Question, Sealed, Waiting
from peerloop.questions.queries.seen import answers_open_to, asked_by, questions_open_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from peerloop.people.models import Member

Which = Literal["you", "open", "answered", "mine"]


@dataclass(frozen=True)
class Shown:
    """A question in a list. ``asker``: who asks, None under a ``pseudonym`` and where they are erased; ``count``: how
    many have it beside them; ``mine``, ``had``, ``to_you``: the reader's part in it.
    """

    question: Question
    asker: Member | None
    pseudonym: str
    answers: int
    accepted: bool
    count: int
    mine: bool
    had: bool
    to_you: bool


def listed(reader: Member, which: Which, *, at_most: int, beyond: int = 0) -> list[Shown]:
    """Return questions, the newest first, in a constant number of queries: those put to the reader ("you"), those that
    nobody's answer is accepted for ("open"), those with one ("answered"), one's own ("mine").
    """
    taken = Exists(Acceptance.objects.filter(question=OuterRef("pk")))
    if which == "mine":
        rows = asked_by(reader)
    elif which == "you":
        rows = questions_open_to(reader).filter(_to(reader), ~Exists(_answers_of(reader)))
    else:
        rows = questions_open_to(reader).filter(taken if which == "answered" else ~taken)
    return _shown(list(rows.select_related("by", "skill").order_by("-at", "uid")[beyond : beyond + at_most]), reader)


def these(reader: Member, ids: Iterable[int]) -> dict[int, Shown]:
    """Return those of the ids that the reader sees, by id, in a constant number of queries."""
    wanted = tuple(sorted(set(ids)))
    return {one.question.pk: one for one in _shown(_of(reader, wanted), reader)} if wanted else {}


@prepared
def _of(reader: Member, ids: tuple[int, ...]) -> QuerySet[Question]:
    return questions_open_to(reader).filter(pk__in=ids).select_related("by", "skill")


def how_many_wait(reader: Member) -> int:
    """Return how many questions were put to the reader and wait for them."""
    return questions_open_to(reader).filter(_to(reader), ~Exists(_answers_of(reader))).count()


@prepared
def put_to_reader(reader: Member, *, at_most: int) -> QuerySet[Question]:
    """The newest questions that were put to the reader and wait for them."""
    rows = questions_open_to(reader).filter(_to(reader), ~Exists(_answers_of(reader)))
    return rows.select_related("by").order_by("-at", "uid")[:at_most]


def waiting_of(member: Member) -> QuerySet[Waiting]:
    """Return what the member has asked under a pseudonym and nobody sees yet: for the member."""
    own = Waiting.objects.filter(member=member).select_related("skill").order_by("due_at", "pk")
    return own if member.departed_at is None else own.none()


def _to(reader: Member) -> Q:
    """Those put to the reader: the few are found first, however many questions there are."""
    put = Asked.objects.filter(member=reader, passing=None, told_at__isnull=False)
    return Q(pk__in=put.values("question"))


def _answers_of(reader: Member) -> QuerySet[Answer]:
    return Answer.objects.filter(question=OuterRef("pk"), by=reader)


@prepared
def _answered(reader: Member, ids: tuple[int, ...]) -> QuerySet[Answer, tuple[int, int]]:
    """How many answers each of the questions has that the reader may read."""
    given = answers_open_to(reader).filter(question__in=ids).order_by().values("question")
    return given.annotate(n=Count("pk")).values_list("question", "n")


def _shown(found: list[Question], reader: Member) -> list[Shown]:
    ids = [one.pk for one in found]
    answers = dict(_answered(reader, tuple(ids)))
    taken = set(Acceptance.objects.filter(question__in=ids).values_list("question", flat=True))
    counts = dict(MeToo.objects.filter(question__in=ids).order_by().values_list("question").annotate(Count("pk")))
    had = set(MeToo.objects.filter(question__in=ids, member=reader).values_list("question", flat=True))
    sealed = set(Sealed.objects.filter(question__in=ids, member=reader).values_list("question", flat=True))
    to_you = set(
        Asked.objects.filter(question__in=ids, member=reader, passing=None, told_at__isnull=False).values_list(
            "question", flat=True
        )
    )
    return [
        Shown(
            question=one,
            asker=one.by,
            pseudonym=called(one.pseudonym) if one.pseudonym else "",
            answers=answers.get(one.pk, 0),
            accepted=one.pk in taken,
            count=counts.get(one.pk, 0),
            mine=one.by_id == reader.pk or one.pk in sealed,
            had=one.pk in had,
            to_you=one.pk in to_you,
        )
        for one in found
    ]
