"""Words about office hours: nearly one's turn, called, asked to come in together, not reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.kit.clock import day_and_time
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.officehours.queries import joints_seen_by, visits_seen_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.officehours.models import Joint, Visit
    from peerloop.people.models import Member


@together
def _visit(reader: Member, entries: list[Entry]) -> dict[int, Visit]:
    """The reader's own visits."""
    return visits_seen_by(reader).in_bulk([entry.subject for entry in entries])


@together
def _joint(reader: Member, entries: list[Entry]) -> dict[int, Joint]:
    """Where the reader is asked to come in with somebody."""
    return joints_seen_by(reader).in_bulk([entry.subject for entry in entries])


def _to_all(entry: Entry) -> Iterable[int]:
    return list(entry.about)


def _about(visit: Visit, subject: str, sentences: list[str], label: str) -> Message:
    """Return a message about a visit; it is of use until the hour ends, or at any time once that is over."""
    words = {
        "name": visit.hour.series.lead.name if visit.hour.series.lead else "",
        "when": day_and_time(visit.session.starts_at, visit.member.time_zone),
    }
    return Message(
        subject=subject % words,
        sentences=[sentence % words for sentence in sentences],
        reason=_("You get this because you took a place in the queue."),
        ways=[Way(label, page("officehours:visit", visit.pk))],
        not_after=visit.session.ends_at if visit.ended_at is None else None,
    )


def _nearly(reader: Member, entry: Entry) -> Message | None:
    visit = _visit(reader, entry)
    if visit is None or visit.called_at or visit.ended_at:
        return None
    sentences = [_("One more, and %(name)s has time for you. Please be there.")]
    return _about(visit, _("It is nearly your turn with %(name)s"), sentences, _("Look at your place"))


def _called(reader: Member, entry: Entry) -> Message | None:
    visit = _visit(reader, entry)
    if visit is None or visit.ended_at:
        return None
    sentences = [_("%(name)s waits for you now.")]
    return _about(visit, _("It is your turn with %(name)s"), sentences, _("Where to go"))


def _not_reached(reader: Member, entry: Entry) -> Message | None:
    visit = _visit(reader, entry)
    if visit is None or visit.outcome != visit.Outcome.NOT_REACHED:
        return None
    sentences = [
        _("The hour was over before it was your turn. We are sorry."),
        _("Would you come next time, and be the first? One click, and your question goes with you."),
    ]
    return _about(visit, _("Not reached this time: %(name)s"), sentences, _("Come first next time"))


def _off(reader: Member, entry: Entry) -> Message | None:
    visit = _visit(reader, entry)
    if visit is None:
        return None
    sentences = [
        _("The office hour of %(name)s, %(when)s, will not be."),
        _("You can take a place on another date."),
    ]
    return _about(visit, _("Cancelled: office hour with %(name)s, %(when)s"), sentences, _("See the other dates"))


def _asked(reader: Member, entry: Entry) -> Message | None:
    joint = _joint(reader, entry)
    if joint is None or joint.agreed_at:
        return None
    one = joint.one.member_id == reader.pk
    visit, said = (joint.one, joint.one_says) if one else (joint.two, joint.two_says)
    if said is not None or any(each.called_at or each.ended_at for each in (joint.one, joint.two)):
        return None
    sentences = [
        _("Somebody else who waits for %(name)s may have the same question."),
        _("Would you come in together? If both of you say yes, you see each other’s name and question."),
        _("Before that, neither of you does, and a no is told to nobody."),
    ]
    return _about(visit, _("Come in together with somebody?"), sentences, _("Say yes or no"))


def _agreed(reader: Member, entry: Entry) -> Message | None:
    joint = _joint(reader, entry)
    if joint is None or joint.agreed_at is None:
        return None
    one = joint.one.member_id == reader.pk
    visit, other = (joint.one, joint.two) if one else (joint.two, joint.one)
    if visit.ended_at or other.ended_at:
        return None
    subject = _("You come in with %(other)s") % {"other": other.member.name}
    sentences = [_("Both of you have said yes. %(name)s sees you as one place in the queue.")]
    return _about(visit, subject.replace("%", "%%"), sentences, _("Look at your place"))


KINDS = (
    Kind("visit_nearly", "visit.nearly", gettext_lazy("Nearly your turn at office hours"), _to_all, _nearly,
         seen=visits_seen_by),
    Kind("visit_called", "visit.called", gettext_lazy("Your turn at office hours"), _to_all, _called,
         seen=visits_seen_by),
    Kind("visit_not_reached", "visit.not_reached", gettext_lazy("Not reached at office hours"), _to_all, _not_reached,
         seen=visits_seen_by),
    Kind("visit_off", "visit.off", gettext_lazy("Office hours that will not be"), _to_all, _off, seen=visits_seen_by),
    Kind("joint_asked", "joint.asked", gettext_lazy("The same question at office hours"), _to_all, _asked,
         group="sessions", seen=joints_seen_by),
    Kind("joint_agreed", "joint.agreed", gettext_lazy("Coming in together at office hours"), _to_all, _agreed,
         group="sessions", seen=joints_seen_by),
)  # fmt: skip
