"""A file came in that should not have: everything is put back as it was, or it is said what hangs on it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from tests.domain.intake.test_import import sheet

from peerloop.intake.actions import StillUsed, TooLate, apply_import, ask_undo, undo_import
from peerloop.intake.models import Import, Trace, Undoing
from peerloop.intake.queries.undoing import hanging, undoable
from peerloop.journal.leases import work_off
from peerloop.journal.models import Entry
from peerloop.kit.clock import now
from peerloop.matchmaking.actions import not_this
from peerloop.people.actions import avoid, block, depart, grant_role, update_profile, welcome_back
from peerloop.people.models import Avoidance, Block, Member, RoleGrant, Team
from peerloop.skills.actions import confirm_offer, drop_need, merge_skills, offer, want, withdraw_offer
from peerloop.skills.models import Alias, Need, Offer, Skill

if TYPE_CHECKING:
    from tests.conftest import ClientOf, MakeMember

BEFORE = (
    {"email": "dana@example.org", "name": "Dana", "external_id": "1", "team": "Payments", "offers": "Rust:4;Go",
     "needs": "SQL"},
    {"email": "alice@example.org", "name": "Alice", "external_id": "2", "manager_email": "dana@example.org",
     "team": "Payments", "time_zone": "Europe/Berlin", "languages": "en;de", "hired_on": "2024-04-29",
     "weekly_hours": "3.5", "place": "Accra", "capacity": "1", "availability": "Mo 09:00-10:00"},
    {"email": "bo@example.org", "name": "Bo", "external_id": "3"},
    {"email": "kim@example.org", "name": "Kim", "external_id": "4"},
)  # fmt: skip
AFTER = (
    {"email": "alice@example.org", "name": "Dana", "external_id": "1", "team": "Sales", "offers": "Rust:2;PowerPoint",
     "needs": "SQL;Cobol;Go"},
    {"email": "dana@example.org", "name": "Alicia", "external_id": "2", "manager_email": "new@example.org",
     "team": "", "time_zone": "UTC", "languages": "fr", "hired_on": "", "weekly_hours": "2", "place": "Oslo",
     "capacity": "3", "availability": "never"},
    {"email": "kim@example.org", "name": "Kim", "external_id": "4"},
    {"email": "new@example.org", "name": "New", "external_id": "5", "team": "Sales", "offers": "Ada;Go",
     "needs": "Fortran;Rust"},
    {"email": "newer@example.org", "name": "Newer", "external_id": "6", "manager_email": "new@example.org"},
)  # fmt: skip
NOT_THE_SAME_AGAIN = {"password"}  # random where nobody can sign in with it


def everything() -> list[list[tuple[object, ...]]]:
    kept = (Member, Team, Skill, Alias, Offer, Need)
    return [
        sorted(
            model._default_manager.values_list(
                *(field.attname for field in model._meta.concrete_fields if field.name not in NOT_THE_SAME_AGAIN)
            ),
            key=repr,
        )
        for model in kept
    ]


def come(*rows: dict[str, str], by: Member | None = None, complete: bool = False) -> Import:
    return apply_import(sheet(*rows), "people.csv", by=by, complete=complete, confirmed=True)


@pytest.fixture
def company(db: None) -> dict[str, Member]:
    come(*BEFORE)
    depart(Member.objects.get(name="Kim"), by=None)
    return {member.name: member for member in Member.objects.all()}


def told(done: Import, by: Member | None = None) -> list[str]:
    with pytest.raises(StillUsed) as used:
        undo_import(done, by=by)
    assert used.value.messages == hanging(done, by=by)
    return used.value.messages


def test_everything_is_as_it_was(company: dict[str, Member]) -> None:
    before = everything()
    done = come(*AFTER, complete=True)
    assert everything() != before
    assert Member.objects.get(name="Kim").is_active
    assert not Member.objects.get(name="Bo").is_active
    progress: list[tuple[int, int]] = []
    undone = undo_import(done, by=None, progress=lambda number, rows: progress.append((number, rows)))
    after = everything()
    cobol = Skill.objects.get(name="Cobol")  # the file named it as a need of Dana's, who was here: it stays
    assert after[2] == sorted([*before[2], *Skill.objects.filter(pk=cobol.pk).values_list()], key=repr)
    assert [*after[:2], *after[3:]] == [*before[:2], *before[3:]]
    assert (progress[0], progress[-1]) == ((0, 6), (6, 6))
    assert list(Trace.objects.all()) == []
    assert (undone.import_of, undone.finished_at is not None) == (done, True)
    entry = Entry.objects.get(verb="import.undone")
    assert (entry.subject, len(entry.about)) == (done.pk, 6)


def test_an_undo_that_dies_leaves_everything_as_the_import_had_it(company: dict[str, Member]) -> None:
    done = come(*AFTER, complete=True)
    before, traces = everything(), Trace.objects.count()

    def die_at_the_last_step(number: int, rows: int) -> None:
        if number == rows:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        undo_import(done, by=None, progress=die_at_the_last_step)
    assert (everything(), Trace.objects.count()) == (before, traces)
    assert list(Undoing.objects.all()) == []
    undo_import(done, by=None)
    assert Member.objects.count() == 4


def test_the_first_file_of_all_is_undone_to_nothing(db: None) -> None:
    done = come(*AFTER)
    undo_import(done, by=None)
    assert everything() == [[], [], [], [], [], []]


def test_only_the_latest_import_is_undone_once_and_within_a_month(company: dict[str, Member]) -> None:
    first = Import.objects.get()
    second = come({"email": "ida@example.org", "name": "Ida"})
    with pytest.raises(TooLate):
        undo_import(first, by=None)
    with time_machine.travel(now() + timedelta(days=31)):
        assert undoable() is None
        with pytest.raises(TooLate):
            undo_import(second, by=None)
    assert undoable() == second
    undo_import(second, by=None)
    for one in (first, second):
        with pytest.raises(TooLate):
            undo_import(one, by=None)
    assert undoable() is None


def test_only_who_may_import_may_undo(company: dict[str, Member]) -> None:
    done = Import.objects.get()
    with pytest.raises(PermissionDenied):
        undo_import(done, by=company["Bo"])
    with pytest.raises(PermissionDenied):
        ask_undo(done, by=company["Bo"])


def test_what_somebody_changed_since_is_left_as_they_have_it(company: dict[str, Member]) -> None:
    done = come(AFTER[1] | {"email": "alice@example.org", "manager_email": "bo@example.org"})
    alice = Member.objects.get(external_id="2")
    update_profile(alice, by=alice, place="Lima", capacity=7)
    undo_import(done, by=None)
    alice.refresh_from_db()
    assert (alice.place, alice.capacity, alice.name, alice.time_zone) == ("Lima", 7, "Alice", "Europe/Berlin")


def test_who_came_with_it_and_has_begun_is_named_and_nothing_is_undone(
    company: dict[str, Member], client_of: ClientOf
) -> None:
    done = come(*AFTER)
    newer = Member.objects.get(name="Newer")
    client_of(newer)
    before = everything()
    assert told(done) == ["Newer has begun to use Peerloop, or somebody counts on them."]
    assert everything() == before


def test_a_role_is_something_that_hangs_on_a_new_member(company: dict[str, Member]) -> None:
    done = come(*AFTER)
    grant_role(Member.objects.get(name="New"), "analyst", by=None)
    assert told(done) == ["New has begun to use Peerloop, or somebody counts on them."]


def test_who_came_back_and_has_begun_again_is_named(company: dict[str, Member], client_of: ClientOf) -> None:
    done = come(BEFORE[3])
    client_of(Member.objects.get(name="Kim"))
    assert told(done) == ["Kim has begun to use Peerloop, or somebody counts on them."]


def test_what_others_keep_to_themselves_about_somebody_new_is_no_reason(company: dict[str, Member]) -> None:
    done = come(*AFTER)
    new, newer = (Member.objects.get(name=name) for name in ("New", "Newer"))
    avoid(company["Bo"], new)
    block(company["Bo"], newer)
    need = want(company["Bo"], skill=Skill.objects.get(name="Go"), level=3)
    not_this(need, teacher=new, reason="hour", by=company["Bo"])
    undo_import(done, by=None)
    assert not Member.objects.filter(name__startswith="New").exists()
    assert (Avoidance.objects.count(), Block.objects.count()) == (0, 0)
    assert list(Need.objects.filter(member=company["Bo"])) == [need]


def test_what_a_merge_keeps_unseen_is_taken_back_too(company: dict[str, Member], administrator: Member) -> None:
    done = come({"email": "bo@example.org", "name": "Bo", "offers": "Golang", "needs": "Golang"})
    gone = Skill.objects.get(name="Golang")
    merge_skills(gone, Skill.objects.get(name="Go"), by=administrator)
    undo_import(done, by=None)
    bo = company["Bo"]
    assert (Offer.everything.filter(member=bo).count(), Need.everything.filter(member=bo).count()) == (0, 0)
    assert Skill.everything.filter(name="Golang").exists()


def test_who_reports_to_somebody_new_is_named(company: dict[str, Member]) -> None:
    done = come(*AFTER)
    update_profile(company["Bo"], by=None, manager=Member.objects.get(name="New"))
    assert told(done) == ["Bo reports to New."]


def test_an_offer_that_its_member_has_confirmed_is_named(company: dict[str, Member]) -> None:
    done = come({"email": "bo@example.org", "name": "Bo", "offers": "Rust;Go"})
    confirm_offer(Offer.objects.get(member=company["Bo"], skill__name="Rust"), by=company["Bo"])
    assert told(done) == ["Bo has confirmed the offer to help with Rust."]


def test_an_offer_that_its_member_has_withdrawn_hinders_nothing(company: dict[str, Member]) -> None:
    done = come({"email": "bo@example.org", "name": "Bo", "offers": "Rust;Ada"})
    for name in ("Rust", "Ada"):
        withdraw_offer(Offer.objects.get(member=company["Bo"], skill__name=name), by=company["Bo"])
    undo_import(done, by=None)
    assert list(Offer.objects.filter(member=company["Bo"])) == []
    again = come({"email": "bo@example.org", "name": "Bo", "offers": "Rust;Ada"})
    assert again.counts["offers"] == 0  # what was taken back stays taken back


def test_a_waiting_offers_level_is_put_back_unless_it_was_confirmed(company: dict[str, Member]) -> None:
    done = come({"email": "dana@example.org", "name": "Dana", "offers": "Rust:1;Go:1"})
    confirm_offer(Offer.objects.get(member=company["Dana"], skill__name="Go"), by=company["Dana"])
    undo_import(done, by=None)
    assert dict(Offer.objects.values_list("skill__name", "level")) == {"Rust": 4, "Go": 1}


@pytest.mark.parametrize("theirs", ["never", "before", "the same since", "another since", "dropped since"])
def test_whether_somebody_has_made_a_need_their_own_is_no_reason_and_shows_nowhere(
    company: dict[str, Member], theirs: str
) -> None:
    bo = company["Bo"]
    sql = Skill.objects.get(name="SQL")
    if theirs == "before":
        want(bo, skill=sql, level=3)
    done = come({"email": "bo@example.org", "name": "Bo", "needs": "SQL;Cobol"})
    if theirs == "the same since":
        want(bo, skill=sql, level=3)
    if theirs == "another since":
        want(bo, skill=sql, level=5, visibility="private")
    if theirs == "dropped since":
        drop_need(Need.objects.get(member=bo, skill=sql), by=bo)
        drop_need(Need.objects.get(member=bo, skill__name="Cobol"), by=bo)
    assert hanging(done, by=None) == []
    undo_import(done, by=None)
    stay = theirs in {"before", "the same since", "another since"}
    assert list(Need.objects.filter(member=bo).values_list("skill__name", flat=True)) == (["SQL"] if stay else [])
    assert Skill.objects.filter(name="Cobol").exists()


def test_skills_and_teams_that_others_have_taken_up_stay(company: dict[str, Member]) -> None:
    done = come(*AFTER, {"email": "z@example.org", "name": "Z", "offers": "Zig"})
    offer(company["Bo"], skill=Skill.objects.get(name="Ada"), level=3)
    update_profile(company["Bo"], by=None, team=Team.objects.get(name="Sales"))
    undo_import(done, by=None)
    assert set(Team.objects.values_list("name", flat=True)) == {"Payments", "Sales"}
    assert set(Skill.objects.values_list("name", flat=True)) == {"Rust", "Go", "SQL", "Ada", "Cobol"}


def test_the_retired_come_back_without_their_roles(company: dict[str, Member]) -> None:
    grant_role(company["Bo"], "analyst", by=None)
    done = come(*BEFORE[:2], complete=True)
    undo_import(done, by=None)
    company["Bo"].refresh_from_db()
    assert (company["Bo"].is_active, RoleGrant.objects.count()) == (True, 0)


def test_who_was_welcomed_back_since_is_left_alone(company: dict[str, Member]) -> None:
    done = come(*BEFORE[:2], complete=True)
    bo = Member.objects.get(name="Bo")
    welcome_back(bo, by=None)
    undo_import(done, by=None)
    bo.refresh_from_db()
    assert bo.is_active


def test_an_address_that_somebody_else_has_by_now_is_told(company: dict[str, Member], make_member: MakeMember) -> None:
    done = come({"email": "bo.new@example.org", "name": "Bo", "external_id": "3"})
    make_member("Another", email="bo@example.org")
    assert told(done) == ["What was the address or the id of Bo is somebody else’s by now."]


def test_a_ring_that_would_close_is_told(company: dict[str, Member]) -> None:
    done = come({"email": "alice@example.org", "name": "Alice", "manager_email": ""})
    update_profile(company["Dana"], by=None, manager=Member.objects.get(name="Alice"))
    assert told(done) == ["These would be managers of one another in a ring: Alice, Dana."]


def test_an_organiser_changes_no_address_back(
    company: dict[str, Member], organiser: Member, administrator: Member
) -> None:
    done = come({"email": "bo.new@example.org", "name": "Bo", "external_id": "3"}, by=administrator)
    words = "It changed addresses with which people sign in; only an administrator changes them back."
    assert told(done, by=organiser) == [words]
    undo_import(done, by=administrator)
    assert Member.objects.get(name="Bo").email == "bo@example.org"


def test_at_most_twenty_reasons_are_told(company: dict[str, Member], client_of: ClientOf) -> None:
    done = come(*({"email": f"n{number}@example.org", "name": f"N {number}"} for number in range(30)))
    Member.objects.filter(name__startswith="N ").update(last_login=now())
    assert len(told(done)) == 20


def test_an_import_that_changed_nothing_is_undone_as_well(company: dict[str, Member]) -> None:
    """Else the button would tell that the one need in a file was there already."""
    done = come({"email": "dana@example.org", "name": "Dana", "needs": "SQL"})
    assert undoable() == done
    before = everything()
    undo_import(done, by=None)
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_the_worker_undoes_it_once(make_member: MakeMember) -> None:
    organiser = make_member("Olga", roles=["organiser"])
    done = come(*AFTER, by=organiser)
    assert ask_undo(done, by=organiser) == ask_undo(done, by=organiser)
    assert Member.objects.filter(name="New").exists()
    work_off()
    work_off()
    assert Undoing.objects.get().finished_at is not None
    assert list(Member.objects.values_list("name", flat=True)) == ["Olga"]
    assert Entry.objects.filter(verb="import.undone").count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_hangs_on_it_when_its_turn_comes_keeps_it(make_member: MakeMember, client_of: ClientOf) -> None:
    organiser = make_member("Olga", roles=["organiser"])
    done = come(*AFTER, by=organiser)
    ask_undo(done, by=organiser)
    client_of(Member.objects.get(name="New"))
    work_off()
    assert (list(Undoing.objects.all()), Member.objects.filter(name="New").exists()) == ([], True)
    assert undoable() == done


def test_a_changed_address_does_not_open_the_old_door(company: dict[str, Member], administrator: Member) -> None:
    EmailAddress.objects.create(user=company["Bo"], email="bo@example.org", verified=True)
    come({"email": "bo.new@example.org", "name": "Bo", "external_id": "3"}, by=administrator)
    assert list(EmailAddress.objects.all()) == []
