"""Words about what goes on in a circle: who facilitates, something to try, its end; and a draft of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.circles.models import Membership
from peerloop.circles.queries import circles_seen_by, formings_seen_by, tasks_seen_by
from peerloop.circles.rules import LEADING
from peerloop.circles.states import State, state
from peerloop.notices.channels import Channel
from peerloop.notices.kinds.circles import read_circles, to_others_about, to_those_about, way_to, whom
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.circles.models import Forming, Task
    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _to_the_rest(entry: Entry) -> Iterable[int]:
    """Everybody in it beside whom it is about and who did it."""
    rows = Membership.objects.filter(circle=entry.subject).exclude(member__in=[*entry.about, entry.actor or 0])
    return rows.order_by("member").values_list("member", flat=True)


@together
def _task(reader: Member, entries: list[Entry]) -> dict[int, Task]:
    rows = tasks_seen_by(reader).filter(pk__in=[entry.subject for entry in entries], circle__closing=None)
    return {row.pk: row for row in rows.select_related("circle")}


@together
def _forming(reader: Member, entries: list[Entry]) -> dict[int, Forming]:
    rows = formings_seen_by(reader).filter(pk__in=[entry.subject for entry in entries])
    return {row.pk: row for row in rows}


def _you_facilitate(reader: Member, entry: Entry) -> Message | None:
    shown = read_circles(reader, entry)
    if shown is None or shown.mine is None or shown.mine.part not in LEADING or shown.closed:
        return None
    words = {"title": shown.circle.title}
    return Message(
        subject=_("You facilitate now: %(title)s") % words,
        sentences=[
            _("You facilitate the circle “%(title)s” from now on.") % words,
            _("Plan the next meeting, and ask everybody where they stand."),
        ],
        ways=[way_to(shown.circle)],
        reason=_("You get this because you were named, or facilitated beside somebody who does no longer."),
    )


def _would_you(reader: Member, entry: Entry) -> Message | None:
    shown = read_circles(reader, entry)
    if shown is None or shown.invited is None or not shown.invited.to_facilitate or shown.closed:
        return None
    words = {"title": shown.circle.title, "goal": shown.circle.goal}
    return Message(
        subject=_("Would you facilitate “%(title)s”?") % words,
        sentences=[
            _("You are asked to facilitate the circle “%(title)s”: %(goal)s") % words,
            _("You have passed the course. You do so from your yes on, and with a no nothing changes for you."),
        ],
        ways=[way_to(shown.circle, _("Look and answer"))],
        reason=_("You get this because whoever looks after the circle asks you."),
    )


def _they_facilitate(reader: Member, entry: Entry) -> Message | None:
    shown, who = read_circles(reader, entry), whom(reader, entry)
    if shown is None or shown.mine is None or shown.closed or who is None:
        return None
    words = {"name": who.name, "title": shown.circle.title}
    return Message(
        subject=_("%(name)s facilitates now: %(title)s") % words,
        sentences=[_("%(name)s facilitates the circle “%(title)s” from now on.") % words],
        ways=[way_to(shown.circle)],
        reason=_("You get this because you are in the circle."),
    )


def _unled(reader: Member, entry: Entry) -> Message | None:
    shown = read_circles(reader, entry)
    if shown is None or shown.mine is None or shown.closed or shown.facilitators:
        return None
    words = {"title": shown.circle.title}
    return Message(
        subject=_("Who facilitates? %(title)s") % words,
        sentences=[
            _("Nobody facilitates the circle “%(title)s”. Until somebody does, you look after it yourselves.") % words,
            _("Somebody of you who has passed the short course can, or a colleague from outside."),
        ],
        ways=[Way(_("Ask somebody"), page("circles:people", shown.circle.pk))],
        reason=_("You get this because you are in the circle."),
    )


def _programme_over(reader: Member, entry: Entry) -> Message | None:
    shown = read_circles(reader, entry)
    if shown is None or not shown.leads or shown.closed or shown.circle.programme is None:
        return None
    words = {"title": shown.circle.title, "programme": shown.circle.programme.title}
    return Message(
        subject=_("Its programme is over: %(title)s") % words,
        sentences=[
            _("The programme “%(programme)s” has come to its end. The circle “%(title)s” is yours and goes on.")
            % words,
            _("Talk about how long you want to. When you close it, everybody in it is asked for a word."),
        ],
        ways=[way_to(shown.circle)],
        reason=_("You get this because you look after the circle."),
    )


def _to_try(reader: Member, entry: Entry) -> Message | None:
    task = _task(reader, entry)
    if task is None:
        return None
    words = {"title": task.circle.title}
    return Message(
        subject=_("Something to try: %(title)s") % words,
        sentences=[_("Until the next meeting of “%(title)s”:") % words],
        quote=task.text,
        ways=[Way(_("Say what happened"), page("circles:task", task.pk))],
        reason=_("You get this because you are in the circle."),
    )


def _closed(reader: Member, entry: Entry) -> Message | None:
    shown = read_circles(reader, entry)
    if shown is None or shown.mine is None or not shown.closed:
        return None
    words = {"title": shown.circle.title}
    return Message(
        subject=_("What do you take with you? %(title)s") % words,
        sentences=[
            _("The circle “%(title)s” has come to its end. What was said and done stays there for you to read.")
            % words,
            _("A line of your own for the report helps those who come after. You say who may read it."),
        ],
        ways=[Way(_("Leave a word"), page("circles:report", shown.circle.pk))],
        reason=_("You get this because you were in the circle."),
    )


def _reported(reader: Member, entry: Entry) -> Message | None:
    shown = read_circles(reader, entry)
    if shown is None or shown.mine is None or not shown.closed:
        return None
    words = {"title": shown.circle.title}
    return Message(
        subject=_("What came of it: %(title)s") % words,
        sentences=[_("The report of the circle “%(title)s” is published.") % words],
        ways=[Way(_("Read it"), page("circles:report", shown.circle.pk))],
        reason=_("You get this because you were in the circle."),
    )


def _drafted(reader: Member, entry: Entry) -> Message | None:
    forming = _forming(reader, entry)
    if forming is None or state(forming) is not State.DRAFT:
        return None
    return Message(
        subject=_("A draft of circles waits for you"),
        sentences=[_("The circles that you asked for are formed, as a draft that nobody has seen yet.")],
        ways=[Way(_("Look at it"), page("circles:forming", forming.pk))],
        reason=_("You get this because you asked for it."),
    )


def _kinds() -> tuple[Kind, ...]:
    others, word = to_others_about, gettext_lazy
    seen, digest = circles_seen_by, Channel.DIGEST
    return (
        Kind("circle_to_facilitate", "circle.asked_to_facilitate", word("You are asked to facilitate a circle"), others,
             _would_you, seen=seen),
        Kind("circle_yours", "circle.facilitator_named", word("You are to facilitate a circle"), others,
             _you_facilitate, seen=seen),
        Kind("circle_facilitated", "circle.facilitator_named", word("Somebody else facilitates your circle"),
             _to_the_rest, _they_facilitate, seen=seen, channel=digest),
        Kind("circle_unled", "circle.unled", word("Nobody facilitates your circle"), to_those_about, _unled, seen=seen),
        Kind("circle_programme_over", "circle.programme_over", word("The programme of your circle is over"),
             to_those_about, _programme_over, seen=seen, channel=digest),
        Kind("circle_task", "circle.task_set", word("Something to try between meetings"), others, _to_try,
             seen=tasks_seen_by, channel=digest),
        Kind("circle_closed", "circle.closed", word("Your circle is closed"), others, _closed, seen=seen),
        Kind("circle_reported", "circle.report_published", word("The report of your circle"), others, _reported,
             seen=seen, channel=digest),
        Kind("forming_finished", "forming.finished", word("Circles are formed, as a draft"), to_those_about, _drafted,
             seen=formings_seen_by, channel=digest),
    )  # fmt: skip


KINDS = _kinds()
