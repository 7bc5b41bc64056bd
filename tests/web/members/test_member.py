"""A colleague's page: the same for everybody, and what one can do there."""

from __future__ import annotations

import re

import pytest

from peerloop.people.actions import block, depart, update_profile
from peerloop.people.models import Avoidance, Block
from peerloop.skills.actions import endorse, offer, propose_skill, want


@pytest.fixture
def skilled(alice, bo, charlie, dana):
    """Alice offers and wants; Bo vouches."""
    update_profile(alice, by=alice, place="Lyon", time_zone="Asia/Tokyo")
    excel, welding, poems = (propose_skill(name, by=alice) for name in ("Excel", "Welding", "Poems"))
    mine = offer(alice, skill=excel, level=4, pace="any", text="Pivot tables")
    offer(alice, skill=propose_skill("Waiting", by=alice), level=3, pace="any", text="Imported", confirmed=False)
    endorse(mine, by=bo, text="She saved my quarter")
    want(alice, skill=welding, level=2, pace="any", text="For the boat", visibility="public")
    want(alice, skill=poems, level=2, pace="any", text="Nobody knows", visibility="private")
    want(
        alice, skill=propose_skill("Chess", by=alice), level=2, pace="any", text="Only to match", visibility="matching"
    )
    return alice


def plain(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=|"x-csrftoken": )"[^"]*"', "", page)


def test_a_page_says_what_a_colleague_may_know(skilled, charlie, client_of) -> None:
    page = client_of(charlie).get(f"/members/{skilled.pk}").text
    for shown in (
        "Alice",
        "Lyon",
        "Asia/Tokyo",
        "Excel",
        "Pivot tables",
        "She saved my quarter",
        "Welding",
        "For the boat",
    ):
        assert shown in page, shown
    for hidden in ("Waiting", "Imported", "Poems", "Nobody knows", "Chess", "Only to match", "alice@example.org"):
        assert hidden not in page, hidden


def test_the_manager_sees_exactly_what_any_colleague_sees(skilled, dana, charlie, client_of) -> None:
    update_profile(charlie, by=None, name="Dana")
    pages = [client_of(reader).get(f"/members/{skilled.pk}") for reader in (dana, charlie)]
    dana_page, charlie_page = (plain(page.text) for page in pages)
    # A manager is never asked, so the way to learn is the one difference, and it says nothing of the report.
    learn = re.compile(r'<a class="button small push".*?</a>', re.DOTALL)
    assert learn.sub("", dana_page) == learn.sub("", charlie_page)


def test_rather_not_is_noted_and_changes_nothing_to_see(alice, bo, client_of) -> None:
    browser = client_of(alice)
    assert browser.post(f"/members/{bo.pk}/avoidance").status_code == 303
    assert Avoidance.objects.get().other == bo
    assert browser.get(f"/members/{bo.pk}").status_code == 200
    assert client_of(bo).get(f"/members/{alice.pk}").status_code == 200


def test_a_block_shuts_both_out(alice, bo, client_of) -> None:
    browser = client_of(alice)
    assert browser.post(f"/members/{bo.pk}/block")["Location"] == "/settings/privacy"
    assert browser.get(f"/members/{bo.pk}").status_code == 404
    assert client_of(bo).get(f"/members/{alice.pk}").status_code == 404


def test_nobody_turns_against_themselves(alice, client_of) -> None:
    for act in ("avoidance", "block"):
        assert client_of(alice).post(f"/members/{alice.pk}/{act}").status_code == 303
    assert not Avoidance.objects.exists()
    assert not Block.objects.exists()


def test_who_has_left_or_shut_the_door_is_not_there(alice, bo, charlie, client_of) -> None:
    depart(bo, by=None)
    block(charlie, alice)
    browser = client_of(alice)
    for pk in (bo.pk, charlie.pk, 2**40):
        assert browser.get(f"/members/{pk}").status_code == 404


def test_a_page_asks_the_same_number_of_questions_for_many_rows(
    alice, bo, make_member, client_of, django_assert_max_num_queries
) -> None:
    for number in range(30):
        one = offer(alice, skill=propose_skill(f"Skill no {number}", by=alice), level=3, pace="any", text="x")
        endorse(one, by=bo, text="y")
        want(
            alice, skill=propose_skill(f"Wish no {number}", by=alice), level=3, pace="any", text="", visibility="public"
        )
    browser = client_of(bo)
    with django_assert_max_num_queries(12):
        page = browser.get(f"/members/{alice.pk}")
    assert len(page.content) < 60_000
