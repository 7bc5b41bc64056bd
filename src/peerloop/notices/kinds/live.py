"""Words while a session is on and right after it: somebody is missed, and what it was worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.kit.clock import day_and_time, now
from peerloop.live.models import CheckIn, Opinion
from peerloop.live.pooling import FEWEST_ASKED
from peerloop.live.queries import sessions_lived_by
from peerloop.live.rules import closes_at, is_asked, signed
from peerloop.matchmaking.models import Meeting
from peerloop.matchmaking.queries import pairings_seen_by
from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.schedule.listing import told_one
from peerloop.schedule.models import Participation, Session
from peerloop.schedule.queries import in_full, taken_part_by
from peerloop.schedule.rules import is_joined, leads, others

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _to_both(entry: Entry) -> Iterable[int]:
    return Participation.objects.filter(session=entry.subject).values_list("member", flat=True)


def _to_asked(entry: Entry) -> Iterable[int]:
    """Those of many who took part and did not lead; two are asked on their own page."""
    session = in_full(Session.objects.filter(pk=entry.subject)).first()
    if session is None or signed(session):
        return []
    return [one.member_id for one in session.participations.all() if is_asked(session, one.member)]


def _to_other(entry: Entry) -> Iterable[int]:
    return [member for member in entry.about if member != entry.actor]


def _to_leaders(entry: Entry) -> Iterable[int]:
    return list(entry.about)


@together
def _sessions(reader: Member, entries: list[Entry]) -> dict[int, Session]:
    seen = sessions_lived_by(reader).filter(pk__in=[entry.subject for entry in entries], cancellation=None)
    return {session.pk: session for session in seen}


@together
def _of_many(reader: Member, entries: list[Entry]) -> dict[int, Any]:
    """The sessions, without all who came: a letter to each of many reads how many they were."""
    seen = taken_part_by(reader).filter(pk__in=[entry.subject for entry in entries], cancellation=None)
    return {session.pk: session for session in told_one(seen, reader)}


@together
def _come(reader: Member, entries: list[Entry]) -> dict[int, set[int]]:
    """Who has checked in, by session."""
    came: dict[int, set[int]] = {}
    for session, member in CheckIn.objects.filter(session__in=[entry.subject for entry in entries]).values_list(
        "session", "member"
    ):
        came.setdefault(session, set()).add(member)
    return came


@together
def _said(reader: Member, entries: list[Entry]) -> dict[int, bool]:
    """The sessions of which the reader has said what they were worth."""
    subjects = [entry.subject for entry in entries]
    said = Opinion.objects.filter(session__in=subjects, member=reader).values_list("session", flat=True)
    return dict.fromkeys(said, True)


@together
def _needs(reader: Member, entries: list[Entry]) -> dict[int, int]:
    """What the reader wanted to learn in each session, where they did."""
    meetings = Meeting.objects.filter(
        session__in=[entry.subject for entry in entries], pairing__in=pairings_seen_by(reader).filter(learner=reader)
    )
    found = meetings.exclude(pairing__request__need=None).values_list("session", "pairing__request__need")
    return {session: need for session, need in found if need is not None}


@together
def _opinions(reader: Member, entries: list[Entry]) -> dict[int, Opinion]:
    mine = taken_part_by(reader).values("pk")
    found = Opinion.objects.filter(pk__in=[entry.subject for entry in entries], session__in=mine)
    return {one.pk: one for one in found.exclude(member=reader).select_related("member")}


def _missed(reader: Member, entry: Entry) -> Message | None:
    """Gently to both, as long as it is on and the one has not come."""
    session = _sessions(reader, entry)
    if session is None or not signed(session) or now() >= session.ends_at:
        return None
    other = others(session, reader)[0]
    words = {"name": other.name, "until": day_and_time(session.ends_at, reader.time_zone)}
    live = Way(_("Open the live view"), page("live:live", session.pk))
    move = Way(_("Find another hour"), page("sessions:move", session.pk))
    if set(entry.about) & (_come(reader, entry) or set()):
        return None
    if reader.pk in entry.about:
        return Message(
            subject=_("%(name)s is there, for your hour") % words,
            sentences=[
                _("Your hour with %(name)s has begun, and it goes on until %(until)s.") % words,
                _("Should something have come up, choose another hour: it happens to everybody."),
            ],
            ways=[live, move],
            reason=_("You get this because %(name)s has checked in and you have not.") % words,
            not_after=session.ends_at,
        )
    need = _needs(reader, entry)
    elsewhere = [Way(_("Ask somebody else"), page("matchmaking:suggestions", need))] if need else []
    return Message(
        subject=_("%(name)s has not come yet") % words,
        sentences=[
            _("It happens to everybody, and nobody keeps count. %(name)s is reminded right now.") % words,
            _("You can wait a little, or find another hour."),
        ],
        ways=[move, *elsewhere, live],
        reason=_("You get this because you have checked in for your hour."),
        not_after=session.ends_at,
    )


def _wanted(reader: Member, entry: Entry) -> Message | None:
    session = _of_many(reader, entry)
    if session is None or session.taken < FEWEST_ASKED or leads(session, reader) or now() >= closes_at(session):
        return None
    if _said(reader, entry):
        return None
    words = {"title": _named(session)}
    return Message(
        subject=_("Two taps: was it worth your time? %(title)s") % words,
        sentences=[
            _("Say in two taps whether it was worth your time and whether you can use it."),
            _("Nobody reads your answer: the answers are put together, told in fives, and deleted."),
        ],
        ways=[Way(_("Two taps"), page("live:feedback", session.pk))],
        reason=_("You get this because you took part."),
        not_after=closes_at(session),
    )


def _signed(reader: Member, entry: Entry) -> Message | None:
    opinion = _opinions(reader, entry)
    if opinion is None:
        return None
    words = {"name": opinion.member.name}
    return Message(
        subject=_("What %(name)s says about your hour") % words,
        sentences=[
            _("Worth the time: %(worth)s. Can use it: %(usable)s.")
            % {"worth": opinion.get_worth_display(), "usable": opinion.get_usable_display()}
        ],
        quote=opinion.text,
        ways=[Way(_("Look at the session"), page("sessions:session", opinion.session_id))],
        reason=_("You get this because you two met. Nobody else reads it."),
    )


def _pooled(reader: Member, entry: Entry) -> Message | None:
    session = _sessions(reader, entry)
    if session is None:
        return None
    return Message(
        subject=_("What it was worth to those who came: %(title)s") % {"title": _named(session)},
        sentences=[_("The time for answering is over. What may be told of the answers stands on the session’s page.")],
        ways=[Way(_("Look at the session"), page("sessions:session", session.pk) + "#afterwards")],
        reason=_("You get this because you led it."),
    )


def _named(session: Session) -> str:
    if is_joined(session):
        return session.title
    return session.skill.name if session.skill else _("your session")


KINDS = (
    Kind(
        "session_missed",
        "session.missed",
        gettext_lazy("One of two has not come yet"),
        _to_both,
        _missed,
        seen=taken_part_by,
    ),
    Kind(
        "opinion_wanted",
        "session.recorded",
        gettext_lazy("After a session of many: was it worth your time?"),
        _to_asked,
        _wanted,
        nudge=True,
        seen=taken_part_by,
    ),
    Kind(
        "opinion_signed",
        "opinion.signed",
        gettext_lazy("What the other says about your hour"),
        _to_other,
        _signed,
        group="sessions",
        channel=Channel.DIGEST,
    ),
    Kind(
        "opinions_pooled",
        "opinions.pooled",
        gettext_lazy("What a session of yours was worth"),
        _to_leaders,
        _pooled,
        group="sessions",
        channel=Channel.DIGEST,
        seen=taken_part_by,
    ),
)
