"""What the pages about files of people show."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.contrib.auth.models import update_last_login
from django.urls import reverse

from peerloop.intake.actions import apply_import, save_pickup, take_upload, undo_import
from peerloop.intake.models import Fetch, Upload
from peerloop.kit.clock import now
from peerloop.people.models import Member

if TYPE_CHECKING:
    from peerloop.intake.models import Import, Pickup

BEFORE = [
    {"email": f"m{number}@example.org", "name": f"Member {number}", "team": "Payments", "place": "Accra",
     "time_zone": "Europe/Berlin", "offers": "Rust:4;Go"}
    for number in range(8)
]  # fmt: skip
AFTER = [
    {**BEFORE[0], "team": "Sales", "place": "Oslo", "availability": "Mo-Th 09:00-12:30", "offers": "Rust:2;SQL"},
    {**BEFORE[1], "name": "Member One", "time_zone": "UTC"},
    *BEFORE[2:6],
    {"email": "ida@example.org", "name": "Ida Ferrari", "team": "Sales", "place": "Oslo", "needs": "Rust;Go"},
]


WORDS = {"Sales", "Oslo", "Member One", "Ida Ferrari", "ida@example.org", "Mo-Th 09:00–12:30", "SQL"}
"""What the file says anew: nobody's data until it is imported, and yet not ours to translate."""


def a_sheet(rows: list[dict[str, str]]) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def came(by: Member) -> Import:
    apply_import(a_sheet(BEFORE), "people.csv", by=by)
    return apply_import(a_sheet(AFTER), "everybody.csv", by=by, complete=True, confirmed=True)


def upload(organiser: Member) -> str:
    apply_import(a_sheet(BEFORE), "people.csv", by=organiser)
    Fetch.objects.create(pickup=a_pickup(organiser), result="refused", told="\n".join(sorted(WORDS)))
    given = take_upload(a_sheet(AFTER), "everybody.csv", by=organiser)
    return reverse("organise:upload", args=[given.pk]) + "?complete=on"


def imported(organiser: Member) -> str:
    return reverse("organise:import", args=[came(organiser).pk])


def files(organiser: Member) -> str:
    came(organiser)
    return reverse("organise:imports")


def undo(organiser: Member) -> str:
    return reverse("organise:undoing", args=[came(organiser).pk])


def undo_in_vain(organiser: Member) -> str:
    done = came(organiser)
    update_last_login(None, Member.objects.get(name="Ida Ferrari"))
    return reverse("organise:undoing", args=[done.pk])


def undone(organiser: Member) -> str:
    done = came(organiser)
    undo_import(done, by=organiser)
    return reverse("organise:import", args=[done.pk])


def a_pickup(by: Member) -> Pickup:
    made = save_pickup(by=by, kind="address", where="https://hr.example.org/people.csv", every="day", complete=True)
    kept = Upload.objects.create(by=by, name="people.csv", content=b"email,name\n")
    for result, told in (
        ("imported", ""),
        ("failed", "There is no host “hr.example.org”."),
        ("waits", "Nothing was imported: it would retire 12 people, and that needs your yes."),
    ):
        Fetch.objects.create(
            pickup=made, at=now(), result=result, told=told, upload=kept if result == "waits" else None
        )
    return made


def pickup(organiser: Member) -> str:
    return reverse("organise:pickup", args=[a_pickup(organiser).pk])


def pickups(organiser: Member) -> str:
    a_pickup(organiser)
    return reverse("organise:pickups")
