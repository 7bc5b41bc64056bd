"""Pages about the house itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from peerloop.people.access import opens, public
from peerloop.web.pages.parts import Example, pieces
from peerloop.web.templatetags.shown import THEMES

if TYPE_CHECKING:
    from django.http import HttpRequest

A_YEAR = 365 * 24 * 3600


@public
@require_safe
def show_help(request: HttpRequest) -> HttpResponse:
    """Say what this is and how one gets on in it."""
    return render(request, "pages/help.html")


@opens("parts")
def show_parts(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    form = Example(request.POST or None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("All fields are filled in; nothing was kept."))
        return redirect("pages:parts")
    for level, text in ((messages.INFO, _("Something you may want to know.")),
                        (messages.WARNING, _("Something you may want to see to.")),
                        (messages.ERROR, _("Something that did not work, and what you can do."))):  # fmt: skip
        messages.add_message(request, level, text)
    return render(request, "pages/parts.html", pieces(request, form), status=422 if form.errors else 200)


@public
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep the reader's choice of colours in their browser and go back to where they were."""
    goal = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(goal, allowed_hosts=None):
        goal = "/"
    response = HttpResponseRedirect(goal, status=303)
    theme = request.POST.get("theme", "auto")
    if theme in THEMES[1:]:
        response.set_cookie("theme", theme, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie("theme")
    return response


@public
@require_safe
@cache_control(public=True, max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """Ask robots to stay outside."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@public
@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead those who do not read the page's own link to the mark."""
    return redirect(static("mark.svg"))


@public
@require_safe
@cache_control(public=True, max_age=86400)
def manifest(request: HttpRequest) -> JsonResponse:
    """Say how the pages look on a home screen."""
    mark = {"src": static("mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    return JsonResponse(
        {"name": "Peerloop", "short_name": "Peerloop", "start_url": "/", "display": "minimal-ui",
         "background_color": "#FBFAF7", "theme_color": "#FFFFFF", "icons": [mark]},
        content_type="application/manifest+json",
    )  # fmt: skip
