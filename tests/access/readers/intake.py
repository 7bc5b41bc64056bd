"""Files that come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerloop.intake.models import Fetch, Import, Pickup, Trace, Upload

if TYPE_CHECKING:
    from peerloop.people.models import Member

from tests.access.readers.who import NOBODY

READERS = {
    "intake.Upload.name": frozenset({"organiser"}),  # whose file it is; the administrator has none
    "intake.Upload.content": frozenset({"organiser"}),
    "intake.Import.name": frozenset({"organiser", "administrator"}),
    "intake.Trace.before": NOBODY,
    "intake.Pickup.where": frozenset({"organiser", "administrator"}),
    "intake.Fetch.told": frozenset({"organiser", "administrator"}),
}


def live_through(owner: Member, pair: Member, organiser: Member) -> dict[str, list[int]]:
    """The organiser has given a file, and has one fetched."""
    upload = Upload.objects.create(by=organiser, name="people.csv", content=b"x")
    done = Import.objects.create(by=organiser, name="people.csv", upload=upload)
    Trace.objects.create(import_of=done, table="member", row=owner.pk, kind="changed")
    pickup = Pickup.objects.create(kind="address", where="https://hr", by=organiser)
    Fetch.objects.create(pickup=pickup, result="failed")
    return {"organise/uploads": [upload.pk], "organise/imports": [done.pk]}
