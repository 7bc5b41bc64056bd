"""How people come in: nobody signs up; members come from the organisation's own list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from peerloop.journal.outbox import enqueue
from peerloop.kit.text import key
from peerloop.people.models import Member

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest, HttpResponse

NOBODY = 0
LETTERS = ("account/email/login_code", "account/email/unknown_account")


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in only, telling nobody whose address is known."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This address and password do not go together."),
        "too_many_login_attempts": _("Too many attempts. Please wait five minutes, or sign in with a code by mail."),
        "rate_limited": _("Too many attempts. Please wait a minute."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account of their own."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Leave the letter with the code to the worker.

        For an unknown address the same is done for nobody, so that neither the answer nor the time it takes
        says who is a member. No other letter of allauth's is sent.
        """
        if template_prefix in LETTERS:
            known = Member.objects.present().filter(email=key(email)).values_list("pk", flat=True).first()
            enqueue("people.send_code", {"member": known or NOBODY, "code": context.get("code", "")})

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """Who has left is nobody's business: the door is as it was."""
        return redirect("account_login")
