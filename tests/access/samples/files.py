"""Files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from PIL import Image
from tests.access.samples.registry import sample

from peerloop.files.actions import grant, store_file
from peerloop.files.handlers import preview

if TYPE_CHECKING:
    from peerloop.people.models import Member


@sample("files:preview")
def a_picture(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has brought a picture, and the worker has made it small."""
    made = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(made, "PNG")
    made.seek(0)
    file = store_file(made, name="teal.png", by=owner)
    grant(file, [other.pk], by=owner)
    preview({"file": file.pk})
    return {"uid": file.uid}


@sample("file")
def a_file(owner: Member, other: Member) -> dict[str, Any]:
    """The owner has brought a file, and lets the other have it."""
    file = store_file(io.BytesIO(b"What we agreed"), name="notes.txt", by=owner)
    grant(file, [other.pk], by=owner)
    return {"uid": file.uid}
