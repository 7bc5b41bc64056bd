"""To whom it goes, passing, and making a session of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.kit.text import listed
from peerloop.people.access import opens, reader
from peerloop.questions import actions
from peerloop.questions.queries import is_asker
from peerloop.web.questions.found import REFUSED, SEE_OTHER, do, found, to_question
from peerloop.web.questions.views.asking import chosen

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@opens("question", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def helpers(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask more colleagues, or others."""
    from peerloop.questions.queries.routing import route

    one, member = found(request, uid), reader(request)
    if not is_asker(one, member) or hasattr(one, "withdrawal"):
        raise Http404
    wrong: list[str] = []
    if request.method == "POST":
        try:
            to = chosen(request, member)
            reached = set(actions.ask_more(one, to, by=member))
        except PermissionDenied as error:
            raise Http404 from error
        except ValidationError as refused:
            wrong = refused.messages
        else:
            names = listed([each.name for each in to if each.pk in reached])
            told = _("It goes to %(names)s, too.") if names else _("None of them can be asked just now.")
            messages.info(request, told % {"names": names} if names else told)
            return to_question(uid)
    asked = set(one.asked.values_list("member", flat=True))
    ways = route(
        member, one.title, one.text, skill=one.skill, pseudonymous=bool(one.pseudonym), without=asked
    )  # fmt: skip
    context = {"question": one, "ways": ways, "wrong": wrong, "colleague": request.POST.get("colleague", "")}
    return render(request, "questions/helpers.html", context, status=REFUSED if wrong else 200)


@opens("question", "pass")
@require_POST
def passing(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Leave it to others."""
    one, member = found(request, uid), reader(request)
    then = HttpResponseRedirect(reverse("questions:questions"), status=SEE_OTHER)
    return do(request, lambda: actions.pass_on(one, by=member), then=then, said=_("That is fine. Nobody is told."))


@opens("question", "hold")
@require_POST
def session(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Make a session of it, at the first good hour."""
    one, member = found(request, uid), reader(request)
    try:
        made = actions.make_session(one, by=member)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        return to_question(uid)
    messages.success(request, _("Announced. The hour is a proposal of ours: here you can move it or call it off."))
    return HttpResponseRedirect(reverse("sessions:session", args=[made.pk]), status=SEE_OTHER)
