"""The way out that each mail carries, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from peerloop.kit.tokens import BadToken
from peerloop.notices import actions
from peerloop.notices.channels import Channel
from peerloop.notices.links import opened, opened_back, way_back
from peerloop.people.access import public

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from peerloop.notices.message import Kind
    from peerloop.people.models import Member


@csrf_exempt  # a mail program posts here for its reader (RFC 8058); the signed token is the proof
@public
@require_http_methods(["GET", "HEAD", "POST"])
def silence(request: HttpRequest, token: str) -> HttpResponse:
    """The way out: a look changes nothing, only the POST does. It names nobody, for a mail may have been forwarded."""
    try:
        member, kind = opened(token)
    except BadToken as error:
        raise Http404 from error
    if request.method != "POST":
        return render(request, "notices/silence.html", {"kind": kind, "token": token})
    back = way_back(member.pk, kind.code if kind else "", _silenced(member, kind))
    return render(request, "notices/silence.html", {"kind": kind, "done": True, "back": back})


def _silenced(member: Member, kind: Kind | None) -> str:
    """Silence it, and return how it is to be heard again; it came by mail, so a second click leads back there too."""
    if kind is None:
        actions.pause_digest(member)
        return Channel.DIGEST
    before = actions.silence(member, kind.code)
    return before if before in (Channel.MAIL, Channel.DIGEST) else Channel.MAIL


@public
@require_POST
def hearing(request: HttpRequest, token: str) -> HttpResponse:
    """The way back for whoever has silenced a kind, or the digest, by mistake."""
    try:
        member, kind, channel = opened_back(token)
    except BadToken as error:
        raise Http404 from error
    if kind is None:
        actions.resume_digest(member)
    else:
        actions.hear(member, kind.code, channel)
    return render(request, "notices/silence.html", {"kind": kind, "heard": True})
