"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.onboarding import links, managers, plans, views

app_name = "onboarding"
urlpatterns = [
    path("onboarding", views.buddy, name="buddy"),
    path("onboarding/closing", views.closing, name="closing"),
    path("onboarding/reluctance", views.reluctance, name="reluctance"),
    path("onboarding/reluctance/removal", views.readiness, name="readiness"),
    path("onboarding/buddies/<int:pk>/acceptance", views.accept, name="acceptance"),
    path("onboarding/buddies/<int:pk>/refusal", views.decline, name="refusal"),
    path("onboarding/plans/<int:pk>", plans.plan, name="plan"),
    path("onboarding/plans/<int:pk>/tasks", plans.adding, name="adding"),
    path("onboarding/plans/<int:pk>/going", plans.going, name="going"),
    path("onboarding/plans/<int:pk>/parting", plans.parting, name="parting"),
    path("onboarding/tasks/<int:pk>", plans.task, name="task"),
    path("onboarding/tasks/<int:pk>/tick", plans.ticking, name="tick"),
    path("onboarding/tasks/<int:pk>/removal", plans.removal, name="task-removal"),
    path("onboarding/newcomers", managers.newcomers, name="newcomers"),
    path("onboarding/newcomers/<int:pk>", managers.newcomer, name="newcomer"),
    path("onboarding/newcomers/<int:pk>/nominations", managers.nominations, name="nominations"),
    path("onboarding/links/<str:token>", links.link, name="link"),
]
