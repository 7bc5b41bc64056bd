"""Members join, change, leave and come back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from peerloop.journal.models import Entry
from peerloop.people.actions import depart, found_team, grant_role, join, set_week, update_profile, welcome_back
from peerloop.people.models import Member
from peerloop.people.week import pack


def faults(call, *args, **kwargs) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as caught:
        call(*args, **kwargs)
    return caught.value.message_dict


def test_who_joins_has_one_form_of_address_no_password_and_an_entry(db) -> None:
    alice = join(email="  Alice@Example.ORG ", name=" Alice ")
    alice.refresh_from_db()
    assert (alice.email, alice.name, alice.name_key) == ("alice@example.org", "Alice", "alice")
    assert not alice.has_usable_password()
    assert [(e.verb, e.subject, e.about) for e in Entry.objects.all()] == [("member.joined", alice.pk, [alice.pk])]


def test_every_fault_is_named_at_its_field(db) -> None:
    assert faults(
        join,
        email="nobody",
        name=" ",
        time_zone="Mars/Olympus",
        languages=["english language"],
        hired_on=date(2999, 1, 1),
        weekly_hours=-1,
        capacity=51,
        week=b"",
    ).keys() == {"email", "name", "time_zone", "languages", "hired_on", "weekly_hours", "capacity", "week"}
    assert not Member.objects.exists()


def test_an_address_and_an_id_belong_to_one_member(alice) -> None:
    update_profile(alice, by=None, external_id="7")
    assert faults(join, email="ALICE@example.org", name="Other") == {
        "email": ["Another member has this e-mail address."]
    }
    assert faults(join, email="o@example.org", name="Other", external_id="7").keys() == {"external_id"}


def test_a_colleague_changes_nothing_and_a_member_only_what_is_theirs(alice, bo, organiser) -> None:
    update_profile(alice, by=alice, place="Lyon", time_zone="Europe/Paris", languages=["fr", "en"])
    for by, change in ((bo, {"place": "Rome"}), (alice, {"name": "Queen"}), (alice, {"manager": None})):
        with pytest.raises(PermissionDenied):
            update_profile(alice, by=by, **change)
    update_profile(alice, by=organiser, name="Alice B")
    alice.refresh_from_db()
    assert (alice.place, alice.time_zone, alice.name, alice.name_key) == ("Lyon", "Europe/Paris", "Alice B", "alice b")


def test_what_does_not_change_is_not_recorded(alice) -> None:
    before = Entry.objects.count()
    update_profile(alice, by=alice, place="", capacity=2, week=bytes(alice.week))
    set_week(alice, by=alice, week=bytes(alice.week))
    assert Entry.objects.count() == before


def test_a_week_is_painted(alice) -> None:
    set_week(alice, by=alice, week=pack({0, 671}))
    alice.refresh_from_db()
    assert bytes(alice.week) == pack({0, 671})


def test_reporting_lines_never_close_to_a_ring(alice, bo, charlie, dana) -> None:
    update_profile(bo, by=None, manager=alice)
    update_profile(charlie, by=None, manager=bo)
    for manager in (dana, bo, charlie):
        assert faults(update_profile, dana, by=None, manager=manager) == {
            "manager": ["They would report to themselves."]
        }
        dana.refresh_from_db()
        assert dana.manager is None


def test_a_team_has_one_name_in_any_case(db) -> None:
    assert found_team("Größe  und Form") == found_team("GRÖSSE und form")


def test_who_leaves_keeps_no_role_and_no_password_and_may_come_back(alice, organiser, bo) -> None:
    grant_role(alice, "organiser", by=None)
    alice.set_password("correct horse battery")
    alice.save()
    with pytest.raises(PermissionDenied):
        depart(alice, by=bo)
    depart(alice, by=organiser)
    depart(alice, by=organiser)
    alice = Member.objects.get(pk=alice.pk)
    assert (alice.is_active, alice.roles, alice.has_usable_password()) == (False, frozenset(), False)
    assert Entry.objects.filter(verb="member.departed").count() == 1
    welcome_back(alice, by=organiser)
    assert Member.objects.get(pk=alice.pk).is_active


def test_only_an_administrator_gives_roles(alice, organiser, administrator) -> None:
    with pytest.raises(PermissionDenied):
        grant_role(alice, "analyst", by=organiser)
    grant_role(alice, "analyst", by=administrator)
    assert alice.roles == {"analyst"}
    assert faults(grant_role, alice, "king", by=administrator) == {"role": ["There is no such role."]}
