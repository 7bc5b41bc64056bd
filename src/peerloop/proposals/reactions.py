"""What happens below that concerns proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.journal.reactions import reacts_to
from peerloop.proposals.actions import close_proposal
from peerloop.proposals.actions.held import stir
from peerloop.proposals.models import MeToo, Proposal, Scheduling, Volunteer
from peerloop.search.actions import index, index_later
from peerloop.skills.actions.merging import bring_back, move
from peerloop.skills.models import Merge

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("session.cancelled")
def take_up_again(entry: Entry) -> None:
    """Its session will not be: it is wanted as before."""
    for scheduling in Scheduling.objects.filter(session=entry.subject).select_related("proposal"):
        scheduling.delete()
        stir(Proposal.objects.get(pk=scheduling.proposal_id))
        index("proposal", [scheduling.proposal_id])


@reacts_to("member.departed")
def without_them(entry: Entry) -> None:
    """Who has left wants and teaches nothing any more; what nobody else wants is closed."""
    MeToo.objects.filter(member=entry.subject).delete()
    Volunteer.objects.filter(member=entry.subject, proposal__scheduling=None).delete()
    for proposal in Proposal.objects.filter(by=entry.subject, closure=None, scheduling=None, me_toos=None):
        close_proposal(proposal, by=None)


@reacts_to("skill.renamed")
def call_it_anew(entry: Entry) -> None:
    """Be found under the name that the skill has now."""
    index_later("proposal", Proposal.objects.filter(skill=entry.subject).values_list("pk", flat=True))


@reacts_to("skill.merged")
def follow(entry: Entry) -> None:
    """Be about the skill that a merged one is now."""
    _about(entry)
    move(Merge.objects.get(pk=entry.subject), Proposal.objects.all())


@reacts_to("skill.unmerged")
def come_back(entry: Entry) -> None:
    """Be about what it was before the merge."""
    bring_back(Merge.objects.get(pk=entry.subject), Proposal.objects.all())
    _about(entry)


def _about(entry: Entry) -> None:
    merge = Merge.objects.get(pk=entry.subject)
    index_later("proposal", Proposal.objects.filter(skill=merge.gone_id).values_list("pk", flat=True))
