"""An organiser lets the server fetch what only the server can reach, and waits for what it says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from peerloop.intake.actions import look
from peerloop.intake.models import Fetch, Pickup
from peerloop.people.models import Member

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper
    from tests.conftest import ClientOf
    from tests.outside import Site

SECRET = b"email,name\nroot@example.org,A secret of the machine\n"


def fetched(browser: Client, where: str, **what: str) -> str:
    """Set a pick-up up through the page, let it look, and return everything that its page then says."""
    given = {"where": where, "every": "hour", "complete": "on", **what}
    made = browser.post(reverse("organise:pickups"), given)
    assert made.status_code == 303, made.text
    look(Pickup.objects.latest("pk").pk)
    return browser.get(made["Location"]).text


@pytest.mark.parametrize(
    "leads_to",
    ["127.0.0.1", "10.0.0.7", "169.254.169.254", "100.100.100.200", "168.63.129.16", "::ffff:127.0.0.1", "0.0.0.0"],
)
def test_no_name_leads_into_our_network(site: Site, organiser: Member, client_of: ClientOf, leads_to: str) -> None:
    site.pages["/people.csv"] = SECRET
    site.names["other.example.org"] = [leads_to]
    said = fetched(client_of(organiser), site.address("/people.csv", "other.example.org"))
    assert "stands in this network or on this machine" in said
    assert (site.connected, site.asked) == ([], [])


def test_no_redirect_nor_second_answer_leads_into_our_network(
    site: Site, organiser: Member, client_of: ClientOf, settings: SettingsWrapper
) -> None:
    settings.INSIDE_HOSTS = frozenset()
    site.pages["/people.csv"] = SECRET
    site.moves("/on", site.address("/people.csv"))  # hr.example.org stands inside, and is not named any more
    browser = client_of(organiser)
    assert "stands in this network" in fetched(browser, site.address("/on", "other.example.org"))
    site.names["rebind.example.org"] = ["93.184.215.14", "127.0.0.1"]
    site.pages["/people.csv"] = b"no table"
    fetched(browser, site.address("/people.csv", "rebind.example.org"))
    assert set(site.connected) == {"93.184.215.14"}
    assert not Member.objects.filter(name__startswith="A secret").exists()


def test_the_houses_secret_is_not_sent_where_an_organiser_would_like_it(
    site: Site, organiser: Member, client_of: ClientOf, settings: SettingsWrapper
) -> None:
    settings.PICKUP_TOKEN = "hr.example.org=secret"
    settings.INSIDE_HOSTS = frozenset()
    site.names["hr.example.org"] = ["93.184.215.14"]
    site.moves("/away", site.address("/", "other.example.org"))
    browser = client_of(organiser)
    for where in (site.address("/", "other.example.org"), site.address("/away"), site.address("/", "hr.example.org.")):
        fetched(browser, where)
    assert [host for host, _path, token in site.asked if token] == ["hr.example.org"]


def test_a_page_of_an_inner_host_shows_its_faults_and_not_its_text(
    site: Site, organiser: Member, client_of: ClientOf
) -> None:
    """Of what is no file of people, at most what cannot be read in it is told, five cells of it."""
    site.pages["/admin"] = b"email,name\n" + b"".join(b"line %d of the secret page,x\n" % one for one in range(50))
    said = fetched(client_of(organiser), site.address("/admin"))
    assert Fetch.objects.get().result == "refused"
    assert said.count("of the secret page") == 0


def test_what_a_link_in_the_folder_points_to_stays_where_it_is(
    organiser: Member, client_of: ClientOf, settings: SettingsWrapper, tmp_path: Path
) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "secret.csv").write_bytes(SECRET)
    (tmp_path / "files" / "people.csv").symlink_to(tmp_path / "secret.csv")
    settings.PICKUP_FOLDER = tmp_path / "files"
    said = fetched(client_of(organiser), ".", kind="folder")
    assert "There is no CSV or XLSX file in the folder." in said
    assert not Member.objects.filter(name__startswith="A secret").exists()


@pytest.mark.parametrize("where", ["https://xn--/", "https://xn--a/"])
def test_a_host_that_stands_for_no_letters_is_a_fault_at_its_field(
    where: str, organiser: Member, client_of: ClientOf
) -> None:
    answer = client_of(organiser).post(reverse("organise:pickups"), {"where": where, "every": "hour"})
    assert (answer.status_code, Pickup.objects.count()) == (422, 0)
    assert "This is no web address." in answer.text
