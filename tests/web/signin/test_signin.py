"""The way in: by code or password, the same for known and unknown, counted, and shut for who has left."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.urls import reverse

from peerloop.journal.models import Job
from peerloop.journal.outbox import handlers
from peerloop.kit.clock import now
from peerloop.people.actions import depart, update_profile

PASSWORD = "correct horse battery"
LOGIN, CODE, CONFIRM = "/account/login", "/account/login/code", "/account/login/code/confirmation"


def send_codes() -> None:
    for job in Job.objects.filter(kind="people.send_code", done_at=None):
        handlers[job.kind](job.payload)
        job.delete()


def sign_in(client, member, password: str = PASSWORD):
    return client.post(LOGIN, {"login": member.email, "password": password})


def test_an_imported_member_comes_in_by_a_code_from_the_mail(alice, client, mailoutbox) -> None:
    assert not alice.has_usable_password()
    asked = client.post(CODE, {"email": "ALICE@example.org", "next": "/settings"}, follow=True)
    assert asked.request["PATH_INFO"] == CONFIRM
    assert mailoutbox == []
    send_codes()
    assert [letter.to for letter in mailoutbox] == [["alice@example.org"]]
    code = re.search(r"^ {4}(\S+)$", mailoutbox[0].body, re.MULTILINE)[1]
    assert client.post(CONFIRM, {"code": "WRONG1"}).status_code == 200
    entered = client.post(CONFIRM, {"code": code, "next": "/settings"})
    assert (entered.status_code, entered["Location"]) == (302, "/settings")
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_known_and_unknown_addresses_get_the_same_answer_by_either_way(make_member, client, mailoutbox) -> None:
    make_member("Alice", password=PASSWORD)

    def answers(email: str) -> list[tuple[int, str]]:
        seen = []
        for address, data in ((LOGIN, {"login": email, "password": "wrong"}), (CODE, {"email": email})):
            response = client.post(address, data, follow=True)
            text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|"x-csrftoken": "[^"]*"', "", response.text)
            seen.append((response.status_code, text.replace(email, "…")))
        client.logout()
        return seen

    assert answers("alice@example.org") == answers("nobody@example.org")
    assert Job.objects.filter(kind="people.send_code").count() == 2
    send_codes()
    assert len(mailoutbox) == 1


def test_nobody_signs_up(client, db) -> None:
    assert client.get("/account/signup").status_code == 200
    assert client.post("/account/signup", {"email": "x@example.org", "password1": PASSWORD}).status_code == 405


@pytest.mark.parametrize("door", [LOGIN, "/admin/login/", CODE])
def test_a_flood_is_answered_with_a_wait_at_every_door(door, client, db) -> None:
    answers = [client.post(door, {"login": "a@example.org", "password": str(n), "email": f"{n}@example.org"})
               for n in range(31)]  # fmt: skip
    assert answers[0].status_code in {200, 302}
    assert answers[-1].status_code == 429
    assert answers[-1]["Retry-After"] == "60"
    assert "Try again" in answers[-1].text


def test_the_doors_share_one_limit_and_one_address_has_its_own(make_member, client) -> None:
    alice = make_member("Alice", password=PASSWORD)
    for _attempt in range(5):
        sign_in(client, alice, "wrong")
    assert "wait five minutes" in sign_in(client, alice).text
    for _attempt in range(25):
        client.post("/admin/login/", {"username": "alice@example.org", "password": "wrong"})
    assert sign_in(client, alice).status_code == 429


def test_who_leaves_is_out_at_the_next_request(make_member, client) -> None:
    alice = make_member("Alice", password=PASSWORD)
    sign_in(client, alice)
    assert client.get("/settings").status_code == 200
    depart(alice, by=None)
    assert client.get("/settings")["Location"] == "/account/login?next=/settings"
    assert not UserSession.objects.exists()
    assert not Session.objects.filter(session_key=client.cookies["sessionid"].value).exists()
    assert sign_in(client, alice).status_code == 200
    client.post(CODE, {"email": alice.email})
    assert Job.objects.get(kind="people.send_code").payload["member"] == 0


def test_a_session_that_was_forgotten_in_deletion_opens_nothing_either(alice, client_of) -> None:
    browser = client_of(alice)
    alice.departed_at = now()
    alice.save()
    assert browser.get("/settings").status_code == 302


def test_an_old_address_opens_nothing_any_more(alice, client) -> None:
    client.post(CODE, {"email": alice.email})
    assert client.get(LOGIN)["Location"] == CONFIRM
    assert client.post("/account/logout", {"next": LOGIN})["Location"] == LOGIN
    update_profile(alice, by=None, email="new@example.org")
    client.post(CODE, {"email": "alice@example.org"})
    assert list(Job.objects.values_list("payload__member", flat=True)) == [alice.pk, 0]


def test_cookies_and_headers_keep_others_out(make_member, client) -> None:
    response = sign_in(client, make_member("Alice", password=PASSWORD))
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies.get(name) or client.get(LOGIN).cookies[name]
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax"), name
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_network_addresses_are_forgotten_within_thirty_days(make_member, client) -> None:
    sign_in(client, make_member("Alice", password=PASSWORD))
    handlers["people.forget_addresses"]({})
    assert UserSession.objects.get().ip == "127.0.0.1"
    UserSession.objects.update(last_seen_at=now() - timedelta(days=29, minutes=1))
    handlers["people.forget_addresses"]({})
    assert UserSession.objects.get().ip == "0.0.0.0"
    Session.objects.update(expire_date=now() - timedelta(minutes=1))
    handlers["people.forget_addresses"]({})
    assert not UserSession.objects.exists()


def test_only_an_administrator_reaches_the_desk(client, client_of, organiser, administrator) -> None:
    assert client.get("/admin/")["Location"] == "/account/login?next=/admin/"
    assert client_of(organiser).get("/admin/").status_code == 403
    assert client_of(administrator).get("/admin/").status_code == 200


def test_an_administrator_gives_and_takes_a_role(alice, administrator, client_of) -> None:
    desk = client_of(administrator)
    add = reverse("admin:people_rolegrant_add")
    assert desk.post(add, {"email": "nobody@example.org", "role": "analyst"}).status_code == 200
    assert desk.post(add, {"email": "ALICE@example.org", "role": "analyst"}).status_code == 302
    grant = alice.role_grants.get()
    assert (grant.role, grant.by) == ("analyst", administrator)
    desk.post(reverse("admin:people_rolegrant_delete", args=[grant.pk]), {"post": "yes"})
    assert not alice.role_grants.exists()
