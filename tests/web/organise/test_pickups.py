"""An organiser sets up that the HR system's file comes by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.domain.intake.test_import import sheet

from peerloop.intake.actions import apply_import, look, save_pickup
from peerloop.intake.models import Fetch, Pickup
from peerloop.journal.leases import work_off
from peerloop.people.models import Member

if TYPE_CHECKING:
    from django.test import Client
    from tests.conftest import ClientOf, MakeMember
    from tests.outside import Site
    from tests.post import Letterbox

PEOPLE = [{"email": f"m{number}@example.org", "name": f"M {number}"} for number in range(30)]


def main(browser: Client, address: str) -> str:
    return " ".join(browser.get(address).text.split("<main")[1].split("</main>")[0].split())


@pytest.mark.django_db(transaction=True)
def test_it_is_set_up_tried_changed_and_removed(site: Site, make_member: MakeMember, client_of: ClientOf) -> None:
    browser = client_of(make_member("Olga", roles=["organiser"]))
    assert reverse("organise:pickups") in main(browser, reverse("organise:imports"))
    assert "Nothing comes by itself yet" in main(browser, reverse("organise:pickups"))
    given = {"where": site.address("/people.csv"), "every": "hour", "complete": "on"}
    made = browser.post(reverse("organise:pickups"), given)
    pickup = Pickup.objects.get()
    page = reverse("organise:pickup", args=[pickup.pk])
    assert (made.status_code, made["Location"], pickup.kind, pickup.complete) == (303, page, "address", True)
    assert "Nobody has looked yet." in main(browser, page)

    site.pages["/people.csv"] = sheet(*PEOPLE)
    asked = browser.post(reverse("organise:fetching", args=[pickup.pk]))
    assert (asked.status_code, asked["Location"]) == (303, page)
    assert "The worker looks now." in main(browser, page)
    assert "http-equiv" in browser.get(page).text
    work_off()
    after = main(browser, page)
    assert "imported</a>" in after
    assert "The worker looks now." not in after
    assert "imported</a>" in main(browser, reverse("organise:pickups"))
    assert Member.objects.filter(name__startswith="M ").count() == 30

    changed = browser.post(page, {**given, "every": "week", "complete": ""})
    pickup.refresh_from_db()
    assert (changed.status_code, pickup.every, pickup.complete) == (303, "week", False)
    assert browser.post(reverse("organise:pickup_removal", args=[pickup.pk])).status_code == 303
    assert list(Pickup.objects.all()) == []


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("https://me:secret@hr.example.org/", "it would stand readable here"),
        ("https://hr.example.org/?token=1", "A secret in an address would stand readable here."),
        ("http://hr.example.org/<b>", "Only addresses that begin with https:// are asked."),
        ("", "This field is required."),
        ("x" * 501, "at most 500 characters"),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_what_was_typed_is_kept(
    organiser: Member, client_of: ClientOf, where: str, said: str
) -> None:
    answer = client_of(organiser).post(reverse("organise:pickups"), {"where": where, "every": "week"})
    assert answer.status_code == 422
    assert said in answer.text
    assert where.replace("<b>", "&lt;b&gt;") in answer.text
    assert '<option value="week" selected>' in answer.text
    assert list(Pickup.objects.all()) == []


def test_a_folder_is_offered_where_the_house_has_one(
    organiser: Member, client_of: ClientOf, settings, tmp_path
) -> None:
    browser, pages = client_of(organiser), reverse("organise:pickups")
    assert 'name="kind"' not in browser.get(pages).text
    assert browser.post(pages, {"kind": "folder", "where": "", "every": "day"}).status_code == 422
    settings.PICKUP_FOLDER = tmp_path
    assert 'name="kind"' in browser.get(pages).text
    assert browser.post(pages, {"kind": "folder", "where": "..", "every": "day"}).status_code == 422
    assert browser.post(pages, {"kind": "nothing", "where": "", "every": "day"}).status_code == 422
    assert browser.post(pages, {"kind": "folder", "where": "", "every": "day"}).status_code == 303


def test_one_that_waits_leads_to_the_page_on_which_one_says_yes(
    site: Site, organiser: Member, administrator: Member, client_of: ClientOf
) -> None:
    apply_import(sheet(*PEOPLE), "people.csv", by=organiser)
    site.pages["/people.csv"] = sheet(*PEOPLE[:9])
    pickup = save_pickup(by=organiser, kind="address", where=site.address("/people.csv"), every="day", complete=True)
    look(pickup.pk)
    page = reverse("organise:pickup", args=[pickup.pk])
    shown = main(client_of(organiser), page)
    upload = f"{reverse('organise:upload', args=[Fetch.objects.get().upload_id])}?complete=on"
    assert upload in shown
    assert "it would retire 21 people, and that needs your yes." in shown
    assert client_of(organiser).post(upload, {"confirmed": "on"}).status_code == 303
    assert upload not in main(client_of(administrator), page)  # it is the organiser's file


def test_organisers_hear_once_of_a_file_that_does_not_come(
    site: Site, organiser: Member, administrator: Member, alice: Member, post: Letterbox, work
) -> None:
    from peerloop.notices.models import QuietHours

    for member in (organiser, administrator):
        QuietHours.objects.create(member=member, starts="00:00", ends="00:01")
    pickup = save_pickup(by=organiser, kind="address", where=site.address("/people.csv"), every="day", complete=False)
    for _ in range(3):
        look(pickup.pk)
    work()
    assert sorted(letter["To"] for letter in post.letters) == sorted(
        f"{member.name} <{member.email}>" for member in (organiser, administrator)
    )
    [letter] = post.to(organiser)
    assert letter["Subject"] == "A file of people could not be fetched"
    text = letter.get_body(("plain",)).get_content()
    assert "The server answered with status 404." in text
    assert site.address("/people.csv") in text
    assert reverse("organise:pickup", args=[pickup.pk]) in text


def test_the_pages_cost_the_same_for_one_and_for_twenty(organiser: Member, client_of: ClientOf) -> None:
    browser = client_of(organiser)

    def asked() -> list[int]:
        costs = []
        for address in (reverse("organise:pickups"), reverse("organise:pickup", args=[Pickup.objects.first().pk])):
            with CaptureQueriesContext(connection) as queries:
                assert len(browser.get(address).content) < 60_000
            costs.append(len(queries))
        return costs

    def another() -> None:
        pickup = Pickup.objects.create(kind="address", where="https://hr.example.org/", by=organiser)
        for _ in range(30):
            Fetch.objects.create(pickup=pickup, result="refused", told="Line 3\nLine 4")

    another()
    few = asked()
    for _ in range(19):
        another()
    assert asked() == few
