"""Thanks for an answer with one click, and no longer; in one's own words one says them on the page of thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from peerloop.questions.actions.held import held_answer, hold_members
from peerloop.questions.queries.askers import is_asker
from peerloop.questions.queries.thanked import thanks_for
from peerloop.questions.rules import is_there, words_of_thanks
from peerloop.recognition.actions import thank, withdraw

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.questions.models import Answer


@transaction.atomic
def thank_for(answer: Answer, *, by: Member) -> None:
    """Thank its author for the question's skill; twice is once.

    Raises ``PermissionDenied`` for its author, for who asked under a pseudonym, as thanks carry a name, and where
    nobody is there to be thanked or no skill to thank for; ``ValidationError`` where one thanks too much in a day.
    """
    hold_members([by.pk])
    stands = held_answer(answer, by=by)
    question = stands.question
    is_there(question)
    if stands.by is None or stands.by_id == by.pk or question.skill is None or hasattr(stands, "hiding"):
        raise PermissionDenied
    if question.pseudonym and is_asker(question, by):
        raise PermissionDenied
    if not thanks_for([stands], by, question.skill):
        thank(stands.by, by=by, text=words_of_thanks(), skill=question.skill)


@transaction.atomic
def thank_no_longer(answer: Answer, *, by: Member) -> None:
    """Take the click back; nothing happens where there was none."""
    hold_members([by.pk])
    stands = held_answer(answer, by=by)
    while said := thanks_for([stands], by, stands.question.skill):  # there may be one for an earlier answer, too
        for kudos in said.values():
            withdraw(kudos, by=by)
