"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.vetting import course, lessons

app_name = "vetting"
urlpatterns = [
    path("facilitating", course.pages, name="course"),
    path("facilitating/<int:number>", course.page, name="page"),
    path("facilitating/check", course.check, name="check"),
    path("teach-backs", lessons.teach_backs, name="teach-backs"),
    path("teach-backs/new", lessons.new, name="new"),
    path("teach-backs/<int:pk>", lessons.teach_back, name="teach-back"),
    path("teach-backs/<int:pk>/peers", lessons.peers, name="peers"),
    path("teach-backs/<int:pk>/remark", lessons.remark, name="remark"),
]
