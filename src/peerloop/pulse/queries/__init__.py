"""What can be asked about surveys; nobody's answer is seen by anybody it is not for."""

from peerloop.pulse.queries.seen import (
    answer_of,
    draft_of,
    interviews_seen_by,
    outside_seen_by,
    results_seen_by,
    signed_answers,
    surveys_answered_by,
    surveys_for_today,
    surveys_run_by,
    surveys_seen_by,
    surveys_waiting_for,
    wishes_seen_by,
)
from peerloop.pulse.queries.told import Gap, Options, Results, answered_so_far, asked_count, results

__all__ = [
    "Gap", "Options", "Results", "answer_of", "answered_so_far", "asked_count", "draft_of", "interviews_seen_by",
    "outside_seen_by", "results", "results_seen_by", "signed_answers", "surveys_answered_by", "surveys_for_today",
    "surveys_run_by", "surveys_seen_by", "surveys_waiting_for", "wishes_seen_by",
]  # fmt: skip
