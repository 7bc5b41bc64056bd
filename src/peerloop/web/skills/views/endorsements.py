"""Vouching for a colleague's offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.people.access import opens, reader
from peerloop.skills.actions import endorse, withdraw_endorsement
from peerloop.skills.queries import endorsements_seen_by, offers_seen_by
from peerloop.skills.rules import may_endorse
from peerloop.web.skills.asked import posted
from peerloop.web.skills.forms import EndorsementForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@opens("offer", "endorse")
@require_http_methods(["GET", "HEAD", "POST"])
def endorsements(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what one has seen of it; a second time changes one's words."""
    member = reader(request)
    seen = offers_seen_by(member).exclude(member=member).filter(confirmed_at__isnull=False)
    offer = get_object_or_404(seen.select_related("skill", "member__team"), pk=pk)
    if not may_endorse(member, offer):
        raise PermissionDenied(_("You cannot vouch for this offer."))
    mine = endorsements_seen_by(member).filter(offer=offer, by=member).first()
    form = EndorsementForm(posted(request), initial={"text": mine.text if mine else ""})
    if request.method == "POST" and form.is_valid():
        endorse(offer, by=member, text=form.cleaned_data["text"])
        told = _("You vouch for %(name)s. It stands on the page until you take it back.")
        messages.success(request, told % {"name": offer.member.name})
        return HttpResponseRedirect(reverse("skills:skill", args=[offer.skill_id]), status=303)
    page = {"offer": offer, "mine": mine, "form": form}
    return render(request, "skills/endorsement.html", page, status=422 if form.errors else 200)


@opens("endorsement", "withdraw")
@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's word back."""
    member = reader(request)
    own = endorsements_seen_by(member).filter(by=member).select_related("offer")
    endorsement = get_object_or_404(own, pk=pk)
    withdraw_endorsement(endorsement, by=member)
    messages.success(request, _("Your word is taken back."))
    return HttpResponseRedirect(reverse("skills:skill", args=[endorsement.offer.skill_id]), status=303)
