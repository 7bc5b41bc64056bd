"""Ask: write, see what is like it and to whom it goes, send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.kit.clock import now
from peerloop.kit.text import listed
from peerloop.people.access import opens, reader
from peerloop.people.queries import seen_by
from peerloop.questions.actions import ask, take_waiting_back
from peerloop.questions.queries import alike_to, perhaps_about, waiting_of
from peerloop.questions.rules import next_quarter, no_secret
from peerloop.web.colleagues import named
from peerloop.web.find.shelves import SHELVES
from peerloop.web.questions.forms import PSEUDONYM, AskForm
from peerloop.web.questions.found import REFUSED, SEE_OTHER, do, refused, to_question, with_wait

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member

LONGEST_ID = 18
BESIDE = 4


@opens("question", "make")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write the question; then see to whom it goes, and send it from there."""
    member = reader(request)
    if request.method != "POST":
        begun = {"title": request.GET.get("title", "")[:120], "skill": request.GET.get("skill_name", "")[:80]}
        return _write(request, AskForm(initial=begun))
    form = AskForm(request.POST)
    if not form.is_valid():
        return _write(request, form, status=REFUSED)
    if "back" in request.POST:
        return _write(request, form)
    if "send" not in request.POST:
        try:
            no_secret(form.cleaned_data["title"], form.cleaned_data["text"], anyway=form.cleaned_data["anyway"])
        except ValidationError as wrong:
            return _write(request, form, status=refused(form, wrong))
        return _preview(request, form)
    return _send(request, member, form)


@opens("question", "make")
@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """What is like what is being written, to be put beside it."""
    return render(request, "questions/_similar.html", _alike(reader(request), request.GET.get("title", "")))


@opens("waiting", "remove")
@require_POST
def waiting_removal(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a question back before anybody has seen it."""
    waiting = get_object_or_404(waiting_of(reader(request)), uid=uid)
    then = HttpResponseRedirect(f"{reverse('questions:questions')}?which=mine", status=SEE_OTHER)
    act = lambda: take_waiting_back(waiting, by=reader(request))  # noqa: E731
    return do(request, act, then=then, said=_("Taken back. Nobody has seen it."))


def chosen(request: HttpRequest, member: Member) -> list[Member]:
    """Return whom the asker has ticked, and whom they have named besides; raises ``ValidationError`` on "colleague"."""
    ids = _ticked(request)
    there = seen_by(member).exclude(pk=member.pk).in_bulk(ids)
    found = [there[pk] for pk in dict.fromkeys(ids) if pk in there]
    if name := request.POST.get("colleague", "").strip():
        others = named(member, name)
        if len(others) != 1:
            words = _("We do not know one colleague of the name “%(name)s”. Write the whole name.")
            raise ValidationError(words % {"name": name[:80]})
        found += [one for one in others if one not in found]
    return found


def _ticked(request: HttpRequest) -> list[int]:
    given = request.POST.getlist("to")[:20]
    return [int(pk) for pk in given if pk.isascii() and pk.isdigit() and len(pk) < LONGEST_ID]


def _write(request: HttpRequest, form: AskForm, *, status: int = 200) -> HttpResponse:
    title = str(form["title"].value() or "")
    context = {"form": form, **_alike(reader(request), title)}
    return render(request, "questions/new.html", context, status=status)


def _alike(member: Member, title: str) -> dict[str, Any]:
    """Questions, and resources where the library has any, that are like what is being written."""
    from peerloop.search.queries import find

    title = title.strip()[:200]
    shelf = next((one for one in SHELVES if one.kind == "resource"), None)
    rows = []
    if shelf is not None and title:
        hits = find(member, title, among=[shelf.kind], at_most=BESIDE).of(shelf.kind)
        rows = shelf.rows(member, [hit.subject for hit in hits])
    return {"alike": alike_to(member, title) if title else [], "shelf": shelf, "rows": rows}


def _preview(request: HttpRequest, form: AskForm, *, status: int = 200, **more: Any) -> HttpResponse:
    from peerloop.questions.queries.routing import route

    member, said = reader(request), form.cleaned_data
    under = said["under"] == PSEUDONYM
    ways = route(member, said["title"], said["text"], skill=said["skill"], pseudonymous=under)
    near = _alike(member, said["title"])
    again = "send" in request.POST
    ticked = set(_ticked(request)) if again else {one.member.pk for one in ways.first}
    context = {
        "form": form,
        "said": said,
        "ways": ways,
        "ticked": ticked,
        "pseudonymous": under,
        "perhaps": [] if said["skill"] else perhaps_about(member, said["title"], said["text"], near["alike"]),
        "appears_at": next_quarter(now()),
        "colleague": request.POST.get("colleague", "") if again else "",
        **near,
        **more,
    }
    return render(request, "questions/preview.html", context, status=status)


def _send(request: HttpRequest, member: Member, form: AskForm) -> HttpResponse:
    said = dict(form.cleaned_data)
    under = said.pop("under") == PSEUDONYM
    try:
        to = chosen(request, member)
    except ValidationError as wrong:
        return _preview(request, form, status=REFUSED, nobody=wrong.messages)
    try:
        made = ask(by=member, to=to, pseudonymous=under, **said)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as wrong:
        status = refused(form, wrong)
        return with_wait(_write(request, form, status=status), wrong)
    if under:
        messages.success(request, _("Nobody sees it yet. It appears at the next quarter-hour, under a bird’s name."))
        return HttpResponseRedirect(f"{reverse('questions:questions')}?which=mine", status=SEE_OTHER)
    _say_to_whom(request, made, to)
    return to_question(made.uid)


def _say_to_whom(request: HttpRequest, made: Any, to: list[Member]) -> None:
    reached = set(made.asked.values_list("member", flat=True))
    names = listed([one.name for one in to if one.pk in reached])
    missed = listed([one.name for one in to if one.pk not in reached])
    told = _("Asked. It goes to %(names)s.") % {"names": names} if names else _("Asked. Everybody here can answer.")
    messages.success(request, told)
    if missed:
        messages.info(request, _("%(names)s cannot be asked just now.") % {"names": missed})
