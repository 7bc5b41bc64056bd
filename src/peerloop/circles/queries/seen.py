"""The guards of circles and of what is in them; who is in a circle, who facilitates it, who could."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from peerloop.circles.models import Asking, Circle, Goal, Invitation, Membership, Report, Task
from peerloop.circles.rules import ASKED_AGAIN_AFTER, LEADING, PART, looks_after, why_not_over
from peerloop.journal.models import Entry
from peerloop.kit.clock import now
from peerloop.people.models import Block, Member
from peerloop.people.queries import seen_by
from peerloop.programmes.models import Participant, Programme
from peerloop.programmes.queries import open_programmes, programmes_run_by
from peerloop.vetting.queries import may_facilitate

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from peerloop.schedule.models import Session


def circles_within(reader: Member) -> QuerySet[Circle]:
    """Circles that the reader is in, running and closed: what is said and done in them is theirs to read."""
    if reader.departed_at is not None:
        return Circle.objects.none()
    return Circle.objects.filter(Exists(_mine(reader)))


def circles_seen_by(reader: Member) -> QuerySet[Circle]:
    """Circles that the reader may know of: those they are in or invited to, and open ones that are running.

    Never an open one whose facilitator, or founder where nobody facilitates, has blocked the reader, or the other way
    round.
    """
    if reader.departed_at is not None:
        return Circle.objects.none()
    asked = Invitation.objects.filter(circle=OuterRef("pk"), member=reader, answer="")
    may = (Q(openness=Circle.Openness.OPEN) | Exists(asked)) & Q(closing=None) & ~_shut(reader)
    return Circle.objects.filter(Exists(_mine(reader)) | may)


def circles_of(member: Member) -> QuerySet[Circle]:
    """Running circles that the member is in."""
    return circles_within(member).filter(closing=None)


def circles_led_by(member: Member) -> QuerySet[Circle]:
    """Running circles that the member facilitates, alone or with others."""
    return Circle.objects.filter(Exists(_mine(member).filter(part__in=LEADING)), closing=None)


def members_of(circle: Circle) -> QuerySet[Member]:
    """Everybody in the circle who is here, those who facilitate among them, by name."""
    within = Membership.objects.filter(circle=circle).values("member")
    return Member.objects.present().filter(pk__in=within).order_by("name_key", "pk")


def facilitators_of(circle: Circle) -> QuerySet[Member]:
    """Who facilitates the circle, the first of them first; none where it looks for somebody."""
    leading = Membership.objects.filter(circle=circle, part__in=LEADING)
    first = Exists(leading.filter(part=PART.FACILITATOR, member=OuterRef("pk")))
    return (
        Member.objects.present().filter(pk__in=leading.values("member")).order_by(first.desc(), "name_key", "pk")
    )  # fmt: skip


def memberships_of(circle: Circle) -> list[Membership]:
    """Return who is in the circle and in which part, those who facilitate first, then in the order of coming."""
    order = {PART.FACILITATOR: 0, PART.CO_FACILITATOR: 1}
    rows = Membership.objects.filter(circle=circle).select_related("member").order_by("at", "pk")
    return sorted(rows, key=lambda one: order.get(Membership.Part(one.part), 2))


def leads_circle(member: Member, circle: Circle) -> bool:
    """Whether the member looks after the circle; see ``rules.looks_after``."""
    return looks_after(member, memberships_of(circle), circle)


def may_facilitate_circle(member: Member, circle: Circle) -> str | None:
    """Return why the member cannot facilitate the circle, in words, or None where they can.

    Who stands above somebody in it, at any step of the reporting line, cannot, nor who has not passed the course.
    """
    if member.departed_at is not None:
        return _("%(name)s is no longer here.") % {"name": member.name}
    if not may_facilitate(member):
        words = _("%(name)s has not passed the course for those who facilitate yet.")
        return words % {"name": member.name}
    return why_not_over(member, members_of(circle))


def unled() -> QuerySet[Circle]:
    """Running circles that nobody facilitates."""
    leading = Membership.objects.filter(circle=OuterRef("pk"), part__in=LEADING, member__departed_at=None)
    return Circle.objects.filter(~Exists(leading), closing=None)


def behind_the_door(reader: Member, door: UUID) -> Circle | None:
    """Return the running circle that has this address, as far as the reader may ask to join it; never a hidden one."""
    if reader.departed_at is not None:
        return None
    there = Circle.objects.filter(door=door, closing=None).exclude(openness=Circle.Openness.HIDDEN)
    return there.filter(Exists(_mine(reader)) | ~_shut(reader)).select_related("skill").first()


def askings_answered_by(reader: Member) -> QuerySet[Asking]:
    """Who asks to be let into circles that the reader looks after, not answered yet, the oldest first."""
    circles = [one.pk for one in circles_of(reader) if leads_circle(reader, one)]
    waiting = Asking.objects.filter(circle__in=circles, answer="", member__departed_at=None)
    waiting = waiting.exclude(Exists(_apart(reader, "member")))
    return waiting.select_related("member__team", "circle").order_by("at", "pk")


def may_ask_from(member: Member, circle: Circle) -> datetime | None:
    """Return when the member, who has taken an asking back, may ask at the door again; None where they may now."""
    taken_back = Entry.objects.filter(
        verb="circle.asking_withdrawn", subject_type=circle._meta.label_lower, subject=circle.pk, actor=member.pk
    )
    last = taken_back.order_by("-pk").first()
    again = last.at + ASKED_AGAIN_AFTER if last else None
    return again if again and again > now() else None


def circles_asked_by(reader: Member) -> QuerySet[Circle]:
    """Circles at whose door the reader has asked."""
    return Circle.objects.filter(askings__member=reader)


def askings_of(member: Member) -> QuerySet[Asking]:
    """Where the member has asked to be let in."""
    return Asking.objects.filter(member=member).order_by("-at", "-pk")


def invitations_to(reader: Member) -> QuerySet[Invitation]:
    """Invitations into running circles that the reader has not answered."""
    open_ones = Invitation.objects.filter(member=reader, answer="", circle__in=circles_seen_by(reader))
    return open_ones.filter(circle__closing=None).select_related("circle", "by").order_by("at", "pk")


def asked_to_facilitate(circle: Circle, reader: Member) -> QuerySet[Member]:
    """Who is asked to facilitate the circle and has not answered, for the reader who looks after it."""
    if not leads_circle(reader, circle):
        return Member.objects.none()
    asked = Invitation.objects.filter(circle=circle, to_facilitate=True, answer="")
    return seen_by(reader).filter(pk__in=asked.values("member")).order_by("name_key", "pk")


def goals_seen_by(reader: Member) -> QuerySet[Goal]:
    """Goals of the circles that the reader is in."""
    return Goal.objects.filter(circle__in=circles_within(reader))


def tasks_seen_by(reader: Member) -> QuerySet[Task]:
    """Tasks of the circles that the reader is in."""
    return Task.objects.filter(circle__in=circles_within(reader))


def programmes_to_choose(member: Member) -> QuerySet[Programme]:
    """Open programmes to which a circle of the member's can belong: they take part in it, or run it."""
    part = Exists(Participant.objects.filter(programme=OuterRef("pk"), member=member))
    mine = Q(part) | Q(pk__in=programmes_run_by(member).values("pk"))
    return open_programmes().filter(mine).order_by("title", "pk")


def circle_of(session: Session, reader: Member) -> Circle | None:
    """Return the circle that meets in the session, where the reader is in it."""
    return circles_within(reader).filter(meetings__session=session).first()


def reports_seen_by(reader: Member) -> QuerySet[Report]:
    """Closing reports of the reader's own circles, and published ones of circles that were open to everybody."""
    if reader.departed_at is not None:
        return Report.objects.none()
    everybodys = Q(circle__openness=Circle.Openness.OPEN)
    return Report.objects.filter(everybodys | Q(circle__in=circles_within(reader)))


def _mine(member: Member) -> QuerySet[Membership]:
    return Membership.objects.filter(circle=OuterRef("pk"), member=member)


def _shut(reader: Member) -> Q:
    """Whether who looks after it is apart from the reader by a block."""
    leading = Membership.objects.filter(circle=OuterRef("pk"), part__in=LEADING)
    within = Membership.objects.filter(circle=OuterRef("pk"), member=OuterRef("by"))
    founded = Exists(_apart(reader, "by")) & Exists(within) & ~Exists(leading)
    return Q(Exists(leading.filter(Exists(_apart(reader, "member"))))) | Q(founded)


def _apart(reader: Member, name: str) -> QuerySet[Block]:
    return Block.objects.filter(Q(member=reader, other=OuterRef(name)) | Q(other=reader, member=OuterRef(name)))
