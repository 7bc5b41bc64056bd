"""Addresses of this room: the few of allauth's that a closed house needs, under the names that allauth asks for."""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import path

from peerloop.people.access import opens
from peerloop.web.signin import views
from peerloop.web.signin.desk import desk

enter = opens("sign-in", "enter")

urlpatterns = [
    path("account/login", enter(allauth.login), name="account_login"),
    path("account/login/code", enter(views.limited(allauth.request_login_code)), name="account_request_login_code"),
    path("account/login/code/confirmation", enter(allauth.confirm_login_code), name="account_confirm_login_code"),
    path("account/logout", enter(allauth.logout), name="account_logout"),
    path("account/signup", enter(views.closed), name="account_signup"),
    path("admin/", desk.urls),
]
