"""Words about what somebody should teach: somebody takes it on, it is planned, many want it, is it still wanted?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peerloop.kit.clock import span
from peerloop.kit.text import listed
from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.proposals.models import MeToo, Volunteer
from peerloop.proposals.queries import proposals_seen_by, these
from peerloop.schedule.models import Invitation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member
    from peerloop.proposals.queries import Shown


def _to_proposer(entry: Entry) -> Iterable[int]:
    return list(entry.about)


def _to_those_who_want_it(entry: Entry) -> Iterable[int]:
    there = MeToo.objects.filter(proposal=entry.subject).exclude(member=entry.actor)
    return there.order_by("member").values_list("member", flat=True)


def _to_those_not_invited(entry: Entry) -> Iterable[int]:
    """Who wants it and is not asked to come, since their week is full; the others have an invitation."""
    invited = Invitation.objects.filter(session__in=_sessions(entry)).values("member")
    teaching = Volunteer.objects.filter(proposal=entry.subject).values("member")
    there = MeToo.objects.filter(proposal=entry.subject).exclude(member__in=invited).exclude(member__in=teaching)
    return there.order_by("member").values_list("member", flat=True)


def _sessions(entry: Entry) -> list[int]:
    from peerloop.proposals.models import Scheduling

    return list(Scheduling.objects.filter(proposal=entry.subject).values_list("session", flat=True))


@together
def _read(reader: Member, entries: list[Entry]) -> dict[int, Shown]:
    """Return the proposals as the reader sees them."""
    return these(reader, [entry.subject for entry in entries])


def _taken(reader: Member, entry: Entry) -> Message | None:
    shown = _read(reader, entry)
    if shown is None or shown.state != "taken" or not shown.wanted:
        return None
    words = {"topic": shown.proposal.title, "names": listed([member.name for member in shown.volunteers])}
    return Message(
        subject=_("Somebody will teach it: %(topic)s") % words,
        sentences=[
            _("%(names)s will teach what you want to learn: “%(topic)s”.") % words,
            _("The hour is chosen so that most can come; you are invited then."),
        ],
        ways=[Way(_("Look at it"), page("proposals:proposal", shown.proposal.pk))],
        reason=_("You get this because you said “me too”."),
    )


def _scheduled(reader: Member, entry: Entry) -> Message | None:
    shown = _read(reader, entry)
    if shown is None or shown.state != "scheduled" or shown.session is None or not shown.wanted:
        return None
    session = shown.session
    words = {"topic": shown.proposal.title, "when": span(session.starts_at, session.ends_at, reader.time_zone)}
    return Message(
        subject=_("It takes place: %(topic)s") % words,
        sentences=[
            _("“%(topic)s” is planned for %(when)s.") % words,
            _("You are not invited, since your hours for learning are used up in that week. Come all the same?"),
        ],
        ways=[Way(_("Look at it, or join"), page("sessions:session", session.pk))],
        reason=_("You get this because you said “me too”."),
        not_after=session.starts_at,
    )


def _popular(reader: Member, entry: Entry) -> Message | None:
    shown = _read(reader, entry)
    if shown is None or not shown.mine or shown.state not in {"open", "taken"}:
        return None
    words = {"topic": shown.proposal.title, "count": shown.count}
    told = ngettext(
        "%(count)s colleague wants what you have proposed.", "%(count)s colleagues want what you have proposed.",
        shown.count,
    )  # fmt: skip
    return Message(
        subject=_("Many want it: %(topic)s") % words,
        sentences=[told % words, _("Do you know somebody who could teach it? Send them the page.")],
        ways=[Way(_("Look at it"), page("proposals:proposal", shown.proposal.pk))],
        reason=_("You get this because you proposed it."),
    )


def _asked(reader: Member, entry: Entry) -> Message | None:
    shown = _read(reader, entry)
    if shown is None or not shown.mine or shown.proposal.asked_at is None or shown.state not in {"open", "taken"}:
        return None
    words = {"topic": shown.proposal.title}
    return Message(
        subject=_("Is it still wanted? %(topic)s") % words,
        sentences=[
            _("Nothing has happened about “%(topic)s” for three months.") % words,
            _("One click keeps it open. Without an answer it is closed in two weeks, and can be proposed anew."),
        ],
        ways=[Way(_("Keep it, or close it"), page("proposals:proposal", shown.proposal.pk))],
        reason=_("You get this because you proposed it."),
    )


KINDS = (
    Kind(
        "proposal_taken", "proposal.taken", gettext_lazy("Somebody will teach what you want"), _to_those_who_want_it,
        _taken, channel=Channel.DIGEST, seen=proposals_seen_by,
    ),
    Kind(
        "proposal_scheduled", "proposal.scheduled", gettext_lazy("What you want takes place"), _to_those_not_invited,
        _scheduled, seen=proposals_seen_by,
    ),
    Kind(
        "proposal_popular", "proposal.popular", gettext_lazy("Many want what you have proposed"), _to_proposer,
        _popular, channel=Channel.DIGEST, seen=proposals_seen_by,
    ),
    Kind(
        "proposal_asked", "proposal.asked", gettext_lazy("Is what you have proposed still wanted?"), _to_proposer,
        _asked, nudge=True, seen=proposals_seen_by,
    ),
)  # fmt: skip
