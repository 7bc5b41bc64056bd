"""The HR system lays its file somewhere every night, and nobody has to carry it."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from tests.domain.intake.test_import import sheet

from peerloop.intake.actions import (
    apply_import,
    ask_fetch,
    fetch_due,
    forget_fetches,
    look,
    remove_pickup,
    save_pickup,
)
from peerloop.intake.models import Fetch, Import, Pickup, Upload
from peerloop.intake.queries.pickups import being_fetched, fetches_seen_by, pickups_seen_by
from peerloop.intake.rules.pickups import due_since
from peerloop.journal.leases import open_jobs, work_off
from peerloop.journal.models import Entry, Job
from peerloop.people.actions import depart
from peerloop.people.models import Member, RoleGrant

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper
    from tests.outside import Site

PEOPLE = [{"email": f"m{number}@example.org", "name": f"M {number}"} for number in range(30)]


@pytest.fixture
def folder(tmp_path: Path, settings: SettingsWrapper) -> Path:
    """The folder that the house gives for this, with one for HR in it."""
    settings.PICKUP_FOLDER = tmp_path / "files"
    (tmp_path / "files" / "hr").mkdir(parents=True)
    return tmp_path / "files" / "hr"


def lay(folder: Path, name: str, content: bytes, *, ago: float = 60) -> None:
    (folder / name).write_bytes(content)
    os.utime(folder / name, (time.time() - ago,) * 2)


def address_of(site: Site, organiser: Member, **what) -> Pickup:
    given = {"kind": "address", "where": site.address("/people.csv"), "every": "day", "complete": False, **what}
    return save_pickup(by=organiser, **given)


def folder_pickup(organiser: Member, **what) -> Pickup:
    return save_pickup(by=organiser, **{"kind": "folder", "where": "hr", "every": "day", "complete": False, **what})


def told(fetch: Fetch | None) -> tuple[str, str]:
    assert fetch
    return fetch.result, fetch.told


def test_a_file_at_an_address_comes_in_once(site: Site, organiser: Member) -> None:
    site.pages["/people.csv"] = sheet(*PEOPLE)
    pickup = address_of(site, organiser)
    first = look(pickup.pk)
    assert first
    assert told(first) == ("imported", "")
    assert first.done
    assert (first.done.by, first.done.name, first.done.counts["new"]) == (organiser, "people.csv", 30)
    assert told(look(pickup.pk)) == ("same", "")
    site.pages["/people.csv"] = sheet(*PEOPLE, {"email": "z@example.org", "name": "Z"})
    assert told(look(pickup.pk)) == ("imported", "")
    site.pages["/people.csv"] += b"\n\n"
    assert told(look(pickup.pk)) == ("same", "")  # other bytes, nothing new
    assert Import.objects.count() == 2


def test_the_newest_file_of_a_folder_comes_in_when_it_is_done(folder: Path, organiser: Member) -> None:
    pickup = folder_pickup(organiser)
    assert told(look(pickup.pk)) == ("failed", "There is no CSV or XLSX file in the folder.")
    lay(folder, "old.csv", b"nonsense", ago=600)
    lay(folder, "people.csv", sheet(*PEOPLE[:1]))
    lay(folder, ".hidden.csv", b"nonsense", ago=30)
    lay(folder, "people.txt", b"nonsense", ago=30)
    assert told(look(pickup.pk)) == ("imported", "")
    lay(folder, "newer.csv", sheet(*PEOPLE[:2]), ago=0)
    assert told(look(pickup.pk)) == ("same", "The newest file is still being written.")
    lay(folder, "newer.csv", sheet(*PEOPLE[:2]))
    os.utime(folder / "people.csv", (time.time() - 600,) * 2)
    assert told(look(pickup.pk)) == ("imported", "")
    assert Member.objects.filter(name__startswith="M ").count() == 2


def test_nothing_outside_the_folder_is_read(folder: Path, tmp_path: Path, organiser: Member) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    lay(outside, "secret.csv", sheet(*PEOPLE))
    (folder / "link.csv").symlink_to(outside / "secret.csv")
    (folder / "away").symlink_to(outside)
    os.mkfifo(folder / "pipe.csv")
    assert told(look(folder_pickup(organiser).pk)) == ("failed", "There is no CSV or XLSX file in the folder.")
    for where in ("..", "../outside", str(outside), "hr/away", "hr/nothing", "hr/link.csv", "x" * 400, "/"):
        with pytest.raises(ValidationError) as refused:
            folder_pickup(organiser, where=where)
        assert list(refused.value.message_dict) == ["where"]
    assert folder_pickup(organiser, where="").where == "."
    (folder / "away").unlink()
    later = folder_pickup(organiser, where="hr")
    folder.rename(folder.with_name("gone"))
    folder.symlink_to(outside)
    assert told(look(later.pk)) == ("failed", "There is no such folder below the one for this.")


def test_without_a_folder_of_the_house_there_is_no_folder_pick_up(organiser: Member, settings) -> None:
    settings.PICKUP_FOLDER = None
    with pytest.raises(ValidationError):
        folder_pickup(organiser)


@pytest.mark.parametrize(
    "where",
    ["http://hr.example.org/", "https://me:secret@hr.example.org/", "https://hr.example.org/?token=x", "file:///etc",
     "https://hr.example.org/?a=1&API_KEY=", "", "hr", "https://" + "x" * 600],
)  # fmt: skip
def test_an_address_with_a_secret_or_none_at_all_is_refused(organiser: Member, where: str) -> None:
    with pytest.raises(ValidationError) as refused:
        save_pickup(by=organiser, kind="address", where=where, every="day", complete=False)
    assert list(refused.value.message_dict) == ["where"]
    assert list(Pickup.objects.all()) == []


def test_the_houses_secret_goes_to_the_host_it_is_for(site: Site, organiser: Member, settings) -> None:
    settings.PICKUP_TOKEN = "hr.example.org=s3=cret"
    site.pages["/people.csv"] = sheet(*PEOPLE)
    look(address_of(site, organiser).pk)
    look(address_of(site, organiser, where=site.address("/people.csv", "other.example.org")).pk)
    assert site.asked == [("hr.example.org", "/people.csv", "Bearer s3=cret"), ("other.example.org", "/people.csv", "")]


def test_a_file_with_faults_is_kept_for_who_set_it_up_and_nothing_is_written(site: Site, organiser: Member) -> None:
    site.pages["/people.csv"] = sheet(*PEOPLE, {"email": "z@example.org", "name": "Z", "time_zone": "Europe/Atlantis"})
    fetch = look(address_of(site, organiser).pk)
    assert fetch
    assert fetch.result == "refused"
    assert fetch.told.splitlines()[0] == "Nothing was imported: 1 cell must be mended first."
    assert "time_zone" in fetch.told.splitlines()[1]
    assert fetch.upload == Upload.objects.get(by=organiser)
    assert not Member.objects.filter(name__startswith="M ").exists()


def test_one_that_would_retire_many_waits_for_a_yes(site: Site, organiser: Member) -> None:
    apply_import(sheet(*PEOPLE), "people.csv", by=organiser)
    site.pages["/people.csv"] = sheet(*PEOPLE[:20])
    pickup = address_of(site, organiser, complete=True)
    fetch = look(pickup.pk)
    assert told(fetch) == ("waits", "Nothing was imported: it would retire 10 people, and that needs your yes.")
    assert Member.objects.filter(departed_at=None, name__startswith="M ").count() == 30
    site.pages["/people.csv"] = sheet(*PEOPLE[:29])
    assert told(look(pickup.pk)) == ("imported", "")
    assert Member.objects.filter(departed_at=None, name__startswith="M ").count() == 29


def test_it_comes_in_with_the_rights_of_who_set_it_up(
    site: Site, organiser: Member, administrator: Member, alice: Member
) -> None:
    apply_import(sheet({"email": "z@example.org", "name": "Z", "external_id": "1"}), "people.csv", by=None)
    site.pages["/people.csv"] = sheet({"email": "other@example.org", "name": "Z", "external_id": "1"})
    pickup = address_of(site, organiser)
    assert told(look(pickup.pk))[0] == "refused"
    with pytest.raises(PermissionDenied):
        address_of(site, alice)
    with pytest.raises(PermissionDenied):
        save_pickup(pickup, by=alice, kind="address", where=pickup.where, every="day", complete=False)
    save_pickup(pickup, by=administrator, kind="address", where=pickup.where, every="day", complete=False)
    assert told(look(pickup.pk, anew=True)) == ("imported", "")
    changed = save_pickup(pickup, by=organiser, kind="address", where=pickup.where, every="hour", complete=False)
    assert (changed.pk, changed.by, Pickup.objects.count()) == (pickup.pk, organiser, 1)


@pytest.mark.parametrize("how", ["departed", "no role", "erased"])
def test_who_may_not_import_any_more_brings_nothing_in(site: Site, organiser: Member, how: str) -> None:
    site.pages["/people.csv"] = sheet(*PEOPLE)
    pickup = address_of(site, organiser)
    if how == "departed":
        depart(organiser, by=None)
    elif how == "no role":
        RoleGrant.objects.all().delete()
    else:
        Pickup.objects.update(by=None)
    words = "Whoever set this up may not import any more. Save it again as yours."
    assert told(look(pickup.pk)) == ("failed", words)
    assert (site.asked, Import.objects.count()) == ([], 0)


def test_only_organisers_and_administrators_see_them(
    site: Site, organiser: Member, administrator: Member, alice: Member
) -> None:
    pickup = address_of(site, organiser)
    fetch = look(pickup.pk)
    for member, sees in ((organiser, True), (administrator, True), (alice, False)):
        assert list(pickups_seen_by(member)) == ([pickup] if sees else [])
        assert list(fetches_seen_by(member)) == ([fetch] if sees else [])
    with pytest.raises(PermissionDenied):
        remove_pickup(pickup, by=alice)
    with pytest.raises(PermissionDenied):
        ask_fetch(pickup, by=alice)


def test_the_same_trouble_is_told_once(site: Site, organiser: Member) -> None:
    pickup = address_of(site, organiser)
    trouble = [look(pickup.pk) for _ in range(3)]
    site.pages["/people.csv"] = sheet(*PEOPLE)
    look(pickup.pk)
    del site.pages["/people.csv"]
    trouble.append(look(pickup.pk))
    for number in range(2):
        site.pages["/people.csv"] = b"email,name\nx%d,\n" % number
        trouble.append(look(pickup.pk))
    heard = list(Entry.objects.filter(verb="pickup.stopped").values_list("subject", flat=True))
    assert heard == [trouble[0].pk, trouble[3].pk, trouble[4].pk]


@pytest.mark.parametrize(
    ("every", "at", "since"),
    [
        ("hour", "2026-11-25T08:30", "2026-11-25T08:00"),
        ("day", "2026-11-25T08:30", "2026-11-25T02:00"),
        ("day", "2026-11-25T01:59", "2026-11-24T02:00"),
        ("day", "2026-11-25T02:00", "2026-11-25T02:00"),
        ("week", "2026-11-25T08:30", "2026-11-23T02:00"),
        ("week", "2026-11-23T01:00", "2026-11-16T02:00"),
    ],
)
def test_when_one_has_to_look(every: str, at: str, since: str) -> None:
    instants = [datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (at, since)]
    assert due_since(every, instants[0]) == instants[1]


def test_each_place_is_looked_at_once_when_its_time_has_come(site: Site, organiser: Member) -> None:
    with time_machine.travel("2026-11-25T08:30Z", tick=False) as clock:
        hourly, nightly = address_of(site, organiser, every="hour"), address_of(site, organiser)

        def asked() -> list[int]:
            Job.objects.all().delete()
            fetch_due()
            fetch_due()
            return [job.payload["pickup"] for job in open_jobs().order_by("pk")]

        assert asked() == []  # only from the next hour and the next night on
        clock.move_to("2026-11-25T09:00Z")
        assert asked() == [hourly.pk]
        look(hourly.pk)
        assert asked() == []
        clock.move_to("2026-11-26T02:10Z")
        assert asked() == [hourly.pk, nightly.pk]
        look(nightly.pk)
        assert asked() == [hourly.pk]


def test_looks_are_forgotten_after_a_month_save_the_latest(site: Site, organiser: Member) -> None:
    pickup = address_of(site, organiser)
    looks = [look(pickup.pk) for _ in range(3)]
    Fetch.objects.update(at=datetime.now(UTC) - timedelta(days=40))
    forget_fetches()
    assert list(Fetch.objects.all()) == [looks[-1]]


@pytest.mark.django_db(transaction=True)
def test_the_worker_looks_at_once_when_asked(site: Site, make_member) -> None:
    organiser = make_member("Olga", roles=["organiser"])
    site.pages["/people.csv"] = sheet(*PEOPLE)
    pickup = address_of(site, organiser)
    ask_fetch(pickup, by=organiser)
    assert being_fetched() == {pickup.pk}
    work_off()
    assert being_fetched() == set()
    assert told(pickup.fetches.get()) == ("imported", "")
    remove_pickup(pickup, by=organiser)
    assert look(pickup.pk) is None
    assert Member.objects.filter(name__startswith="M ").count() == 30


def test_there_are_not_more_than_one_can_look_after(site: Site, organiser: Member) -> None:
    for _ in range(20):
        address_of(site, organiser)
    with pytest.raises(ValidationError):
        address_of(site, organiser)
