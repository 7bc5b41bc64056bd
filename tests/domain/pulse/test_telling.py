"""Who hears of a survey: those asked, those silent once, all of them of the results; never who answered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from tests.domain.pulse.conftest import CLOSES, opened, people, wish

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.notices.kinds import KINDS
from peerloop.notices.models import Notice
from peerloop.pulse.actions import (
    agree_to_interview,
    answer_survey,
    close_due,
    note_interview,
    remind_once,
    remove_interview,
    remove_unanswered,
)
from peerloop.pulse.models import Asked, Interview
from peerloop.pulse.rules import UNANSWERED

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill


def told(code: str) -> set[int]:
    return set(Notice.objects.filter(kind=code).values_list("member", flat=True))


def words(code: str, reader: Member) -> str | None:
    entry = Entry.objects.filter(verb=KINDS[code].verb).latest("pk")
    message = KINDS[code].compose(reader, entry)
    return message.subject if message else None


def test_those_asked_hear_of_it_the_silent_ones_once_more_and_all_of_the_results(
    organiser: Member, alice: Member, rust: Skill
) -> None:
    crowd = people(14)
    asking = opened(organiser)
    everybody = set(Asked.objects.values_list("member", flat=True))
    assert told("survey_asked") == everybody
    assert words("survey_asked", alice) == "You are asked: What next?"
    wish(asking, crowd, rust)
    answer_survey(asking, by=alice, said={"often": "weekly"})
    assert words("survey_asked", alice) is None
    with clock.at(CLOSES - timedelta(days=3)):
        remind_once()
        remind_once()
        assert told("survey_reminded") == everybody - {member.pk for member in crowd} - {alice.pk}
        assert words("survey_reminded", organiser) == "Three more days: What next?"
        assert words("survey_reminded", alice) is None
    with clock.at(CLOSES):
        close_due()
        assert words("survey_told", alice) == "What came of it: What next?"
        assert words("survey_reminded", organiser) is None
    assert [KINDS[code].nudge for code in ("survey_asked", "survey_reminded")] == [True, True]


def test_nothing_is_said_of_results_where_nothing_is_told(organiser: Member, alice: Member) -> None:
    people(14)
    opened(organiser)
    with clock.at(CLOSES):
        close_due()
        assert words("survey_told", alice) is None


def test_the_member_is_asked_whether_a_note_is_kept_and_without_a_yes_it_is_deleted(
    organiser: Member, alice: Member, bo: Member
) -> None:
    first, second = (note_interview(one, by=organiser, uid=uuid4(), words="A word") for one in (alice, bo))
    assert told("interview_noted") == {alice.pk, bo.pk}
    assert words("interview_noted", bo) == "May the note of your talk be kept?"
    agree_to_interview(first, by=alice)
    agree_to_interview(first, by=alice)
    assert (told("interview_agreed"), words("interview_agreed", organiser)) == ({organiser.pk}, "Alice agrees")
    with clock.at(second.at + UNANSWERED):
        assert remove_unanswered() == 1
        assert list(Interview.objects.all()) == [first]
        assert words("interview_noted", bo) is None
    remove_interview(first, by=alice)
    assert words("interview_agreed", organiser) is None
