"""Answer a survey, keep a draft of it, take it back, and make a need of a wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.people.access import opens, reader
from peerloop.pulse import actions
from peerloop.pulse.queries import answer_of, draft_of, surveys_answered_by, surveys_seen_by, wishes_seen_by
from peerloop.skills.queries import skills_seen_by
from peerloop.skills.queries.counts import most_offered
from peerloop.web.pulse.acting import act, go
from peerloop.web.pulse.forms.answering import AnswerForm, begun

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.pulse.models import Survey

PROPOSED = 150
"""So many skills are proposed while one types a name."""


@opens("survey", "answer")
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer, or keep what there is so far; what was sent before is there to be changed."""
    member = reader(request)
    survey = surveys_answered_by(member).filter(pk=pk).first()
    if survey is None:
        return _too_late(request, member, pk)
    form = AnswerForm(request.POST if request.method == "POST" else None, survey=survey, initial=_begun(member, survey))
    if request.method == "POST" and request.POST.get("do") == "draft":
        actions.keep_draft(survey, by=member, said=form.as_typed())
        messages.success(request, _("Kept as a draft. Nobody reads it, and it counts only once you send it."))
        return go("pulse:survey", pk)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_survey(survey, by=member, said=form.said(), wishes=form.cleaned_data["wishes"])
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("Thank you. You can change your answer until the survey closes."))
            return go("pulse:survey", pk)
    page = {"survey": survey, "form": form, "skills": _proposed(member) if "skills" in survey.asks else []}
    return render(request, "pulse/answer.html", page, status=422 if form.errors else 200)


@opens("survey", "answer")
@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    member = reader(request)
    survey = surveys_answered_by(member).filter(pk=pk).first()
    if survey is None:
        return _too_late(request, member, pk)
    return act(request, actions.take_back_answer, survey, member, _("Taken back."), "pulse:survey", pk)


@opens("wish", "learn")
@require_POST
def need(request: HttpRequest, pk: int) -> HttpResponse:
    """Let what one has named be one's need."""
    member = reader(request)
    wish = get_object_or_404(wishes_seen_by(member).select_related("answer__survey"), pk=pk)
    done = _("“%(skill)s” is one of your needs now; only matching sees it.") % {"skill": wish.skill.name}
    return act(request, actions.make_need, wish, member, done, "pulse:survey", wish.answer.survey_id)


def _too_late(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """Say to who was asked that it is over, or not open yet; to others there is no such survey."""
    mine = surveys_seen_by(member).filter(asked__member=member)
    get_object_or_404(mine, pk=pk)
    messages.warning(request, _("This survey is closed. Nothing can be answered or changed any more."))
    return go("pulse:survey", pk)


def _begun(member: Member, survey: Survey) -> dict[str, object]:
    """Return what the form begins with: the draft, else what was sent."""
    if draft := draft_of(survey, member):
        return dict(draft.said)
    sent = answer_of(survey, member)
    return begun(sent) if sent else {}


def _proposed(member: Member) -> list[str]:
    """Return names to choose from, those that most can help with first."""
    first = most_offered(PROPOSED)
    names = skills_seen_by(member).in_bulk(first)
    rest = skills_seen_by(member).exclude(pk__in=first).order_by("name").values_list("name", flat=True)
    return [*(names[pk].name for pk in first if pk in names), *rest[: PROPOSED - len(first)]]
