"""What happens below that concerns the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.reactions import reacts_to
from peerloop.library.actions import keep_recording
from peerloop.library.actions.following import weigh
from peerloop.library.models import Contributor, Interview, InterviewAnswer, Resource, Review, Use
from peerloop.live.models import Material
from peerloop.search.actions import index_later
from peerloop.skills.actions.merging import bring_back, move
from peerloop.skills.models import Merge

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("material.attached")
def keep(entry: Entry) -> None:
    """The recording of an interview is kept as a draft."""
    keep_recording(Material.objects.select_related("session", "file", "by").get(pk=entry.subject))


@reacts_to("loop.closed", "loop.reopened", "loop.released")
def count(entry: Entry) -> None:
    """What helped somebody close a loop counts as useful."""
    ids = Use.objects.filter(loop=entry.subject).values_list("resource", flat=True)
    for resource in Resource.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk"):
        weigh(resource)


@reacts_to("member.departed")
def without_them(entry: Entry) -> None:
    """Who has left reviews nothing any more, answers no questions, and is not waited for.

    What they wrote and was published stays; a colleague who writes it too answers for it.
    """
    Review.objects.filter(reviewer=entry.subject, verdict=None).delete()
    waiting = Interview.objects.filter(guest=entry.subject, answer=None)
    InterviewAnswer.objects.bulk_create(InterviewAnswer(interview=one, yes=False) for one in waiting)
    for resource in Resource.objects.select_for_update(no_key=True).filter(ask=entry.subject).order_by("pk"):
        others = Contributor.objects.filter(resource=resource, part="author", member__departed_at=None)
        resource.ask_id = others.exclude(member=entry.subject).order_by("pk").values_list("member", flat=True).first()
        resource.save(update_fields=["ask"])


@reacts_to("skill.renamed")
def call_it_anew(entry: Entry) -> None:
    """Be found under the name that the skill has now."""
    index_later("resource", Resource.objects.filter(skill=entry.subject).values_list("pk", flat=True))


@reacts_to("skill.merged")
def follow_skill(entry: Entry) -> None:
    """Be about the skill that a merged one is now."""
    _about(entry)
    move(Merge.objects.get(pk=entry.subject), Resource.objects.all())


@reacts_to("skill.unmerged")
def come_back(entry: Entry) -> None:
    """Be about what it was before the merge."""
    bring_back(Merge.objects.get(pk=entry.subject), Resource.objects.all())
    _about(entry)


def _about(entry: Entry) -> None:
    merge = Merge.objects.get(pk=entry.subject)
    index_later("resource", Resource.objects.filter(skill=merge.gone_id).values_list("pk", flat=True))
