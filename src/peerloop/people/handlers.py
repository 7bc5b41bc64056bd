"""Jobs of the room: the letter with the code, and forgetting what need not be known any more."""

from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from peerloop.journal.outbox import handles
from peerloop.kit.clock import now
from peerloop.people.models import Member
from peerloop.people.queries import NO_ADDRESS

ADDRESSES_LIVE = timedelta(days=29)


@handles("people.send_code", speaks_outside=True)
def send_code(payload: dict[str, int | str]) -> None:
    """Mail the code to the member's own address; for nobody, do nothing."""
    member = Member.objects.present().filter(pk=payload["member"]).first()
    if member is None:
        return
    text = render_to_string(
        "account/email/login_code.txt",
        {
            "code": payload["code"],
            "name": member.name,
            "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
            "url": settings.PEERLOOP_URL,
        },
    )
    subject = _("%(code)s is your code for Peerloop") % {"code": payload["code"]}
    EmailMessage(subject, text, to=[member.email], headers={"Auto-Submitted": "auto-generated"}).send()


@handles("people.forget_addresses", every=timedelta(days=1))
def forget_addresses(payload: dict[str, int | str]) -> None:
    """Erase the network addresses of sign-ins before they are 30 days old, and sign-ins that are over."""
    old = UserSession.objects.filter(last_seen_at__lt=now() - ADDRESSES_LIVE).exclude(ip=NO_ADDRESS)
    old.update(ip=NO_ADDRESS)
    Session.objects.filter(expire_date__lt=now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
