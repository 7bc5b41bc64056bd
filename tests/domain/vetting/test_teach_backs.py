"""Bo practises a lesson before Alice and Charlie; both say "ready", and the offer is vetted."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.vetting.conftest import AFTER, MARKS, MONDAY, THURSDAY, said

from peerloop.journal.models import Entry
from peerloop.kit import clock
from peerloop.kit.clock import now
from peerloop.live.models import AgendaRole
from peerloop.live.queries import agenda_of
from peerloop.loops.models import Loop
from peerloop.people.actions import block, depart, update_profile
from peerloop.recognition.gathering import from_sessions
from peerloop.schedule.actions import cancel_session, join_session, leave_session, record_ended_sessions
from peerloop.schedule.actions.decline_invitation import decline_invitation
from peerloop.schedule.models import Invitation, Participation, Session
from peerloop.schedule.rules import Clash
from peerloop.skills.actions import merge_skills, offer, propose_skill, withdraw_offer
from peerloop.vetting.actions import ask_peer, plan_teach_back, say_remark
from peerloop.vetting.models import Remark, TeachBack, Vetted
from peerloop.vetting.queries import (
    has_vetted_offer,
    remarks_seen_by,
    teach_backs_of,
    teach_backs_seen_by,
    to_say,
    vetted,
)
from peerloop.vetting.rules import state

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test.utils import CaptureQueriesContext

    from peerloop.people.models import Member
    from peerloop.skills.models import Offer

    MakeMember = Callable[..., Member]


def test_it_is_a_session_in_its_format_to_which_the_two_are_invited(
    rust: Offer, bo: Member, alice: Member, charlie: Member
) -> None:
    made = plan_teach_back(rust, peers=[alice, charlie], by=bo, wish="Do I lose you?", **THURSDAY)
    session = made.session
    assert (session.kind, session.title, session.minutes, session.capacity) == ("teach_back", "Teach-back: Rust", 45, 2)
    agenda = agenda_of(session)
    assert agenda is not None
    assert agenda.format == "teach_back"
    assert [role.member_id for role in agenda.roles.all() if role.code == "teacher"] == [bo.pk]
    assert set(Invitation.objects.filter(session=session).values_list("member", flat=True)) == {alice.pk, charlie.pk}
    join_session(session, by=alice)
    parts = Participation.objects.filter(session=session).order_by("pk").values_list("member", "part")
    assert list(parts) == [(bo.pk, "teacher"), (alice.pk, "peer")]


def test_both_say_ready_and_the_offer_is_vetted(lesson: TeachBack, bo: Member, alice: Member, charlie: Member) -> None:
    skill, ids = lesson.offer.skill, [lesson.offer_id]
    said(lesson, alice)
    assert (vetted(ids), has_vetted_offer(bo, skill)) == (set(), False)
    said(lesson, charlie)
    assert (vetted(ids), has_vetted_offer(bo, skill)) == ({lesson.offer_id}, True)
    assert has_vetted_offer(alice, skill) is False
    entry = Entry.objects.get(verb="offer.vetted")
    assert set(entry.about) == {alice.pk, bo.pk, charlie.pk}


def test_not_yet_says_what_to_change_and_may_become_ready(
    lesson: TeachBack, bo: Member, alice: Member, charlie: Member
) -> None:
    said(lesson, alice)
    with pytest.raises(ValidationError) as refused:
        said(lesson, charlie, ready=False, change="  ")
    assert list(refused.value.message_dict) == ["change"]
    said(lesson, charlie, ready=False, change="Leave out lifetimes.")
    assert vetted([lesson.offer_id]) == set()
    said(lesson, charlie, change="Leave out lifetimes.")
    assert vetted([lesson.offer_id]) == {lesson.offer_id}
    assert Remark.objects.count() == 2


def test_what_was_said_stands_once_it_is_vetted(lesson: TeachBack, alice: Member, charlie: Member) -> None:
    for peer in (alice, charlie):
        said(lesson, peer)
    with pytest.raises(ValidationError, match="what was said by then stands"):
        said(lesson, alice, ready=False, change="I have thought again.")
    assert Vetted.objects.count() == 1


def test_nothing_is_said_before_it_begins_or_where_it_is_cancelled(
    lesson: TeachBack, bo: Member, alice: Member
) -> None:
    words = {"marks": MARKS, "worked": "All of it.", "ready": True}
    with pytest.raises(ValidationError, match="when the lesson begins"):
        say_remark(lesson, by=alice, **words)
    cancel_session(lesson.session, by=bo)
    with pytest.raises(ValidationError, match="cancelled"):
        said(lesson, alice)


def test_marks_and_words_are_asked_for_by_field(lesson: TeachBack, alice: Member) -> None:
    with pytest.raises(ValidationError) as refused:
        said(lesson, alice, marks={"goal": 3, "steps": 4, "checks": None})
    assert list(refused.value.message_dict) == ["steps", "checks", "time"]
    with pytest.raises(ValidationError) as refused:
        said(lesson, alice, worked="")
    assert list(refused.value.message_dict) == ["worked"]
    with pytest.raises(ValidationError) as refused:
        said(lesson, alice, worked="x" * 1001)
    assert list(refused.value.message_dict) == ["worked"]
    assert not Remark.objects.exists()


def test_only_the_two_say_it(lesson: TeachBack, bo: Member, dana: Member, make_member: MakeMember) -> None:
    for other in (bo, dana, make_member("Eve")):
        with pytest.raises(PermissionDenied):
            said(lesson, other)


@pytest.mark.parametrize("whom", ["herself", "manager", "manager of the manager", "report", "only one", "twice one"])
def test_who_leads_or_is_led_by_the_teacher_is_no_peer(
    whom: str, alice: Member, bo: Member, dana: Member, make_member: MakeMember
) -> None:
    top, report = make_member("Top"), make_member("Rob", manager=alice)
    update_profile(dana, by=None, manager=top)
    alice.refresh_from_db()
    peers = {
        "herself": [alice, bo], "manager": [dana, bo], "manager of the manager": [top, bo], "report": [report, bo],
        "only one": [bo], "twice one": [bo, bo],
    }[whom]  # fmt: skip
    mine = offer(alice, skill=propose_skill("Chess", by=alice))
    with pytest.raises(ValidationError) as refused:
        plan_teach_back(mine, peers=peers, by=alice, **THURSDAY)
    assert list(refused.value.message_dict) == ["peers"]
    assert not Session.objects.exists()


def test_a_peer_who_has_become_the_manager_meanwhile_says_nothing(lesson: TeachBack, bo: Member, alice: Member) -> None:
    update_profile(bo, by=None, manager=alice)
    with pytest.raises(PermissionDenied):
        said(lesson, alice)


def test_only_ones_own_confirmed_offer_is_practised_and_only_until_it_is_vetted(
    lesson: TeachBack, bo: Member, alice: Member, charlie: Member
) -> None:
    with pytest.raises(PermissionDenied):
        plan_teach_back(lesson.offer, peers=[bo, charlie], by=alice, **THURSDAY)
    noted = offer(bo, skill=propose_skill("Go", by=bo), confirmed=False)
    with pytest.raises(ValidationError, match="Say yes to this offer first"):
        plan_teach_back(noted, peers=[alice, charlie], by=bo, **THURSDAY)
    for peer in (alice, charlie):
        said(lesson, peer)
    with pytest.raises(ValidationError, match="vetted already"):
        plan_teach_back(lesson.offer, peers=[alice, charlie], by=bo, **THURSDAY)


def test_sending_the_form_twice_plans_once_and_a_taken_hour_plans_nothing(
    rust: Offer, bo: Member, alice: Member, charlie: Member
) -> None:
    uid = uuid4()
    made = plan_teach_back(rust, peers=[alice, charlie], by=bo, uid=uid, **THURSDAY)
    assert plan_teach_back(rust, peers=[alice, charlie], by=bo, uid=uid, **THURSDAY) == made
    with pytest.raises(Clash):
        plan_teach_back(rust, peers=[alice, charlie], by=bo, uid=uuid4(), **THURSDAY)
    assert (TeachBack.objects.count(), Session.objects.count()) == (1, 1)


def test_whose_weekly_hours_it_would_overrun_is_not_asked_unless_one_says_so(
    rust: Offer, bo: Member, alice: Member, charlie: Member, make_member: MakeMember
) -> None:
    eve = make_member("Eve")
    for member in (alice, eve):
        update_profile(member, by=member, weekly_hours=Decimal("0.5"))
    with pytest.raises(ValidationError) as refused:
        plan_teach_back(rust, peers=[alice, charlie], by=bo, **THURSDAY)
    assert refused.value.message_dict == {
        "anyway": ["The hours for learning in that week are full for: Alice. Ask somebody else, or at another hour."]
    }
    assert not Session.objects.exists()
    made = plan_teach_back(rust, peers=[alice, charlie], by=bo, anyway=True, **THURSDAY)
    decline_invitation(made.session, by=charlie)
    with pytest.raises(ValidationError, match="full for: Eve"):
        ask_peer(made, eve, by=bo)
    ask_peer(made, eve, by=bo, anyway=True)
    asked = Invitation.objects.filter(session=made.session, answer="")
    assert set(asked.values_list("member__name", flat=True)) == {"Alice", "Eve"}


def heard_by(lesson: TeachBack) -> dict[str, str | None]:
    """Return who has which part in listening, by name."""
    roles = AgendaRole.objects.filter(agenda__session=lesson.session, who="one")
    return dict(roles.values_list("code", "member__name"))


def test_the_one_asked_as_who_knows_it_listens_as_such_whoever_says_yes_first(
    rust: Offer, bo: Member, alice: Member, charlie: Member, make_member: MakeMember
) -> None:
    """Charlie knows it, Alice does not, also where Alice offers it; where Charlie cannot come, Eve is asked instead."""
    offer(alice, skill=rust.skill)
    made = plan_teach_back(rust, peers=[charlie, alice], by=bo, **THURSDAY)
    for peer in (alice, charlie):
        join_session(made.session, by=peer)
    assert heard_by(made) == {"expert_peer": "Charlie", "fresh_peer": "Alice"}
    leave_session(made.session, by=charlie)
    eve = make_member("Eve")
    ask_peer(made, eve, by=bo)
    join_session(made.session, by=eve)
    assert heard_by(made) == {"expert_peer": "Eve", "fresh_peer": "Alice"}


def test_where_one_says_no_another_is_asked(
    rust: Offer, bo: Member, alice: Member, charlie: Member, dana: Member, make_member: MakeMember
) -> None:
    made = plan_teach_back(rust, peers=[alice, charlie], by=bo, **THURSDAY)
    join_session(made.session, by=alice)
    decline_invitation(made.session, by=charlie)
    eve = make_member("Eve")
    with pytest.raises(PermissionDenied):
        ask_peer(made, eve, by=alice)
    ask_peer(made, eve, by=bo)
    ask_peer(made, eve, by=bo)
    assert Entry.objects.filter(verb="teach_back.peer_asked").count() == 1
    join_session(made.session, by=eve)
    with pytest.raises(ValidationError, match="Two peers have said yes"):
        ask_peer(made, dana, by=bo)
    for peer in (alice, eve):
        said(made, peer)
    assert vetted([rust.pk]) == {rust.pk}


def test_a_word_of_who_has_left_the_lesson_does_not_count(
    lesson: TeachBack, alice: Member, charlie: Member, bo: Member
) -> None:
    said(lesson, alice)
    Participation.objects.filter(session=lesson.session, member=alice).delete()
    said(lesson, charlie)
    assert vetted([lesson.offer_id]) == set()


def test_nobody_but_the_three_hears_of_it(
    lesson: TeachBack, bo: Member, alice: Member, charlie: Member, dana: Member, organiser: Member, moderator: Member
) -> None:
    """Dana manages Alice; the mark "vetted" is all that anybody else ever sees."""
    said(lesson, alice, ready=False)
    for reader in (bo, alice, charlie):
        assert list(teach_backs_seen_by(reader)) == [lesson]
        assert remarks_seen_by(reader).count() == 1
    for reader in (dana, organiser, moderator):
        assert list(teach_backs_seen_by(reader)) == []
        assert list(remarks_seen_by(reader)) == []


def test_who_is_asked_sees_the_lesson_and_reads_nothing_that_was_said(
    lesson: TeachBack, alice: Member, bo: Member, make_member: MakeMember
) -> None:
    eve = make_member("Eve")
    said(lesson, alice)
    Invitation.objects.create(session=lesson.session, member=eve, by=bo)
    assert list(teach_backs_seen_by(eve)) == [lesson]
    assert list(remarks_seen_by(eve)) == []


def test_a_block_keeps_the_word_of_the_one_from_the_other(lesson: TeachBack, alice: Member, charlie: Member) -> None:
    said(lesson, alice)
    block(alice, charlie)
    assert list(remarks_seen_by(charlie)) == []
    assert remarks_seen_by(alice).count() == 1


def test_who_has_left_sees_nothing(lesson: TeachBack, charlie: Member) -> None:
    depart(charlie, by=None)
    charlie.refresh_from_db()
    assert list(teach_backs_seen_by(charlie)) == []


def test_with_the_offer_goes_what_was_said_of_it(lesson: TeachBack, bo: Member, alice: Member, charlie: Member) -> None:
    for peer in (alice, charlie):
        said(lesson, peer)
    skill = lesson.offer.skill
    withdraw_offer(lesson.offer, by=bo)
    assert (TeachBack.objects.count(), Remark.objects.count(), Vetted.objects.count()) == (0, 0, 0)
    offer(bo, skill=skill)
    assert has_vetted_offer(bo, skill) is False


def test_vetted_stays_where_its_skill_is_merged(lesson: TeachBack, bo: Member, alice: Member, charlie: Member) -> None:
    for peer in (alice, charlie):
        said(lesson, peer)
    into = propose_skill("Rust programming", by=bo)
    merge_skills(lesson.offer.skill, into, by=None)
    assert has_vetted_offer(bo, into) is True


def test_after_it_those_who_said_nothing_are_asked_once(lesson: TeachBack, alice: Member, charlie: Member) -> None:
    said(lesson, alice)
    with clock.at(AFTER + timedelta(hours=1)):
        record_ended_sessions()
        record_ended_sessions()
    assert [list(entry.about) for entry in Entry.objects.filter(verb="teach_back.held")] == [[charlie.pk]]


def test_it_waits_on_today_until_one_has_said_it(
    lesson: TeachBack, bo: Member, alice: Member, charlie: Member, dana: Member
) -> None:
    assert list(to_say(alice, MONDAY)) == []
    for reader, waits in ((alice, [lesson]), (charlie, [lesson]), (bo, []), (dana, [])):
        assert list(to_say(reader, AFTER)) == waits
    said(lesson, alice, ready=False)
    assert (list(to_say(alice, AFTER)), list(to_say(charlie, AFTER))) == ([], [lesson])
    cancel_session(lesson.session, by=bo)
    assert list(to_say(charlie, AFTER)) == []


def test_a_practice_lesson_is_no_teaching_and_opens_no_loop(lesson: TeachBack) -> None:
    with clock.at(AFTER + timedelta(hours=1)):
        record_ended_sessions()
    assert list(from_sessions([lesson.session_id])) == []
    assert not Loop.objects.exists()


def test_how_it_stands(lesson: TeachBack, bo: Member, alice: Member, charlie: Member) -> None:
    def stands() -> str:
        return state(teach_backs_of(bo, at_most=1)[0], now=now())

    assert stands() == "planned"
    with clock.at(AFTER):
        assert stands() == "held"
    said(lesson, alice)
    said(lesson, charlie)
    assert stands() == "vetted"
    other = plan_teach_back(
        offer(bo, skill=propose_skill("Go", by=bo)), peers=[alice, charlie], by=bo,
        local_date=THURSDAY["local_date"] + timedelta(days=1), local_time=THURSDAY["local_time"],
    )  # fmt: skip
    cancel_session(other.session, by=bo)
    assert stands() == "cancelled"


def test_thirty_lessons_take_no_more_queries_than_one(
    lesson: TeachBack,
    bo: Member,
    alice: Member,
    charlie: Member,
    django_assert_num_queries: Callable[[int], CaptureQueriesContext],
) -> None:
    with django_assert_num_queries(4):
        assert len(teach_backs_of(bo, at_most=40)) == 1
    for number in range(1, 30):
        plan_teach_back(
            lesson.offer, peers=[alice, charlie], by=bo,
            local_date=THURSDAY["local_date"] + timedelta(days=number), local_time=THURSDAY["local_time"],
        )  # fmt: skip
    with django_assert_num_queries(4):
        assert len(teach_backs_of(bo, at_most=40)) == 30
