"""What belongs to a session, for those who take part in it and for nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from peerloop.discussion.queries import threads_seen_by
from peerloop.formats.shape import KNOWING
from peerloop.live.dealing import seated
from peerloop.live.models import (
    Agenda,
    AgendaRole,
    Agreement,
    Answered,
    CheckIn,
    Clock,
    Draft,
    Material,
    Notes,
    Opinion,
    Pool,
    Posed,
    Talk,
    Vote,
)
from peerloop.live.rules import leads, signed
from peerloop.people.models import Block
from peerloop.schedule.models import Participation
from peerloop.schedule.queries import in_full, sessions_seen_by, taken_part_by
from peerloop.skills.models import Offer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from peerloop.discussion.models import Thread
    from peerloop.live.models import AgendaStep
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

FEWEST_AT_TABLES = 2


def sessions_lived_by(reader: Member) -> QuerySet[Session]:
    """The sessions in which the reader takes part, each with its states and who takes part at hand."""
    return in_full(taken_part_by(reader))


def posed_seen_by(reader: Member) -> QuerySet[Posed]:
    """The questions posed for the reader's sessions, less those of whom a block keeps from the reader."""
    return Posed.objects.filter(~Exists(_apart(reader, "by")), session__in=taken_part_by(reader).values("pk"))


def material_seen_by(reader: Member) -> QuerySet[Material]:
    """The links and files kept with the reader's sessions, less those of whom a block keeps from the reader.

    The recording of an interview is there for its two alone, until both have said yes.
    """
    open_to = Q(draft=None) | Q(draft__shared_at__isnull=False) | Q(draft__guest=reader) | Q(draft__interviewer=reader)
    kept = Material.objects.filter(~Exists(_apart(reader, "by")), session__in=taken_part_by(reader).values("pk"))
    return kept.filter(open_to)


def recordings_agreed(material_ids: Iterable[int]) -> set[int]:
    """Return which of the recordings both sides of their interview have agreed to share; one query."""
    agreed = Draft.objects.filter(material__in=set(material_ids), shared_at__isnull=False)
    return set(agreed.values_list("material", flat=True))


def _apart(reader: Member, whose: str) -> QuerySet[Block]:
    """Blocks, either way, between the reader and the member that the field ``whose`` names."""
    return Block.objects.filter(Q(member=reader, other=OuterRef(whose)) | Q(other=reader, member=OuterRef(whose)))


def agenda_of(session: Session) -> Agenda | None:
    """Return the session's agenda with its roles and steps, in three queries."""
    roles = AgendaRole.objects.select_related("member")
    return Agenda.objects.filter(session=session).prefetch_related(Prefetch("roles", roles), "steps").first()


def clock_of(session: Session) -> Clock | None:
    """Return the session's clock, once it was started."""
    return Clock.objects.filter(session=session).first()


def questions_for(session: Session, reader: Member) -> list[Posed]:
    """Return the questions, the most wanted first, the answered last.

    Each says as ``wanted`` how many others want it, as ``mine`` whether it is the reader's and as ``voted`` whether
    they want it, too.
    """
    voted = Vote.objects.filter(posed=OuterRef("pk"), member=reader)
    answered = Answered.objects.filter(posed=OuterRef("pk"))
    posed = (
        posed_seen_by(reader)
        .filter(session=session)
        .annotate(wanted=Count("votes"), voted=Exists(voted), done=Exists(answered), mine=Q(by=reader))
    )
    return list(posed.order_by("done", "-wanted", "at", "pk"))


def apart(session: Session, reader: Member) -> set[int]:
    """Return the ids of those who take part and whom a block keeps from the reader: neither is named to the other."""
    kept = Participation.objects.filter(Exists(_apart(reader, "member")), session=session)
    return set(kept.values_list("member", flat=True))


def here(session: Session, reader: Member) -> dict[int, datetime]:
    """Return who has checked in and when, by their ids; without those whom a block keeps from the reader."""
    came = CheckIn.objects.filter(~Exists(_apart(reader, "member")), session=session)
    return dict(came.order_by("at", "pk").values_list("member", "at"))


def tables(session: Session, agenda: Agenda | None, step: AgendaStep) -> list[list[int]]:
    """Return who sits with whom in a step for which the room is divided: the same for everybody who asks.

    Those sit down who have checked in, in the order in which they came, so that who comes late joins the last; as long
    as fewer than two have, all who take part. Who leads the step, or has a leader's role, goes round instead; where
    that is one of those who know the subject, all of them do.
    """
    if agenda is None or not step.together:
        return []
    roles = agenda.roles.all()
    helping = step.who in KNOWING
    standing = {
        role.member_id
        for role in roles
        if role.who == "leader" or role.code == step.who or (helping and role.code in KNOWING)
    }
    parts = [one.member_id for one in sorted(session.participations.all(), key=lambda one: one.pk)]
    came = list(CheckIn.objects.filter(session=session).order_by("at", "pk").values_list("member", flat=True))
    sitting = [pk for pk in came if pk not in standing and pk in parts]
    if len(sitting) < FEWEST_AT_TABLES:
        sitting = [pk for pk in parts if pk not in standing]
    return seated(sitting, step.together)


def notes_of(session: Session) -> Notes | None:
    """Return what was noted together."""
    return Notes.objects.filter(session=session).select_related("by").first()


def material_of(session: Session, reader: Member) -> list[Material]:
    """Return the links and files kept with it, the oldest first; of a draft, whether the reader has ``agreed``."""
    seen = material_seen_by(reader).filter(session=session).select_related("by", "file", "draft")
    agreed = Agreement.objects.filter(draft=OuterRef("draft"), member=reader)
    return list(seen.annotate(agreed=Exists(agreed)).order_by("at", "pk"))


def opinion_of(session: Session, member: Member) -> Opinion | None:
    """Return what the member has said it was worth."""
    return Opinion.objects.filter(session=session, member=member).first()


def opinion_for(session: Session, reader: Member) -> Opinion | None:
    """Return what the other of two has said to the reader; None where more met."""
    if not signed(session):
        return None
    return Opinion.objects.filter(session=session).exclude(member=reader).select_related("member").first()


def pool_for(session: Session, reader: Member) -> Pool | None:
    """Return what is told of the opinions, to those who led; None before the close."""
    return Pool.objects.filter(session=session).first() if leads(session, reader) else None


def times_held(format_code: str, members: Iterable[int], before: datetime) -> dict[tuple[str, int], int]:
    """Return how often each of the members had which role of a format in sessions begun ``before``."""
    had = AgendaRole.objects.filter(
        agenda__format=format_code,
        agenda__session__starts_at__lt=before,
        agenda__session__cancellation=None,
        member__in=list(members),
    )
    counted = had.values_list("code", "member").annotate(times=Count("pk"))
    return {(code, member): times for code, member, times in counted}


def levels_of(session: Session, members: Iterable[int]) -> dict[int, int]:
    """Return at which level those of the members who offer the session's skill know it."""
    if session.skill_id is None:
        return {}
    said = Offer.objects.filter(skill=session.skill_id, member__in=list(members), confirmed_at__isnull=False)
    return dict(said.values_list("member", "level"))


def left_out(session: Session) -> tuple[QuerySet[AgendaRole], QuerySet[CheckIn]]:
    """Return the roles and check-ins of those who take part no longer."""
    present = Participation.objects.filter(session=session).values("member")
    roles = AgendaRole.objects.filter(agenda__session=session, member__isnull=False).exclude(member__in=present)
    return roles, CheckIn.objects.filter(session=session).exclude(member__in=present)


def talk_of(session: Session, reader: Member) -> Thread | None:
    """Return the thread under the session, if the reader sits in it."""
    return threads_seen_by(reader).filter(pk__in=Talk.objects.filter(session=session).values("thread")).first()


def talks_among(reader: Member, threads: Collection[int]) -> dict[int, Session]:
    """Return which of the threads stand under which session that the reader may look at."""
    talks = Talk.objects.filter(thread__in=threads, session__in=sessions_seen_by(reader).values("pk"))
    return {talk.thread_id: talk.session for talk in talks.select_related("session")}
