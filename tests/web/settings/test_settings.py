"""What members decide about themselves."""

from __future__ import annotations

import time
from datetime import date

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from peerloop.people.actions import add_absence, avoid, block, set_password
from peerloop.people.models import Absence, Member
from peerloop.people.week import day_text

PASSWORD, NEW = "correct horse battery", "staple in the rain"
PROFILE = {"place": "Lyon", "time_zone": "Europe/Paris", "languages": "fr; EN", "weekly_hours": "1.5", "capacity": "3"}


def week_of(member: Member) -> list[str]:
    return [day_text(bytes(Member.objects.get(pk=member.pk).week), day) for day in range(7)]


def test_a_profile_is_changed_and_shown(alice, client_of) -> None:
    browser = client_of(alice)
    assert browser.post("/settings", PROFILE).status_code == 303
    alice.refresh_from_db()
    assert (alice.place, alice.time_zone, alice.languages, float(alice.weekly_hours), alice.capacity) == (
        "Lyon",
        "Europe/Paris",
        ["fr", "en"],
        1.5,
        3,
    )
    page = browser.get("/settings").text
    assert 'value="fr, en"' in page
    assert "Dana" in page


def test_what_is_wrong_is_kept_and_told_at_its_field(alice, client_of) -> None:
    wrong = {
        "place": "x" * 121,
        "time_zone": "Mars",
        "languages": "english language",
        "weekly_hours": "41",
        "capacity": "-1",
    }
    answer = client_of(alice).post("/settings", wrong)
    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 5 - 1  # the languages are checked by the action
    answer = client_of(alice).post("/settings", PROFILE | {"languages": "english language"})
    assert answer.status_code == 422
    assert "english language" in answer.text
    assert "is no language code" in answer.text
    alice.refresh_from_db()
    assert alice.place == ""


def test_nobody_changes_what_the_organisation_says(alice, client_of) -> None:
    client_of(alice).post("/settings", PROFILE | {"name": "Queen", "email": "q@example.org", "manager": "", "week": ""})
    alice.refresh_from_db()
    assert (alice.name, alice.email, alice.manager.name) == ("Alice", "alice@example.org", "Dana")


def test_a_week_is_written_as_seven_lines(alice, client_of) -> None:
    browser = client_of(alice)
    lines = {"day_0": "9-12:30, 13:30–17", "day_6": "0:00-24:00"}
    assert browser.post("/settings/hours", lines).status_code == 303
    assert week_of(alice) == ["09:00–12:30, 13:30–17:00", "", "", "", "", "", "00:00–24:00"]
    assert "09:00–12:30, 13:30–17:00" in browser.get("/settings/hours").text


def test_a_wrong_line_is_kept_and_told_and_changes_nothing(alice, client_of) -> None:
    before = week_of(alice)
    answer = client_of(alice).post("/settings/hours", {"day_0": "from nine", "day_1": "9:10-10", "day_2": "9-10"})
    assert answer.status_code == 422
    for told in ("“from nine” is no span of hours", "quarters of an hour", 'value="from nine"', 'value="9-10"'):
        assert told in answer.text
    assert week_of(alice) == before


def test_days_away_are_noted_listed_and_taken_back(alice, client_of) -> None:
    browser = client_of(alice)
    browser.post("/settings/absences", {"starts_on": "2026-12-24", "ends_on": "2026-12-31"})
    assert "24 December 2026 to 31 December 2026" in browser.get("/settings/hours").text
    answer = browser.post("/settings/absences", {"starts_on": "2026-12-24", "ends_on": "2026-12-01"})
    assert answer.status_code == 422
    assert "before the first" in answer.text
    assert 'value="2026-12-01"' in answer.text
    browser.post(f"/settings/absences/{alice.absences.get().pk}/removal")
    assert not alice.absences.exists()


def test_private_lists_are_shown_and_taken_back(alice, bo, charlie, client_of) -> None:
    avoid(alice, bo)
    block(alice, charlie)
    browser = client_of(alice)
    page = browser.get("/settings/privacy").text
    assert "Bo" in page
    assert "Charlie" in page
    browser.post(f"/settings/avoidances/{alice.avoidances.get().pk}/removal")
    browser.post(f"/settings/blocks/{alice.blocks.get().pk}/removal")
    assert not alice.avoidances.exists()
    assert not alice.blocks.exists()


@pytest.mark.parametrize("kind", ["absences", "avoidances", "blocks", "devices"])
def test_what_is_anothers_is_not_there(kind, alice, bo, charlie, client_of) -> None:
    avoid(alice, charlie)
    block(alice, charlie)
    add_absence(alice, starts_on=date(2026, 12, 24), ends_on=date(2026, 12, 24))
    device = UserSession.objects.create(user=alice, ip="192.0.2.1", user_agent="x", session_key="k")
    pks = {
        "absences": alice.absences.get().pk,
        "avoidances": alice.avoidances.get().pk,
        "blocks": alice.blocks.get().pk,
        "devices": device.pk,
    }
    assert client_of(bo).post(f"/settings/{kind}/{pks[kind]}/removal").status_code == 404
    assert alice.absences.count() == alice.avoidances.count() == alice.blocks.count() == 1
    assert UserSession.objects.filter(pk=device.pk).exists()


@pytest.fixture
def two_browsers(make_member) -> tuple[Member, Client, Client]:
    """Alice on a phone and at a desk."""
    alice = make_member("Alice", password=PASSWORD)
    phone, desk = (Client(headers={"User-Agent": sign}) for sign in ("Mozilla (iPhone) Safari/1", "Linux Firefox/1"))
    for browser in (phone, desk):
        browser.post("/account/login", {"login": alice.email, "password": PASSWORD})
    return alice, phone, desk


def test_a_device_is_seen_and_signed_out(two_browsers) -> None:
    _alice, phone, desk = two_browsers
    page = desk.get("/settings/devices").text
    assert page.index("Firefox on Linux") < page.index("Safari on iPhone")
    assert "127.0.0.1" in page
    other = UserSession.objects.get(session_key=phone.session.session_key)
    assert desk.post(f"/settings/devices/{other.pk}/removal")["Location"] == "/settings/devices"
    assert phone.get("/settings").status_code == 302
    assert desk.get("/settings").status_code == 200


def test_signing_out_here_and_everywhere_else(two_browsers) -> None:
    _alice, phone, desk = two_browsers
    desk.post("/settings/devices/removal")
    assert (phone.get("/settings").status_code, desk.get("/settings").status_code) == (302, 200)
    desk.post(f"/settings/devices/{UserSession.objects.get().pk}/removal")
    assert desk.get("/settings").status_code == 302


def test_a_new_password_asks_for_the_old_one_and_signs_out_elsewhere(two_browsers) -> None:
    alice, phone, desk = two_browsers
    new = {"password1": NEW, "password2": NEW}
    assert desk.post("/settings/password", new).status_code == 422
    assert desk.post("/settings/password", new | {"oldpassword": "wrong"}).status_code == 422
    assert desk.post("/settings/password", new | {"oldpassword": PASSWORD, "password2": "other"}).status_code == 422
    assert desk.post("/settings/password", new | {"oldpassword": PASSWORD}).status_code == 303
    assert (phone.get("/settings").status_code, desk.get("/settings").status_code) == (302, 200)
    alice.refresh_from_db()
    assert alice.check_password(NEW)


def test_who_came_by_code_just_now_needs_no_old_password(alice, client_of) -> None:
    set_password(alice, PASSWORD)
    for minutes, status in ((16, 422), (14, 303)):
        browser = client_of(alice)
        session = browser.session
        session["account_authentication_methods"] = [{"method": "code", "at": time.time() - minutes * 60}]
        session["account_authentication_methods_user"] = str(alice.pk)
        session.save()
        assert browser.post("/settings/password", {"password1": NEW, "password2": NEW}).status_code == status


def test_a_first_password_is_simply_chosen_but_not_a_weak_one(alice, client_of) -> None:
    browser = client_of(alice)
    assert browser.post("/settings/password", {"password1": "short", "password2": "short"}).status_code == 422
    assert browser.post("/settings/password", {"password1": NEW, "password2": NEW}).status_code == 303


def test_pages_ask_the_same_number_of_questions_for_many_rows(
    alice, make_member, client_of, django_assert_max_num_queries
) -> None:
    for number in range(30):
        other = make_member(f"Somebody {number}")
        avoid(alice, other)
        block(alice, other)
        Absence.objects.create(member=alice, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 1))
        UserSession.objects.create(user=alice, ip="192.0.2.1", user_agent="x", session_key=str(number))
    browser = client_of(alice)
    for page in ("", "/hours", "/privacy", "/devices", "/password"):
        with django_assert_max_num_queries(10):
            answer = browser.get(f"/settings{page}")
        assert answer.status_code == 200
        assert len(answer.content) < 60_000
