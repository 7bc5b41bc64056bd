"""Practice lessons: planned, listened to, spoken about."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peerloop.kit.clock import now
from peerloop.live.queries import apart
from peerloop.people.access import opens, reader
from peerloop.skills.queries import offers_of
from peerloop.times.queries import best_hours, borne_with
from peerloop.vetting.actions import ask_peer, plan_teach_back, say_remark
from peerloop.vetting.actions.plan_teach_back import MINUTES
from peerloop.vetting.queries import in_full, open_offers, teach_backs_of, teach_backs_seen_by
from peerloop.vetting.rules import CRITERIA, PEERS, peers_of, state
from peerloop.web.vetting.forms import PeerForm, PlanForm, RemarkForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.people.models import Member
    from peerloop.times.queries import Hour
    from peerloop.vetting.models import TeachBack

A_PAGE = 50
LARGEST = 2**63 - 1
SOONEST, SPAN = timedelta(hours=3), timedelta(days=21)


@opens("teach-back", "list")
@require_safe
def teach_backs(request: HttpRequest) -> HttpResponse:
    """What one practises, and what one listens to."""
    member, instant = reader(request), now()
    found = [(one, state(one, now=instant)) for one in teach_backs_of(member, at_most=A_PAGE)]
    page = {
        "own": [row for row in found if row[0].offer.member_id == member.pk],
        "heard": [row for row in found if row[0].offer.member_id != member.pk],
        "offers": offers_of(member).filter(confirmed_at__isnull=False).exists(),
    }
    return render(request, "vetting/teach_backs.html", page)


@opens("teach-back", "plan")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Say what, before whom; then the hours at which all three can are shown, and one of them is taken."""
    member = reader(request)
    offers = open_offers(member)
    asked = request.GET.get("offer", "")
    form = PlanForm(
        request.POST if request.method == "POST" else None, by=member, offers=offers, initial={"offer": asked}
    )
    hours: list[Hour] | None = None
    if form.is_bound and form.is_valid():
        if form.cleaned_data["starts_at"] and (answer := _plan(request, member, form)):
            return answer
        if not form.errors:
            hours = _hours(member, [form.cleaned_data["expert"], form.cleaned_data["fresh"]])
    page = {"form": form, "hours": hours, "offers": offers}
    return render(request, "vetting/new.html", page, status=422 if form.errors else 200)


@opens("teach-back", "see")
@require_safe
def teach_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it stands, what to do, what was said."""
    return _page(request, pk)


@opens("teach-back", "ask")
@require_POST
def peers(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask another peer."""
    member, found = reader(request), _one(request, pk)
    if found.offer.member_id != member.pk:
        raise Http404
    form = PeerForm(request.POST, by=member)
    if form.is_valid():
        peer = form.cleaned_data["peer"]
        try:
            ask_peer(found, peer, by=member, anyway=form.cleaned_data["anyway"])
        except ValidationError as refused:
            if "anyway" in getattr(refused, "error_dict", {}):
                form.ask_anyway()
            form.add_error("peer" if hasattr(refused, "error_dict") else None, [*refused.messages])
        else:
            messages.success(request, _("%(name)s is asked.") % {"name": peer.name})
            return _to(found)
    return _page(request, pk, asking=form, status=422)


@opens("teach-back", "remark")
@require_POST
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what one has seen."""
    member, found = reader(request), _one(request, pk)
    if member.pk not in {peer.pk for peer in peers_of(found.session)}:
        raise Http404
    form = RemarkForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        marks = {name: said[name] for name in CRITERIA}
        words = {name: said[name] for name in ("worked", "change", "ready")}
        try:
            say_remark(found, marks=marks, by=member, **words)
        except PermissionDenied as error:
            raise Http404 from error
        except ValidationError as refused:
            if not hasattr(refused, "error_dict"):  # the page has no form by now, or not yet
                messages.warning(request, refused.messages[0])
                return _to(found)
            form.add_error(None, refused)
        else:
            messages.success(request, _("Thank you. It carries your name, and only the three of you read it."))
            return _to(found)
    return _page(request, pk, remark=form, status=422)


def _one(request: HttpRequest, pk: int) -> TeachBack:
    member = reader(request)
    if pk > LARGEST:
        raise Http404
    return get_object_or_404(in_full(teach_backs_seen_by(member), member), pk=pk)


def _page(
    request: HttpRequest,
    pk: int,
    *,
    asking: PeerForm | None = None,
    remark: RemarkForm | None = None,
    status: int = 200,
) -> HttpResponse:
    member, found = reader(request), _one(request, pk)
    hidden = apart(found.session, member)
    there = [peer for peer in peers_of(found.session) if peer.pk not in hidden]
    own, stands = found.offer.member_id == member.pk, state(found, now=now())
    listens = member in there
    said: list[Any] = found.said  # type: ignore[attr-defined]
    mine = next((one for one in said if one.by_id == member.pk), None)
    page = {
        "found": found, "state": stands, "own": own, "peers": there, "listens": listens, "said": said, "mine": mine,
        "asked": [one for one in found.session.invitations.all() if one.answer != "yes"] if own else [],
        "asking": asking or PeerForm(by=member) if own and stands == "planned" and len(there) < PEERS else None,
        "remark": (remark or RemarkForm(initial=_before(mine))) if listens and stands == "held" else None,
    }  # fmt: skip
    return render(request, "vetting/teach_back.html", page, status=status)


def _before(mine: Any) -> dict[str, Any]:
    if mine is None:
        return {}
    words = {"worked": mine.worked, "change": mine.change, "ready": "yes" if mine.ready else "no"}
    return {name: getattr(mine, name) for name in CRITERIA} | words


def _hours(member: Member, peers: list[Member]) -> list[Hour]:
    everybody, after = [member, *peers], now() + SOONEST
    return best_hours(
        everybody, MINUTES, after=after, until=after + SPAN, zone=member.time_zone,
        needed={one.pk for one in everybody}, least=len(everybody), borne=borne_with(everybody, member),
    )  # fmt: skip


def _plan(request: HttpRequest, member: Member, form: PlanForm) -> HttpResponse | None:
    said = dict(form.cleaned_data)
    local = said["starts_at"].astimezone(ZoneInfo(member.time_zone))
    offer = get_object_or_404(offers_of(member), pk=said["offer"])
    try:
        made = plan_teach_back(
            offer, peers=[said["expert"], said["fresh"]], by=member, wish=said["wish"], place=said["place"],
            link=said["link"], anyway=said["anyway"], local_date=local.date(), local_time=local.time(), uid=said["uid"],
        )  # fmt: skip
    except ValidationError as refused:
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, words in by_field.items():
            if name == "anyway":
                form.ask_anyway()
            field = "fresh" if name == "peers" else name
            form.add_error(field if field in form.fields else None, words)
        return None
    messages.success(request, _("Planned. Both are asked, and it is in your calendar."))
    return _to(made)


def _to(found: TeachBack) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("vetting:teach-back", args=[found.pk]), status=303)
