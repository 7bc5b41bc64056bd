"""Words about programmes: an invitation, one that one backs or runs has opened, its days move, it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.programmes.models import Participant, Programme
from peerloop.programmes.queries import programmes_seen_by, these, to_invite

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member
    from peerloop.programmes.queries import Shown


def _to_those_asked(entry: Entry) -> Iterable[int]:
    found = Programme.objects.filter(pk=entry.subject).first()
    return to_invite(found).values_list("pk", flat=True) if found else []


def _to_those_named(entry: Entry) -> Iterable[int]:
    return list(entry.about)


def _to_who_takes_part(entry: Entry) -> Iterable[int]:
    there = Participant.objects.filter(programme=entry.subject).exclude(member=entry.actor)
    return there.order_by("member").values_list("member", flat=True)


@together
def _read(reader: Member, entries: list[Entry]) -> dict[int, Shown]:
    """Return the programmes as the reader sees them."""
    return these(reader, [entry.subject for entry in entries])


def _invited(reader: Member, entry: Entry) -> Message | None:
    shown = _read(reader, entry)
    if shown is None or not shown.may_join or shown.declined or shown.runs:
        return None
    words = {"title": shown.programme.title, "day": date_format(shown.programme.starts_on, "l j F")}
    told = _("“%(title)s” begins on %(day)s, and it is for you, too.")
    if shown.state == "running":
        told = _("“%(title)s” is under way, and it is for you, too.")
    return Message(
        subject=_("Would you like to take part? %(title)s") % words,
        sentences=[told % words, _("You choose whether you join, and can leave again at any time.")],
        quote=shown.programme.why,
        ways=[Way(_("Look at it, join, or say no"), page("programmes:programme", shown.programme.pk))],
        reason=_("You get this because the programme is for your team, or for everybody. Say no there, and you are not "
                 "asked again."),
    )  # fmt: skip


def _opened(reader: Member, entry: Entry) -> Message | None:
    shown = _read(reader, entry)
    if shown is None or shown.state not in {"planned", "running"}:
        return None
    words = {"title": shown.programme.title}
    backs = shown.programme.sponsor_id == reader.pk
    return Message(
        subject=_("It is open: %(title)s") % words,
        sentences=[_("Whom “%(title)s” is for can see it now, and join.") % words],
        ways=[Way(_("Look at it"), page("programmes:programme", shown.programme.pk))],
        reason=_("You get this because you back it.") if backs else _("You get this because you run it."),
    )


def _moved(reader: Member, entry: Entry) -> Message | None:
    shown = _read(reader, entry)
    if shown is None or shown.state not in {"planned", "running"} or not shown.joined:
        return None
    first, last = shown.programme.starts_on, shown.programme.ends_on
    words = {"title": shown.programme.title, "first": date_format(first), "last": date_format(last) if last else ""}
    told = _("It lasts from %(first)s to %(last)s now.") if last else _("It goes on from %(first)s now.")
    return Message(
        subject=_("Its days have moved: %(title)s") % words,
        sentences=[told % words],
        ways=[Way(_("Look at it"), page("programmes:programme", shown.programme.pk))],
        reason=_("You get this because you take part."),
    )


def _closed(reader: Member, entry: Entry) -> Message | None:
    shown = _read(reader, entry)
    if shown is None or shown.state != "closed" or not shown.joined:
        return None
    words = {"title": shown.programme.title}
    return Message(
        subject=_("It is over: %(title)s") % words,
        sentences=[
            _("“%(title)s” has come to its end. What it reached stands on its page.") % words,
            _("Whom you learn with stays, and so does what you have learned."),
        ],
        ways=[Way(_("Look at it"), page("programmes:programme", shown.programme.pk))],
        reason=_("You get this because you took part."),
    )


KINDS = (
    Kind(
        "programme_invited", "programme.invited", gettext_lazy("A programme is for you"), _to_those_asked, _invited,
        nudge=True, seen=programmes_seen_by,
    ),
    Kind(
        "programme_opened", "programme.opened", gettext_lazy("A programme that you back or run is open"),
        _to_those_named, _opened, channel=Channel.DIGEST, seen=programmes_seen_by,
    ),
    Kind(
        "programme_moved", "programme.moved", gettext_lazy("The days of a programme move"), _to_who_takes_part, _moved,
        seen=programmes_seen_by,
    ),
    Kind(
        "programme_closed", "programme.closed", gettext_lazy("A programme is over"), _to_who_takes_part, _closed,
        channel=Channel.DIGEST, seen=programmes_seen_by,
    ),
)  # fmt: skip
