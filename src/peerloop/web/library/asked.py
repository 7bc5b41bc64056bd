"""The resource that an address is about, what a refusal says, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from peerloop.discussion.rules import LooksSecret, TooOften
from peerloop.files.rules import TooMany
from peerloop.library.queries.seen import resources_seen_by, resources_written_by
from peerloop.people.access import reader
from peerloop.skills.actions import propose_skill
from peerloop.skills.queries import find_skill
from peerloop.web.library.forms import Guarded

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from peerloop.library.models import Resource
    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

WRONG, OVERTAKEN, TOO_OFTEN, SEE_OTHER = 422, 409, 429, 303
LARGEST = 2**63 - 1


def seen(request: HttpRequest, pk: int) -> Resource:
    """Return the resource if the reader sees it, else 404."""
    return get_object_or_404(resources_seen_by(reader(request)), pk=min(pk, LARGEST))


def own(request: HttpRequest, pk: int) -> Resource:
    """Return the resource if the reader writes it, else 404."""
    return get_object_or_404(resources_written_by(reader(request)), pk=min(pk, LARGEST))


def act(request: HttpRequest, deed: Callable[[], object], done: str, to: str) -> HttpResponse:
    """Do it and lead on; what is refused is said on the page it leads to, and who may not gets the same 404."""
    try:
        deed()
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(to, status=SEE_OTHER)


def note(form: Form, refused: ValidationError) -> int:
    """Put each fault at its field, or above all where there is no such field; return the status of the answer.

    Where it looks like a secret, the form asks whether it is one.
    """
    if isinstance(refused, LooksSecret) and isinstance(form, Guarded):
        form.ask_anyway()
    if hasattr(refused, "error_dict"):
        for name, faults in refused.message_dict.items():
            form.add_error(name if name in form.fields else None, faults)
    else:
        form.add_error(None, refused.messages)
    return TOO_OFTEN if isinstance(refused, TooOften | TooMany) else WRONG


def waiting(answer: HttpResponse, refused: ValidationError | None) -> HttpResponse:
    """Say how long to wait, where it was too often."""
    if isinstance(refused, TooOften | TooMany):
        answer["Retry-After"] = str(refused.seconds)
    return answer


def address(found: Resource | int, part: str = "") -> str:
    """Return the address of a resource's page."""
    return reverse("library:resource", args=[found if isinstance(found, int) else found.pk]) + part


def a_skill(name: str, by: Member) -> Skill | None:
    """Return the skill of that name, a new one where there is none yet; raises ``ValidationError`` on "skill"."""
    said = name.strip()
    if not said:
        return None
    try:
        return find_skill(said) or propose_skill(said, by=by)
    except ValidationError as refused:
        raise ValidationError({"skill": refused.messages}) from refused


def a_number(request: HttpRequest, name: str) -> int:
    """Return the number that was posted, 0 for none."""
    given: Any = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0
