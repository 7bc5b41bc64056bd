"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.facilitation import desks, members, moderators

app_name = "facilitation"
urlpatterns = [
    path("facilitate", desks.overview, name="desks"),
    path("facilitate/circles/<int:pk>", desks.one, name="desk"),
    path("facilitate/circles/<int:pk>/prompts", desks.prompts, name="prompts"),
    path("facilitate/circles/<int:pk>/remark", desks.remark, name="remark"),
    path("facilitate/circles/<int:pk>/handing-over", desks.handing_over, name="handing_over"),
    path("facilitate/circles/<int:pk>/referral", desks.referral, name="refer"),
    path("facilitate/posts/<int:pk>/referral", desks.referral_of_post, name="refer_post"),
    path("facilitate/posts/<int:pk>/hiding", desks.hiding, name="hiding"),
    path("facilitate/successions/<int:pk>", members.succession, name="succession"),
    path("facilitate/quiet/<int:pk>", members.quiet, name="quiet"),
    path("facilitate/referrals", moderators.referrals, name="referrals"),
    path("facilitate/referrals/<int:pk>", moderators.referral, name="referral"),
    path("facilitate/referrals/<int:pk>/end", moderators.end, name="end"),
]
