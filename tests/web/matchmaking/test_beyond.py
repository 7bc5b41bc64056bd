"""Rings, reverse mentoring and what lies outside one's field, as pages; and the links about them in mail."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.domain.matchmaking.test_rings import circle, swaps
from tests.web.matchmaking.conftest import TUESDAY_9

from peerloop.kit.tokens import sign
from peerloop.matchmaking.actions import accept, draw_stretch, end_pairing, join_ring, publish, release_silent
from peerloop.matchmaking.models import Earlier, Pairing, Ring, StretchAnswer
from peerloop.matchmaking.said_by_mail import PURPOSE, word_link
from peerloop.people.actions import block, depart, update_profile
from peerloop.skills.actions import offer, propose_skill
from peerloop.skills.models import Need

if TYPE_CHECKING:
    from tests.conftest import ClientOf

    from peerloop.matchmaking.models import Request
    from peerloop.people.models import Member


@pytest.fixture
def ring(organiser: Member, alice: Member, bo: Member, charlie: Member) -> Ring:
    circle(alice, bo, charlie)
    publish(swaps(organiser), by=organiser)
    return Ring.objects.get()


def path(link: str) -> str:
    return link.removeprefix(settings.PEERLOOP_URL)


def main(page: bytes) -> str:
    return page.decode().split("<main")[1]


def test_each_in_a_ring_reads_it_from_where_they_stand(
    client_of: ClientOf, ring: Ring, alice: Member, dana: Member
) -> None:
    page = main(client_of(alice).get(reverse("matchmaking:ring", args=[ring.pk])).content)
    lines = ("Bo teaches you Bo’s art.", "Charlie teaches Bo Charlie’s art.",
             "You teach Charlie Alice’s art, and so the ring closes.")  # fmt: skip
    assert [page.index(line) for line in lines] == sorted(page.index(line) for line in lines)
    assert page.count("button first") == 1
    assert client_of(dana).get(reverse("matchmaking:ring", args=[ring.pk])).status_code == 404
    assert "A ring, if you all say yes" in main(client_of(alice).get(reverse("matchmaking:pairings")).content)


def test_a_swap_is_said_in_one_sentence(client_of: ClientOf, organiser: Member, alice: Member, bo: Member) -> None:
    circle(alice, bo)
    publish(swaps(organiser), by=organiser)
    page = main(client_of(alice).get(reverse("matchmaking:ring", args=[Ring.objects.get().pk])).content)
    assert "You teach Bo Alice’s art, and Bo teaches you Bo’s art." in page


def test_a_ring_is_answered_on_its_page(
    client_of: ClientOf, ring: Ring, alice: Member, bo: Member, charlie: Member
) -> None:
    for member in (alice, bo, charlie):
        client_of(member).post(reverse("matchmaking:ring-acceptance", args=[ring.pk]))
    assert Pairing.objects.filter(ring=ring).count() == 3
    page = main(client_of(bo).get(reverse("matchmaking:ring", args=[ring.pk])).content)
    assert "Charlie’s art, from Charlie" in page
    assert "Bo’s art, for Alice" in page
    mine = Pairing.objects.get(ring=ring, learner=bo)
    answer = client_of(bo).post(reverse("matchmaking:ending", args=[mine.pk]), {"whole": "on", "thanks": "Thank you"})
    assert answer.status_code == 303
    assert Pairing.objects.filter(ring=ring, ending=None).count() == 0


def test_in_the_suggestions_the_ring_stands_and_nobody_of_it_twice(
    client_of: ClientOf, ring: Ring, alice: Member
) -> None:
    need = Need.objects.get(member=alice)
    page = main(client_of(alice).get(reverse("matchmaking:suggestions", args=[need.pk])).content)
    assert "A ring, if you all say yes" in page
    assert "Ask Bo for this time" not in page
    assert page.count("button first") == 1


def test_the_links_about_a_ring_tell_first_and_act_on_a_click(
    ring: Ring, alice: Member, bo: Member, charlie: Member
) -> None:
    visitor = Client()
    for member in (alice, bo):
        link = path(word_link(ring.pk, member, "join"))
        assert "Say yes to this?" in visitor.get(link).content.decode()
        assert visitor.post(link).status_code == 200
        assert visitor.post(link).status_code == 410
    assert not Pairing.objects.exists()
    assert "Say that it is not possible" in visitor.get(path(word_link(ring.pk, charlie, "leave"))).content.decode()
    answer = visitor.post(path(word_link(ring.pk, charlie, "join")))
    assert "You are learning together" in answer.content.decode()
    assert Pairing.objects.count() == 3
    assert visitor.post(path(word_link(ring.pk, charlie, "leave"))).status_code == 410


def test_a_link_is_for_one_member_who_still_sees_it(
    client_of: ClientOf, ring: Ring, alice: Member, bo: Member, charlie: Member
) -> None:
    link = path(word_link(ring.pk, alice, "join"))
    assert client_of(bo).post(link).status_code == 403
    assert Client().post("/words/forged").status_code == 404
    assert Client().get(f"/words/{sign(PURPOSE, about=ring.pk, member=alice.pk, says='burn')}").status_code == 404
    depart(alice, by=None)
    assert Client().post(link).status_code == 404
    block(bo, charlie)
    assert Client().post(path(word_link(ring.pk, bo, "join"))).status_code == 404


@pytest.mark.parametrize(("says", "running"), [("still", True), ("end", False)])
def test_the_links_after_silence(says: str, running: bool, asked: Request, alice: Member, bo: Member) -> None:
    pairing = accept(asked, by=bo)
    link = path(word_link(pairing.pk, alice, says))
    assert Client().post(link).status_code == 410
    with time_machine.travel(TUESDAY_9 + timedelta(days=15), tick=False):
        release_silent()
        assert Client().get(link).status_code == 200
        assert Client().post(link).status_code == 200
        assert Client().post(link).status_code == 410
    assert Pairing.objects.filter(ending=None).exists() is running


def test_somebody_earlier_in_their_career(
    client_of: ClientOf, need: Need, alice: Member, bo: Member, charlie: Member
) -> None:
    hers = client_of(alice)
    page = reverse("matchmaking:suggestions", args=[need.pk])
    assert "since when you are here" in hers.post(f"/needs/{need.pk}/earlier", follow=True).content.decode()
    offer(charlie, skill=need.skill, level=4)
    for member, year in ((alice, 2015), (bo, 2010), (charlie, 2024)):
        update_profile(member, by=None, hired_on=date(year, 3, 1))
    assert "Ask Charlie" in main(hers.post(f"/needs/{need.pk}/earlier", follow=True).content)
    assert "Ask Bo" not in main(hers.get(page).content)
    hers.post(
        f"/needs/{need.pk}/requests", {"teacher": charlie.pk, "starts_at": TUESDAY_9.isoformat(), "text": "Show me?"}
    )
    asked_page = reverse("matchmaking:requests")
    assert "reverse mentoring" in main(client_of(charlie).get(asked_page).content)
    hers.post(f"/needs/{need.pk}/earlier/removal")
    assert not Earlier.objects.exists()


def test_outside_ones_field(client_of: ClientOf, need: Need, alice: Member, charlie: Member) -> None:
    singing = propose_skill("Singing", by=charlie)
    offer(charlie, skill=singing, level=4, text="In any key")
    hers, page = client_of(alice), reverse("matchmaking:stretch")
    assert "Nothing outside your field just now" in main(hers.get(page).content)
    mine = draw_stretch(alice, season="2026-Q4")
    assert mine is not None
    assert "How about Singing?" in main(hers.get(reverse("matchmaking:pairings")).content)
    told = main(hers.get(page).content)
    assert all(word in told for word in ("Outside your usual field", "In any key", "I am curious"))
    assert client_of(charlie).post(reverse("matchmaking:stretch-need", args=[mine.pk])).status_code == 404
    answer = hers.post(reverse("matchmaking:stretch-need", args=[mine.pk]))
    wanted = Need.objects.get(member=alice, skill=singing)
    assert answer["Location"] == reverse("matchmaking:suggestions", args=[wanted.pk])
    assert hers.post(reverse("matchmaking:stretch-refusal", args=[mine.pk])).status_code == 404
    assert StretchAnswer.objects.get().kind == "taken"
    hers.post(reverse("matchmaking:stretch-wish"))
    assert "You have switched these suggestions off" in main(hers.get(page).content)
    hers.post(reverse("matchmaking:stretch-wish"), {"wish": "some"})
    assert "just now" in main(hers.get(page).content)


def test_of_what_has_ended_by_hand_a_link_after_silence_says_so(asked: Request, alice: Member, bo: Member) -> None:
    pairing = accept(asked, by=bo)
    with time_machine.travel(TUESDAY_9 + timedelta(days=15), tick=False):
        release_silent()
        end_pairing(pairing, by=bo)
        assert Client().post(path(word_link(pairing.pk, alice, "still"))).status_code == 410


def test_who_has_said_yes_and_cannot_after_all(client_of: ClientOf, ring: Ring, alice: Member) -> None:
    join_ring(ring, by=alice)
    page = reverse("matchmaking:ring", args=[ring.pk])
    assert "I cannot after all" in main(client_of(alice).get(page).content)
    client_of(alice).post(reverse("matchmaking:ring-refusal", args=[ring.pk]))
    assert "It will not be this time" in main(client_of(alice).get(page).content)
