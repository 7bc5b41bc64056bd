"""What of a session stands in the library, and what could."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from peerloop.kit.clock import now
from peerloop.library.models import Origin
from peerloop.library.queries.listed import Row, rows
from peerloop.library.queries.seen import resources_seen_by
from peerloop.live.models import Material, Notes
from peerloop.live.rules import leads

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.schedule.models import Session

NOTES = "notes"


def filed_from(session: Session, reader: Member) -> list[Row]:
    """Return what came of the session and the reader sees."""
    there = Origin.objects.filter(session=session).values("resource")
    return rows(resources_seen_by(reader).filter(pk__in=there).order_by("pk"))


def to_file(session: Session, reader: Member) -> list[tuple[str, str]]:
    """Return what a leader could still file, once it has begun: ("material-7", its title), "" the title of notes."""
    if not leads(session, reader) or hasattr(session, "cancellation") or now() < session.starts_at:
        return []
    done = set(Origin.objects.filter(session=session).values_list("what", flat=True))
    found = [(NOTES, "")] if Notes.objects.filter(session=session).exclude(text="").exists() else []
    theirs = Q(draft=None) | Q(draft__guest=reader) | Q(draft__interviewer=reader)  # of an interview only its two's
    there = Material.objects.filter(theirs, session=session).order_by("pk")
    found += [(f"material-{material.pk}", material.title or material.url) for material in there]
    return [(what, title) for what, title in found if what not in done]
