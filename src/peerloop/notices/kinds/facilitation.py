"""Words around a circle's desk: you have been quiet, hand over, would you follow, something is referred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.facilitation.queries import (
    hand_overs_seen_by,
    quiet_of,
    referrals_seen_by,
    referrals_to,
    successions_of,
    successions_seen_by,
)
from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.people.models import Member, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from peerloop.facilitation.models import HandOver, Quiet, Referral, Succession
    from peerloop.journal.models import Entry

GROUP = "programmes"


def _to_whom_it_is_about(entry: Entry) -> Iterable[int]:
    return list(entry.about)


def _to_moderators(entry: Entry) -> Iterable[int]:
    there = Member.objects.present().filter(role_grants__role=Role.MODERATOR).exclude(pk=entry.actor or 0)
    return there.order_by("pk").values_list("pk", flat=True)


def _not_answered(reader: Member) -> QuerySet[Quiet]:
    return quiet_of(reader).filter(answer="")


def _dealt_with(reader: Member) -> QuerySet[Referral]:
    return referrals_seen_by(reader).filter(by=reader).exclude(end=None)


@together
def _quiet_row(reader: Member, entries: list[Entry]) -> dict[int, Quiet]:
    return _not_answered(reader).in_bulk([entry.subject for entry in entries])


@together
def _asked_row(reader: Member, entries: list[Entry]) -> dict[int, Succession]:
    return successions_seen_by(reader).select_related("circle", "facilitator").in_bulk([one.subject for one in entries])


@together
def _crossed_row(reader: Member, entries: list[Entry]) -> dict[int, Succession]:
    return successions_of(reader).select_related("circle").in_bulk([entry.subject for entry in entries])


@together
def _referral(reader: Member, entries: list[Entry]) -> dict[int, Referral]:
    rows = referrals_to(reader) | _dealt_with(reader)
    return rows.select_related("circle", "end").in_bulk([entry.subject for entry in entries])


@together
def _hand_over(reader: Member, entries: list[Entry]) -> dict[int, HandOver]:
    return hand_overs_seen_by(reader).select_related("circle", "by").in_bulk([entry.subject for entry in entries])


def _quiet(reader: Member, entry: Entry) -> Message | None:
    row = _quiet_row(reader, entry)
    if row is None:
        return None
    words = {"circle": row.circle.title}
    return Message(
        subject=_("Only for you: you have been quiet in “%(circle)s”") % words,
        sentences=[
            _("For two meetings nothing of yours stands in “%(circle)s”. That is all right; nobody else knows.")
            % words,
            _("May whoever facilitates know, perhaps with a word of yours? You can say no; then it stays with you."),
            _("If you say nothing for a week, they learn it. When you say something in the circle, it is gone."),
        ],
        ways=[Way(_("They may know, or rather not"), page("facilitation:quiet", row.pk))],
        reason=_("You get this because you are in the circle."),
    )


def _asked(reader: Member, entry: Entry) -> Message | None:
    row = _asked_row(reader, entry)
    if row is None:
        return None
    words = {"circle": row.circle.title, "name": row.facilitator.name}
    return Message(
        subject=_("Would you facilitate “%(circle)s”?") % words,
        sentences=[
            _("%(name)s can no longer facilitate “%(circle)s”, since reporting lines have changed.") % words,
            _("You have passed the course, and you could follow. One click says yes or no."),
        ],
        ways=[Way(_("Look at it, and answer"), page("facilitation:succession", row.pk))],
        reason=_("You get this because you are proposed to follow."),
    )


def _crossed(reader: Member, entry: Entry) -> Message | None:
    row = _crossed_row(reader, entry)
    if row is None:
        return None
    words = {"circle": row.circle.title}
    return Message(
        subject=_("Please hand over “%(circle)s”") % words,
        sentences=[
            _("Reporting lines have changed, and you stand above somebody in “%(circle)s” now.") % words,
            _("Whoever facilitates is never the manager of somebody in the circle. A successor is looked for already."),
            _("After two weeks you facilitate no longer; you stay in the circle."),
        ],
        ways=[Way(_("To your desk"), page("facilitation:desk", row.circle_id))],
        reason=_("You get this because you facilitate it."),
    )


def _handed_over(reader: Member, entry: Entry) -> Message | None:
    row = _hand_over(reader, entry)
    if row is None or row.to_id != reader.pk:
        return None
    words = {"circle": row.circle.title, "name": row.by.name}
    return Message(
        subject=_("You facilitate “%(circle)s” now") % words,
        sentences=[
            _("%(name)s has handed “%(circle)s” over to you.") % words,
            _("At your desk stands what was noted for you, and what to do next."),
        ],
        ways=[Way(_("To your desk"), page("facilitation:desk", row.circle_id))],
        reason=_("You get this because you facilitate it from now on."),
    )


def _referred(reader: Member, entry: Entry) -> Message | None:
    row = _referral(reader, entry)
    if row is None or hasattr(row, "end"):
        return None
    return Message(
        subject=_("Something is referred to the moderators"),
        sentences=[_("Who facilitates a circle asks you to look at something. What it is stands on its page alone.")],
        ways=[Way(_("Look at it"), page("facilitation:referral", row.pk))],
        reason=_("You get this because you moderate."),
    )


def _closed(reader: Member, entry: Entry) -> Message | None:
    row = _referral(reader, entry)
    if row is None or not hasattr(row, "end"):
        return None
    return Message(
        subject=_("What you have referred is dealt with"),
        sentences=[_("A moderator has looked at what you referred, and says what came of it.")],
        ways=[Way(_("Read it"), page("facilitation:referral", row.pk))],
        reason=_("You get this because you referred it."),
    )


KINDS = (
    Kind(
        "quiet_noticed", "facilitation.quiet_noticed", gettext_lazy("You have been quiet in a circle"),
        _to_whom_it_is_about, _quiet, group=GROUP, seen=_not_answered,
    ),  # not in the budget of gentle words: a week later who facilitates learns it, and the member is told first
    Kind(
        "successor_proposed", "facilitation.successor_proposed", gettext_lazy("A circle that you could take over"),
        _to_whom_it_is_about, _asked, group=GROUP, seen=successions_seen_by,
    ),
    Kind(
        "lines_crossed", "facilitation.lines_crossed", gettext_lazy("A circle that you are to hand over"),
        _to_whom_it_is_about, _crossed, group=GROUP, seen=successions_of,
    ),
    Kind(
        "handed_over", "facilitation.handed_over", gettext_lazy("A circle is handed over to you"),
        _to_whom_it_is_about, _handed_over, group=GROUP, seen=hand_overs_seen_by,
    ),
    Kind(
        "referred", "facilitation.referred", gettext_lazy("Something to look at as a moderator"), _to_moderators,
        _referred, group=GROUP, seen=referrals_to,
    ),
    Kind(
        "referral_closed", "facilitation.referral_closed", gettext_lazy("What you have referred is dealt with"),
        _to_whom_it_is_about, _closed, channel=Channel.DIGEST, group=GROUP, seen=_dealt_with,
    ),
)  # fmt: skip
