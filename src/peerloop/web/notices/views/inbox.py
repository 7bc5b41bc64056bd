"""The inbox: what has come, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from peerloop.notices import actions
from peerloop.notices.channels import GROUPS
from peerloop.notices.kinds import KINDS
from peerloop.notices.message import Way
from peerloop.notices.queries import notices_seen_by, unread_count
from peerloop.people.access import opens, reader

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse


ON_A_PAGE = 30


@opens("notice")
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """A page of notices, all or of one group."""
    member, group = reader(request), request.GET.get("of", "")
    if group and group not in GROUPS:
        raise Http404
    seen = notices_seen_by(member)
    kinds = set(seen.order_by().values_list("kind", flat=True).distinct())
    there = {KINDS[code].group for code in kinds if code in KINDS}
    listed = notices_seen_by(member, group=group) if group else seen
    page = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/inbox.html", {
        "page": page,
        "notices": actions.look_through(member, list(page.object_list)),
        "groups": [(code, label) for code, label in GROUPS.items() if code in there],
        "group": group,
        "unread": unread_count(member),
        "undo": request.GET.get("read", "") if _moment(request.GET.get("read")) else "",
    })  # fmt: skip


@opens("notice")
@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice with all its words and ways on; whoever opens it has read it."""
    member = reader(request)
    found = actions.look_through(member, [get_object_or_404(notices_seen_by(member), pk=pk)])
    if not found:
        raise Http404
    if request.method == "GET":
        actions.read(found[0].notice)
    ways = [Way(way.label, way.url.removeprefix(settings.PEERLOOP_URL)) for way in found[0].message.ways]
    return render(request, "notices/notice.html", {"one": found[0], "ways": ways})


@opens("notice", "read")
@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """Mark all as read, or all of a group; the page that follows offers the way back."""
    group = request.POST.get("of", "")
    count, instant = actions.read_all(reader(request), group=group if group in GROUPS else "")
    said = {"of": group} if group in GROUPS else {}
    if count:
        said["read"] = instant.isoformat()
    return redirect(f"{reverse('notices:inbox')}?{urlencode(said)}" if said else "notices:inbox")


@opens("notice", "read")
@require_POST
def unreading(request: HttpRequest) -> HttpResponse:
    """Take back that all was marked as read."""
    instant = _moment(request.POST.get("read"))
    if instant is not None:  # else nothing was marked
        actions.unread(reader(request), instant)
    return redirect("notices:inbox")


@opens("notice")
@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """How many are unread, as it stands in the bar of every page."""
    return render(request, "notices/_bar.html", {"unread": unread_count(reader(request))})


def _moment(said: str | None) -> datetime | None:
    try:
        moment = parse_datetime(said or "")
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
