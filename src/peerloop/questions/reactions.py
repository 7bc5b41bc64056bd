"""What happens below that concerns questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.reactions import reacts_to
from peerloop.kit.clock import now
from peerloop.questions.models import Asked, Deciding, Held, Helped, MeToo, Question, Reach, Remark, Rewording, Waiting
from peerloop.search.actions import index_later
from peerloop.skills.actions.merging import bring_back, move
from peerloop.skills.models import Merge

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("member.departed")
def without_them(entry: Entry) -> None:
    """Who has left is asked nothing more: the next one is, soon. What they asked and answered stays.

    What waited to be said under a pseudonym is never said: it would come from nobody.
    """
    left = Asked.objects.filter(member=entry.subject)
    alone = Question.objects.filter(pk__in=left.values("question"), answers=None, withdrawal=None, hiding=None)
    alone.exclude(hours=None).update(next_at=now())
    left.delete()
    sealed = Question.objects.filter(sealed__member=entry.subject)
    for model in (Rewording, Deciding):
        model._default_manager.filter(question__in=sealed).delete()
    Remark.objects.filter(question__in=sealed, from_asker=True, shown=False).delete()
    for table in (Waiting, MeToo, Helped, Reach):
        table._default_manager.filter(member=entry.subject).delete()


@reacts_to("session.cancelled")
def not_held_after_all(entry: Entry) -> None:
    """Its session will not be: it can become another."""
    Held.objects.filter(session=entry.subject).delete()


@reacts_to("skill.renamed")
def call_it_anew(entry: Entry) -> None:
    """Be found under the name that the skill has now."""
    index_later("question", Question.objects.filter(skill=entry.subject).values_list("pk", flat=True))


@reacts_to("skill.merged")
def follow(entry: Entry) -> None:
    """Be about the skill that a merged one is now."""
    _about(entry)
    for table in (Rewording, Waiting, Question):
        move(Merge.objects.get(pk=entry.subject), table._default_manager.all())


@reacts_to("skill.unmerged")
def come_back(entry: Entry) -> None:
    """Be about what it was before the merge."""
    for table in (Rewording, Waiting, Question):
        bring_back(Merge.objects.get(pk=entry.subject), table._default_manager.all())
    _about(entry)


def _about(entry: Entry) -> None:
    merge = Merge.objects.get(pk=entry.subject)
    there = Question.objects.filter(skill=merge.gone_id)
    index_later("question", there.values_list("pk", flat=True))
