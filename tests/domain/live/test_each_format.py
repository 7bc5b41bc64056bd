"""Each format that comes with the house, run as a session from its first step to its last."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from peerloop.formats.actions import copy_format
from peerloop.formats.queries import format_by
from peerloop.formats.shipped import SHIPPED
from peerloop.kit.clock import now
from peerloop.live.actions import (
    another_round,
    answer_question,
    check_in,
    keep_notes,
    next_step,
    pose,
    set_agenda,
    start,
)
from peerloop.live.models import AgendaRole
from peerloop.live.queries import agenda_of, clock_of, notes_of, questions_for, tables, times_held
from peerloop.live.rules import code_of
from peerloop.schedule.actions import confirm_session, hold_meeting, record_ended_sessions
from peerloop.schedule.models import Participation, Record, Session
from peerloop.schedule.queries import in_full

if TYPE_CHECKING:
    from collections.abc import Callable

    import time_machine

    from peerloop.formats.shape import Format
    from peerloop.people.models import Member

    People = Callable[[int], list[Member]]

PEER = Participation.Part.PEER
TUESDAY = {"local_date": date(2026, 3, 3), "local_time": time(12), "zone": "UTC"}


def meeting(members: list[Member], minutes: int) -> Session:
    """Let equals meet on Tuesday at noon."""
    held = hold_meeting(
        dict.fromkeys([one.pk for one in members], PEER), kind=Session.Kind.TEAM_BUILDING, by=None, minutes=minutes,
        **TUESDAY,
    )  # fmt: skip
    return in_full(Session.objects.all()).get(pk=confirm_session(held, by=None).pk)


def among(form: Format, announced: Callable[..., Session], bo: Member, people: People) -> tuple[Session, Member]:
    """Return a session of as few as the format takes, and who leads it: Bo, or one among equals."""
    others = people(form.people[0] - 1)
    if any(role.who == "leader" for role in form.roles):
        return announced(*others, minutes=form.minutes), bo
    return meeting([bo, *others], form.minutes), others[0]


@pytest.mark.parametrize("form", SHIPPED.values(), ids=SHIPPED.keys())
def test_its_agenda_leads_from_the_first_step_to_the_last_and_the_record_is_kept(
    form: Format,
    clock: time_machine.Traveller,
    announced: Callable[..., Session],
    bo: Member,
    people: People,
) -> None:
    session, leading = among(form, announced, bo, people)
    agenda = set_agenda(session, form, by=leading)
    roles = {role.code: role for role in agenda.roles.all()}
    taking_part = {one.member_id for one in session.participations.all()}
    alone = [role.member_id for role in roles.values() if role.who != "all"]
    assert set(alone) <= taking_part, "each role for one is with somebody who comes"
    assert len(set(alone)) == min(len(alone), len(taking_part)), "nobody has two as long as somebody has none"
    assert all(role.title and role.does for role in roles.values())

    clock.move_to(session.starts_at)
    running = start(session, by=leading)
    for place, (step, told) in enumerate(zip(form.steps, agenda.steps.all(), strict=True)):
        assert running.place == place
        assert running.ends_at == now() + timedelta(minutes=step.minutes)
        assert (told.title, told.prompt) == (str(step.title), str(step.prompt))
        assert told.prompt, "it says what to say"
        assert told.questions.splitlines() == [str(question) for question in step.questions]
        assert told.who == "all" or roles[told.who].who == "all" or roles[told.who].member_id in taking_part
        sitting = [one for table in tables(session, agenda_of(session), told) for one in table]
        assert len(sitting) == len(set(sitting))
        clock.move_to(running.ends_at)
        running = next_step(session, by=leading, sequence=running.sequence)
    assert (running.ended_at, now()) == (now(), session.ends_at), "its steps take all of its minutes and no more"

    keep_notes(session, text="What we take away.", sequence=0, by=leading)
    clock.shift(timedelta(minutes=20))
    record_ended_sessions()
    assert Record.objects.filter(session=session).exists()
    kept = notes_of(session)
    assert kept is not None
    assert kept.text == "What we take away."
    stays = agenda_of(session)
    assert stays is not None
    assert [step.title for step in stays.steps.all()] == [str(step.title) for step in form.steps]
    assert {role.code: role.member_id for role in stays.roles.all()} == {
        code: role.member_id for code, role in roles.items()
    }


def test_in_four_meetings_of_reciprocal_teaching_each_has_each_role_once(
    clock: time_machine.Traveller, people: People
) -> None:
    four = people(4)
    for week in range(4):
        held = hold_meeting(
            dict.fromkeys([one.pk for one in four], PEER), kind=Session.Kind.TEAM_BUILDING, by=None, minutes=45,
            **TUESDAY | {"local_date": date(2026, 3, 3) + timedelta(weeks=week)},
        )  # fmt: skip
        set_agenda(confirm_session(held, by=None), SHIPPED["reciprocal"], by=four[0])
    had = AgendaRole.objects.values_list("code", "member")
    assert sorted(had) == sorted((role.code, one.pk) for role in SHIPPED["reciprocal"].roles for one in four)


def test_within_one_meeting_the_four_roles_go_round_too(clock: time_machine.Traveller, people: People) -> None:
    four = people(4)
    session = meeting(four, 45)
    set_agenda(session, SHIPPED["reciprocal"], by=four[0])
    clock.move_to(session.starts_at)
    running = start(session, by=four[0])
    had = set()
    for _round in four:
        had |= set(AgendaRole.objects.values_list("code", "member"))
        running = another_round(session, by=four[1], sequence=running.sequence)
        assert running.place == 1, "the first step that one of the four roles leads"
    assert len(had) == 16
    assert sorted(had) == sorted((role.code, one.pk) for role in SHIPPED["reciprocal"].roles for one in four)
    assert times_held("reciprocal", [four[0].pk], session.ends_at) != {}


def test_the_role_of_who_has_not_come_goes_round_among_those_who_have(
    clock: time_machine.Traveller, people: People
) -> None:
    """Of four with a role each, the first does not come."""
    four = people(4)
    session = meeting(four, 45)
    set_agenda(session, SHIPPED["reciprocal"], by=four[0])
    clock.move_to(session.starts_at)
    running = start(session, by=four[1])
    for member in four[1:]:
        check_in(session, by=member, code=code_of(session))
    had = set()
    for _round in range(3):
        running = another_round(session, by=four[1], sequence=running.sequence)
        had |= set(AgendaRole.objects.values_list("code", "member"))
    assert sorted(had) == sorted((role.code, one.pk) for role in SHIPPED["reciprocal"].roles for one in four[1:])


def test_roles_that_do_not_go_round_stay(
    clock: time_machine.Traveller, announced: Callable[..., Session], people: People, bo: Member
) -> None:
    session = announced(*people(5), minutes=60)
    set_agenda(session, SHIPPED["seminar"], by=bo)
    clock.move_to(session.starts_at)
    running = start(session, by=bo)
    with pytest.raises(ValidationError, match="do not go round"):
        another_round(session, by=bo, sequence=running.sequence)


def test_cascading_groups_really_double_with_everybody_in_exactly_one(
    clock: time_machine.Traveller, announced: Callable[..., Session], people: People, bo: Member
) -> None:
    """Twenty come, one of them late; the host goes round."""
    twenty = people(20)
    session = announced(*twenty, minutes=50)
    set_agenda(session, SHIPPED["cascade"], by=bo)
    clock.move_to(session.starts_at)
    start(session, by=bo)
    for member in [bo, *twenty[:-1]]:
        check_in(session, by=member, code=code_of(session))
    agenda = agenda_of(session)
    assert agenda is not None
    steps = [step for step in agenda.steps.all() if step.together]
    formed = [tables(session, agenda, step) for step in steps]
    assert [[len(table) for table in tables_] for tables_ in formed] == [
        [1] * 19, [2] * 8 + [3], [4, 4, 4, 4, 3], [8, 11],
    ]  # fmt: skip
    for groups in formed:
        assert sorted(pk for table in groups for pk in table) == sorted(one.pk for one in twenty[:-1])
    check_in(session, by=twenty[-1], code=code_of(session))
    assert tables(session, agenda, steps[1])[:8] == formed[1][:8], "who comes late moves nobody but the last"


def test_in_a_seminar_nothing_is_answered_before_the_others_have_debated_it(
    clock: time_machine.Traveller,
    announced: Callable[..., Session],
    people: People,
    bo: Member,
    organiser: Member,
) -> None:
    """Bo is the expert; also in a copy that calls him otherwise."""
    five = people(5)
    session = announced(*five, minutes=60)
    form = format_by(f"own-{copy_format(SHIPPED['seminar'], by=organiser).pk}")
    assert form is not None
    set_agenda(session, form, by=bo)
    posed = pose(session, text="Would you do it again?", by=five[0])
    with pytest.raises(ValidationError, match="from the step “The expert answers” on"):
        answer_question(posed, by=bo)
    clock.move_to(session.starts_at)
    running = start(session, by=bo)
    while True:
        step = form.steps[running.place]
        if step.who == "expert":
            break
        with pytest.raises(ValidationError, match="debate it first"):
            answer_question(posed, by=bo)
        running = next_step(session, by=bo, sequence=running.sequence)
    assert running.place == 4
    answer_question(posed, by=bo)
    assert [one.done for one in questions_for(session, five[0])] == [True]  # type: ignore[attr-defined]
    assert clock_of(session) == running
