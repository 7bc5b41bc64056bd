"""File in the library what stays of a session: its notes, slides, recordings. Those who led it have to agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.files.actions import copy_file
from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.library.actions.following import follow
from peerloop.library.actions.writing import begin_resource
from peerloop.library.models import Contributor, Interview, InterviewAnswer, Origin, Resource
from peerloop.live.models import Agenda, Draft, Material, Notes
from peerloop.live.rules import leaders
from peerloop.people.rules import require
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from typing import Any

    from peerloop.files.models import File
    from peerloop.people.models import Member

NOTES = "notes"
KINDS = {Material.Kind.SLIDES: Resource.Kind.SLIDES, Material.Kind.RECORDING: Resource.Kind.VIDEO}


def key_of(material: Material) -> str:
    """Return how what lay with a session is called among what was filed of it."""
    return f"material-{material.pk}"


@transaction.atomic
def file_from_session(session: Session, *, by: Member, what: str) -> Resource:
    """Make a draft of the notes ("notes") or of a material ("material-7"), and return it; twice is once.

    Only who leads the session may; each other one who does is asked whether it may be published. Raises
    ``PermissionDenied`` for anybody else, ``ValidationError`` for what is not there.
    """
    stands = Session.objects.select_for_update(no_key=True).get(pk=session.pk)
    require(by.is_active and by.pk in leaders(stands))
    if there := Origin.objects.filter(session=stands, what=what).select_related("resource").first():
        if not Contributor.objects.filter(resource=there.resource, member=by).exists():
            raise PermissionDenied
        return there.resource
    said = _of_notes(stands) if what == NOTES else _of_material(stands, what, by)
    resource = begin_resource(by=by, skill=stands.skill, anyway=True, **said)
    Origin.objects.create(resource=resource, session=stands, what=what)
    _ask_the_others(resource, stands, by, two=_between(int(what.removeprefix("material-"))) if what != NOTES else set())
    return resource


@transaction.atomic
def keep_recording(material: Material) -> Resource | None:
    """Keep the recording of an interview as a draft of whoever brought it; None for anything else, or a second time."""
    session, by = material.session, material.by
    is_one = Agenda.objects.filter(session=session, format="interview").exists()
    if material.kind != Material.Kind.RECORDING or not is_one or by is None or by.pk not in leaders(session):
        return None
    if (two := _between(material.pk)) and by.pk not in two:
        return None
    if Origin.objects.filter(session=session, what=key_of(material)).exists():
        return None
    return file_from_session(session, by=by, what=key_of(material))


def _of_notes(session: Session) -> dict[str, Any]:
    notes = Notes.objects.filter(session=session).first()
    if notes is None or not notes.text.strip():
        raise ValidationError(_("There are no notes yet."))
    return {"kind": Resource.Kind.DOCUMENT, "title": _name(session.title), "text": notes.text}


def _of_material(session: Session, what: str, by: Member) -> dict[str, Any]:
    number = what.removeprefix("material-")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise ValidationError(_("This is no longer there."))
    found = Material.objects.filter(session=session, pk=int(number)).select_related("file").first()
    if found is None:
        raise ValidationError(_("This is no longer there."))
    if (two := _between(found.pk)) and by.pk not in two:
        raise PermissionDenied  # the recording of an interview is its two's to give
    interview = Agenda.objects.filter(session=session, format="interview").exists()
    kind: str = KINDS.get(Material.Kind(found.kind), Resource.Kind.DOCUMENT)
    file: File | None = copy_file(found.file, by=by) if found.file else None
    if file and file.kind.startswith("audio/") and kind == Resource.Kind.VIDEO:
        kind = Resource.Kind.AUDIO
    if interview and found.kind == Material.Kind.RECORDING:
        kind = Resource.Kind.INTERVIEW
    title = _name(found.title or session.title) or _name(session.title)
    return {"kind": kind, "title": title, "url": found.url, "file": file}


def _between(material: int) -> set[int]:
    """Return between whom the recording of an interview stays, by id; nobody where it is none."""
    found = Draft.objects.filter(material=material).values_list("guest", "interviewer").first()
    return {member for member in found or () if member is not None}


def _ask_the_others(resource: Resource, session: Session, by: Member, *, two: set[int]) -> None:
    """Who else led it, and who was interviewed, has a say; they hear of it."""
    interview = resource.kind == Resource.Kind.INTERVIEW
    parts = list(session.participations.select_related("member").order_by("pk"))
    everybody = {one.member_id for one in parts}
    with_a_say = two or (everybody if interview and len(parts) == 2 else set(leaders(session)))
    others = [one.member for one in parts if one.member_id in with_a_say - {by.pk}]
    part = Contributor.Part.INTERVIEWED if interview else Contributor.Part.LEADER
    for member in others:
        Contributor.objects.create(resource=resource, member=member, part=part)
    if interview:
        held = Interview.objects.create(resource=resource, guest=others[0] if others else None, at=now())
        InterviewAnswer.objects.create(interview=held, yes=True, at=now())  # they have sat down for it
    if others:
        follow(resource)
        record("resource.consent_asked", actor=by, subject=resource, about=[member.pk for member in others])


def _name(title: str) -> str:
    return " ".join(title.split())[:120]
