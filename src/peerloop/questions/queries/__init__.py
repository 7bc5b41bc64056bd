"""Questions as far as somebody may see them. Routing is not among what is exported: it brings NumPy with it."""

from peerloop.questions.queries.about import perhaps_about
from peerloop.questions.queries.alike import alike_to
from peerloop.questions.queries.answered import ShownAnswer
from peerloop.questions.queries.askers import as_it_will_read, asker_of, is_asker, keeps_its_skill
from peerloop.questions.queries.limits import may_verify, most_of, vouched_for
from peerloop.questions.queries.listed import Shown, how_many_wait, listed, put_to_reader, these, waiting_of
from peerloop.questions.queries.page import Page, page
from peerloop.questions.queries.seen import (
    answers_open_to,
    answers_seen_by,
    asked_by,
    questions_open_to,
    questions_seen_by,
    remarks_open_to,
    remarks_seen_by,
)

__all__ = [
    "Page", "Shown", "ShownAnswer", "alike_to", "answers_open_to", "answers_seen_by", "as_it_will_read", "asked_by",
    "asker_of", "how_many_wait", "is_asker", "keeps_its_skill", "listed", "may_verify", "most_of", "page",
    "perhaps_about", "put_to_reader", "questions_open_to", "questions_seen_by", "remarks_open_to", "remarks_seen_by",
    "these", "vouched_for", "waiting_of",
]  # fmt: skip
