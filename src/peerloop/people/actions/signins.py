"""Sign-ins end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from peerloop.journal.actions import record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member


@transaction.atomic
def sign_out(member: Member, sign_ins: Iterable[UserSession]) -> None:
    """End these sign-ins of the member; each browser is a visitor at its next request."""
    ended = {one.pk: one.session_key for one in sign_ins if one.user_id == member.pk}
    if not ended:
        return
    Session.objects.filter(session_key__in=ended.values()).delete()
    UserSession.objects.filter(pk__in=ended).delete()
    record("member.signed_out", actor=member, subject=member, about=[member.pk], count=len(ended))


@transaction.atomic
def set_password(member: Member, password: str) -> None:
    """Give the member a new password; every sign-in made with the old one ends by itself."""
    member.set_password(password)
    member.save(update_fields=["password"])
    record("member.password_set", actor=member, subject=member, about=[member.pk])
