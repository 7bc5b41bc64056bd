"""A skill, what one wants, what one offers, vouching: as pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peerloop.people.actions import block
from peerloop.skills.actions import endorse, offer, propose_skill, want
from peerloop.skills.models import Endorsement, Need, Offer, Skill

if TYPE_CHECKING:
    from django.test import Client
    from tests.conftest import ClientOf, MakeMember

    from peerloop.people.models import Member

NEED = {"level": "3", "pace": "any", "text": "", "visibility": "matching"}
OFFER = {"level": "4", "pace": "weeks", "text": "Gladly"}


@pytest.fixture
def rust(db: None) -> Skill:
    return propose_skill("Rust", by=None)


def queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_from_i_want_to_learn_to_the_suggestions_in_one_form(alice: Member, rust: Skill, client_of: ClientOf) -> None:
    browser = client_of(alice)
    address = f"{reverse('skills:needs')}?skill={rust.pk}"
    assert "Learn Rust" in browser.get(address).text
    saved = browser.post(address, NEED)
    need = Need.objects.get()
    assert (saved.status_code, saved["Location"]) == (303, reverse("matchmaking:suggestions", args=[need.pk]))
    assert (need.member, need.skill, need.visibility) == (alice, rust, "matching")


def test_a_new_skill_is_added_only_when_nothing_like_it_is_meant(alice: Member, client_of: ClientOf) -> None:
    postgres = propose_skill("PostgreSQL", by=None)
    browser, address = client_of(alice), reverse("skills:needs")
    back = browser.post(address, NEED | {"name": "Postgersql", "text": "For the reports"})
    assert back.status_code == 422
    assert "PostgreSQL" in back.text
    assert "For the reports" in back.text
    assert list(Skill.objects.all()) == [postgres]
    assert browser.post(address, NEED | {"name": "Postgersql", "meant": str(postgres.pk)}).status_code == 303
    assert Need.objects.get().skill == postgres
    assert browser.post(address, NEED | {"name": "Postgersql", "meant": "new"}).status_code == 303
    assert browser.post(address, NEED | {"name": "Baking"}).status_code == 303
    assert sorted(Skill.objects.values_list("name", "proposed_by")) == [
        ("Baking", alice.pk),
        ("Postgersql", alice.pk),
        ("PostgreSQL", None),
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"level": "9"}, {"level": ""}, {"pace": "soon"}, {"visibility": "all"}, {"text": "x" * 281}, {"name": "+++"},
     {"name": "x" * 121}, {"name": ""}, {"name": "a\0b", "level": "x"}],
)  # fmt: skip
def test_a_wrong_form_is_given_back_with_what_was_typed(alice: Member, client_of: ClientOf, wrong: dict) -> None:
    back = client_of(alice).post(reverse("skills:needs"), NEED | {"name": "Baking bread"} | wrong)
    assert back.status_code == 422
    assert list(Need.objects.all()) == []
    assert list(Skill.objects.all()) == []


@pytest.mark.parametrize("skill", ["0", "x", "-1", "9" * 40, "1.5", "²"])
def test_a_skill_that_is_not_there_is_a_404(alice: Member, client_of: ClientOf, skill: str) -> None:
    assert client_of(alice).get(f"{reverse('skills:needs')}?skill={skill}").status_code == 404


def test_a_need_is_changed_and_taken_off_the_list(alice: Member, bo: Member, rust: Skill, client_of: ClientOf) -> None:
    need = want(alice, skill=rust, text="Slowly")
    address, removal = reverse("skills:need", args=[need.pk]), reverse("skills:need-removal", args=[need.pk])
    browser = client_of(alice)
    assert "Slowly" in browser.get(address).text
    assert browser.post(address, NEED | {"level": "7"}).status_code == 422
    assert browser.post(address, NEED | {"visibility": "public"}).status_code == 303
    for method in ("get", "post"):
        assert getattr(client_of(bo), method)(address).status_code == 404
    assert client_of(bo).post(removal).status_code == 404
    assert Need.objects.get().visibility == "public"
    assert browser.post(removal).status_code == 303
    assert list(Need.objects.all()) == []


def test_an_offer_is_made_changed_and_withdrawn(alice: Member, bo: Member, rust: Skill, client_of: ClientOf) -> None:
    browser = client_of(bo)
    assert browser.post(f"{reverse('skills:offers')}?skill={rust.pk}", OFFER).status_code == 303
    made = Offer.objects.get()
    assert (made.member, made.level, made.text, made.confirmed_at is not None) == (bo, 4, "Gladly", True)
    address = reverse("skills:offer", args=[made.pk])
    assert client_of(alice).post(address, OFFER).status_code == 404
    assert browser.post(address, OFFER | {"level": "5"}).status_code == 303
    assert Offer.objects.get().level == 5
    assert browser.post(reverse("skills:offer-withdrawal", args=[made.pk])).status_code == 303
    assert list(Offer.objects.all()) == []


def test_imported_offers_are_looked_through_once(alice: Member, bo: Member, rust: Skill, client_of: ClientOf) -> None:
    go, ada = propose_skill("Go", by=None), propose_skill("Ada", by=None)
    yes, no, later = (offer(bo, skill=skill, confirmed=False) for skill in (rust, go, ada))
    others = offer(alice, skill=rust, confirmed=False)
    browser, address = client_of(bo), reverse("skills:waiting")
    assert "Rust" in browser.get(address).text
    shown = [str(yes.pk), str(no.pk), str(others.pk), "x", "9" * 99]
    assert browser.post(address, {"shown": shown, "offer": [str(yes.pk), str(others.pk)]}).status_code == 303
    left = dict(Offer.objects.values_list("pk", "confirmed_at"))
    assert sorted(left) == sorted([yes.pk, later.pk, others.pk])
    assert [left[pk] is None for pk in (yes.pk, later.pk, others.pk)] == [False, True, True]


def test_a_skill_page_shows_whom_the_reader_may_see(
    alice: Member, bo: Member, charlie: Member, rust: Skill, make_member: MakeMember, client_of: ClientOf
) -> None:
    hidden = make_member("Erin")
    endorse(offer(bo, skill=rust, text="Borrow checker"), by=charlie, text="Saw it work")
    offer(hidden, skill=rust)
    offer(charlie, skill=rust, confirmed=False)
    want(charlie, skill=rust, visibility="matching", text="Secretly")
    block(hidden, alice)
    shown = client_of(alice).get(reverse("skills:skill", args=[rust.pk])).text
    assert [word in shown for word in ("Borrow checker", "Saw it work", "Erin", "Secretly")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert ">Charlie</a>" not in shown


def test_vouching_and_taking_it_back(alice: Member, dana: Member, bo: Member, rust: Skill, client_of: ClientOf) -> None:
    hers = offer(alice, skill=rust)
    address = reverse("skills:endorsements", args=[hers.pk])
    assert client_of(dana).get(address).status_code == 403
    assert client_of(dana).post(address, {"text": "x"}).status_code == 403
    assert client_of(alice).post(address, {"text": "x"}).status_code == 404
    assert client_of(bo).post(address, {"text": "x" * 281}).status_code == 422
    assert client_of(bo).post(address, {"text": "Reviewed it"}).status_code == 303
    word = Endorsement.objects.get()
    assert "Reviewed it" in client_of(bo).get(address).text
    withdrawal = reverse("skills:endorsement-withdrawal", args=[word.pk])
    assert client_of(alice).post(withdrawal).status_code == 404
    assert client_of(bo).post(withdrawal).status_code == 303
    assert list(Endorsement.objects.all()) == []


def test_names_are_shown_as_text(alice: Member, make_member: MakeMember, client_of: ClientOf) -> None:
    skill = propose_skill("<b>Rust & co</b>", by=None)
    bo = make_member("<i>Bo", email="bo@example.org")
    offer(bo, skill=skill, text="<u>x")
    want(bo, skill=skill, visibility="public", text='"><u>y')
    want(alice, skill=skill, visibility="public", text="<u>z")
    browser = client_of(alice)
    shown = [
        reverse("skills:skill", args=[skill.pk]),
        reverse("skills:needs"),
        f"{reverse('skills:needs')}?skill={skill.pk}",
    ]
    for address in [*shown, f"{reverse('skills:offers')}?name=<b>", f"{reverse('find:find')}?q=<b>rust"]:
        text = browser.get(address).text
        assert [mark for mark in ("<b>Rust", "<i>Bo", "<u>", '<b>"', "&amp;lt;", "&amp;amp;") if mark in text] == []


def test_pages_ask_the_same_of_the_database_for_1_and_30(
    alice: Member, rust: Skill, make_member: MakeMember, client_of: ClientOf
) -> None:
    browser = client_of(alice)
    addresses = [reverse("skills:skill", args=[rust.pk]), reverse("skills:needs"), reverse("skills:offers"),
                 f"{reverse('skills:needs')}?skill={rust.pk}", reverse("skills:waiting")]  # fmt: skip

    def more(number: int) -> None:
        member, skill = make_member(f"M {number}"), propose_skill(f"Skill number {number}", by=None)
        endorse(offer(member, skill=rust), by=alice, text="Seen")
        endorse(offer(alice, skill=skill), by=member)
        offer(alice, skill=propose_skill(f"Waiting {number}", by=None), confirmed=False)
        want(member, skill=rust, visibility="public")
        Need.objects.create(member=alice, skill=skill)

    more(0)
    few = [queries(browser, address) for address in addresses]
    for number in range(1, 30):
        more(number)
    assert [queries(browser, address) for address in addresses] == few
    assert max(few) <= 13
    assert max(len(browser.get(address).content) for address in addresses) <= 60_000
