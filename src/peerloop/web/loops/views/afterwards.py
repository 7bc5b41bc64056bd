"""After the circle: did you use it, and would you teach it on?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from peerloop.loops.actions import answer_follow_up, answer_teach_on
from peerloop.loops.queries import follow_ups_of, loops_seen_by
from peerloop.loops.rules import as_learner
from peerloop.people.access import opens, reader
from peerloop.web.loops.views.loop import onward

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TOLD = {
    "yes": gettext_lazy("Good to hear. That is what it was for."),
    "not_yet": gettext_lazy("Noted. There is no hurry."),
    "no_more": gettext_lazy("Noted, and that is fine. You are not asked about it any more."),
}


@opens("follow-up", "answer")
@require_POST
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer on the page."""
    asked = get_object_or_404(follow_ups_of(reader(request)).select_related("loop"), pk=pk)
    answer = request.POST.get("answer", "")
    try:
        answer_follow_up(asked, by=reader(request), answer=answer)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, TOLD[answer])
    return onward(asked.loop_id)


@opens("loop", "turn")
@require_POST
def teaching(request: HttpRequest, pk: int) -> HttpResponse:
    """Would you teach it on? Yes leads on to the offer, no is kept."""
    member = reader(request)
    loop = get_object_or_404(loops_seen_by(member), pk=pk)
    as_learner(loop, member)
    yes = request.POST.get("answer") == "yes"
    answer_teach_on(loop, by=member, yes=yes)
    if yes:
        return HttpResponseRedirect(f"{reverse('skills:offers')}?{urlencode({'skill': loop.skill_id})}", status=303)
    messages.success(request, _("Fine. You are not asked again."))
    return onward(pk)
