"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.circles import coming, leading, organising, views, working

app_name = "circles"
urlpatterns = [
    path("circles", views.circles, name="circles"),
    path("circles/new", views.new, name="new"),
    path("circles/<int:pk>", views.circle, name="circle"),
    path("circles/<int:pk>/change", views.change, name="change"),
    path("circles/<int:pk>/report", views.report, name="report"),
    path("circles/<int:pk>/membership", coming.membership, name="membership"),
    path("circles/<int:pk>/membership/removal", coming.membership_removal, name="membership_removal"),
    path("circles/<int:pk>/invitation", coming.invitation, name="invitation"),
    path("circles/doors/<uuid:door>", coming.door, name="door"),
    path("circles/askings/<int:pk>/removal", coming.asking_removal, name="asking_removal"),
    path("circles/askings/<int:pk>/answer", leading.answer, name="answer"),
    path("circles/<int:pk>/people", leading.people, name="people"),
    path("circles/<int:pk>/invitations", leading.invitations, name="invitations"),
    path("circles/<int:pk>/facilitators", leading.facilitators, name="facilitators"),
    path("circles/<int:pk>/members/<int:member>/removal", leading.member_removal, name="member_removal"),
    path("circles/<int:pk>/facilitating/removal", leading.facilitating_removal, name="facilitating_removal"),
    path("circles/<int:pk>/meetings", leading.meetings, name="meetings"),
    path("circles/<int:pk>/closing", leading.closing, name="closing"),
    path("circles/<int:pk>/report/publication", leading.publication, name="publication"),
    path("circles/<int:pk>/tasks", leading.tasks, name="tasks"),
    path("circles/tasks/<int:pk>/removal", leading.task_removal, name="task_removal"),
    path("circles/<int:pk>/goals", working.goals, name="goals"),
    path("circles/goals/<int:pk>", working.goal, name="goal"),
    path("circles/goals/<int:pk>/removal", working.goal_removal, name="goal_removal"),
    path("circles/tasks/<int:pk>", working.task, name="task"),
    path("circles/<int:pk>/word", working.word, name="word"),
    path("circles/<int:pk>/word/removal", working.word_removal, name="word_removal"),
    path("organise/circles", organising.formings, name="formings"),
    path("organise/circles/<int:pk>", organising.forming, name="forming"),
    path("organise/circles/<int:pk>/making", organising.making, name="making"),
    path("organise/circles/<int:pk>/removal", organising.removal, name="forming_removal"),
]
