"""Questions: what is asked and who is asked, answers and what is said of them, and what stays sealed."""

from peerloop.questions.models.answers import (
    Acceptance,
    Answer,
    AnswerHiding,
    Helped,
    Remark,
    RemarkHiding,
    Tried,
    Verification,
)
from peerloop.questions.models.becoming import Gathered, Held, TeacherAsked
from peerloop.questions.models.question import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    MeToo,
    Question,
    QuestionHiding,
    Rewording,
    Withdrawal,
)
from peerloop.questions.models.routing import A_WEEK, Asked, Pass, Reach
from peerloop.questions.models.sealed import Deciding, Opening, Sealed, Waiting

__all__ = [
    "A_WEEK", "LONGEST_TEXT", "LONGEST_TITLE", "Acceptance", "Answer", "AnswerHiding", "Asked", "Deciding", "Gathered",
    "Held", "Helped", "MeToo", "Opening", "Pass", "Question", "QuestionHiding", "Reach", "Remark", "RemarkHiding",
    "Rewording", "Sealed", "TeacherAsked", "Tried", "Verification", "Waiting", "Withdrawal",
]  # fmt: skip
