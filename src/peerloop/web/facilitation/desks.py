"""The desk of a circle: what lies on it, and what is done from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.circles.queries import facilitators_of
from peerloop.discussion.actions import hide
from peerloop.facilitation.actions import hand_over, keep_remark, prompt, refer
from peerloop.facilitation.queries import (
    desk,
    desks_seen_by,
    guidelines_of,
    posts_at,
    referrals_seen_by,
    referrals_to,
    shown_desks,
    successions_seen_by,
)
from peerloop.facilitation.rules import Kind, begun_with
from peerloop.kit.text import listed
from peerloop.people.access import opens, reader
from peerloop.vetting.queries import may_facilitate
from peerloop.web.facilitation.forms import HandOverForm, PromptForm, ReferralForm, RemarkForm
from peerloop.web.guidelines.views import address_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.circles.models import Circle
    from peerloop.discussion.models import Post
    from peerloop.facilitation.queries import Desk
    from peerloop.people.models import Member

WRONG, LATEST = 422, 10
QUESTION = "question"


@opens("desk", "see")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The circles that the reader facilitates, what they are asked to take over, and what they have referred."""
    member = reader(request)
    referred = referrals_seen_by(member).filter(by=member).select_related("circle", "end").order_by("-pk")
    page = {
        "desks": shown_desks(member),
        "asked": list(successions_seen_by(member).select_related("circle", "facilitator")),
        "referred": list(referred[:LATEST]),
        "waiting": referrals_to(member).count(),
        "ready": may_facilitate(member),
    }  # fmt: skip
    return render(request, "facilitation/desks.html", page)


@opens("desk", "see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """The desk of a circle; ``?say=`` says with what to begin in the box."""
    member = reader(request)
    circle = _circle(member, pk)
    lies = desk(member, circle)
    return _page(request, lies, _begun(lies, request.GET.get("say", "")))


@opens("desk", "lead")
@require_POST
def prompts(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something to the circle."""
    member = reader(request)
    circle = _circle(member, pk)
    form = PromptForm(request.POST)
    if form.is_valid():
        try:
            made = prompt(circle, by=member, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("Said. It stands in the thread."))
            return _to("circles:circle", pk, f"#post-{made.post_id}")
    return _page(request, desk(member, circle), form, status=WRONG)


@opens("desk", "lead")
@require_POST
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what one notes for oneself."""
    member = reader(request)
    circle = _circle(member, pk)
    form = RemarkForm(request.POST)
    if form.is_valid():
        keep_remark(circle, by=member, text=form.cleaned_data["note"])
        messages.success(request, _("Kept, for you alone."))
        return _to("facilitation:desk", pk)
    lies = desk(member, circle)
    return _page(request, lies, _begun(lies, ""), remark_form=form, status=WRONG)


@opens("desk", "lead")
@require_POST
def hiding(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide a post, with the reason said."""
    member = reader(request)
    post = _post(member, pk)
    circle = _circle_of(member, post)
    try:
        hide(post, by=member, reason=request.POST.get("reason", ""))
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as refused:
        lies = desk(member, circle)
        typed: dict[str, Any] = {"hiding": pk, "reason": request.POST.get("reason", ""), "wrong": refused.messages}
        return _page(request, lies, _begun(lies, ""), **typed, status=WRONG)
    messages.success(request, _("Hidden. Who wrote it is told why, and the reason stands in its place."))
    return _to("facilitation:desk", circle.pk, "#said")


@opens("desk", "lead")
@require_http_methods(["GET", "HEAD", "POST"])
def handing_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the circle over to somebody else."""
    member = reader(request)
    circle = _circle(member, pk)
    form = HandOverForm(request.POST if request.method == "POST" else None, reader=member)
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["colleague"]
        try:
            hand_over(circle, to, by=member, note=form.cleaned_data["note"])
        except ValidationError as refused:
            form.add_error("colleague", refused.messages)
        else:
            messages.success(request, _("%(name)s facilitates the circle now. Thank you!") % {"name": to.name})
            return _to("circles:circle", pk)
    beside = listed([one.name for one in facilitators_of(circle) if one != member])
    page = {"circle": circle, "form": form, "beside": beside}
    return render(request, "facilitation/handing_over.html", page, status=WRONG if form.errors else 200)


@opens("desk", "lead")
@require_http_methods(["GET", "HEAD", "POST"])
def referral(request: HttpRequest, pk: int) -> HttpResponse:
    """Refer what goes on in the circle to the moderators."""
    return _refer(request, _circle(reader(request), pk), None)


@opens("desk", "lead")
@require_http_methods(["GET", "HEAD", "POST"])
def referral_of_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Refer a post to the moderators."""
    member = reader(request)
    post = _post(member, pk)
    return _refer(request, _circle_of(member, post), post)


def _refer(request: HttpRequest, circle: Circle, post: Post | None) -> HttpResponse:
    form = ReferralForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            refer(circle, by=reader(request), post=post, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error("why", refused.messages)
        else:
            messages.success(request, _("Referred. You read here what came of it."))
            return HttpResponseRedirect(reverse("facilitation:desks"), status=303)
    page = {"circle": circle, "post": post, "form": form}
    return render(request, "facilitation/refer.html", page, status=WRONG if form.errors else 200)


def _circle(member: Member, pk: int) -> Circle:
    return get_object_or_404(desks_seen_by(member).select_related("thread", "programme__guidelines"), pk=pk)


def _post(member: Member, pk: int) -> Post:
    return get_object_or_404(posts_at(member).select_related("by").prefetch_related("mentions"), pk=pk)


def _circle_of(member: Member, post: Post) -> Circle:
    return get_object_or_404(
        desks_seen_by(member).select_related("thread", "programme__guidelines"), thread=post.thread_id
    )


def _begun(lies: Desk, asked: str) -> PromptForm:
    """Return the box with what it begins with: one of the prompts, one of the questions, or what is next."""
    question = next((one for one in lies.questions if asked == f"{QUESTION}:{one.code}"), None)
    if question is None and asked not in {Kind.KICK_OFF, Kind.GOAL, Kind.GUIDELINES}:
        asked = Kind.QUESTION if lies.begun else Kind.KICK_OFF
        question = lies.questions[0] if lies.begun and lies.questions else None
    if question is not None:
        start = {"kind": Kind.QUESTION, "code": question.code, "text": str(question.text)}
        return PromptForm(initial=start)
    there = guidelines_of(lies.circle)
    address = settings.PEERLOOP_URL + (address_of(there) if there else reverse("guidelines:house"))
    return PromptForm(initial={"kind": asked, "text": begun_with(asked, lies.circle, guidelines=address)})


def _page(
    request: HttpRequest,
    lies: Desk,
    form: PromptForm,
    *,
    status: int = 200,
    remark_form: RemarkForm | None = None,
    **more: Any,
) -> HttpResponse:
    start = {"note": lies.remark.text if lies.remark else ""}
    page = {"desk": lies, "circle": lies.circle, "form": form, "remark_form": remark_form or RemarkForm(initial=start)}
    return render(request, "facilitation/desk.html", page | more, status=status)


def _to(name: str, pk: int, anchor: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, args=[pk]) + anchor, status=303)
