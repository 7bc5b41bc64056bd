"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.questions.views import answers, asking, helping, lists, moderating, question

app_name = "questions"
urlpatterns = [
    path("questions", lists.questions, name="questions"),
    path("questions/new", asking.new, name="new"),
    path("questions/similar", asking.similar, name="similar"),
    path("questions/reach", lists.reach, name="reach"),
    path("questions/waiting/<uuid:uid>/removal", asking.waiting_removal, name="waiting-removal"),
    path("questions/<uuid:uid>", question.question, name="question"),
    path("questions/<uuid:uid>/words", question.words, name="words"),
    path("questions/<uuid:uid>/removal", question.removal, name="removal"),
    path("questions/<uuid:uid>/me-too", question.me_too, name="me-too"),
    path("questions/<uuid:uid>/me-too/removal", question.me_too_removal, name="me-too-removal"),
    path("questions/<uuid:uid>/helpers", helping.helpers, name="helpers"),
    path("questions/<uuid:uid>/pass", helping.passing, name="pass"),
    path("questions/<uuid:uid>/session", helping.session, name="session"),
    path("questions/<uuid:uid>/answers", answers.answers, name="answers"),
    path("questions/<uuid:uid>/remarks", answers.remarks, name="remarks"),
    path("questions/<uuid:uid>/hiding", moderating.hiding, name="hiding"),
    path("questions/<uuid:uid>/hiding/removal", moderating.hiding_removal, name="hiding-removal"),
    path("questions/<uuid:uid>/opening", moderating.opening, name="opening"),
    path("questions/<uuid:uid>/opening/second", moderating.second, name="second"),
    path("questions/<uuid:uid>/opening/removal", moderating.opening_removal, name="opening-removal"),
    path("answers/<int:pk>", answers.answer, name="answer"),
    path("answers/<int:pk>/words", answers.words, name="answer-words"),
    path("answers/<int:pk>/removal", answers.removal, name="answer-removal"),
    path("answers/<int:pk>/acceptance", answers.acceptance, name="acceptance"),
    path("answers/<int:pk>/acceptance/removal", answers.acceptance_removal, name="acceptance-removal"),
    path("answers/<int:pk>/verification", answers.verification, name="verification"),
    path("answers/<int:pk>/verification/removal", answers.verification_removal, name="verification-removal"),
    path("answers/<int:pk>/help", answers.help_said, name="help"),
    path("answers/<int:pk>/help/removal", answers.help_removal, name="help-removal"),
    path("answers/<int:pk>/thanks", answers.thanks, name="thanks"),
    path("answers/<int:pk>/thanks/removal", answers.thanks_removal, name="thanks-removal"),
    path("answers/<int:pk>/loop", answers.loop, name="loop"),
    path("answers/<int:pk>/hiding", moderating.answer_hiding, name="answer-hiding"),
    path("answers/<int:pk>/hiding/removal", moderating.answer_hiding_removal, name="answer-hiding-removal"),
    path("remarks/<int:pk>/removal", answers.remark_removal, name="remark-removal"),
    path("remarks/<int:pk>/hiding", moderating.remark_hiding, name="remark-hiding"),
    path("remarks/<int:pk>/hiding/removal", moderating.remark_hiding_removal, name="remark-hiding-removal"),
]
