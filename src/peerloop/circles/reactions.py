"""What happens below that concerns circles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.circles.actions import close_circle
from peerloop.circles.actions.held import Held
from peerloop.circles.actions.joining import follow_up
from peerloop.circles.models import Asking, Circle, Draft, DraftSeat, Invitation, LeftOut, Membership
from peerloop.circles.queries import memberships_of
from peerloop.journal.actions import record
from peerloop.journal.reactions import reacts_to
from peerloop.people.models import Member
from peerloop.search.actions import index_later
from peerloop.skills.actions.merging import bring_back, move
from peerloop.skills.models import Merge

if TYPE_CHECKING:
    from peerloop.journal.models import Entry


@reacts_to("member.departed")
def without_them(entry: Entry) -> None:
    """Who has left is in no running circle any more; who facilitates beside them follows; an empty one is closed.

    The schedule has given their hours back, the discussion their seats. Circles are locked after members, one by one.
    """
    Asking.objects.filter(member=entry.subject, answer="").delete()
    Invitation.objects.filter(member=entry.subject, answer="").delete()
    DraftSeat.objects.filter(member=entry.subject).delete()
    LeftOut.objects.filter(member=entry.subject).delete()
    Draft.objects.filter(facilitator=entry.subject).update(facilitator=None)
    mine = Membership.objects.filter(member=entry.subject, circle__closing=None)
    for pk in list(mine.order_by("circle").values_list("circle", flat=True)):
        _leave(pk, entry.subject)


def _leave(pk: int, member: int) -> None:
    circle = Circle.objects.select_for_update(no_key=True).get(pk=pk)
    held = Held(circle, memberships_of(circle))
    there = held.of(Member(pk=member))
    if there is None:
        return
    there.delete()
    held.memberships.remove(there)
    if not held.memberships:
        close_circle(circle, by=None)
        return
    follow_up(held, there)


@reacts_to("programme.closed")
def go_on_without_it(entry: Entry) -> None:
    """A circle is its members', so it goes on when its programme is over; whoever looks after it is told so."""
    for circle in Circle.objects.filter(programme=entry.subject, closing=None).order_by("pk"):
        held = Held(circle, memberships_of(circle))
        if held.ids:
            about = [one.pk for one in held.leading] or held.ids
            record("circle.programme_over", actor=None, subject=circle, about=about)


@reacts_to("skill.renamed")
def call_it_anew(entry: Entry) -> None:
    """Be found under the name that the skill has now."""
    index_later("circle", Circle.objects.filter(skill=entry.subject).values_list("pk", flat=True))


@reacts_to("skill.merged")
def follow(entry: Entry) -> None:
    """Be about the skill that a merged one is now."""
    _about(entry)
    for table in (Circle, Draft, LeftOut):
        move(Merge.objects.get(pk=entry.subject), table.objects.all())


@reacts_to("skill.unmerged")
def come_back(entry: Entry) -> None:
    """Be about what it was before the merge."""
    for table in (Circle, Draft, LeftOut):
        bring_back(Merge.objects.get(pk=entry.subject), table.objects.all())
    _about(entry)


def _about(entry: Entry) -> None:
    merge = Merge.objects.get(pk=entry.subject)
    index_later("circle", Circle.objects.filter(skill=merge.gone_id).values_list("pk", flat=True))
