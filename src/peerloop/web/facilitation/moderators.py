"""What has been referred, for the moderators, and for who referred it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from peerloop.facilitation.actions import close_referral
from peerloop.facilitation.queries import referrals_seen_by, referrals_to
from peerloop.facilitation.rules import Settled
from peerloop.people.access import opens, reader
from peerloop.web.facilitation.forms import EndForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.facilitation.models import Referral
    from peerloop.people.models import Member

FULL = ("circle", "about", "by", "end", "end__by")
A_PAGE, WRONG = 30, 422


@opens("referral", "list")
@require_safe
def referrals(request: HttpRequest) -> HttpResponse:
    """What waits, then what has been dealt with."""
    member = reader(request)
    done = referrals_seen_by(member).exclude(end=None).exclude(by=member).select_related(*FULL).order_by("-end__at")
    page = {
        "waiting": list(referrals_to(member).select_related(*FULL).order_by("at", "pk")[:A_PAGE]),
        "done": Paginator(done, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "facilitation/referrals.html", page)


@opens("referral", "see")
@require_safe
def referral(request: HttpRequest, pk: int) -> HttpResponse:
    """One referral: why, what was said, what came of it."""
    member = reader(request)
    return _page(request, member, _referral(member, pk), EndForm())


@opens("referral", "close")
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what came of it."""
    member = reader(request)
    found, form = _referral(member, pk), EndForm(request.POST)
    if not hasattr(found, "end") and not referrals_to(member).filter(pk=pk).exists():
        messages.warning(request, _("You referred this yourself. Another moderator looks at it."))
        return HttpResponseRedirect(reverse("facilitation:referral", args=[pk]), status=303)
    if form.is_valid():
        try:
            close_referral(found, by=member, word=form.cleaned_data["word"])
        except Settled as settled:
            messages.warning(request, settled.messages[0])
        except ValidationError as refused:
            form.add_error(None, refused.messages)
            return _page(request, member, found, form, status=WRONG)
        else:
            messages.success(request, _("Done. Who referred it reads your word."))
        return HttpResponseRedirect(reverse("facilitation:referral", args=[pk]), status=303)
    return _page(request, member, found, form, status=WRONG)


def _referral(member: Member, pk: int) -> Referral:
    return get_object_or_404(referrals_seen_by(member).select_related(*FULL), pk=pk)


def _page(request: HttpRequest, member: Member, found: Referral, form: EndForm, *, status: int = 200) -> HttpResponse:
    may_end = not hasattr(found, "end") and referrals_to(member).filter(pk=found.pk).exists()
    page = {"referral": found, "form": form, "may_end": may_end}
    return render(request, "facilitation/referral.html", page, status=status)
