"""What whoever looks after a circle does: people, meetings, tasks, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.circles import actions
from peerloop.circles.queries import asked_to_facilitate, askings_answered_by, members_of, tasks_seen_by
from peerloop.circles.words import next_usual
from peerloop.kit.text import listed
from peerloop.people.access import opens, reader
from peerloop.web.circles.forms import ClosingForm, MeetingForm, NamesSomebody, TaskForm
from peerloop.web.circles.shown import REFUSED, about, act, led, onward, page, within
from peerloop.web.sessions.views.announce import by_field

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.circles.actions import Planned
    from peerloop.circles.queries import Shown


@opens("circle-asking", "answer")
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Let whoever asks in, or not."""
    member = reader(request)
    asking = get_object_or_404(askings_answered_by(member), pk=pk)
    yes = request.POST.get("answer") != "no"
    done = _("%(name)s is in.") if yes else _("%(name)s is told, kindly and without a reason.")
    words = done % {"name": asking.member.name}
    there = asking.circle_id
    return act(
        request, lambda: actions.answer_asking(asking, by=member, yes=yes), words, to="circles:people", args=[there]
    )


@opens("circle", "take-part")
@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is in it; for whoever looks after it, who asks, whom to invite, who facilitates."""
    return _people(request, within(request, pk))


@opens("circle", "lead")
@require_POST
def invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite a colleague."""
    shown, member = led(request, pk), reader(request)
    form = NamesSomebody(request.POST, reader=member, auto_id="invite_%s")
    if form.is_valid():
        whom = form.cleaned_data["colleague"]
        try:
            asked = actions.invite_to_circle(shown.circle, [whom], by=member)
        except ValidationError as refused:
            form.add_error("colleague", refused.messages)
        else:
            told = _("%(name)s is invited.") if asked else _("%(name)s is in it, or has been asked already.")
            messages.success(request, told % {"name": whom.name})
            return onward("circles:people", pk)
    return _people(request, shown, invite_form=form, status=REFUSED)


@opens("circle", "lead")
@require_POST
def facilitators(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask who would facilitate, beside who does; who does so beside somebody already comes first at once."""
    shown, member = led(request, pk), reader(request)
    form = NamesSomebody(request.POST, reader=member, auto_id="lead_%s")
    chosen = members_of(shown.circle).filter(pk=_number(request.POST.get("member", ""))).first()
    if chosen is None and not form.is_valid():
        return _people(request, shown, lead_form=form, status=REFUSED)
    whom = chosen or form.cleaned_data["colleague"]
    try:
        asked = actions.ask_to_facilitate(shown.circle, whom, by=member)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as refused:
        return _people(request, shown, lead_form=form, refused=refused.messages, status=REFUSED)
    if asked is None:
        words = _("%(name)s facilitates the circle now.")
    elif asked.answer:
        words = _("%(name)s has been asked already.")
    else:
        words = _("%(name)s is asked, and facilitates once they have said yes.")
    messages.success(request, words % {"name": whom.name})
    return onward("circles:people", pk)


@opens("circle", "lead")
@require_POST
def member_removal(request: HttpRequest, pk: int, member: int) -> HttpResponse:
    """Take somebody out."""
    shown, by = led(request, pk), reader(request)
    whom = get_object_or_404(members_of(shown.circle), pk=member)
    done = _("%(name)s is no longer in the circle, and is told.") % {"name": whom.name}
    return act(
        request, lambda: actions.remove_from_circle(shown.circle, whom, by=by), done, to="circles:people", args=[pk]
    )


@opens("circle", "lead")
@require_POST
def facilitating_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Facilitate no longer."""
    shown, by = led(request, pk), reader(request)
    done = _("You are in the circle as everybody else now.")
    return act(request, lambda: actions.step_down(shown.circle, by=by), done, to="circles:people", args=[pk])


@opens("circle", "lead")
@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan the next meetings; at the circle's usual hour unless one says otherwise."""
    shown, member = led(request, pk), reader(request)
    form = MeetingForm(request.POST if request.method == "POST" else None, by=member, initial=_usually(shown))
    if request.method == "POST" and form.is_valid():
        try:
            planned = actions.plan_meeting(shown.circle, by=member, **form.cleaned_data)
        except PermissionDenied as error:
            raise Http404 from error
        except ValidationError as refused:
            by_field(form, refused)
        else:
            _say_planned(request, planned)
            return onward("circles:circle", pk)
    context = about(shown) | {"form": form}
    return render(request, "circles/meetings.html", context, status=REFUSED if form.errors else 200)


@opens("circle", "lead")
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring it to its end: what that does is said first."""
    shown, member = led(request, pk), reader(request)
    if shown.closed:
        return onward("circles:report", pk)
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_circle(shown.circle, by=member, text=form.cleaned_data["text"])
        except ValidationError as refused:
            by_field(form, refused)
        else:
            messages.success(request, _("Closed. Everybody in it is asked for a word."))
            return onward("circles:report", pk)
    context = about(shown) | {"form": form}
    return render(request, "circles/closing.html", context, status=REFUSED if form.errors else 200)


@opens("circle", "lead")
@require_POST
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the report."""
    shown, by = led(request, pk), reader(request)
    return act(
        request, lambda: actions.publish_report(shown.circle, by=by), _("Published."), to="circles:report", args=[pk]
    )


@opens("circle", "lead")
@require_POST
def tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a task."""
    shown, member = led(request, pk), reader(request)
    form = TaskForm(request.POST, auto_id="task_%s")
    if form.is_valid():
        try:
            actions.set_task(shown.circle, by=member, **form.cleaned_data)
        except ValidationError as refused:
            by_field(form, refused)
        else:
            messages.success(request, _("Set. Everybody in the circle hears of it."))
            return onward("circles:circle", pk)
    return page(request, shown, task_form=form, status=REFUSED)


@opens("circle", "lead")
@require_POST
def task_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a task off."""
    by = reader(request)
    task = get_object_or_404(tasks_seen_by(by).select_related("circle"), pk=pk)
    there = task.circle_id
    return act(request, lambda: actions.drop_task(task, by=by), _("Taken off."), to="circles:circle", args=[there])


def _people(request: HttpRequest, shown: Shown, *, status: int = 200, **forms: Any) -> HttpResponse:
    member = reader(request)
    context = about(shown) | {
        "invite_form": NamesSomebody(reader=member, auto_id="invite_%s"),
        "lead_form": NamesSomebody(reader=member, auto_id="lead_%s"),
        "asked": listed([one.name for one in asked_to_facilitate(shown.circle, member)]),
        "askings": [each for each in askings_answered_by(member) if each.circle_id == shown.circle.pk],
    }
    return render(request, "circles/people.html", context | forms, status=status)


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else 0


def _usually(shown: Shown) -> dict[str, Any]:
    begins = next_usual(shown.circle)
    if begins is None:
        return {}
    there = begins.astimezone(get_current_timezone())
    return {"local_date": there.date(), "local_time": there.time(), "minutes": shown.circle.minutes}


def _say_planned(request: HttpRequest, planned: Planned) -> None:
    count = len(planned.sessions)
    words = ngettext("One meeting is planned.", "%(count)s meetings are planned.", count)
    messages.success(request, words % {"count": count})
    if planned.busy:
        told = _("Not everybody can come to all of them: %(names)s. They stay invited.")
        messages.info(request, told % {"names": listed([one.name for one in planned.busy])})
    if planned.full:
        told = _(
            "Not asked, because their hours for learning are full in one of these weeks: %(names)s. You can still "
            "invite them from the meeting’s page."
        )
        messages.info(request, told % {"names": listed([one.name for one in planned.full])})
    for day, why in planned.refused:
        told = _("Not on %(day)s: %(why)s")
        messages.warning(request, told % {"day": date_format(day, "j F"), "why": why})
