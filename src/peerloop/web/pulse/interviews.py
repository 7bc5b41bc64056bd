"""Notes of interviews: an organiser's, and one's own to agree to or to take back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.people.access import opens, reader
from peerloop.people.rules import has_role
from peerloop.pulse import actions
from peerloop.pulse.queries import interviews_seen_by
from peerloop.pulse.rules import ORGANISING
from peerloop.web.pulse.acting import act, go
from peerloop.web.pulse.forms.finding import InterviewForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

AT_ONCE = 30


@opens("interview")
@require_safe
def interviews(request: HttpRequest) -> HttpResponse:
    """The notes that the reader may read, the latest first."""
    member = reader(request)
    pages = Paginator(interviews_seen_by(member).order_by("-at", "-pk"), AT_ONCE).get_page(request.GET.get("page"))
    page = {"pages": pages, "organises": has_role(member, *ORGANISING)}
    return render(request, "pulse/interviews.html", page)


@opens("interview", "note")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Note one; its member is asked whether it may be kept."""
    member = reader(request)
    data = request.POST if request.method == "POST" else None
    form = InterviewForm(data, reader=member, initial={"uid": uuid4()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.note_interview(said["colleague"], by=member, uid=said["uid"], words=said["words"])
        except PermissionDenied as error:
            raise Http404 from error
        except ValidationError as refused:
            for field, words in refused.message_dict.items():
                form.add_error("colleague" if field == "member" else field, words)
        else:
            name = {"name": made.member.name}
            messages.success(request, _("%(name)s is asked whether it may be kept.") % name)
            return go("pulse:interview", made.pk)
    return render(request, "pulse/new_interview.html", {"form": form}, status=422 if form.errors else 200)


@opens("interview")
@require_safe
def interview(request: HttpRequest, pk: int) -> HttpResponse:
    """One note."""
    member = reader(request)
    shown = get_object_or_404(interviews_seen_by(member), pk=pk)
    agreed = hasattr(shown, "consent")
    mine = shown.member_id == member.pk
    page = {"interview": shown, "agreed": agreed, "mine": mine, "noted": shown.by_id == member.pk and not agreed}
    return render(request, "pulse/interview.html", page)


@opens("interview", "answer")
@require_POST
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree that it is kept."""
    shown = get_object_or_404(interviews_seen_by(reader(request)), pk=pk)
    done = _("Thank you. The organisers can read it; you can take it back at any time.")
    return act(request, actions.agree_to_interview, shown, reader(request), done, "pulse:interview", pk)


@opens("interview", "answer")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, or say no to begin with: it is deleted."""
    shown = get_object_or_404(interviews_seen_by(reader(request)), pk=pk)
    return act(request, actions.remove_interview, shown, reader(request), _("It is deleted."), "pulse:interviews")
