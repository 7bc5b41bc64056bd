"""Words about learning together: still at it, ended, thanked; a ring to say yes to; something outside one's field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.kit.clock import day_and_time
from peerloop.matchmaking.models import Ending, Pairing, Place, Ring, Stretch
from peerloop.matchmaking.pairing_words import title
from peerloop.matchmaking.queries import (
    own_needs,
    pairings_seen_by,
    rings_in_full,
    rings_seen_by,
    rings_to_answer,
    stretch_of,
    thanks_seen_by,
    with_last_word,
)
from peerloop.matchmaking.ring_words import ring_words
from peerloop.matchmaking.said_by_mail import word_link
from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _to_all(entry: Entry) -> Iterable[int]:
    return list(entry.about)


def _to_the_other(entry: Entry) -> Iterable[int]:
    return [member for member in entry.about if member != entry.actor]


def _to_rings_of_run(entry: Entry) -> Iterable[int]:
    return Place.objects.filter(ring__run=entry.subject, ring__outcome=None).values_list("learner", flat=True)


@dataclass(frozen=True)
class Seen:
    """A pairing as its reader has it: with whom, whether a question waits, the other's thanks, and one's own need."""

    pairing: Pairing
    other: Member
    asked: bool
    thanks: str
    need: int | None

    @property
    def words(self) -> dict[str, str]:
        """The names that sentences about it need."""
        return {"name": self.other.name, "title": title(self.pairing, self.other)}


@together
def _pairing(reader: Member, entries: list[Entry]) -> dict[int, Seen]:
    wanted = with_last_word(pairings_seen_by(reader).filter(pk__in=[entry.subject for entry in entries]))
    pairings = list(wanted.select_related("learner", "teacher", "skill", "ending"))
    said = thanks_seen_by(reader).filter(pairing__in=pairings).exclude(by=reader)
    thanks = dict(said.values_list("pairing", "text"))
    needs = dict(own_needs(reader).values_list("skill", "pk"))
    found = {}
    for one in pairings:
        learning = one.learner_id == reader.pk
        found[one.pk] = Seen(
            pairing=one,
            other=one.teacher if learning else one.learner,
            asked=not hasattr(one, "ending") and one.asked_at is not None and one.heard_at < one.asked_at,
            thanks=thanks.get(one.pk, ""),
            need=needs.get(one.skill_id) if learning else None,
        )
    return found


@together
def _ring(reader: Member, entries: list[Entry]) -> dict[int, Ring]:
    return {ring.pk: ring for ring in rings_in_full(rings_seen_by(reader)).filter(pk__in=[e.subject for e in entries])}


@together
def _ring_of_run(reader: Member, entries: list[Entry]) -> dict[int, Ring]:
    waiting = rings_to_answer(reader).filter(run__in=[entry.subject for entry in entries])
    return {ring.run_id: ring for ring in waiting if ring.run_id is not None}


@together
def _own_stretch(reader: Member, entries: list[Entry]) -> dict[int, Stretch]:
    found = stretch_of(reader)
    return {found.pk: found} if found else {}


def _quiet(reader: Member, entry: Entry) -> Message | None:
    seen = _pairing(reader, entry)
    if seen is None or not seen.asked:
        return None
    pairing = seen.pairing
    return Message(
        subject=_("%(title)s: are you two still at it?") % seen.words,
        sentences=[
            _("Nothing was heard of you and %(name)s for two weeks. One click of either is enough, and both are asked.")
            % seen.words,
            _("If nobody answers, the place is free for somebody else in two weeks. That is no reproach."),
        ],
        ways=[
            Way(_("We are still at it"), word_link(pairing.pk, reader, "still")),
            Way(_("Let us end it"), word_link(pairing.pk, reader, "end")),
            Way(_("Look at the pairing"), page("matchmaking:pairing", pairing.pk)),
        ],
        reason=_("You get this because you two are learning together. Nobody else is told."),
    )


def _ended(reader: Member, entry: Entry) -> Message | None:
    """Say that it has ended: why, and who said so where it was no fit, is told to nobody."""
    seen = _pairing(reader, entry)
    if seen is None or not hasattr(seen.pairing, "ending"):
        return None
    look = Way(_("Look back, or say thank you"), page("matchmaking:pairing", seen.pairing.pk))
    reason = _("You get this because you two were learning together.")
    if seen.pairing.ending.kind == Ending.Kind.SILENT:
        return Message(
            subject=_("Your pairing with %(name)s has come to rest") % seen.words,
            sentences=[
                _("Nothing was heard of you two, so the place is free for somebody else."),
                _("Nobody has done anything wrong. Should you two want to go on, just ask again."),
            ],
            ways=[look],
            reason=reason,
        )
    sentences = [_("%(title)s has come to its end. Your notebook stays readable to you both.") % seen.words]
    if seen.need is not None:
        sentences.append(_("Since you still want to learn it, new suggestions are looked for."))
    if seen.thanks:
        sentences.append(_("%(name)s has left you a word of thanks:") % seen.words)
    ways = [Way(_("See who else can help"), page("matchmaking:suggestions", seen.need))] if seen.need else []
    return Message(
        subject=_("%(title)s has ended") % seen.words,
        sentences=sentences,
        quote=seen.thanks,
        ways=[*ways, look],
        reason=reason,
    )


def _thanked(reader: Member, entry: Entry) -> Message | None:
    seen = _pairing(reader, entry)
    if seen is None or not seen.thanks:
        return None
    return Message(
        subject=_("%(name)s says thank you") % seen.words,
        sentences=[_("%(name)s has left you a word of thanks:") % seen.words],
        quote=seen.thanks,
        ways=[Way(_("Look at the pairing"), page("matchmaking:pairing", seen.pairing.pk))],
        reason=_("You get this because you two were learning together."),
    )


def _proposed(reader: Member, entry: Entry) -> Message | None:
    ring = _ring_of_run(reader, entry)
    if ring is None:
        return None
    words = {"until": day_and_time(ring.answer_by, reader.time_zone)}
    swap = len(ring.places.all()) == 2
    return Message(
        subject=_("A swap, if you both say yes") if swap else _("A ring, if you all say yes"),
        sentences=[
            *ring_words(ring, reader),
            _("It begins when everybody has said yes; there is time until %(until)s.") % words,
            _("If it is not possible for somebody, nobody is told for whom."),
        ],
        ways=[
            Way(_("Yes, count me in"), word_link(ring.pk, reader, "join")),
            Way(_("Not possible this time"), word_link(ring.pk, reader, "leave")),
            Way(_("Look at it"), page("matchmaking:ring", ring.pk)),
        ],
        reason=_("You get this because you want to learn something openly and offer what another in it wants."),
        not_after=ring.answer_by,
    )


def _formed(reader: Member, entry: Entry) -> Message | None:
    ring = _ring(reader, entry)
    if ring is None or not _became(ring, "formed"):
        return None
    return Message(
        subject=_("Everybody has said yes: you are learning together"),
        sentences=[*ring_words(ring, reader), _("Now you choose your hours two by two.")],
        ways=[Way(_("Choose your hours"), page("matchmaking:ring", ring.pk))],
        reason=_("You get this because you have said yes."),
    )


def _released(reader: Member, entry: Entry) -> Message | None:
    ring = _ring(reader, entry)
    if ring is None or not _became(ring, "released"):
        return None
    return Message(
        subject=_("It will not be this time, but others can help"),
        sentences=[
            _("Not everybody in the ring could. That lies in the nature of rings, and says nothing about you."),
            _("We have looked again for somebody who can help you."),
        ],
        ways=[Way(_("See what comes next"), page("matchmaking:ring", ring.pk))],
        reason=_("You get this because you have said yes."),
    )


def _became(ring: Ring, kind: str) -> bool:
    return hasattr(ring, "outcome") and ring.outcome.kind == kind


def _stretch(reader: Member, entry: Entry) -> Message | None:
    found = _own_stretch(reader, entry)
    if found is None:
        return None
    words = {"skill": found.skill.name}
    return Message(
        subject=_("Outside your field, on purpose: %(skill)s") % words,
        sentences=[
            _("It has nothing to do with what you offer or want so far, and many here want to learn it.")
            if found.reason == Stretch.Reason.WANTED
            else _("It has nothing to do with what you offer or want so far, and somebody here is glad to show it."),
            _("If it is not for you, leave it: nobody hears of it."),
        ],
        ways=[Way(_("Look at it, or switch these off"), page("matchmaking:stretch"))],
        reason=_("You get this because once in a season one such thing is suggested to everybody, by lot."),
    )


KINDS = (
    Kind("pairing_quiet", "pairing.quiet", gettext_lazy("Two quiet weeks: are you still at it?"), _to_all, _quiet),
    Kind(
        "pairing_ended",
        "pairing.ended",
        gettext_lazy("Learning together has ended"),
        _to_the_other,
        _ended,
        seen=pairings_seen_by,
    ),
    Kind(
        "pairing_thanked",
        "pairing.thanked",
        gettext_lazy("A word of thanks"),
        _to_the_other,
        _thanked,
        group="thanks",
        seen=pairings_seen_by,
    ),
    Kind(
        "ring_proposed",
        "run.told",
        gettext_lazy("A swap or a ring to say yes to"),
        _to_rings_of_run,
        _proposed,
        group="pairs",
    ),
    Kind("ring_formed", "ring.formed", gettext_lazy("A swap or a ring begins"), _to_all, _formed, seen=rings_seen_by),
    Kind(
        "ring_released",
        "ring.released",
        gettext_lazy("A swap or a ring that will not be"),
        _to_all,
        _released,
        seen=rings_seen_by,
    ),
    Kind(
        "stretch_found",
        "stretch.made",
        gettext_lazy("Something outside your field"),
        _to_all,
        _stretch,
        nudge=True,
        group="asking",
        channel=Channel.DIGEST,
    ),
)
