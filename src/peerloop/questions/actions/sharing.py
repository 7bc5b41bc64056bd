"""What else shows a question's words or its answers' files, once it is hidden, shown again or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from peerloop.files.actions import grant, revoke
from peerloop.proposals.actions import put_otherwise
from peerloop.questions.models import Answer, Gathered, Question

if TYPE_CHECKING:
    from peerloop.proposals.models import Proposal

ABOUT = 500


def share_files(question: Question, *, to_all: bool) -> None:
    """Give everybody the files of its answers that are not hidden, or take them back.

    Nobody is named as who did it: of a question under a pseudonym that would be who asked.
    """
    for given in Answer.objects.filter(question=question, hiding=None).prefetch_related("files").order_by("pk"):
        for file in given.files.all():
            (grant if to_all else revoke)(file, [None], by=None)


def words_of(question: Question) -> dict[str, str]:
    """Return what a proposal says that came of the question."""
    return {"title": question.title, "about": question.text[:ABOUT]}


def read_as_another(question: Question) -> None:
    """Let the proposal that came of it and of others read as the first of them that is still there; or say no more."""
    gathered = Gathered.objects.filter(question=question).select_related("proposal").first()
    if gathered is None:
        return
    proposal: Proposal = gathered.proposal
    there = Question.objects.filter(gathered__proposal=proposal, withdrawal=None, hiding=None)
    first = there.order_by("at", "pk").first()
    gone = {"title": _("A question that was taken back or hidden"), "about": ""}
    put_otherwise(proposal, **(words_of(first) if first else gone))
