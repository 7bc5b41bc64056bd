"""What one click, or one line, does about a resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peerloop.discussion.rules import LooksSecret, looks_secret
from peerloop.library import actions
from peerloop.library.queries.seen import checks_seen_by, disputes_seen_by
from peerloop.library.rules.says import PLAYED
from peerloop.live.queries import sessions_lived_by
from peerloop.loops.queries import loops_seen_by
from peerloop.people.access import opens, reader
from peerloop.web.colleagues import NamesColleague
from peerloop.web.library.asked import LARGEST, SEE_OTHER, a_number, act, address, own, seen
from peerloop.web.library.forms import AgainForm, CheckForm, CommentForm, DisputeForm, UsefulForm
from peerloop.web.library.views.writing import refused_here

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse


@opens("resource", "change")
@require_POST
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it to everybody."""
    found = own(request, pk)
    return act(
        request,
        lambda: actions.publish(found, by=reader(request)),
        _("Published. Everybody can find it now."),
        address(pk),
    )


@opens("resource", "change")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    found = own(request, pk)
    try:
        actions.delete_draft(found, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        return HttpResponseRedirect(address(pk), status=SEE_OTHER)
    messages.success(request, _("Thrown away."))
    return HttpResponseRedirect(reverse("library:library") + "?which=mine", status=SEE_OTHER)


@opens("resource", "change")
@require_POST
def renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it still holds, and when to look at it again."""
    found, form = own(request, pk), AgainForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("This is no day. Choose one to come, or leave it empty."))
        return HttpResponseRedirect(address(pk), status=SEE_OTHER)
    until = form.cleaned_data["until"]
    done = _("Good. You are asked again when that day comes.")
    return act(request, lambda: actions.still_holds(found, by=reader(request), until=until), done, address(pk))


@opens("resource", "change")
@require_POST
def authors(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a colleague write it, too."""
    found, member = own(request, pk), reader(request)
    form = NamesColleague(request.POST, reader=member)
    if form.is_valid():
        try:
            actions.add_author(found, form.cleaned_data["colleague"], by=member)
        except ValidationError as refused:
            return refused_here(request, pk, "author_form", form, refused)
        messages.success(request, _("They can write it now, too."))
        return HttpResponseRedirect(address(pk), status=SEE_OTHER)
    return refused_here(request, pk, "author_form", form, None)


@opens("resource", "change")
@require_POST
def authors_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Write it no longer."""
    found = own(request, pk)
    try:
        actions.leave_resource(found, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        return HttpResponseRedirect(address(pk), status=SEE_OTHER)
    messages.success(request, _("You no longer write it."))
    return HttpResponseRedirect(reverse("library:library"), status=SEE_OTHER)


@opens("resource", "withdraw")
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it from the shelf, with the reason."""
    found, word = seen(request, pk), request.POST.get("word", "")
    done = _("Withdrawn. What was said about it stays for those who said it.")
    return act(request, lambda: actions.withdraw_resource(found, by=reader(request), word=word), done, address(pk))


@opens("resource", "withdraw")
@require_POST
def withdrawal_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it back."""
    found = seen(request, pk)
    return act(request, lambda: actions.put_back(found, by=reader(request)), _("Back on the shelf."), address(pk))


@opens("resource", "judge")
@require_POST
def usefulness(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how useful it was."""
    found, member = seen(request, pk), reader(request)
    return _with(
        request, pk, "useful_form", UsefulForm(request.POST, auto_id="useful_%s"),
        lambda said: actions.judge(found, by=member, **said),
        _("Thank you: others choose by that."), "#useful",
    )  # fmt: skip


@opens("resource", "judge")
@require_POST
def usefulness_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take that back."""
    found = seen(request, pk)
    deed = lambda: actions.take_judgement_back(found, by=reader(request))  # noqa: E731
    return act(request, deed, _("Taken back."), address(pk, "#useful"))


@opens("resource", "use")
@require_POST
def disputes(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that something is not so."""
    found, member = seen(request, pk), reader(request)
    return _with(
        request, pk, "dispute_form", DisputeForm(request.POST),
        lambda said: actions.dispute(found, by=member, **said),
        _("Everybody sees now that it is disputed, and why. You hear what comes of it."), "#disputes",
    )  # fmt: skip


@opens("dispute", "resolve")
@require_POST
def resolution(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how it was settled."""
    there = disputes_seen_by(reader(request)).select_related("version__resource")
    found = get_object_or_404(there, pk=min(pk, LARGEST))
    word, to = request.POST.get("word", ""), address(found.version.resource_id, "#disputes")
    return act(request, lambda: actions.resolve(found, by=reader(request), word=word), _("Settled."), to)


@opens("resource", "use")
@require_POST
def checks(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a link to check it with."""
    found, member = seen(request, pk), reader(request)
    return _with(
        request, pk, "check_form", CheckForm(request.POST, auto_id="check_%s"),
        lambda said: actions.bring_check(found, by=member, **said),
        _("Thank you. Your link stands beside it now."), "#checks",
    )  # fmt: skip


@opens("check", "remove")
@require_POST
def checks_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a link away."""
    there = checks_seen_by(reader(request)).select_related("resource")
    found = get_object_or_404(there, pk=min(pk, LARGEST))
    to = address(found.resource_id, "#checks")
    return act(request, lambda: actions.remove_check(found, by=reader(request)), _("Taken away."), to)


@opens("resource", "use")
@require_POST
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something about a place in it."""
    found, member = seen(request, pk), reader(request)
    form = CommentForm(request.POST, played=found.kind in PLAYED, auto_id="place_%s")
    return _with(
        request, pk, "comment_form", form, lambda said: actions.comment(found, by=member, **said), "", "#places"
    )


@opens("resource", "use")
@require_POST
def loops(request: HttpRequest, pk: int) -> HttpResponse:
    """Learn with it."""
    return _with_loop(request, pk, actions.take_along, _("Noted; only you see that. It counts when your loop closes."))


@opens("resource", "use")
@require_POST
def loops_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Learn with it no longer."""
    return _with_loop(request, pk, actions.leave_behind, _("Taken back."))


@opens("resource", "file")
@require_POST
def filing(request: HttpRequest, pk: int) -> HttpResponse:
    """File the notes or what lay with a session."""
    session = get_object_or_404(sessions_lived_by(reader(request)), pk=min(pk, LARGEST))
    try:
        made = actions.file_from_session(session, by=reader(request), what=request.POST.get("what", ""))
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        return HttpResponseRedirect(reverse("sessions:session", args=[session.pk]), status=SEE_OTHER)
    messages.success(request, _("It is a draft in the library now. Ask a peer to look at it when it is ready."))
    if any(looks_secret(one.text) for one in made.versions.all()):
        messages.warning(request, " ".join(LooksSecret().messages))
    return HttpResponseRedirect(address(made), status=SEE_OTHER)


def _with(
    request: HttpRequest, pk: int, name: str, form: Form, deed: Callable[[dict[str, Any]], object], done: str, part: str
) -> HttpResponse:
    """Do what the form says; what is refused stays in its field on the resource's page."""
    if not form.is_valid():
        return refused_here(request, pk, name, form, None)
    try:
        deed(form.cleaned_data)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as refused:
        return refused_here(request, pk, name, form, refused)
    if done:
        messages.success(request, done)
    return HttpResponseRedirect(address(pk, part), status=SEE_OTHER)


def _with_loop(request: HttpRequest, pk: int, deed: Callable[..., None], done: str) -> HttpResponse:
    found, member = seen(request, pk), reader(request)
    loop = loops_seen_by(member).filter(learner=member, pk=a_number(request, "loop")).first()
    if loop is None:
        messages.warning(request, _("Choose one of your open loops."))
        return HttpResponseRedirect(address(pk), status=SEE_OTHER)
    return act(request, lambda: deed(found, loop, by=member), done, address(pk, "#useful"))
