"""Whom a programme is for, who takes part, and who runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from peerloop.guidelines.queries import still_to_accept
from peerloop.kit.clock import now
from peerloop.people.models import Member, Role, RoleGrant
from peerloop.people.queries import everybody_below, seen_by, teams_of, with_those_below
from peerloop.programmes.models import CallOut, Declined, Milestone, Objective, Organiser, Participant, Programme
from peerloop.programmes.rules import SET_UP_BY, at_least, may_set_up, overlap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.guidelines.models import Version


def programmes_run_by(member: Member) -> QuerySet[Programme]:
    """Those that the member owns or runs with their owner; for organisers, all."""
    if member.departed_at is not None:
        return Programme.objects.none()
    if may_set_up(member):
        return Programme.objects.all()
    return Programme.objects.filter(Q(owner=member) | Exists(_organised(member)))


def objectives_run_by(member: Member) -> QuerySet[Objective]:
    """The objectives of the programmes that the member runs."""
    there = Objective.objects.select_related("programme__opening", "programme__closing").prefetch_related("amounts__by")
    return there.filter(programme__in=programmes_run_by(member))


def days_run_by(member: Member) -> QuerySet[Milestone]:
    """The days of the timetables of the programmes that the member runs."""
    return Milestone.objects.select_related("programme").filter(programme__in=programmes_run_by(member))


def runs(member: Member, programme: Programme) -> bool:
    """Whether the member runs it."""
    return programmes_run_by(member).filter(pk=programme.pk).exists()


def programmes_seen_by(reader: Member) -> QuerySet[Programme]:
    """Those that the reader runs or backs, and open and past ones that are for them or that they take part in.

    Analysts see all that were ever open: what is published of them, not who takes part.
    """
    if reader.departed_at is not None:
        return Programme.objects.none()
    mine = Q(_holds(reader, *SET_UP_BY)) | Q(owner=reader) | Q(sponsor=reader) | Exists(_organised(reader))
    part = Exists(Participant.objects.filter(programme=OuterRef("pk"), member=reader))
    theirs = for_them(reader) | part | _holds(reader, Role.ANALYST)
    return Programme.objects.filter(mine | Q(opening__isnull=False) & theirs)


def for_them(member: Member) -> Q:
    """The condition that a programme is for the member: for everybody, for their team or for one above it."""
    aimed = Programme.teams.through.objects.filter(programme=OuterRef("pk"))
    return Q(~Exists(aimed)) | Q(Exists(aimed.filter(team__in=teams_of(member))))


def in_audience(member: Member, programme: Programme) -> bool:
    """Whether it is for the member."""
    return member.departed_at is None and audience([programme.pk]).filter(pk=member.pk).exists()


def to_accept_first(member: Member, programme: Programme) -> Version | None:
    """Return the version of its guidelines that the member is yet to accept before taking part; None for none."""
    return still_to_accept(member, programme.guidelines) if programme.guidelines else None


def audience(programmes: Iterable[int]) -> QuerySet[Member]:
    """Return all members for whom one of the programmes is, in two queries."""
    there = list(Programme.objects.filter(pk__in=set(programmes)).prefetch_related("teams"))
    named = [{team.pk for team in programme.teams.all()} for programme in there]
    members = Member.objects.present()
    if not named:
        return members.none()
    return members if not all(named) else members.filter(team__in=with_those_below(set().union(*named)))


def participants(programme: Programme) -> QuerySet[Member]:
    """Who takes part and is still here; for rooms above, not for pages: see ``participants_seen_by``."""
    there = Participant.objects.filter(programme=programme).values("member")
    return Member.objects.present().filter(pk__in=there).order_by("name_key", "pk")


def participants_seen_by(reader: Member, programme: Programme) -> QuerySet[Member]:
    """Who takes part, as far as the reader may know: those who run it, and while it lasts those who take part.

    Never anybody who reports to the reader, directly or through others, nor who is kept apart from them by a block.
    """
    mine = Participant.objects.filter(programme=programme, member=reader).exists()
    lasting = hasattr(programme, "opening") and not hasattr(programme, "closing")
    if not (runs(reader, programme) or (mine and lasting)):
        return Member.objects.none()
    there = participants(programme).filter(pk__in=seen_by(reader)).select_related("team")
    return there.exclude(pk__in=everybody_below(reader))


def to_invite(programme: Programme) -> QuerySet[Member]:
    """Whom it is for, less who takes part, has said no, or runs it."""
    there = _not_running_it(programme)
    for model in (Participant, Declined):
        rows: QuerySet[Any] = model._default_manager.filter(programme=programme)
        there = there.exclude(pk__in=rows.values("member"))
    return there.order_by("pk")


def invited_at_least(call: CallOut) -> int:
    """Return how many are told of as invited: were it all of a team, its manager would know that none has joined."""
    return at_least(call.asked, of=_not_running_it(call.programme).count())


def _not_running_it(programme: Programme) -> QuerySet[Member]:
    organising = Organiser.objects.filter(programme=programme).values("member")
    return audience([programme.pk]).exclude(pk=programme.owner_id or 0).exclude(pk__in=organising)


def open_programmes() -> QuerySet[Programme]:
    """Those that are open and not closed."""
    return Programme.objects.filter(opening__isnull=False, closing=None)


def overlapping(programme: Programme) -> list[Programme]:
    """Return the other open programmes for some of the same people that have a day in common with it."""
    mine = with_those_below(programme.teams.values_list("pk", flat=True))
    others = open_programmes().exclude(pk=programme.pk).exclude(ends_on__lt=now().date()).prefetch_related("teams")
    found = []
    for other in others.order_by("starts_on", "pk"):
        theirs = with_those_below(team.pk for team in other.teams.all()) if mine and other.teams.all() else mine
        if overlap(programme, other) and (not mine or not other.teams.all() or mine & theirs):
            found.append(other)
    return found


def _holds(member: Member, *roles: Role) -> Exists:
    """Whether the member holds one of the roles, asked within the query so that it is the same for everybody."""
    return Exists(RoleGrant.objects.filter(member=member, role__in=roles))


def _organised(member: Member) -> QuerySet[Organiser]:
    return Organiser.objects.filter(programme=OuterRef("pk"), member=member)
