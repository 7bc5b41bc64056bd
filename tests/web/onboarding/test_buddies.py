from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from peerloop.onboarding.actions import look_for_buddy, nominate, say_no, say_yes, second_weeks
from peerloop.onboarding.links import mail_link
from peerloop.onboarding.models import Buddy, Going, Nomination, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Coordinates]:
    with time_machine.travel(MONDAY, tick=False) as moved:
        yield moved


@pytest.fixture
def alice(make_member: MakeMember, dana: Member) -> Member:
    return make_member("Alice", manager=dana, hired_on=date(2026, 11, 16))


@pytest.fixture
def bo(make_member: MakeMember) -> Member:
    return make_member("Bo", hired_on=date(2020, 1, 1))


@pytest.fixture
def charlie(make_member: MakeMember) -> Member:
    return make_member("Charlie", hired_on=date(2021, 1, 1))


@pytest.fixture
def proposed(alice: Member, bo: Member) -> Buddy:
    look_for_buddy(alice, by=None)
    return Buddy.objects.get()


@pytest.fixture
def agreed(proposed: Buddy, alice: Member, bo: Member) -> Buddy:
    for member in (alice, bo):
        say_yes(proposed, by=member)
    return Buddy.objects.get()


def page(response) -> str:
    return response.content.decode()


def test_who_has_none_asks_and_sees_why(alice: Member, bo: Member, client_of: ClientOf) -> None:
    browser = client_of(alice)
    assert "New here, or new in what you do?" in page(browser.get("/onboarding"))
    shown = page(browser.post("/onboarding", follow=True))
    assert ("We look for somebody." in shown, "Has been here for 6 years" in shown) == (True, True)
    assert "You have been here for a while" in page(client_of(bo).get("/onboarding"))


def test_nobody_there_is_said(alice: Member, client_of: ClientOf) -> None:
    look_for_buddy(alice, by=None)
    assert "Nobody just now" in page(client_of(alice).get("/onboarding"))


def test_both_say_yes_on_the_page(proposed: Buddy, alice: Member, bo: Member, client_of: ClientOf) -> None:
    path = f"/onboarding/buddies/{proposed.pk}/acceptance"
    assert "We ask the other one, too." in page(client_of(alice).post(path, follow=True))
    assert "Here is your plan." in page(client_of(bo).post(path, follow=True))
    assert "The plan of the first weeks" in page(client_of(alice).get("/onboarding"))
    late = client_of(alice).post(f"/onboarding/buddies/{proposed.pk}/refusal", follow=True)
    assert "This has been answered already" in page(late)


def test_not_this_one_and_no_buddy_at_all(
    proposed: Buddy, alice: Member, bo: Member, charlie: Member, client_of: ClientOf
) -> None:
    browser = client_of(alice)
    shown = page(browser.post(f"/onboarding/buddies/{proposed.pk}/refusal", follow=True))
    assert ("Nobody is told who said so." in shown, "Charlie" in shown) == (True, True)
    assert client_of(bo).post(f"/onboarding/buddies/{proposed.pk}/acceptance").status_code == 404
    assert "You need no buddy" in page(browser.post("/onboarding/closing", follow=True))


def test_one_click_from_the_mail(proposed: Buddy, alice: Member, bo: Member, client_of: ClientOf) -> None:
    way = {
        (member, answer): mail_link(proposed, member, answer).removeprefix(settings.PEERLOOP_URL)
        for member in (alice, bo)
        for answer in ("acceptance", "refusal")
    }
    nobody = Client()
    assert "Be the buddy of Alice?" in page(nobody.get(way[bo, "acceptance"]))
    assert Buddy.objects.get().acceptances.count() == 0
    assert "You have said yes" in page(nobody.post(way[bo, "acceptance"]))
    assert client_of(alice).get(way[bo, "acceptance"]).status_code == 403
    assert "You and Bo have agreed" in page(nobody.post(way[alice, "acceptance"]))
    assert nobody.post(way[alice, "refusal"]).status_code == 410
    assert nobody.get("/onboarding/links/made-up").status_code == 404


def test_a_link_tells_nothing_of_who_said_no(proposed: Buddy, alice: Member, bo: Member) -> None:
    say_no(proposed, by=bo)
    gone = Client().get(mail_link(proposed, alice, "acceptance").removeprefix(settings.PEERLOOP_URL))
    assert (gone.status_code, "It was answered, or the time" in page(gone), ">Bo<" in page(gone)) == (410, True, False)


def test_the_plan_is_written_ticked_and_changed(agreed: Buddy, alice: Member, bo: Member, client_of: ClientOf) -> None:
    browser, address = client_of(alice), f"/onboarding/plans/{agreed.pairing_id}"
    assert "Week 1: Arrive" in page(browser.get(address))
    browser.post(f"{address}/tasks", {"week": "6", "text": "Write to my old team"})
    task = Task.objects.get(text="Write to my old team")
    wrong = browser.post(f"{address}/tasks", {"week": "9", "text": "Kept as typed"})
    assert (wrong.status_code, "Kept as typed" in page(wrong)) == (422, True)
    browser.post(f"/onboarding/tasks/{task.pk}/tick", {"done": "yes"})
    assert Task.objects.get(pk=task.pk).tick.by == alice
    assert browser.post(f"/onboarding/tasks/{task.pk}/tick", {"done": "?"}).status_code == 400
    assert client_of(bo).post(f"/onboarding/tasks/{task.pk}", {"text": ""}).status_code == 422
    client_of(bo).post(f"/onboarding/tasks/{task.pk}", {"text": "Write to both teams"})
    assert "Write to both teams" in page(browser.get(address))
    browser.post(f"/onboarding/tasks/{task.pk}/removal")
    assert not Task.objects.filter(pk=task.pk).exists()


def test_how_it_goes_is_asked_in_the_second_week_and_kept_to_oneself(
    agreed: Buddy, alice: Member, bo: Member, client_of: ClientOf, clock: time_machine.Coordinates
) -> None:
    address = f"/onboarding/plans/{agreed.pairing_id}"
    assert "How is it going" not in page(client_of(alice).get(address))
    clock.shift(9 * 24 * 3600)
    second_weeks()
    browser = client_of(alice)
    assert "How is it going with Bo?" in page(browser.get(address))
    shown = page(browser.post(f"{address}/going", {"answer": "slowly"}, follow=True))
    assert "Not got going yet?" in shown
    assert "Not got going yet?" not in page(client_of(bo).get(address))
    assert browser.post(f"{address}/going", {"answer": "badly"}).status_code == 400
    assert Going.objects.get().member == alice
    assert "nobody has done anything wrong" in page(browser.post(f"{address}/parting", follow=True))
    assert client_of(bo).get(address).status_code == 404


def test_a_manager_nominates_and_sees_two_facts(
    alice: Member, bo: Member, charlie: Member, dana: Member, client_of: ClientOf
) -> None:
    browser = client_of(dana)
    assert "Who is new in your team" in page(browser.get("/onboarding"))
    assert "Alice" in page(browser.get("/onboarding/newcomers"))
    assert "Nobody here is called that." in page(browser.get(f"/onboarding/newcomers/{alice.pk}?q=zz"))
    assert f'value="{charlie.pk}"' in page(browser.get(f"/onboarding/newcomers/{alice.pk}?q=char"))
    path = f"/onboarding/newcomers/{alice.pk}/nominations"
    wrong = browser.post(path, {"member": "none", "q": "char"})
    assert (wrong.status_code, 'value="char"' in page(wrong)) == (422, True)
    assert "stands in the same reporting line" in page(browser.post(path, {"member": dana.pk}))
    assert "Noted." in page(browser.post(path, {"member": charlie.pk}, follow=True))
    buddy = Buddy.objects.get()
    before = page(browser.get("/onboarding/newcomers"))
    say_yes(buddy, by=charlie)
    say_no(buddy, by=alice)
    after = page(browser.get("/onboarding/newcomers"))
    assert ("theirs to decide" in after, "both have agreed" in after, len(before) == len(after)) == (True, False, True)
    assert Nomination.objects.get().by == dana


def test_and_only_of_their_own_reports(alice: Member, bo: Member, charlie: Member, dana: Member, client_of) -> None:
    nominate(alice, member=bo, by=dana)
    for stranger in (alice, bo, charlie):
        browser = client_of(stranger)
        assert "Nobody is new just now" in page(browser.get("/onboarding/newcomers"))
        assert browser.get(f"/onboarding/newcomers/{alice.pk}").status_code == 404
        post = browser.post(f"/onboarding/newcomers/{alice.pk}/nominations", {"member": charlie.pk})
        assert post.status_code == 404


def test_rather_no_buddy_and_back(bo: Member, client_of: ClientOf) -> None:
    browser = client_of(bo)
    assert "I would be a buddy again" in page(browser.post("/onboarding/reluctance", follow=True))
    assert "I would rather not be a buddy" in page(browser.post("/onboarding/reluctance/removal", follow=True))


@pytest.mark.parametrize("many", [1, 20])
def test_the_pages_ask_the_same_however_many(
    many: int, bo: Member, make_member: MakeMember, client_of: ClientOf, django_assert_num_queries
) -> None:
    bo.capacity = 50
    bo.save()
    for number in range(many):
        look_for_buddy(make_member(f"New {number}"), by=None)
    Buddy.objects.update(member=bo)
    browser = client_of(bo)
    browser.get("/onboarding")
    with django_assert_num_queries(9):
        browser.get("/onboarding")


@pytest.fixture
def plan_of(agreed: Buddy, alice: Member) -> Callable[[int], str]:
    def with_tasks(many: int) -> str:
        Task.objects.all().delete()
        Task.objects.bulk_create(Task(welcome=agreed.welcome, week=1, text=f"Task {n}") for n in range(many))
        return f"/onboarding/plans/{agreed.pairing_id}"

    return with_tasks


@pytest.mark.parametrize("many", [1, 30])
def test_the_plan_asks_the_same_however_long(
    many: int, plan_of, alice: Member, client_of: ClientOf, django_assert_num_queries
) -> None:
    browser, address = client_of(alice), plan_of(many)
    browser.get(address)
    with django_assert_num_queries(9):
        browser.get(address)
