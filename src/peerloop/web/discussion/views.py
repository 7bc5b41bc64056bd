"""Threads, and what is said in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.discussion import actions
from peerloop.discussion.queries import posts_seen_by, threads_seen_by
from peerloop.discussion.rules import LooksSecret, TooOften
from peerloop.files.actions import bring_file, keep_file, or_take_away
from peerloop.files.rules import TooMany
from peerloop.people.access import opens, reader
from peerloop.web.discussion.forms import PostForm, SayForm
from peerloop.web.discussion.part import place_of, thread_part
from peerloop.web.uploads import takes_files

if TYPE_CHECKING:
    from django.http import HttpRequest

    from peerloop.discussion.models import Post, Thread

WRONG, TOO_OFTEN, SEE_OTHER = 422, 429, 303


@opens("thread", "see")
@require_safe
def show_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a thread by itself."""
    return _page(request, _thread(request, pk))


@takes_files
@opens("thread", "say")
@require_POST
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something, with a file or without."""
    thread, form, member = _thread(request, pk), SayForm(request.POST, request.FILES), reader(request)
    if not form.is_valid():
        return _page(request, thread, form, status=WRONG)
    quotes = posts_seen_by(member).filter(pk=form.cleaned_data["quotes"] or 0, thread=thread).first()
    given, words = form.cleaned_data["file"], form.cleaned_data
    try:
        brought = [bring_file(given, name=given.name, by=member)] if given else []
        with or_take_away(*brought), transaction.atomic():
            files = [keep_file(one) for one in brought]
            post = actions.say(
                thread, by=member, text=words["text"], quotes=quotes, files=files, anyway=words["anyway"]
            )
    except (TooOften, TooMany) as often:
        form.add_error(None, often)
        response = _page(request, thread, form, status=TOO_OFTEN)
        response["Retry-After"] = str(often.seconds)
        return response
    except ValidationError as wrong:
        return _again(request, thread, form, wrong)
    return _back(request, post.thread, f"#post-{post.pk}")


@opens("thread", "say")
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what has been written so far."""
    actions.save_draft(_thread(request, pk), by=reader(request), text=request.POST.get("text", ""))
    return HttpResponse(status=204)


@opens("post", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say it in other words."""
    post = get_object_or_404(_posts(request).filter(by=reader(request), taken_back=None, hiding=None), pk=pk)
    form = PostForm(request.POST or None, initial={"text": post.text})
    status = 200
    if request.method == "POST":
        status = WRONG
        if form.is_valid():
            words = form.cleaned_data
            try:
                actions.change(post, by=reader(request), text=words["text"], anyway=words["anyway"])
            except ValidationError as wrong:
                _note(form, wrong)
            else:
                return _to(post)
    return render(request, "discussion/change.html", {"form": form, "post": post}, status=status)


@opens("post", "change")
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own words back."""
    post = get_object_or_404(_posts(request).filter(by=reader(request)), pk=pk)
    return _do(request, post, actions.take_back, said=_("Taken back. Its words are gone."))


@opens("post", "react")
@require_POST
def react(request: HttpRequest, pk: int) -> HttpResponse:
    """Nod to what somebody else said."""
    return _do(request, _anothers(request, pk), actions.react, kind=request.POST.get("kind", ""))


@opens("post", "react")
@require_POST
def take_reaction_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's nod back."""
    return _do(request, _anothers(request, pk), actions.take_reaction_back, kind=request.POST.get("kind", ""))


@opens("post", "hide")
@require_POST
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide a post, with the reason said."""
    post, reason = _anothers(request, pk), request.POST.get("reason", "")
    try:
        actions.hide(post, by=reader(request), reason=reason)
    except ValidationError as wrong:
        said: dict[str, Any] = {"hiding": post.pk, "reason": reason, "wrong": wrong.messages}
        return _page(request, post.thread, status=WRONG, **said)
    return _to(post)


@opens("post", "hide")
@require_POST
def show_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the hiding back."""
    return _do(request, _anothers(request, pk), actions.show_again)


def _thread(request: HttpRequest, pk: int) -> Thread:
    return get_object_or_404(threads_seen_by(reader(request)).select_related("closing"), pk=pk)


def _posts(request: HttpRequest) -> Any:
    return posts_seen_by(reader(request)).select_related("thread")


def _anothers(request: HttpRequest, pk: int) -> Post:
    found: Post = get_object_or_404(_posts(request).exclude(by=reader(request)), pk=pk)
    return found


def _do(request: HttpRequest, post: Post, action: Any, *, said: str = "", **words: str) -> HttpResponse:
    try:
        action(post, by=reader(request), **words)
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        if said:
            messages.success(request, said)
    return _to(post)


def _page(
    request: HttpRequest, thread: Thread, form: SayForm | None = None, *, status: int = 200, **more: object
) -> HttpResponse:
    context = {**thread_part(request, thread, form=form), "place": place_of(thread, reader(request)), **more}
    return render(request, "discussion/thread.html", context, status=status)


def _again(request: HttpRequest, thread: Thread, form: SayForm, wrong: ValidationError) -> HttpResponse:
    _note(form, wrong)
    return _page(request, thread, form, status=WRONG)


def _note(form: PostForm, wrong: ValidationError) -> None:
    form.add_error(None, wrong)
    if isinstance(wrong, LooksSecret):
        form.ask_anyway()


def _back(request: HttpRequest, thread: Thread, anchor: str) -> HttpResponseRedirect:
    """Return to the page on which it was written, where that is one of ours."""
    back = request.POST.get("back", "")
    ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return HttpResponseRedirect((back if ours else reverse("discussion:thread", args=[thread.pk])) + anchor, status=303)


def _to(post: Post) -> HttpResponseRedirect:
    address = reverse("discussion:thread", args=[post.thread_id])
    return HttpResponseRedirect(f"{address}#post-{post.pk}", status=SEE_OTHER)
