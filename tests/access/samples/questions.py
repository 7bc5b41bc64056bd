"""Questions and answers of the owner and the other."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from tests.access.samples.registry import NOW, sample

from peerloop.people.actions import grant_role, join
from peerloop.questions.actions import accept, answer, ask, ask_who_asked, remark, verify
from peerloop.questions.models import Answer, Question, Sealed
from peerloop.skills.actions import endorse, offer, propose_skill

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

NOT_TO_ONESELF = {"answer.help", "seal.open", "question.hide", "answer.hide", "remark.hide"}
_number = count()


def _asked(by: Member, **said: Any) -> Question:
    _no_flood(by)
    made = ask(by=by, title=f"What is number {next(_number)}?", **said)
    assert isinstance(made, Question)
    return made


def _no_flood(by: Member) -> None:
    """Many samples are none."""
    Question.objects.filter(Q(by=by) | Q(sealed__member=by)).update(at=NOW.replace(year=2025))
    Answer.objects.filter(by=by).update(at=NOW.replace(year=2025))


def _skill(by: Member) -> Skill:
    return propose_skill(f"Skill {next(_number)}", by=by)


@sample("question", "remark.make", "answer.give")
def a_question(owner: Member, other: Member) -> dict[str, Any]:
    """Something the owner asks."""
    return {"uid": _asked(owner).uid}


@sample("question.pass")
def a_question_to_the_owner(owner: Member, other: Member) -> dict[str, Any]:
    """Something that is put to the owner."""
    return {"uid": _asked(other, to=[owner]).uid}


@sample("waiting")
def a_question_that_waits(owner: Member, other: Member) -> dict[str, Any]:
    """Something that the owner asks under a pseudonym, and nobody sees yet."""
    _no_flood(owner)
    return {"uid": ask(by=owner, title=f"What is number {next(_number)}?", pseudonymous=True).uid}


@sample("seal")
def a_seal(owner: Member, other: Member) -> dict[str, Any]:
    """A question under a pseudonym that one moderator wants opened."""
    question = Question.objects.create(pseudonym="heron", title=f"What is number {next(_number)}?", at=NOW)
    Sealed.objects.create(question=question, member=owner)
    moderator = join(name="Moira", email=f"moira{next(_number)}@example.org")
    grant_role(moderator, "moderator", by=None)
    ask_who_asked(question, by=moderator, reason="Because")
    return {"uid": question.uid}


@sample("answer")
def an_answer(owner: Member, other: Member) -> dict[str, Any]:
    """An answer by the owner to the other."""
    return {"pk": answer(_asked(other, skill=_skill(owner)), by=owner, text=f"Number {next(_number)}").pk}


@sample("answer.accept")
def an_answer_to_the_owner(owner: Member, other: Member) -> dict[str, Any]:
    """An answer by the other to the owner, who has accepted it."""
    given = answer(_asked(owner), by=other, text=f"Number {next(_number)}")
    accept(given, by=owner)
    return {"pk": given.pk}


@sample("answer.verify")
def an_answer_that_the_owner_can_check(owner: Member, other: Member) -> dict[str, Any]:
    """An answer by the other, in a skill in which the owner is vouched for."""
    skill = _skill(other)
    endorse(offer(owner, skill=skill, level=3), by=join(name="Vera", email=f"vera{next(_number)}@example.org"))
    given = answer(_asked(other, skill=skill), by=other, text=f"Number {next(_number)}")
    verify(given, by=owner, look_again_on=NOW.date().replace(year=NOW.year + 1))
    return {"pk": given.pk}


@sample("remark")
def a_remark(owner: Member, other: Member) -> dict[str, Any]:
    """A remark by the owner."""
    return {"pk": remark(_asked(other), by=owner, text=f"Number {next(_number)}").pk}
