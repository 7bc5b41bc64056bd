"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.loops.views import afterwards, askings, beginning, links, loop, steps, words

app_name = "loops"
urlpatterns = [
    path("loops", loop.show_loops, name="loops"),
    path("loops/new", beginning.new, name="new"),
    path("loops/<int:pk>", loop.show_loop, name="loop"),
    path("loops/<int:pk>/gain", steps.gain, name="gain"),
    path("loops/<int:pk>/intention", steps.postpone, name="intention"),
    path("loops/<int:pk>/application", steps.apply, name="application"),
    path("loops/<int:pk>/feedback", steps.answer, name="feedback"),
    path("loops/<int:pk>/feedback/words", words.feedback_words, name="feedback-words"),
    path("loops/<int:pk>/receipt", steps.receipt, name="receipt"),
    path("loops/<int:pk>/receipt/removal", steps.receipt_removal, name="receipt-removal"),
    path("loops/<int:pk>/reflection", steps.reflection, name="reflection"),
    path("loops/<int:pk>/release", steps.release, name="release"),
    path("loops/<int:pk>/reopening", steps.reopening, name="reopening"),
    path("loops/<int:pk>/words/<slug:row>", words.learners_words, name="words"),
    path("loops/<int:pk>/witnesses", askings.witnesses, name="witnesses"),
    path("loops/<int:pk>/teacher", askings.teacher, name="teacher"),
    path("loops/<int:pk>/teaching", afterwards.teaching, name="teaching"),
    path("askings/<int:pk>", askings.asking, name="asking"),
    path("askings/<int:pk>/refusal", askings.refusal, name="asking-refusal"),
    path("askings/<int:pk>/words", words.observation_words, name="asking-words"),
    path("askings/<int:pk>/withdrawal", askings.withdrawal, name="asking-withdrawal"),
    path("follow-ups/<int:pk>", afterwards.follow_up, name="follow-up"),
    path("follow-ups/link/<str:token>", links.link, name="follow-up-link"),
]
