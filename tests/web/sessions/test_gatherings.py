"""Bo announces a workshop; colleagues find it, join, wait, are invited and answer from the mail."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db.models.signals import post_init
from django.test import Client

from peerloop.people.actions import block, depart, update_profile
from peerloop.people.models import Team
from peerloop.schedule.actions import (
    announce_session,
    cancel_session,
    change_session,
    invite,
    join_session,
    move_session,
    record_ended_sessions,
)
from peerloop.schedule.links import mail_link
from peerloop.schedule.models import Participation, Session
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import ClientOf, MakeMember
    from tests.post import Letterbox

    from peerloop.people.models import Member

    Announce = Callable[..., Session]

SAID = {
    "kind": "workshop", "title": "Knots for beginners", "about": "Bring a rope.", "local_date": "2026-03-03",
    "local_time": "15:00", "minutes": "90", "way": "in_person", "place": "Room 4", "capacity": "2",
    "audience": "everyone",
}  # fmt: skip


@pytest.fixture
def announce(bo: Member) -> Announce:
    """Bo announces a workshop on Tuesday, 11:30 in UTC, for one, or what is said otherwise."""

    def announced(**otherwise: Any) -> Session:
        said: dict[str, Any] = {
            "kind": "workshop",
            "title": "Knots for beginners",
            "by": bo,
            "local_date": date(2026, 3, 3),
            "local_time": time(11, 30),
            "zone": "UTC",
            "minutes": 60,
            "capacity": 1,
            "place": "Room 4",
        }
        return announce_session(**said | otherwise)

    return announced


def page(response) -> str:
    return response.content.decode()


def sent(**otherwise: str) -> dict[str, str]:
    return SAID | {"uid": str(uuid4())} | otherwise


def errors(html: str) -> list[str]:
    return re.findall(r'<ul class="errorlist"[^>]*><li>(.*?)</li>', html)


def links(letter) -> dict[str, str]:
    """Return the ways of a letter by their words."""
    body = next(part for part in letter.walk() if part.get_content_type() == "text/plain").get_content()
    return dict(re.findall(r"^(.+):\s+https?://[^/]+(/\S+)$", body, re.MULTILINE)) or dict(
        re.findall(r"^(.+)\n\s*https?://[^/]+(/\S+)$", body, re.MULTILINE)
    )


def test_announced_it_stands_among_the_sessions(bo: Member, alice: Member, client_of: ClientOf) -> None:
    Skill.objects.create(name="Sailing", key="sailing")
    browser = client_of(bo)
    form = sent(skill="sailing", asked_to_lead="Alice Abend")
    first = browser.post("/sessions/new", form)
    assert browser.post("/sessions/new", form).headers["Location"] == first.headers["Location"]
    [session] = Session.objects.all()
    assert first.headers["Location"] == f"/sessions/{session.pk}"
    assert (session.zone, session.local_time, session.capacity) == ("Asia/Kolkata", time(15), 2)
    assert list(session.participations.values_list("member__name", "part")) == [("Bo Bose", "teacher")]
    shown = page(client_of(alice).get("/sessions"))
    assert f'<a href="/sessions/{session.pk}">Knots for beginners</a>' in shown
    assert "Workshop · Sailing · led by Bo Bose" in shown
    assert "2 of 2 places left" in shown


def test_who_is_asked_to_lead_does_so_only_after_a_yes(
    announce: Announce, alice: Member, bo: Member, charlie: Member, client_of: ClientOf, post, work
) -> None:
    """Nobody's name and calendar are put on a session without their yes; a full session has room for who leads."""
    session = announce(asked_to_lead=[alice])
    join_session(session, by=charlie)
    work()
    [letter] = post.to(alice)
    assert letter["Subject"].strip().startswith("Bo Bose asks you to lead it, too: Knots for beginners")
    assert "Yes, I lead it too" in page(client_of(alice).get(f"/sessions/{session.pk}"))
    Client().post(mail_path(session, alice, "yes"), {"said": "yes", "sequence": "0"})
    assert sorted(session.participations.filter(part="teacher").values_list("member__name", flat=True)) == [
        "Alice Abend",
        "Bo Bose",
    ]


def test_two_who_come_and_are_apart_do_not_see_one_another(
    announce: Announce, alice: Member, charlie: Member, client_of: ClientOf
) -> None:
    """Charlie has blocked Alice and joins the workshop that she is in: it stays where it was, for both."""
    session = announce(capacity=5)
    join_session(session, by=alice)
    block(charlie, alice)
    join_session(session, by=charlie)
    hers, his = (page(client_of(member).get(f"/sessions/{session.pk}")) for member in (alice, charlie))
    assert "you take part" in hers
    assert "you take part" in his
    assert "Charlie" not in hers
    assert "Alice" not in his
    assert "Knots for beginners" in page(client_of(alice).get("/calendar"))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"title": ""}, "This field is required."),
        ({"local_date": "2026-02-30"}, "Enter a valid date."),
        ({"local_date": "2027-02-29"}, "Enter a valid date."),
        ({"local_date": "9999-12-31"}, "Please choose a day within the next year."),
        ({"local_date": "2026-02-27"}, "This day is over. Please choose one that is still to come."),
        ({"local_date": "2026-04-31"}, "Enter a valid date."),
        ({"minutes": "-60"}, "Select a valid choice. -60 is not one of the available choices."),
        ({"capacity": "0"}, "Ensure this value is greater than or equal to 1."),
        ({"place": ""}, "Please say where you meet."),
        ({"way": "online"}, "Please give the link to the call."),
        ({"way": "online", "link": "javascript:alert(1)"}, "A link begins with https:// or http://."),
        ({"kind": "demo", "minutes": "480"}, "A session lasts between 15 and 240 minutes."),
        ({"skill": "Basket weaving"}, "We do not know “Basket weaving” yet. You can leave it empty."),
        (
            {"asked_to_lead": "Nobody Here"},
            "We do not know “Nobody Here”. Please write the name as it stands on their page.",
        ),
    ],
)
def test_what_will_not_do_is_said_beside_its_field_and_kept(
    bo: Member, client_of: ClientOf, said: dict[str, str], told: str
) -> None:
    answered = client_of(bo).post("/sessions/new", sent(title="Knots & bends") | said)
    assert answered.status_code == 422
    assert errors(page(answered)) == [told]
    assert "Bring a rope." in page(answered)
    assert Session.objects.count() == 0


def test_the_hour_that_does_not_exist_is_refused(make_member: MakeMember, client_of: ClientOf) -> None:
    """In Berlin the clocks go from two to three on 29 March 2026."""
    berlin = client_of(make_member("Eva", time_zone="Europe/Berlin"))
    answered = berlin.post("/sessions/new", sent(local_date="2026-03-29", local_time="02:30"))
    assert errors(page(answered)) == [
        "On that day the clocks go forward, and 02:30 does not exist. Please choose another time."
    ]
    assert berlin.post("/sessions/new", sent(local_date="2026-03-29", local_time="03:30")).status_code == 303


def test_join_wait_and_come_in(
    announce: Announce,
    alice: Member,
    charlie: Member,
    client_of: ClientOf,
    post: Letterbox,
    work: Callable[[], int],
) -> None:
    session = announce(link="https://meet.example.org/secret")
    first, second = client_of(alice), client_of(charlie)
    assert "https://meet.example.org/secret" not in page(first.get(f"/sessions/{session.pk}"))
    shown = page(first.post(f"/sessions/{session.pk}/answer", {"said": "yes", "sequence": "0"}, follow=True))
    assert "You take part. The invitation for your calendar is on its way." in shown
    assert "https://meet.example.org/secret" in shown
    late = second.post(f"/sessions/{session.pk}/answer", {"said": "yes", "sequence": "0"})
    assert late.status_code == 422
    assert "Somebody was quicker: the last place is taken." in page(late)
    waits = page(second.post(f"/sessions/{session.pk}/answer", {"said": "waiting", "sequence": "0"}, follow=True))
    assert "you wait, number 1" in waits
    assert "Alice" not in waits  # who comes is for those who come
    first.post(f"/sessions/{session.pk}/answer", {"said": "leaving", "sequence": "0"})
    work()
    assert [letter["Subject"].strip() for letter in post.to(charlie)] == [
        "A place is yours: Knots for beginners, Tuesday 3 March, 11:30–12:30"
    ]
    assert [letter["Subject"].strip() for letter in post.to(alice)] == [
        "You do not take part any more, Tuesday 3 March, 12:30–13:30"
    ]
    assert "you take part" in page(second.get(f"/sessions/{session.pk}"))


def test_who_comes_is_seen_by_those_who_take_part_while_it_lasts(
    announce: Announce, alice: Member, dana: Member, charlie: Member, client_of: ClientOf, clock
) -> None:
    """Dana manages Alice; she learns of Alice's coming only by coming herself, and nobody after it is over."""
    session = announce(capacity=5)
    join_session(session, by=alice)
    assert "Alice Abend" not in page(client_of(dana).get(f"/sessions/{session.pk}"))
    assert "Alice Abend" not in page(client_of(dana).get("/sessions"))
    join_session(session, by=charlie)
    assert "Alice Abend" in page(client_of(charlie).get(f"/sessions/{session.pk}"))
    clock.move_to("2026-03-03 18:00:00+00:00")
    assert "Alice Abend" not in page(client_of(charlie).get(f"/sessions/{session.pk}"))


def test_by_invitation_it_is_nowhere_for_the_others(
    announce: Announce, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    session = announce(audience="invited")
    invite(session, [alice], by=bo)
    stranger = client_of(charlie)
    assert "Knots" not in page(stranger.get("/sessions"))
    assert {
        address: stranger.get(address).status_code if "answer" not in address else stranger.post(address).status_code
        for address in (f"/sessions/{session.pk}", f"/sessions/{session.pk}/answer", f"/sessions/{session.pk}.ics")
    } == dict.fromkeys(
        (f"/sessions/{session.pk}", f"/sessions/{session.pk}/answer", f"/sessions/{session.pk}.ics"), 404
    )
    shown = page(client_of(alice).get(f"/sessions/{session.pk}"))
    assert "you are invited" in shown
    assert "Yes, I come" in shown


def test_invited_by_name_and_by_team_with_a_full_week_left_out(
    announce: Announce, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    team = Team.objects.create(name="Cartography", key="cartography")
    for member in (alice, charlie):
        update_profile(member, by=None, team=team)
    update_profile(alice, by=alice, weekly_hours=0.5)
    session = announce(capacity=5)
    browser = client_of(bo)
    address = f"/sessions/{session.pk}/invitations"
    assert 'href="?team=' in page(browser.get(address, {"name": "carto"}))
    found = page(browser.get(address, {"team": team.pk}))
    assert re.findall(r'value="(\d+)" id="m\d+" checked', found) == [str(alice.pk), str(charlie.pk)]
    answered = page(browser.post(address, {"members": [alice.pk, charlie.pk]}))
    assert "Invited: Charlie. They can answer with one click." in answered
    assert "Their week is full" in answered
    assert list(session.invitations.values_list("member__name", flat=True)) == ["Charlie"]
    browser.post(address, {"members": [alice.pk], "anyway": "on"})
    assert session.invitations.count() == 2
    assert page(browser.post(address, {})).count("Please tick whom you would like to invite.") == 1
    assert client_of(charlie).get(address).status_code == 404


def test_one_click_from_the_mail(
    announce: Announce, alice: Member, bo: Member, charlie: Member, client_of: ClientOf, post: Letterbox, work
) -> None:
    """A scanner's GET answers nothing; the button does; forwarded it works for nobody else who is signed in."""
    session = announce()
    invite(session, [alice], by=bo)
    work()
    [letter] = post.to(alice)
    assert letter["Subject"].strip() == "Bo Bose invites you: Knots for beginners, Tuesday 3 March, 12:30–13:30"
    yes, no = mail_path(session, alice, "yes"), mail_path(session, alice, "no")
    scanner = Client()
    for method in (scanner.get, scanner.head):
        assert method(yes).status_code == method(no).status_code == 200
    assert not session.participations.filter(member=alice).exists()
    assert client_of(charlie).post(yes).status_code == 403
    answered = page(scanner.post(yes, {"said": "yes", "sequence": "0"}))
    assert "You take part. The invitation for your calendar is on its way." in answered
    assert "Give up your place?" in page(scanner.get(no))
    scanner.post(no, {"said": "leaving", "sequence": "0"})
    assert not session.participations.filter(member=alice).exists()
    scanner.post(yes)
    assert session.participations.filter(member=alice).exists()


def mail_path(session: Session, member: Member, answer: str) -> str:
    return "/" + mail_link(session, member, answer).split("/", 3)[3]


def test_a_link_whose_time_has_come_says_so_kindly(announce: Announce, alice: Member, bo: Member, clock) -> None:
    session = announce(capacity=5)
    invite(session, [alice], by=bo)
    yes = mail_path(session, alice, "yes")
    assert Client().get(yes[:-3] + "xyz").status_code == 404
    cancel_session(session, by=bo)
    for method in (Client().get, Client().post):
        answered = method(yes)
        assert answered.status_code == 410
        assert "This session was cancelled" in page(answered)
    depart(alice, by=None)
    assert Client().get(yes).status_code == 404


def test_full_from_the_mail_is_the_waiting_list(announce: Announce, alice: Member, bo: Member, charlie: Member) -> None:
    session = announce()
    invite(session, [alice, charlie], by=bo)
    join_session(session, by=charlie)
    yes = mail_path(session, alice, "yes")
    assert "Put you on the waiting list?" in page(Client().get(yes))
    assert Client().post(yes, {"said": "yes", "sequence": "0"}).status_code == 422
    assert "You are on the waiting list." in page(Client().post(yes, {"said": "waiting", "sequence": "0"}))


def test_moved_everybody_is_asked_anew(
    announce: Announce, alice: Member, bo: Member, charlie: Member, client_of: ClientOf, post: Letterbox, work
) -> None:
    session = announce(capacity=5)
    join_session(session, by=alice)
    join_session(session, by=charlie)
    work()
    post.letters.clear()
    assert client_of(alice).get(f"/sessions/{session.pk}/move").status_code == 303
    move_session(session, by=bo, local_date=date(2026, 3, 4), local_time=time(9), sequence=0, word="The room is taken")
    work()
    [letter] = post.to(alice)
    assert letter["Subject"].strip() == "Moved: Knots for beginners is now Wednesday 4 March, 10:00–11:00"
    assert "Does the new time suit you?" in page(client_of(alice).get(f"/sessions/{session.pk}"))
    assert "Yes, it suits me" in page(Client().get(mail_path(session, alice, "suits")))
    Client().post(mail_path(session, alice, "suits"), {"said": "suits", "sequence": "1"})
    Client().post(mail_path(session, charlie, "leaving"), {"said": "leaving", "sequence": "1"})
    assert "1 of 1 has said that the new time suits" in page(client_of(bo).get(f"/sessions/{session.pk}"))
    again = Client().post(mail_path(session, charlie, "yes"), {"said": "yes", "sequence": "0"})
    assert again.status_code == 409
    assert "It was changed meanwhile." in page(again)


def test_two_who_lead_move_at_once_and_the_second_sees_both(
    announce: Announce, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    session = announce(teachers=[bo, charlie])
    move_session(session, by=charlie, local_date=date(2026, 3, 4), local_time=time(9), sequence=0)
    said = {"local_date": "2026-03-05", "local_time": "10:00", "word": "Sorry", "sequence": "0"}
    answered = client_of(bo).post(f"/sessions/{session.pk}/move", said)
    assert answered.status_code == 409
    shown = page(answered)
    assert "<dt>You wanted</dt><dd>Thursday 5 March, 10:00</dd>" in shown
    assert "<dt>It stands now at</dt><dd>Wednesday 4 March, 14:30 · moved by Charlie</dd>" in shown
    assert 'value="2026-03-05"' in shown
    assert ">\nSorry</textarea>" in shown


def test_what_it_says_is_changed_with_both_versions_and_not_below_those_who_come(
    announce: Announce, bo: Member, alice: Member, charlie: Member, client_of: ClientOf
) -> None:
    session = announce(capacity=3)
    join_session(session, by=alice)
    join_session(session, by=charlie)
    browser, address = client_of(bo), f"/sessions/{session.pk}/particulars"
    said = {"title": "Knots", "about": "", "way": "in_person", "place": "Room 5", "capacity": "1", "sequence": "0"}
    few = browser.post(address, said)
    assert errors(page(few)) == ["2 have a place already. Please choose at least as many."]
    change_session(session, by=bo, sequence=0, title="Bends", place="Room 6", capacity=2)
    overtaken = browser.post(address, said | {"capacity": "4"})
    assert overtaken.status_code == 409
    assert "<dt>Title</dt><dd>Bends</dd>" in page(overtaken)
    assert 'value="Knots"' in page(overtaken)
    assert browser.post(address, said | {"capacity": "4", "sequence": "1"}).status_code == 303
    session.refresh_from_db()
    assert (session.title, session.place, session.capacity) == ("Knots", "Room 5", 4)
    assert client_of(alice).get(address).status_code == 404


def test_cancelled_all_who_hoped_are_told(
    announce: Announce, bo: Member, alice: Member, charlie: Member, dana: Member, client_of: ClientOf, post, work
) -> None:
    session = announce()
    join_session(session, by=alice)
    join_session(session, by=charlie)
    invite(session, [dana], by=bo)
    work()
    post.letters.clear()
    assert client_of(alice).post(f"/sessions/{session.pk}/cancellation", {"word": "x"}).status_code == 303
    assert not hasattr(Session.objects.get(), "cancellation")
    client_of(bo).post(f"/sessions/{session.pk}/cancellation", {"word": "The rope is gone"})
    work()
    subjects = {
        member.name: [one["Subject"].strip()[:10] for one in post.to(member)] for member in (alice, charlie, dana)
    }
    assert subjects == {"Alice Abend": ["Cancelled:"], "Charlie": ["Cancelled:"], "Dana": ["Cancelled:"]}
    assert "The rope is gone" in page(client_of(charlie).get(f"/sessions/{session.pk}"))


def test_impromptu_stands_ready_and_one_button_sends(
    hold, bo: Member, alice: Member, charlie: Member, client_of: ClientOf
) -> None:
    hold()
    browser = client_of(alice)
    ready = page(browser.get("/sessions/impromptu"))
    assert re.findall(r'name="members" value="(\d+)" id="m\d+"( checked)?', ready) == [(str(bo.pk), " checked")]
    [at, *_later] = re.findall(r'name="at" value="([^"]+)"', ready)
    form = {"title": "The map", "members": [bo.pk], "at": at, "uid": str(uuid4())}
    first = browser.post("/sessions/impromptu", form)
    assert browser.post("/sessions/impromptu", form).headers["Location"] == first.headers["Location"]
    session = Session.objects.get(kind="impromptu")
    assert (session.starts_at.isoformat(), session.audience) == ("2026-03-02T08:30:00+00:00", "invited")
    assert list(session.invitations.values_list("member__name", flat=True)) == ["Bo Bose"]
    assert list(session.participations.values_list("member__name", "part")) == [("Alice Abend", "teacher")]


def test_impromptu_says_when_an_hour_is_gone_or_a_week_is_full(
    hold, bo: Member, alice: Member, client_of: ClientOf
) -> None:
    hold()
    browser = client_of(alice)
    form = {"title": "The map", "members": [bo.pk], "at": "2026-03-02T05:00:00+00:00", "uid": str(uuid4())}
    assert "With these people another hour is the next one." in page(browser.post("/sessions/impromptu", form))
    update_profile(bo, by=bo, weekly_hours=0.5)
    [at, *_later] = re.findall(r'name="at" value="([^"]+)"', page(browser.get("/sessions/impromptu")))
    refused = browser.post("/sessions/impromptu", form | {"at": at})
    assert refused.status_code == 422
    assert "The week is full for Bo Bose, so nothing was sent." in page(refused)
    assert not Session.objects.filter(kind="impromptu").exists()
    assert browser.post("/sessions/impromptu", form | {"at": at, "anyway": "on"}).status_code == 303
    assert browser.post("/sessions/impromptu", {"title": "x", "uid": str(uuid4())}).status_code == 422


def test_found_by_its_words_by_whoever_may_look(
    announce: Announce, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    announce(about="Bowlines and hitches")
    secret = announce(title="Hitches in secret", audience="invited", local_time=time(15))
    invite(secret, [charlie], by=bo)
    assert hits(client_of(alice)) == ["Knots for beginners"]
    assert hits(client_of(charlie)) == ["Hitches in secret", "Knots for beginners"]
    block(bo, alice)
    assert hits(client_of(alice)) == []


def hits(browser: Client) -> list[str]:
    shown = page(browser.get("/find", {"q": "hitches"}))
    return sorted(re.findall(r'<h3><a href="/sessions/\d+">(.*?)</a>', shown))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_for_one_and_thirty(
    rows: int, announce: Announce, alice: Member, bo: Member, make_member, client_of, django_assert_num_queries
) -> None:
    for number in range(rows):
        session = announce(local_date=date(2026, 3, 3 + number // 6), local_time=time(8 + number % 6 * 2), capacity=3)
        join_session(session, by=alice)
    browser = client_of(alice)
    browser.get("/sessions")
    with django_assert_num_queries(7):
        shown = browser.get("/sessions")
    assert page(shown).count("you take part") == rows
    assert len(shown.content) < 60_000


def test_a_letter_to_each_of_many_reads_only_who_leads_and_its_reader(
    announce: Announce, bo: Member, make_member: MakeMember, post: Letterbox, work: Callable[[], int], clock
) -> None:
    """Two hundred letters about two hundred people would else be forty thousand rows."""
    session = announce(capacity=40)
    for number in range(20):
        join_session(session, by=make_member(f"Crowd {number}"))
    work()
    post.letters.clear()
    move_session(session, by=bo, local_date=date(2026, 3, 4), local_time=time(12), sequence=0)
    read = parts_read(work)
    assert len(post.letters) == 21
    assert read <= 4 * 21  # it is composed when it is due, and once more when it goes out
    post.letters.clear()
    clock.move_to(datetime(2026, 3, 4, 13, 30, tzinfo=UTC))
    record_ended_sessions()
    read = parts_read(work)
    assert len(post.letters) == 20
    assert read <= 10 * 21  # so many for each, however many they are


def parts_read(work: Callable[[], int]) -> int:
    """Return how many participations were read while the worker worked."""
    read: list[int] = []

    def count(instance: Participation, **_more: object) -> None:
        read.append(instance.pk)

    post_init.connect(count, sender=Participation)
    try:
        work()
    finally:
        post_init.disconnect(count, sender=Participation)
    return len(read)
