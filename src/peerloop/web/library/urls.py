"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from peerloop.web.library.views import acts, collections, interviews, reviews, shelf, writing

app_name = "library"
urlpatterns = [
    path("library", shelf.library, name="library"),
    path("library/new", writing.new, name="new"),
    path("resources/<int:pk>", shelf.resource, name="resource"),
    path("resources/<int:pk>/versions", shelf.versions, name="versions"),
    path("resources/<int:pk>/versions/<int:number>", shelf.version, name="version"),
    path("resources/<int:pk>/captions", shelf.captions, name="captions"),
    path("resources/<int:pk>/change", writing.change, name="change"),
    path("resources/<int:pk>/recording", writing.recording, name="recording"),
    path("resources/<int:pk>/transcript", writing.transcript, name="transcript"),
    path("resources/<int:pk>/authors", acts.authors, name="authors"),
    path("resources/<int:pk>/authors/removal", acts.authors_removal, name="authors_removal"),
    path("resources/<int:pk>/reviews", reviews.reviews, name="reviews"),
    path("resources/<int:pk>/publication", acts.publication, name="publication"),
    path("resources/<int:pk>/removal", acts.removal, name="removal"),
    path("resources/<int:pk>/renewal", acts.renewal, name="renewal"),
    path("resources/<int:pk>/withdrawal", acts.withdrawal, name="withdrawal"),
    path("resources/<int:pk>/withdrawal/removal", acts.withdrawal_removal, name="withdrawal_removal"),
    path("resources/<int:pk>/consent", interviews.consent, name="consent"),
    path("resources/<int:pk>/consent/removal", interviews.consent_removal, name="consent_removal"),
    path("resources/<int:pk>/comments", acts.comments, name="comments"),
    path("resources/<int:pk>/disputes", acts.disputes, name="disputes"),
    path("disputes/<int:pk>/resolution", acts.resolution, name="resolution"),
    path("resources/<int:pk>/checks", acts.checks, name="checks"),
    path("checks/<int:pk>/removal", acts.checks_removal, name="checks_removal"),
    path("resources/<int:pk>/usefulness", acts.usefulness, name="usefulness"),
    path("resources/<int:pk>/usefulness/removal", acts.usefulness_removal, name="usefulness_removal"),
    path("resources/<int:pk>/loops", acts.loops, name="loops"),
    path("resources/<int:pk>/loops/removal", acts.loops_removal, name="loops_removal"),
    path("resources/<int:pk>/collections", collections.shelve, name="shelve"),
    path("reviews/<int:pk>", reviews.review, name="review"),
    path("reviews/<int:pk>/removal", reviews.review_removal, name="review_removal"),
    path("library/interviews/new", interviews.new, name="new_interview"),
    path("library/interviews/<int:pk>", interviews.interview, name="interview"),
    path("library/interviews/<int:pk>/questions", interviews.questions, name="questions"),
    path("library/interviews/<int:pk>/guest", interviews.guest, name="guest"),
    path("library/interviews/<int:pk>/answer", interviews.answer, name="answer"),
    path("collections", collections.collections, name="collections"),
    path("collections/new", collections.new, name="new_collection"),
    path("collections/<int:pk>", collections.collection, name="collection"),
    path("collections/<int:pk>/change", collections.change, name="change_collection"),
    path("collections/<int:pk>/removal", collections.removal, name="collection_removal"),
    path("collections/<int:pk>/items/removal", collections.items_removal, name="items_removal"),
    path("collections/<int:pk>/items/order", collections.items_order, name="items_order"),
    path("sessions/<int:pk>/library", acts.filing, name="filing"),
]
