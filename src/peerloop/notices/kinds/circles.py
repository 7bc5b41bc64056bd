"""Words about coming into circles and going: an invitation, somebody asks, a no, why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.circles.models import Asking, Membership
from peerloop.circles.queries import (
    circles_asked_by,
    circles_seen_by,
    formings_told_to,
    left_out_of,
    these,
)
from peerloop.circles.rules import LEADING
from peerloop.circles.words import usual_hour, why_left_out
from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.people.queries import seen_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.circles.models import Circle, LeftOut
    from peerloop.circles.queries import Shown
    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def to_those_about(entry: Entry) -> Iterable[int]:
    """Whom it is about."""
    return list(entry.about)


def to_others_about(entry: Entry) -> Iterable[int]:
    """Whom it is about, less the one who did it."""
    return [member for member in entry.about if member != entry.actor]


def _to_those_who_look_after_it(entry: Entry) -> Iterable[int]:
    """Who facilitates; while nobody does, everybody in it. Not whom it is about, and not who did it."""
    rows = Membership.objects.filter(circle=entry.subject).exclude(member__in=[*entry.about, entry.actor or 0])
    leading = rows.filter(part__in=LEADING)
    found = leading if leading.exists() else rows
    return found.order_by("member").values_list("member", flat=True)


@together
def read_circles(reader: Member, entries: list[Entry]) -> dict[int, Shown]:
    """Return the circles as the reader sees them."""
    return these(reader, [entry.subject for entry in entries])


@together
def _people(reader: Member, entries: list[Entry]) -> dict[int, dict[int, Member]]:
    """Return everybody whom the entries are about first, as far as the reader sees them, by id; under each subject."""
    seen = seen_by(reader).in_bulk({entry.about[0] for entry in entries if entry.about})
    return {entry.subject: seen for entry in entries}


def whom(reader: Member, entry: Entry) -> Member | None:
    """Return whom the entry is about first, as far as the reader sees them."""
    return (_people(reader, entry) or {}).get(entry.about[0]) if entry.about else None


@together
def _askings(reader: Member, entries: list[Entry]) -> dict[int, dict[int, Asking]]:
    """Return the open askings by circle and by who asks."""
    found: dict[int, dict[int, Asking]] = {}
    rows = Asking.objects.filter(circle__in=[entry.subject for entry in entries], answer="")
    for row in rows:
        found.setdefault(row.circle_id, {})[row.member_id] = row
    return found


@together
def _asked(reader: Member, entries: list[Entry]) -> dict[int, Circle]:
    rows = circles_asked_by(reader).filter(pk__in=[entry.subject for entry in entries])
    return {row.pk: row for row in rows.filter(askings__member=reader, askings__answer=Asking.Answer.NO)}


@together
def _left(reader: Member, entries: list[Entry]) -> dict[int, LeftOut]:
    rows = left_out_of(reader).filter(forming__in=[entry.subject for entry in entries])
    return {row.forming_id: row for row in rows}


def way_to(circle: Circle, label: str = "") -> Way:
    """The link to the circle's page."""
    return Way(label or _("To the circle"), page("circles:circle", circle.pk))


def _invited(reader: Member, entry: Entry) -> Message | None:
    shown = read_circles(reader, entry)
    if shown is None or shown.invited is None or shown.mine or shown.closed:
        return None
    circle = shown.circle
    words = {"title": circle.title, "goal": circle.goal}
    sentences = [_("You are invited into the circle “%(title)s”: %(goal)s") % words]
    if hour := usual_hour(circle, ZoneInfo(reader.time_zone)):
        sentences.append(_("It would meet on %(hour)s, your time; everybody in it is free then.") % {"hour": hour})
    if shown.invited.to_facilitate:
        sentences.append(_("You have passed the course, so you are asked to facilitate it."))
    sentences.append(_("A place is kept for you for two weeks. Who is in it learns that you are once you say yes."))
    return Message(
        subject=_("Come in? %(title)s") % words,
        sentences=sentences,
        ways=[way_to(circle, _("Look and answer"))],
        reason=_("You get this because you were invited, or because you want or offer this skill."),
    )


def _asks(reader: Member, entry: Entry) -> Message | None:
    shown = read_circles(reader, entry)
    who = whom(reader, entry)
    if shown is None or not shown.leads or shown.closed or who is None:
        return None
    asking = (_askings(reader, entry) or {}).get(who.pk)
    if asking is None:
        return None
    words = {"name": who.name, "title": shown.circle.title}
    return Message(
        subject=_("%(name)s asks to be let in: %(title)s") % words,
        sentences=[_("%(name)s would like to be in the circle “%(title)s”.") % words],
        quote=asking.text,
        ways=[Way(_("Answer"), page("circles:people", shown.circle.pk))],
        reason=_("You get this because you look after the circle."),
    )


def _let_in(reader: Member, entry: Entry) -> Message | None:
    shown = read_circles(reader, entry)
    if shown is None or shown.mine is None or shown.closed or entry.actor == reader.pk:
        return None
    words = {"title": shown.circle.title}
    return Message(
        subject=_("You are in: %(title)s") % words,
        sentences=[_("You are in the circle “%(title)s” now. Say hello in its thread.") % words],
        ways=[way_to(shown.circle)],
        reason=_("You get this because you asked to be let in."),
    )


def _came(reader: Member, entry: Entry) -> Message | None:
    shown, who = read_circles(reader, entry), whom(reader, entry)
    if shown is None or shown.mine is None or shown.closed or who is None:
        return None
    words = {"name": who.name, "title": shown.circle.title}
    return Message(
        subject=_("%(name)s has come in: %(title)s") % words,
        sentences=[_("%(name)s is in the circle “%(title)s” now.") % words],
        ways=[way_to(shown.circle)],
        reason=_("You get this because you look after the circle."),
    )


def _went(reader: Member, entry: Entry) -> Message | None:
    shown, who = read_circles(reader, entry), whom(reader, entry)
    if shown is None or shown.mine is None or shown.closed or who is None:
        return None
    words = {"name": who.name, "title": shown.circle.title}
    return Message(
        subject=_("%(name)s has left: %(title)s") % words,
        sentences=[_("%(name)s has left the circle “%(title)s”. The place is free.") % words],
        ways=[way_to(shown.circle)],
        reason=_("You get this because you look after the circle."),
    )


def _turned_down(reader: Member, entry: Entry) -> Message | None:
    circle = _asked(reader, entry)
    if circle is None:
        return None
    words = {"title": circle.title}
    return Message(
        subject=_("Not this time: %(title)s") % words,
        sentences=[
            _("The circle “%(title)s” cannot take you in just now. A small circle has to stay small.") % words,
            _("You can look at those that are open, or start one yourself."),
        ],
        ways=[Way(_("See circles to join"), f"{page('circles:circles')}?which=open")],
        reason=_("You get this because you asked to be let in."),
    )


def _removed(reader: Member, entry: Entry) -> Message | None:
    shown = read_circles(reader, entry)
    if shown is not None and shown.mine is not None:
        return None
    return Message(
        subject=_("You are no longer in a circle"),
        sentences=[
            _("Whoever looks after one of your circles has taken you out of it; its hours are free again for you."),
            _("If you think that this is not right, talk to them, or to a moderator."),
        ],
        ways=[Way(_("See your circles"), page("circles:circles"))],
        reason=_("You get this because you were in it."),
    )


def _left_out(reader: Member, entry: Entry) -> Message | None:
    left = _left(reader, entry)
    if left is None:
        return None
    words = {"skill": left.skill.name}
    return Message(
        subject=_("No circle for you yet: %(skill)s") % words,
        sentences=[
            _("Circles were formed, and there was no place for you in one about %(skill)s. This is why:") % words,
            why_left_out(left, ZoneInfo(reader.time_zone)),
        ],
        ways=[Way(_("See what you can do"), page("circles:circles"))],
        reason=_("You get this because you want to learn it. Nobody else is told."),
    )


def _kinds() -> tuple[Kind, ...]:
    about, lead, word = to_those_about, _to_those_who_look_after_it, gettext_lazy
    seen, digest = circles_seen_by, Channel.DIGEST  # who comes, goes or asks may be hidden by a block: no guard says it
    return (
        Kind("circle_invited", "circle.invited", word("An invitation into a circle"), about, _invited, seen=seen),
        Kind("circle_formed", "circle.formed", word("A circle is formed for you"), about, _invited, seen=seen),
        Kind("circle_asked", "circle.asked", word("Somebody asks to be let into your circle"), lead, _asks),
        Kind("circle_let_in", "circle.joined", word("You are let into a circle"), to_others_about, _let_in, seen=seen),
        Kind("circle_came", "circle.joined", word("Somebody comes into your circle"), lead, _came, channel=digest),
        Kind("circle_left", "circle.left", word("Somebody leaves your circle"), lead, _went, channel=digest),
        Kind("circle_turned_down", "circle.turned_down", word("A circle cannot take you in"), about, _turned_down,
             seen=circles_asked_by),
        Kind("circle_removed", "circle.removed", word("You are taken out of a circle"), about, _removed),
        Kind("circle_left_out", "forming.made", word("Why there is no circle for you"), about, _left_out,
             seen=formings_told_to, group="programmes", channel=digest),
    )  # fmt: skip


KINDS = _kinds()
