"""The administrators' desk: Django's administration with one thing on it, who holds which role.

Whatever else there is has its own page behind the access table; nothing private is registered here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from peerloop.kit.text import key
from peerloop.people.access import opens, reader
from peerloop.people.actions import grant_role, revoke_role
from peerloop.people.models import Member, RoleGrant
from peerloop.web.signin.views import limited

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from django.urls import URLPattern, URLResolver


class Desk(admin.AdminSite):
    """Administrators only, through the house's own gate and the house's own sign-in."""

    site_header = site_title = _("Peerloop administration")
    enable_nav_sidebar = False
    final_catch_all_view = False

    def __init__(self) -> None:
        super().__init__(name="admin")
        self.login = opens("sign-in", "enter")(limited(_to_sign_in))  # type: ignore[method-assign, assignment]

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Leave out what the one register does not need."""
        return [one for one in super().get_urls() if getattr(one, "name", "") not in {"autocomplete", "view_on_site"}]

    def admin_view(  # type: ignore[override]
        self,
        view: Callable[..., Any],
        cacheable: bool = False,  # noqa: FBT001, FBT002 - Django's
    ) -> Callable[..., HttpResponseBase]:
        """Put the house's gate before each view."""
        return opens("administration")(super().admin_view(view, cacheable))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """There is one way in; its limits hold here too."""
    return redirect("account_login")


class GrantForm(forms.ModelForm):  # type: ignore[type-arg]
    """A role for the member with this address."""

    email = forms.EmailField(label=_("E-mail address of the member"))

    class Meta:
        model = RoleGrant
        fields = ("role",)

    def clean_email(self) -> str:
        """Find the member."""
        email: str = self.cleaned_data["email"]
        member = Member.objects.present().filter(email=key(email)).first()
        if member is None:
            raise ValidationError(_("There is no member with this address."))
        self.instance.member = member
        return email


class GrantAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Roles are given and taken, never changed; both through the room's actions."""

    form = GrantForm
    list_display = ("member", "role", "by", "at")
    list_filter = ("role",)
    list_select_related = ("member", "by")

    def has_change_permission(self, request: HttpRequest, obj: RoleGrant | None = None) -> bool:
        """A role is taken and another given."""
        return False

    def save_model(self, request: HttpRequest, obj: RoleGrant, form: Any, change: Any) -> None:
        """Give the role."""
        grant_role(obj.member, obj.role, by=reader(request))
        obj.pk = RoleGrant.objects.get(member=obj.member, role=obj.role).pk

    def delete_model(self, request: HttpRequest, obj: RoleGrant) -> None:
        """Take the role."""
        revoke_role(obj.member, obj.role, by=reader(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[RoleGrant]) -> None:
        """Take the roles."""
        for grant in queryset.select_related("member"):
            self.delete_model(request, grant)


desk = Desk()
desk.register(RoleGrant, GrantAdmin)
