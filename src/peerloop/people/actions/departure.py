"""Somebody leaves, or comes back."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.actions.signins import sign_out
from peerloop.people.departing import hold_what_is_theirs
from peerloop.people.models import Member, Role, RoleGrant
from peerloop.people.rules import has_role, require
from peerloop.search.actions import index


@transaction.atomic
def depart(member: Member, *, by: Member | None) -> None:
    """Retire a member: from the next request on no credential of theirs opens anything.

    Their password, roles and sign-ins go; the rooms above react to ``member.departed`` with theirs. A member
    who has left already is left alone.
    """
    require(by is None or has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    hold_what_is_theirs(member)
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    member.refresh_from_db()
    if member.departed_at is not None:
        return
    member.departed_at = now()
    member.set_unusable_password()
    member.save(update_fields=["departed_at", "password"])
    end_credentials(member)
    RoleGrant.objects.filter(member=member).delete()
    member.__dict__.pop("roles", None)
    index("member", [member.pk])
    record("member.departed", actor=by, subject=member, about=[member.pk])


@transaction.atomic
def welcome_back(member: Member, *, by: Member | None) -> None:
    """Let a member who has left be a member again; roles and offers they were given stay gone."""
    require(by is None or has_role(by, Role.ORGANISER, Role.ADMINISTRATOR))
    if member.departed_at is None:
        return
    member.departed_at = None
    member.save(update_fields=["departed_at"])
    index("member", [member.pk])
    record("member.returned", actor=by, subject=member, about=[member.pk])


def end_credentials(member: Member) -> None:
    """Sign the member out everywhere and forget the addresses that sign-in has learned."""
    sign_out(member, UserSession.objects.filter(user_id=member.pk))
    EmailAddress.objects.filter(user_id=member.pk).delete()
