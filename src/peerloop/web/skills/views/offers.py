"""What one can help with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.people.access import opens, reader
from peerloop.skills import actions
from peerloop.skills.queries import endorsements_seen_by, offers_of, waiting_offers
from peerloop.skills.queries.merged import with_names_said
from peerloop.vetting.queries import with_vetted
from peerloop.web.skills.asked import asked_name, asked_skill, posted
from peerloop.web.skills.forms import OfferForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.skills.models import Offer

AT_ONCE = 25


@opens("offer", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def offers(request: HttpRequest) -> HttpResponse:
    """One's offers; with ``?skill=`` or ``?name=`` the short form for a new one first."""
    member = reader(request)
    skill, name = asked_skill(request), asked_name(request)
    form = None
    if request.method == "POST" or skill or name:
        known = offers_of(member).filter(skill=skill).first() if skill else None
        form = OfferForm(posted(request), skill=skill, initial=initial(known) if known else {"name": name})
    if request.method == "POST" and form and form.is_valid():
        made = actions.offer(member, skill=form.skill_of(member), **form.line)
        told = _("Colleagues who want to learn “%(skill)s” can find you now.")
        messages.success(request, told % {"skill": made.skill.name})
        return HttpResponseRedirect(reverse("skills:offers"), status=303)
    vouched = Prefetch("endorsements", endorsements_seen_by(member).select_related("by").order_by("-at"), "vouched")
    shown = offers_of(member).filter(confirmed_at__isnull=False).select_related("skill", "home")
    shown = with_vetted(shown.prefetch_related(vouched))
    pages = Paginator(shown.order_by("skill__name", "pk"), AT_ONCE).get_page(request.GET.get("page"))
    with_names_said(list(pages), member)
    page = {
        "offers": pages,
        "waiting": waiting_offers(member).count(),
        "form": form,
        "skill": skill,
    }
    return render(request, "skills/offers.html", page, status=422 if form and form.errors else 200)


@opens("offer", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one of one's offers; changing an imported one is saying yes to it."""
    member = reader(request)
    made = get_object_or_404(offers_of(member).select_related("skill"), pk=pk)
    form = OfferForm(posted(request), skill=made.skill, initial=initial(made))
    if request.method == "POST" and form.is_valid():
        actions.offer(member, skill=made.skill, **form.line)
        messages.success(request, _("Your offer “%(skill)s” is saved.") % {"skill": made.skill.name})
        return HttpResponseRedirect(reverse("skills:offers"), status=303)
    return render(request, "skills/offer.html", {"offer": made, "form": form}, status=422 if form.errors else 200)


@opens("offer", "change")
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer it no longer."""
    made = get_object_or_404(offers_of(reader(request)).select_related("skill"), pk=pk)
    actions.withdraw_offer(made, by=reader(request))
    messages.success(request, _("You no longer offer “%(skill)s”.") % {"skill": made.skill.name})
    return HttpResponseRedirect(reverse("skills:offers"), status=303)


def initial(made: Offer) -> dict[str, object]:
    """What the form of an offer begins with."""
    return {"level": made.level, "pace": made.pace, "text": made.text}
