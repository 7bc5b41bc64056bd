"""A resource is begun, changed, recorded, and given a transcript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peerloop.discussion.rules import LooksSecret
from peerloop.files.actions import bring_file, keep_file, or_take_away
from peerloop.library.actions import begin_resource, file_under, write_version
from peerloop.library.rules.says import PLAYED, a_version, no_secret
from peerloop.library.rules.states import Overtaken
from peerloop.library.rules.timed import from_captions
from peerloop.people.access import opens, reader
from peerloop.web.library.asked import OVERTAKEN, SEE_OTHER, WRONG, a_skill, address, note, own, waiting
from peerloop.web.library.forms import RecordingForm, ResourceForm, TranscriptForm
from peerloop.web.library.kinds import KINDS
from peerloop.web.library.views.shelf import found_or_404, show
from peerloop.web.uploads import takes_files

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.files.models import File
    from peerloop.library.models import Resource, Version
    from peerloop.people.models import Member

CARRIED = ("title", "text", "url", "rests_on", "sources", "minutes", "terms", "transcript", "chapters")


@takes_files
@opens("resource", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Choose what it is, then write it; it is a draft that nobody else sees."""
    member, kind = reader(request), request.GET.get("kind", "")
    if kind not in KINDS:
        return render(request, "library/kinds.html", {"kinds": KINDS.items()})
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form, status, refused = ResourceForm(*given, kind=kind, initial=_begun(request)), 200, None
    if request.method == "POST":
        status = WRONG
        if form.is_valid():
            try:
                made = _begin(member, kind, form)
            except ValidationError as wrong:
                refused, status = wrong, note(form, wrong)
            else:
                if kind in PLAYED and form.brought is None and not form.cleaned_data.get("url"):
                    return HttpResponseRedirect(_recording(made), status=SEE_OTHER)
                messages.success(
                    request, _("Kept as a draft that only you see. Ask a peer to look at it when it is ready.")
                )
                return HttpResponseRedirect(address(made), status=SEE_OTHER)
    page = {"form": form, "kind": kind, "line": KINDS[kind].line, "timed": kind in PLAYED}
    return waiting(render(request, "library/write.html", page, status=status), refused)


@takes_files
@opens("resource", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Write another version; where somebody else has written meanwhile, both texts are shown."""
    resource = own(request, pk)
    found = found_or_404(request, resource.pk)
    latest, kind = found.latest, resource.kind
    stands = {name: getattr(latest, name) for name in CARRIED} | {"based_on": latest.number}
    stands["skill"] = found.resource.skill.name if found.resource.skill else ""
    if found.contact:
        stands |= {"contact": found.contact.contact, "agreed_on": found.contact.agreed_on}
    people = [one.member for one in found.contributors if one.member.departed_at is None]
    held: dict[str, Any] = {"kind": kind, "held": latest.file is not None, "people": people}
    stands["ask"] = found.resource.ask_id
    form, status, overtaken = ResourceForm(initial=stands, **held), 200, False
    refused: ValidationError | None = None
    if request.method == "POST":
        form, status = ResourceForm(request.POST, request.FILES, **held), WRONG
        if form.is_valid():
            try:
                _change(reader(request), resource, latest, form, people)
            except Overtaken:
                # What was typed stays in the fields; sent once more, it takes the place of what stands beside it.
                typed = {name: form.cleaned_data.get(name) for name in form.fields if name != "file"}
                form = ResourceForm(initial=typed | {"based_on": latest.number}, **held)
                status, overtaken = OVERTAKEN, True
            except ValidationError as wrong:
                refused, status = wrong, note(form, wrong)
            else:
                messages.success(request, _("Kept. The version before stays, too."))
                return HttpResponseRedirect(address(resource), status=SEE_OTHER)
    page = {
        "form": form,
        "kind": kind,
        "page": found,
        "latest": latest,
        "overtaken": overtaken,
        "timed": kind in PLAYED,
    }
    return waiting(render(request, "library/write.html", page, status=status), refused)


@takes_files
@csp_update({"media-src": ["blob:"]})  # type: ignore[arg-type]  # what was just recorded is played before it is sent
@opens("resource", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def recording(request: HttpRequest, pk: int) -> HttpResponse:
    """Record in the browser, or bring a recording."""
    resource = own(request, pk)
    found = found_or_404(request, resource.pk)
    form, status, refused = RecordingForm(), 200, None
    if request.method == "POST":
        form, status = RecordingForm(request.POST, request.FILES), WRONG
        if form.is_valid():
            try:
                _record(reader(request), resource, found.latest, form)
            except ValidationError as wrong:
                refused, status = wrong, note(form, wrong)
            else:
                messages.success(request, _("The recording is kept. With a transcript it can be read and found."))
                return HttpResponseRedirect(address(resource), status=SEE_OTHER)
    questions = found.interview.questions.splitlines() if found.interview else []
    page = {"form": form, "page": found, "questions": questions}
    return waiting(render(request, "library/recording.html", page, status=status), refused)


@takes_files
@opens("resource", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def transcript(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the transcript, or bring it as captions, and name the chapters."""
    resource = own(request, pk)
    found = found_or_404(request, resource.pk)
    latest = found.latest
    form, status, overtaken = _transcript_form(latest), 200, False
    if request.method == "POST":
        form, status = TranscriptForm(request.POST, request.FILES), WRONG
        if form.is_valid():
            said, member = form.cleaned_data, reader(request)
            try:
                text = from_captions(said["captions"].read()) if said["captions"] else said["transcript"]
                fields = _carried(latest) | {"transcript": text, "chapters": said["chapters"]}
                write_version(resource, by=member, based_on=said["based_on"], anyway=said["anyway"], **fields)
            except Overtaken:
                form = TranscriptForm(initial={**said, "captions": None, "based_on": latest.number})
                status, overtaken = OVERTAKEN, True
            except LooksSecret as refused:
                form = TranscriptForm({**request.POST.dict(), "transcript": text})  # of a file, too: it comes once
                form.full_clean()
                status = note(form, refused)
            except ValidationError as refused:
                status = note(form, refused)
            else:
                messages.success(request, _("Kept."))
                return HttpResponseRedirect(address(resource), status=SEE_OTHER)
    page = {"form": form, "page": found, "latest": latest, "overtaken": overtaken}
    return render(request, "library/transcript.html", page, status=status)


def refused_here(request: HttpRequest, pk: int, name: str, form: Any, refused: ValidationError | None) -> HttpResponse:
    """Show a resource's page with the form that was refused."""
    status = note(form, refused) if refused else WRONG
    return waiting(show(request, pk, status=status, **{name: form}), refused)


def _begin(member: Member, kind: str, form: ResourceForm) -> Resource:
    said, brought = form.cleaned_data, _brought(member, form, {})
    with or_take_away(*brought), transaction.atomic():
        skill = a_skill(said["skill"], member)
        file = keep_file(*brought) if brought else None
        held = {"skill": skill, "file": file, "uid": said["uid"], "anyway": said["anyway"]}
        return begin_resource(by=member, kind=kind, **held, **form.said())


def _change(member: Member, resource: Resource, latest: Version, form: ResourceForm, people: list[Member]) -> None:
    said, brought = form.cleaned_data, _brought(member, form, _carried(latest))
    with or_take_away(*brought), transaction.atomic():
        file = keep_file(*brought) if brought else None
        write_version(
            resource, by=member, based_on=said["based_on"] or 0, file=file,
            without_file=said.get("without_file", False), anyway=said["anyway"], **_carried(latest) | form.said(),
        )  # fmt: skip
        ask = next((one for one in people if one.pk == said["ask"]), None)
        file_under(resource, by=member, skill=a_skill(said["skill"], member), ask=ask)


def _record(member: Member, resource: Resource, latest: Version, form: RecordingForm) -> None:
    given, said = form.cleaned_data["file"], _carried(latest)
    brought = bring_file(given, name=given.name, by=member)
    if marked := form.cleaned_data["chapters"]:
        said["chapters"] = marked
    with or_take_away(brought), transaction.atomic():
        if not brought.kind.startswith(("video/", "audio/")):
            raise ValidationError({"file": _("This is no video and no audio. Bring it with “Change” instead.")})
        write_version(resource, by=member, based_on=latest.number, file=keep_file(brought), anyway=True, **said)


def _brought(member: Member, form: ResourceForm, stood: dict[str, Any]) -> list[File]:
    fields = a_version(stood | form.said())  # before a byte of the file is kept
    no_secret(fields, stood, anyway=form.cleaned_data["anyway"])
    given = form.brought
    return [bring_file(given, name=given.name or "", by=member)] if given else []


def _carried(latest: Version) -> dict[str, Any]:
    return {name: getattr(latest, name) for name in CARRIED}


def _transcript_form(latest: Version) -> TranscriptForm:
    said = {"transcript": latest.transcript, "chapters": latest.chapters, "based_on": latest.number}
    return TranscriptForm(initial=said)


def _begun(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "")[:120] for name in ("title", "skill")}


def _recording(made: Resource) -> str:
    return f"{address(made)}/recording"
