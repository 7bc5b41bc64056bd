"""What can be done with resources, interviews and collections."""

from peerloop.library.actions.agreeing import agree, take_consent_back
from peerloop.library.actions.doubting import bring_check, dispute, remove_check, resolve
from peerloop.library.actions.filing import file_from_session, keep_recording
from peerloop.library.actions.interviewing import answer_interview, ask_another, ask_for_interview, set_questions
from peerloop.library.actions.publishing import delete_draft, publish, put_back, withdraw_resource
from peerloop.library.actions.reviewing import ask_for_review, give_review_back, give_verdict
from peerloop.library.actions.shelving import (
    change_collection,
    make_collection,
    move_up,
    put_into,
    remove_collection,
    take_out,
)
from peerloop.library.actions.using import (
    ask_to_look_again,
    comment,
    judge,
    leave_behind,
    still_holds,
    take_along,
    take_judgement_back,
)
from peerloop.library.actions.writing import add_author, begin_resource, file_under, leave_resource, write_version

__all__ = [
    "add_author", "agree", "answer_interview", "ask_another", "ask_for_interview", "ask_for_review",
    "ask_to_look_again", "begin_resource", "bring_check", "change_collection", "comment", "delete_draft", "dispute",
    "file_from_session", "file_under", "give_review_back", "give_verdict", "judge", "keep_recording", "leave_behind",
    "leave_resource", "make_collection", "move_up", "publish", "put_back", "put_into", "remove_check",
    "remove_collection", "resolve", "set_questions", "still_holds", "take_along", "take_consent_back",
    "take_judgement_back", "take_out", "withdraw_resource", "write_version",
]  # fmt: skip
