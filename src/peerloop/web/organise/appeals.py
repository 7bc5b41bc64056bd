"""Ask those who might help with a skill that too few help with: how many they are, with which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from peerloop.matchmaking.actions import NoAppeal, send_appeal
from peerloop.matchmaking.queries import runs_seen_by
from peerloop.matchmaking.queries.appeals import calls_of, might_help
from peerloop.matchmaking.rules import LINE_LENGTH, BadLine
from peerloop.matchmaking.telling import in_fives
from peerloop.people.access import opens, reader

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class AppealForm(forms.Form):
    """The line that stands in the mail."""

    text = forms.CharField(
        label=gettext_lazy("A line to them"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LINE_LENGTH}),
        help_text=gettext_lazy("Why it matters now, say."),
    )


@opens("appeal", "send")
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, pk: int, skill: int) -> HttpResponse:
    """Show to how many an appeal would go, and send it."""
    member = reader(request)
    run = get_object_or_404(runs_seen_by(member), pk=pk)
    call = next((call for call in calls_of(run) if call.skill.pk == skill), None)
    if call is None:
        raise Http404
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            send_appeal(run, call.skill, text=form.cleaned_data["text"], by=member)
        except BadLine as refused:
            form.add_error("text", refused.messages)
        except NoAppeal as refused:
            form.add_error(None, refused)
        else:
            told = _("The appeal about “%(skill)s” is on its way.") % {"skill": call.skill.name}
            messages.success(request, told)
            return HttpResponseRedirect(reverse("organise:one_run", args=[pk]), status=303)
    near = might_help(call.skill, run).exclude(pk=member.pk).count()
    page = {"run": run, "call": call, "form": form, "near": in_fives(near)}
    return render(request, "organise/appeal.html", page, status=422 if form.errors else 200)
