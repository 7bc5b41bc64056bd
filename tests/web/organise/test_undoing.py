"""An organiser gave the wrong file, and takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.domain.intake.test_import import sheet
from tests.domain.intake.test_undo import AFTER, BEFORE

from peerloop.intake.actions import apply_import
from peerloop.intake.models import Import, Undoing
from peerloop.journal.leases import work_off
from peerloop.people.models import Member
from peerloop.skills.actions import want
from peerloop.skills.models import Skill

if TYPE_CHECKING:
    from django.test import Client
    from tests.conftest import ClientOf, MakeMember


def pages(done: Import) -> tuple[str, str]:
    return reverse("organise:import", args=[done.pk]), reverse("organise:undoing", args=[done.pk])


def main(browser: Client, address: str) -> str:
    return " ".join(browser.get(address).text.split("<main")[1].split("</main>")[0].split())


@pytest.mark.django_db(transaction=True)
def test_undo_is_offered_asks_once_and_says_so_afterwards(make_member: MakeMember, client_of: ClientOf) -> None:
    olga = make_member("Olga", roles=["organiser"])
    browser = client_of(olga)
    apply_import(sheet(*BEFORE), "first.csv", by=olga)
    done = apply_import(sheet(*AFTER[2:], BEFORE[0], BEFORE[1]), "wrong.csv", by=olga, complete=True, confirmed=True)
    page, question = pages(done)
    listed = main(browser, reverse("organise:imports"))
    assert listed.count(">Undo</a>") == 1
    assert question in listed
    assert question in main(browser, page)
    asked = main(browser, question)
    for said in ("Undo this import?", "2 people who came with it are removed", "1 person who was retired comes back",
                 "stay ended", "those that the file names as needs of people who were here stay"):  # fmt: skip
        assert said in asked
    assert Member.objects.filter(name="New").exists()

    answer = browser.post(question)
    assert (answer.status_code, answer["Location"]) == (303, page)
    waiting = browser.get(page).text
    assert "It begins in a moment." in waiting
    assert "http-equiv" in waiting
    work_off()
    after = main(browser, page)
    assert "Olga took this import back." in after
    assert question not in after
    assert "· undone" in main(browser, reverse("organise:imports"))
    assert "Only the latest import can be undone" in main(browser, question)
    assert browser.post(question).status_code == 422
    assert set(Member.objects.values_list("name", flat=True)) == {"Olga", "Dana", "Alice", "Bo", "Kim"}


def test_what_hangs_on_it_is_told_instead_of_the_question(
    organiser: Member, administrator: Member, client_of: ClientOf
) -> None:
    done = apply_import(sheet(*AFTER), "people.csv", by=administrator)
    client_of(Member.objects.get(name="New"))
    _page, question = pages(done)
    for told in (client_of(organiser).get(question), client_of(organiser).post(question)):
        assert "New has begun to use Peerloop, or somebody counts on them." in told.text
        assert "Undo it" not in told.text
    assert told.status_code == 422
    assert list(Undoing.objects.all()) == []


@pytest.mark.django_db(transaction=True)
def test_what_came_between_the_question_and_its_turn_is_told(make_member: MakeMember, client_of: ClientOf) -> None:
    olga = make_member("Olga", roles=["organiser"])
    browser = client_of(olga)
    page, question = pages(apply_import(sheet(*AFTER), "people.csv", by=olga))
    browser.post(question)
    client_of(Member.objects.get(name="New"))
    work_off()
    assert "It was not undone: something hangs on it by now." in main(browser, page)
    assert Member.objects.filter(name="Newer").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("visibility", ["private", "matching", "public"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_undoing_asks_in_vain_what_somebody_wants_to_learn(
    visibility: str, when: str, make_member: MakeMember, client_of: ClientOf
) -> None:
    """The pages say the same whether Bo wants it too or not, and whether the file's need became Bo's own."""
    olga, bo, charlie = make_member("Olga", roles=["organiser"]), make_member("Bo"), make_member("Charlie")
    browser = client_of(olga)
    for name in ("Grieving", "Knitting"):
        Skill.objects.create(name=name, key=name.casefold(), words=f" {name.casefold()} ")

    def told(member: Member, skill: str) -> list[str]:
        row = {"email": member.email, "name": member.name, "needs": f"{skill};New {skill}"}
        done = apply_import(sheet(row), "people.csv", by=olga)
        if member == bo and when == "after":
            want(bo, skill=Skill.objects.get(name=f"New {skill}"), level=1, visibility=visibility)
        page, question = pages(done)
        said = [main(browser, one) for one in (page, question)]
        browser.post(question)
        work_off()
        said += [main(browser, page), str(Skill.objects.filter(name=f"New {skill}").exists())]
        Skill.objects.filter(name=f"New {skill}").delete()
        Import.objects.all().delete()
        return [_without_numbers(one) for one in said]

    if when == "before":
        want(bo, skill=Skill.objects.get(name="Grieving"), level=2, visibility=visibility)
    assert told(bo, "Grieving") == told(charlie, "Grieving") == told(charlie, "Knitting")


def _without_numbers(text: str) -> str:
    import re

    return re.sub(r"/\d+|csrfmiddlewaretoken\" value=\"[^\"]*\"|<time.*?</time>", "", text)


def test_nobody_else_undoes(alice: Member, moderator: Member, client_of: ClientOf, administrator: Member) -> None:
    done = apply_import(sheet(*BEFORE[2:]), "people.csv", by=administrator)
    for member in (alice, moderator):
        assert client_of(member).post(pages(done)[1]).status_code == 403
    assert client_of(administrator).get(reverse("organise:undoing", args=[2**40])).status_code == 404


def test_the_question_costs_the_same_for_one_and_for_thirty(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)

    def asked(number: int) -> int:
        rows = [{"email": f"m{one}@example.org", "name": f"M {one}", "team": f"T {one}"} for one in range(number)]
        _page, question = pages(apply_import(sheet(*rows), "people.csv", by=organiser))
        with CaptureQueriesContext(connection) as queries:
            assert "Undo it" in browser.get(question).text
        return len(queries)

    assert asked(1) == asked(30)
