"""What a member decides about mail; and in the demo, the mail itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from peerloop.kit.tokens import BadToken
from peerloop.notices import actions
from peerloop.notices.kinds import KINDS
from peerloop.notices.links import opened
from peerloop.people.access import opens, public, reader
from peerloop.web.notices.forms import NoticesForm
from peerloop.web.notices.post import letters_to

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("notice", "choose")
@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Which mail, and when."""
    form = NoticesForm(request.POST if request.method == "POST" else None, member=reader(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_quiet(reader(request), starts=form.cleaned_data["starts"], ends=form.cleaned_data["ends"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            for code in KINDS:
                (actions.hear if code in form.cleaned_data["kinds"] else actions.silence)(reader(request), code)
            messages.success(request, _("Saved. You hear of just these."))
            return redirect("notices:settings")
    return render(request, "notices/settings.html", {"form": form}, status=422 if form.errors else 200)


@csrf_exempt  # a mail program posts here for its reader (RFC 8058); the signed token is the proof
@public
@require_http_methods(["GET", "HEAD", "POST"])
def silence(request: HttpRequest, token: str) -> HttpResponse:
    """The way out that each mail carries: a look changes nothing, only the POST does."""
    try:
        member, kind = opened(token)
    except BadToken as error:
        raise Http404 from error
    if request.method == "POST":
        actions.silence(member, kind.code)
    return render(request, "notices/silence.html", {"kind": kind, "done": request.method == "POST"})


@opens("mailbox")
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The letters to the one who is signed in."""
    _demo_only()
    return render(request, "notices/mailbox.html", {"letters": letters_to(reader(request).email)})


@opens("mailbox")
@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter."""
    _demo_only()
    for one in letters_to(reader(request).email):
        if one.name == name:
            return render(request, "notices/letter.html", {"letter": one})
    raise Http404


def _demo_only() -> None:
    if not settings.DEMO:
        raise Http404
