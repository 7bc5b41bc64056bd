"""Words about buddies: proposed, agreed, somebody else this time, how is it going, and the end with thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.kit.clock import day_and_time
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.onboarding.links import mail_link
from peerloop.onboarding.models import Buddy
from peerloop.onboarding.queries import buddies_among, buddies_seen_by, nominations_seen_by
from peerloop.onboarding.reasons import reason_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.onboarding.models import Nomination
    from peerloop.onboarding.queries import Seen
    from peerloop.people.models import Member


def _to_all(entry: Entry) -> Iterable[int]:
    return list(entry.about)


def _to_the_manager(entry: Entry) -> Iterable[int]:
    thought = Buddy.objects.filter(pk=entry.subject, nomination__by__isnull=False)
    return list(thought.values_list("nomination__by", flat=True))


@together
def _buddy(reader: Member, entries: list[Entry]) -> dict[int, Seen]:
    """The proposals as their reader sees them now."""
    return {one.buddy.pk: one for one in buddies_among(reader, [entry.subject for entry in entries])}


@together
def _nomination(reader: Member, entries: list[Entry]) -> dict[int, Nomination]:
    """The reader's own nominations, by the proposals that came of them and were agreed."""
    mine = nominations_seen_by(reader).select_related("newcomer", "member")
    thought = Buddy.objects.filter(pk__in=[entry.subject for entry in entries], pairing__isnull=False)
    by_nomination = dict(thought.filter(nomination__in=mine).values_list("nomination", "pk"))
    return {by_nomination[one.pk]: one for one in mine.filter(pk__in=by_nomination)}


def _proposed(reader: Member, entry: Entry) -> Message | None:
    seen = _buddy(reader, entry)
    if seen is None or seen.state != "asked":
        return None
    why = "; ".join(reason_words(seen.buddy.reasons, newcomer=seen.newcomer))
    words = {"name": seen.other.name, "until": day_and_time(seen.answer_by, reader.time_zone), "reasons": why}
    if seen.newcomer:
        subject = _("%(name)s could be your buddy for the first weeks") % words
        sentences = [
            _("A buddy is a colleague who has been here for a while, and whom you may ask anything."),
            _("Why %(name)s? %(reasons)s.") % words,
            _("If you both say yes until %(until)s, you get a plan for six weeks and meet when it suits you.") % words,
            _("If you would rather have somebody else, the next is proposed, and nobody is told who said no."),
        ]
        no, reason = _("Not this one"), _("You get this because you are looking for your way in here.")
    else:
        subject = _("Would you be %(name)s’s buddy for the first weeks?") % words
        sentences = [
            _("%(name)s is new here. A buddy is somebody to ask, for half an hour now and then.") % words,
            _("Why you? %(reasons)s.") % words,
            _("If it does not suit you, say so, or do nothing until %(until)s: somebody else will be found.") % words,
        ]
        no, reason = _("Not this time"), _("You get this because you have been here for a while and have a place free.")
    ways = [
        Way(_("Yes, gladly"), mail_link(seen.buddy, reader, "acceptance")),
        Way(no, mail_link(seen.buddy, reader, "refusal")),
        Way(_("Look at it on the page"), page("onboarding:buddy")),
    ]
    return Message(subject=subject, sentences=sentences, reason=reason, ways=ways, not_after=seen.answer_by)


def _agreed(reader: Member, entry: Entry) -> Message | None:
    seen = _buddy(reader, entry)
    if seen is None or seen.state != "paired" or seen.buddy.pairing_id is None:
        return None
    words = {"name": seen.other.name}
    return Message(
        subject=_("You and %(name)s: the first weeks") % words,
        sentences=[
            _("You have both said yes."),
            _("There is a plan for six weeks, with small things to do and to ask. Change it as you like.")
            if seen.newcomer
            else _("There is a plan for six weeks, with small things to do and to ask. Look through it together."),
        ],
        ways=[
            Way(_("Look at the plan"), page("onboarding:plan", seen.buddy.pairing_id)),
            Way(_("Find the first half-hour"), page("matchmaking:pairing", seen.buddy.pairing_id)),
        ],
        reason=_("You get this because the two of you agreed."),
    )


def _agreed_for_the_manager(reader: Member, entry: Entry) -> Message | None:
    nomination = _nomination(reader, entry)
    if nomination is None:
        return None
    words = {"newcomer": nomination.newcomer.name, "name": nomination.member.name}
    return Message(
        subject=_("%(newcomer)s and %(name)s have agreed") % words,
        sentences=[
            _("You thought of %(name)s as a buddy for %(newcomer)s, and both have said yes.") % words,
            _("What the two of them speak about stays between them."),
        ],
        ways=[Way(_("Who is new in your team"), page("onboarding:newcomers"))],
        reason=_("You get this because you nominated %(name)s.") % words,
    )


def _passed(reader: Member, entry: Entry) -> Message | None:
    gone = Buddy.objects.filter(pk=entry.subject, passing__isnull=False).select_related("member", "welcome__newcomer")
    buddy = gone.first()
    if buddy is None or reader.pk not in {buddy.member_id, buddy.welcome.newcomer_id}:
        return None
    newcomer = reader.pk == buddy.welcome.newcomer_id
    return Message(
        subject=_("It will be somebody else this time"),
        sentences=[
            _("You had said yes to a buddy for the first weeks. It did not come about, which happens in full weeks."),
            _("The next colleague is proposed as soon as there is one.")
            if newcomer
            else _("There is nothing for you to do. Thank you for being ready."),
        ],
        ways=[Way(_("Look at the page"), page("onboarding:buddy"))],
        reason=_("You get this because you said yes."),
    )


def _how(reader: Member, entry: Entry) -> Message | None:
    seen = _buddy(reader, entry)
    if seen is None or seen.state != "paired" or seen.buddy.pairing_id is None:
        return None
    words = {"name": seen.other.name}
    return Message(
        subject=_("How is it going with %(name)s?") % words,
        sentences=[
            _("You have been at it for more than a week."),
            _("Say how it goes, for yourself alone. If you two have not got going yet, a half-hour is quickly found."),
            _("And if somebody else would suit better, that is nobody’s fault: one click, and the next is proposed."),
        ],
        ways=[Way(_("Say how it goes"), page("onboarding:plan", seen.buddy.pairing_id))],
        reason=_("You get this once, in the second week."),
    )


def _ended(reader: Member, entry: Entry) -> Message | None:
    seen = _buddy(reader, entry)
    if seen is None or seen.state != "ended" or seen.buddy.pairing_id is None:
        return None
    words = {"name": seen.other.name}
    if seen.newcomer:
        subject = _("Your first weeks with %(name)s are over") % words
        sentences = [
            _("Three months ago you two began. You are no longer new, and the place with %(name)s is free again.")
            % words,
            _("A word of thanks costs a minute and is remembered for years."),
            _("In some months you will be the one who knows. Somebody new will be glad of you."),
        ]
    else:
        subject = _("The first weeks with %(name)s are over") % words
        sentences = [
            _("Three months ago you two began. %(name)s has found the way in, and you had a part in that.") % words,
            _("Thank you. Your place is free again, for somebody new or for nobody, as you like."),
        ]
    return Message(
        subject=subject,
        sentences=sentences,
        ways=[Way(_("Say a word of thanks"), page("matchmaking:pairing", seen.buddy.pairing_id))],
        reason=_("You get this because the two of you were together in the first weeks."),
    )


KINDS = (
    Kind(
        "buddy_proposed",
        "onboarding.proposed",
        gettext_lazy("A buddy for the first weeks"),
        _to_all,
        _proposed,
        seen=buddies_seen_by,
    ),
    Kind("buddy_agreed", "onboarding.agreed", gettext_lazy("A buddy is found"), _to_all, _agreed, seen=buddies_seen_by),
    Kind(
        "buddy_agreed_manager",
        "onboarding.agreed",
        gettext_lazy("Two whom you brought together have agreed"),
        _to_the_manager,
        _agreed_for_the_manager,
    ),
    Kind("buddy_passed", "onboarding.passed", gettext_lazy("A buddy that will not be"), _to_all, _passed),
    Kind(
        "buddy_how",
        "onboarding.how",
        gettext_lazy("How it goes with a buddy"),
        _to_all,
        _how,
        nudge=True,
        seen=buddies_seen_by,
    ),
    Kind(
        "buddy_ended",
        "onboarding.ended",
        gettext_lazy("The first weeks are over"),
        _to_all,
        _ended,
        seen=buddies_seen_by,
    ),
)
