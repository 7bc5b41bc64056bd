"""Words about surveys and interviews: one is asked, reminded once, told the results; may a note be kept?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.kit.clock import day_and_time
from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.together import together
from peerloop.pulse.models import Answer, Asked
from peerloop.pulse.queries import interviews_seen_by, results_seen_by, surveys_waiting_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.journal.models import Entry
    from peerloop.people.models import Member
    from peerloop.pulse.models import Interview, Survey


def _to_those_asked(entry: Entry) -> Iterable[int]:
    return Asked.objects.filter(survey=entry.subject).order_by("member").values_list("member", flat=True)


def _to_those_silent(entry: Entry) -> Iterable[int]:
    answered = Answer.objects.filter(survey=entry.subject).values("member")
    there = Asked.objects.filter(survey=entry.subject).exclude(member__in=answered)
    return there.order_by("member").values_list("member", flat=True)


def _to_the_member(entry: Entry) -> Iterable[int]:
    return list(entry.about[:1])


def _to_who_noted(entry: Entry) -> Iterable[int]:
    return [one for one in entry.about if one != entry.actor]


@together
def _waiting(reader: Member, entries: list[Entry]) -> dict[int, Survey]:
    return surveys_waiting_for(reader).in_bulk([entry.subject for entry in entries])


@together
def _told(reader: Member, entries: list[Entry]) -> dict[int, Survey]:
    return results_seen_by(reader).in_bulk([entry.subject for entry in entries])


@together
def _interview(reader: Member, entries: list[Entry]) -> dict[int, Interview]:
    return interviews_seen_by(reader).in_bulk([entry.subject for entry in entries])


def _asked(reader: Member, entry: Entry) -> Message | None:
    survey = _waiting(reader, entry)
    if survey is None:
        return None
    words = {"title": survey.title, "when": day_and_time(survey.closes_at, reader.time_zone)}
    return Message(
        subject=_("You are asked: %(title)s") % words,
        sentences=[_("It takes a few minutes, and is open until %(when)s.") % words, _promise(survey)],
        ways=[Way(_("Answer"), page("pulse:answer", survey.pk))],
        reason=_("You get this because the survey is for you."),
        not_after=survey.closes_at,
    )


def _reminded(reader: Member, entry: Entry) -> Message | None:
    survey = _waiting(reader, entry)
    if survey is None:
        return None
    words = {"title": survey.title, "when": day_and_time(survey.closes_at, reader.time_zone)}
    return Message(
        subject=_("Three more days: %(title)s") % words,
        sentences=[
            _("The survey is open until %(when)s. You can leave it; there is no second reminder.") % words,
            _promise(survey),
        ],
        ways=[Way(_("Answer"), page("pulse:answer", survey.pk))],
        reason=_("You get this because the survey is for you. Nobody is told who gets it."),
        not_after=survey.closes_at,
    )


def _promise(survey: Survey) -> str:
    if survey.signed:
        return _("You sign it: the organisers read your answer, save one to whom you report.")
    return _("Nobody reads your answer: told is, once at the end, what at least five have said.")


def _results(reader: Member, entry: Entry) -> Message | None:
    survey = _told(reader, entry)
    if survey is None:
        return None
    return Message(
        subject=_("What came of it: %(title)s") % {"title": survey.title},
        sentences=[_("The survey is closed and its results are told.")],
        ways=[Way(_("See the results"), page("pulse:results", survey.pk))],
        reason=_("You get this because the survey was for you."),
    )


def _noted(reader: Member, entry: Entry) -> Message | None:
    interview = _interview(reader, entry)
    if interview is None or interview.member_id != reader.pk or hasattr(interview, "consent"):
        return None
    words = {"name": interview.by.name if interview.by else _("An organiser")}
    return Message(
        subject=_("May the note of your talk be kept?"),
        sentences=[
            _("%(name)s has noted what you said. Read it, and decide whether it is kept.") % words,
            _("Without your yes it is deleted in two weeks."),
        ],
        ways=[Way(_("Read it"), page("pulse:interview", interview.pk))],
        reason=_("You get this because the note is about what you said."),
    )


def _agreed(reader: Member, entry: Entry) -> Message | None:
    interview = _interview(reader, entry)
    if interview is None or interview.by_id != reader.pk or not hasattr(interview, "consent"):
        return None
    return Message(
        subject=_("%(name)s agrees") % {"name": interview.member.name},
        sentences=[_("Your note of the talk with %(name)s is kept.") % {"name": interview.member.name}],
        ways=[Way(_("Read it"), page("pulse:interview", interview.pk))],
        reason=_("You get this because you noted it."),
    )


KINDS = (
    Kind(
        "survey_asked", "survey.opened", gettext_lazy("A survey is for you"), _to_those_asked, _asked, nudge=True,
        group="asking", seen=surveys_waiting_for,
    ),
    Kind(
        "survey_reminded", "survey.reminded", gettext_lazy("A survey closes soon"), _to_those_silent, _reminded,
        nudge=True, group="asking", seen=surveys_waiting_for,
    ),
    Kind(
        "survey_told", "survey.closed", gettext_lazy("Results of a survey"), _to_those_asked, _results,
        channel=Channel.DIGEST, group="asking", seen=results_seen_by,
    ),
    Kind(
        "interview_noted", "interview.noted", gettext_lazy("May the note of a talk be kept?"), _to_the_member, _noted,
        group="asking", seen=interviews_seen_by,
    ),
    Kind(
        "interview_agreed", "interview.agreed", gettext_lazy("A note of a talk is kept"), _to_who_noted, _agreed,
        channel=Channel.DIGEST, group="organising", seen=interviews_seen_by,
    ),
)  # fmt: skip
