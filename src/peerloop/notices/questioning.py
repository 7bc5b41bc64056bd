"""What notices about questions have in common: to whom they go, and what of it each reader may see.

Who asks under a pseudonym is named in none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from peerloop.notices.message import Way, page
from peerloop.notices.together import together
from peerloop.proposals.queries import proposals_seen_by
from peerloop.questions.birds import called
from peerloop.questions.models import Answer, Gathered, MeToo, Question, Remark
from peerloop.questions.queries import answers_open_to, asker_of, questions_open_to, remarks_open_to

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member
    from peerloop.proposals.models import Proposal


def about(entry: Entry) -> Iterable[int]:
    """Return whom the entry concerns."""
    return list(entry.about)


def to_the_others(entry: Entry) -> Iterable[int]:
    """Return whom the entry concerns, less whoever did it."""
    return [pk for pk in entry.about if pk != entry.actor]


def to_asker(entry: Entry) -> Iterable[int]:
    """Return who asked, unless they did it."""
    question = Question.objects.filter(pk=entry.subject).first()
    asker = asker_of(question) if question else None
    return [asker.pk] if asker and asker.pk != entry.actor else []


def to_asker_of_answer(entry: Entry) -> Iterable[int]:
    """Return who asked what is answered, unless they did it."""
    answer = Answer.objects.filter(pk=entry.subject).select_related("question").first()
    asker = asker_of(answer.question) if answer else None
    return [asker.pk] if asker and asker.pk != entry.actor else []


def to_those_who_have_it_too(entry: Entry) -> Iterable[int]:
    """Return who has the answered question, too."""
    answer = Answer.objects.filter(pk=entry.subject).first()
    rows = MeToo.objects.filter(question=answer.question_id if answer else None)
    return rows.exclude(member=entry.actor).order_by("member").values_list("member", flat=True)


def to_all_who_have_it(entry: Entry) -> Iterable[int]:
    """Return who asked and who has the question, too."""
    there = MeToo.objects.filter(question=entry.subject).exclude(member=entry.actor)
    return [*to_asker(entry), *there.order_by("member").values_list("member", flat=True)]


def to_askers(entry: Entry) -> Iterable[int]:
    """Return who asked the questions that a proposal came of."""
    askers = (
        asker_of(one.question) for one in Gathered.objects.filter(proposal=entry.subject).select_related("question")
    )
    return sorted({asker.pk for asker in askers if asker})


def to_those_it_is_said_to(entry: Entry) -> Iterable[int]:
    """Return whose answer is remarked on and who asked, unless they say it."""
    said = Remark.objects.filter(pk=entry.subject).select_related("question__by", "answer").first()
    if said is None:
        return []
    asker = asker_of(said.question)
    told = {said.answer.by_id if said.answer else None, asker.pk if asker else None} - {None, said.by_id}
    return sorted(pk for pk in told if pk and not (said.from_asker and asker and pk == asker.pk))


def to_who_remarked(entry: Entry) -> Iterable[int]:
    """Return who made the remark, also under a pseudonym."""
    said = Remark.objects.filter(pk=entry.subject).select_related("question__by", "by").first()
    author = (asker_of(said.question) if said.from_asker else said.by) if said else None
    return [author.pk] if author else []


@together
def the_remark(reader: Member, entries: list[Entry]) -> dict[int, Remark]:
    """Return the remarks as the reader sees them."""
    there = remarks_open_to(reader).filter(pk__in=[entry.subject for entry in entries])
    return there.select_related("by", "question__by", "answer").in_bulk()


@together
def the_question(reader: Member, entries: list[Entry]) -> dict[int, Question]:
    """Return the questions as the reader sees them."""
    there = questions_open_to(reader).filter(pk__in=[entry.subject for entry in entries])
    return there.select_related("by", "held__session").in_bulk()


@together
def the_answer(reader: Member, entries: list[Entry]) -> dict[int, Answer]:
    """Return the answers as the reader sees them."""
    there = answers_open_to(reader).filter(pk__in=[entry.subject for entry in entries])
    return there.select_related("by", "question__by").in_bulk()


@together
def the_proposal(reader: Member, entries: list[Entry]) -> dict[int, Proposal]:
    """Return the proposals that are still open, as the reader sees them."""
    there = proposals_seen_by(reader).filter(pk__in=[entry.subject for entry in entries])
    return there.filter(closure=None, scheduling=None).in_bulk()


def who(question: Question) -> str:
    """Who asks, as everybody may read it."""
    if question.pseudonym:
        return called(question.pseudonym)
    return question.by.name if question.by else _("A colleague")


def to_remark(said: Remark) -> Way:
    """Lead to the remark."""
    place = f"#answer-{said.answer_id}" if said.answer_id else "#remarks"
    return Way(_("Read it"), page("questions:question", str(said.question.uid)) + place)


def look(question: Question) -> Way:
    """Lead to the question."""
    return Way(_("Look at it"), page("questions:question", str(question.uid)))
