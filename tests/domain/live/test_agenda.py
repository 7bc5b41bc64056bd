"""What is done in a session, and who does which part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.live.conftest import NOON, fresh, minutes

from peerloop.formats.actions import change_format, copy_format
from peerloop.formats.queries import format_by
from peerloop.formats.shape import Role, Step
from peerloop.formats.shipped import SHIPPED
from peerloop.journal.models import Entry
from peerloop.kit.clock import at, now
from peerloop.live.actions import change_agenda, set_agenda, start
from peerloop.live.models import Agenda
from peerloop.live.queries import agenda_of, tables
from peerloop.live.rules import Overtaken
from peerloop.people.actions import depart
from peerloop.schedule.actions import cancel_session, confirm_session, hold_meeting, join_session, leave_session
from peerloop.schedule.models import Participation, Session
from peerloop.skills.actions import offer, propose_skill

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerloop.formats.shape import Format
    from peerloop.people.models import Member

LUNCH, READING = SHIPPED["lunch_and_learn"], SHIPPED["reciprocal"]
STEPS = [Step("Talk", 30, "host", "Talk"), Step("Ask", 15, "all", "Ask")]
ROLES = [Role("host", "Host", "Hosts")]


def who(session: Session) -> dict[str, str | None]:
    """Return who has which role, by name."""
    return {role.code: role.member.name if role.member else None for role in agenda_of(session).roles.all()}


def test_a_format_is_laid_over_the_minutes_of_the_session(announced: Callable[..., Session], bo: Member) -> None:
    session = announced(minutes=30)
    agenda = set_agenda(session, LUNCH, by=bo)
    steps = agenda_of(session).steps.all()
    assert [step.title for step in steps] == [step.title for step in LUNCH.steps]
    assert sum(step.minutes for step in steps) == 30
    assert Entry.objects.get(verb="agenda.set").subject == agenda.pk


def test_who_teaches_has_the_leading_role_and_the_first_to_come_the_other(lunch: Session, bo: Member) -> None:
    set_agenda(lunch, LUNCH, by=bo)
    assert who(lunch) == {"speaker": "Bo", "host": "Alice", "listeners": None}


@pytest.fixture
def many(organiser: Member) -> Format:
    """A format of this house, of sixteen steps, which is usual at a lunch & learn."""
    own = copy_format(LUNCH, by=organiser)
    steps = tuple(Step(f"Step {number}", 1, "all", "Say it") for number in range(16))
    change_format(own, replace(LUNCH, steps=steps, minutes=16), sequence=0, by=organiser)
    form = format_by(f"own-{own.pk}")
    assert form is not None
    return form


def test_more_steps_than_minutes_are_refused_and_a_session_begins_without_them(
    clock, announced: Callable[..., Session], bo: Member, many: Format
) -> None:
    session = announced(minutes=15)
    with pytest.raises(ValidationError) as refused:
        set_agenda(session, many, by=bo)
    assert refused.value.messages == ["“Lunch & learn” has 16 steps, more than this session has minutes."]
    clock.move_to(NOON)
    start(fresh(session), by=bo)
    assert [step.title for step in agenda_of(session).steps.all()] == ["Our session"]


def test_only_who_leads_sets_it(lunch: Session, alice: Member, dana: Member) -> None:
    for somebody in (alice, dana):
        with pytest.raises(PermissionDenied):
            set_agenda(lunch, LUNCH, by=somebody)
    assert not Agenda.objects.exists()


def test_in_an_hour_of_two_both_do(hour: Session, alice: Member, bo: Member) -> None:
    set_agenda(hour, SHIPPED["mentoring"], by=alice)
    assert who(hour) == {"mentor": "Bo", "learner": "Alice"}
    set_agenda(hour, LUNCH, by=bo)
    assert agenda_of(hour).sequence == 2


def test_not_for_a_session_that_is_cancelled_or_over(clock, lunch: Session, bo: Member) -> None:
    clock.move_to(NOON + minutes(45))
    with pytest.raises(ValidationError, match="over"):
        set_agenda(lunch, LUNCH, by=bo)
    clock.move_to(NOON)
    cancel_session(lunch, by=bo)
    with pytest.raises(ValidationError, match="cancelled"):
        set_agenda(lunch, LUNCH, by=bo)


def test_an_agenda_of_ones_own_steps(lunch: Session, bo: Member, charlie: Member) -> None:
    change_agenda(lunch, steps=STEPS, roles=ROLES, held_by={"host": charlie.pk}, sequence=0, by=bo)
    assert [step.minutes for step in agenda_of(lunch).steps.all()] == [30, 15]
    assert who(lunch) == {"host": "Charlie"}


@pytest.mark.parametrize(
    ("place", "otherwise", "words"),
    [
        (0, {"minutes": 0}, "Step 1, “Talk” has no minutes."),
        (1, {"who": "chair"}, "Step 2, “Ask” is led by “chair”, and there is no such role."),
        (1, {"minutes": 14}, "The steps take 44 minutes together, and the whole is to take 45."),
    ],
)
def test_what_does_not_fit_is_refused_with_its_step(
    lunch: Session, bo: Member, place: int, otherwise: dict[str, object], words: str
) -> None:
    steps = [*STEPS]
    steps[place] = replace(steps[place], **otherwise)
    with pytest.raises(ValidationError) as wrong:
        change_agenda(lunch, steps=steps, roles=ROLES, held_by={}, sequence=0, by=bo)
    assert wrong.value.messages == [words]
    assert not Agenda.objects.exists()


def test_a_role_is_for_somebody_who_takes_part(lunch: Session, bo: Member, dana: Member) -> None:
    with pytest.raises(ValidationError, match="somebody who takes part"):
        change_agenda(lunch, steps=STEPS, roles=ROLES, held_by={"host": dana.pk}, sequence=0, by=bo)


def test_two_who_change_it_at_once_are_told(lunch: Session, bo: Member) -> None:
    change_agenda(lunch, steps=STEPS, roles=ROLES, held_by={}, sequence=0, by=bo)
    with pytest.raises(Overtaken):
        change_agenda(lunch, steps=STEPS, roles=ROLES, held_by={}, sequence=0, by=bo)


def test_who_cannot_come_gives_the_role_back(lunch: Session, bo: Member, alice: Member) -> None:
    set_agenda(lunch, LUNCH, by=bo)
    leave_session(lunch, by=alice)
    assert who(lunch)["host"] is None


def test_who_departs_gives_the_role_back_and_the_start_deals_it_anew(
    clock, lunch: Session, bo: Member, alice: Member
) -> None:
    set_agenda(lunch, LUNCH, by=bo)
    depart(alice, by=None)
    clock.move_to(NOON)
    start(fresh(lunch), by=bo)
    assert who(lunch) == {"speaker": "Bo", "host": "Charlie", "listeners": None}


def test_a_role_that_is_free_at_the_start_goes_to_who_has_none(
    clock, announced: Callable[..., Session], bo: Member, alice: Member, charlie: Member, dana: Member
) -> None:
    """Whoever of the two has one: the one they would have had first is taken, and the other is free."""
    for leaving, left in ((alice, charlie), (charlie, alice)):
        session = announced(alice, charlie, dana, minutes=30)
        change_agenda(
            session, steps=[Step("Talk", 30, "host", "Talk")], roles=[*ROLES, Role("clock", "Clock", "Looks")],
            held_by={"host": leaving.pk, "clock": left.pk}, sequence=0, by=bo,
        )  # fmt: skip
        leave_session(session, by=leaving)
        with at(NOON):
            start(fresh(session), by=bo)
        assert who(session) == {"host": "Dana", "clock": left.name}
        cancel_session(session, by=bo)


def test_who_joins_later_has_a_role_unless_the_agenda_was_changed_or_it_has_begun(
    clock, announced: Callable[..., Session], alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    session = announced(alice)
    set_agenda(session, SHIPPED["proctor"], by=bo)
    assert who(session) == {"teacher": "Bo", "proctor": "Alice", "second_proctor": "Alice", "learners": None}
    join_session(session, by=charlie)
    stands = who(session)
    assert stands == {"teacher": "Bo", "proctor": "Alice", "second_proctor": "Charlie", "learners": None}
    leave_session(session, by=charlie)
    clock.move_to(NOON)
    start(fresh(session), by=bo)
    with at(NOON - minutes(20)):
        join_session(session, by=dana)
    assert who(session)["second_proctor"] == "Alice"


def test_an_agenda_that_was_changed_by_hand_stays_so_when_somebody_joins(
    lunch: Session, bo: Member, charlie: Member, dana: Member
) -> None:
    set_agenda(lunch, LUNCH, by=bo)
    change_agenda(lunch, steps=STEPS, roles=ROLES, held_by={"host": charlie.pk}, sequence=1, by=bo)
    join_session(lunch, by=dana)
    assert who(lunch) == {"host": "Charlie"}


def test_who_knows_the_subject_best_tutors_and_sits_at_no_table(
    announced: Callable[..., Session], bo: Member, people: Callable[[int], list[Member]]
) -> None:
    """The last to join knows it best, the third a little; the first only offers something else."""
    sql, one, two, three, four, five = propose_skill("SQL", by=bo), *people(5)
    for member, skill, level in ((one, propose_skill("Cooking", by=bo), 4), (three, sql, 2), (five, sql, 4)):
        offer(member, skill=skill, level=level)
    session = announced(one, two, three, four, skill=sql, minutes=60, kind="workshop")
    set_agenda(session, SHIPPED["proctor"], by=bo)
    join_session(session, by=five)
    roles = {role.code: role.member for role in agenda_of(session).roles.all()}
    assert (roles["proctor"], roles["second_proctor"]) == (five, three)
    agenda = agenda_of(session)
    in_pairs = next(step for step in agenda.steps.all() if step.together)
    assert sorted(pk for table in tables(fresh(session), agenda, in_pairs) for pk in table) == [one.pk, two.pk, four.pk]


def test_where_fewer_come_than_there_are_roles_no_role_stays_free(
    clock, lunch: Session, bo: Member, alice: Member, charlie: Member
) -> None:
    two = [*ROLES, Role("clock", "Clock", "Looks at it")]
    change_agenda(lunch, steps=STEPS, roles=two, held_by={"host": alice.pk, "clock": charlie.pk}, sequence=0, by=bo)
    leave_session(lunch, by=alice)
    clock.move_to(NOON)
    start(fresh(lunch), by=bo)
    assert who(lunch) == {"host": "Charlie", "clock": "Charlie"}


def test_the_four_roles_of_reciprocal_teaching_go_round(
    clock, alice: Member, bo: Member, charlie: Member, dana: Member
) -> None:
    """Four meetings of four equals: each has each role once."""
    four = [alice, bo, charlie, dana]
    had = []
    for day in (3, 4, 5, 6):
        peers = dict.fromkeys([one.pk for one in four], Participation.Part.PEER)
        held = hold_meeting(
            peers, kind=Session.Kind.SEMINAR, by=None, local_date=date(2026, 3, day), local_time=time(10), zone="UTC"
        )
        session = fresh(confirm_session(held, by=None))
        set_agenda(session, READING, by=alice)
        had.append(who(session))
    for code in ("summarise", "question", "clarify", "predict"):
        assert sorted(meeting[code] for meeting in had) == ["Alice", "Bo", "Charlie", "Dana"]
    assert all(sorted(meeting.values()) == ["Alice", "Bo", "Charlie", "Dana"] for meeting in had)


def test_reading_it_takes_as_many_queries_for_one_step_as_for_twenty(
    lunch: Session, bo: Member, django_assert_num_queries
) -> None:
    for sequence, number in enumerate((1, 15)):
        steps = [Step(f"Step {one}", 45 // number, "all", "x") for one in range(number)]
        change_agenda(lunch, steps=steps, roles=[], held_by={}, sequence=sequence, by=bo)
        with django_assert_num_queries(3):
            assert len(agenda_of(lunch).steps.all()) == number


def test_before_the_day_nobody_starts(lunch: Session, bo: Member) -> None:
    assert now() < NOON - minutes(10)
    with pytest.raises(ValidationError, match="ten minutes before"):
        start(lunch, by=bo)
