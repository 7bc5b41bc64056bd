"""What moderators do: hide, show again, and by two open who stands behind a pseudonym."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peerloop.people.access import opens, reader
from peerloop.questions import actions
from peerloop.web.questions.found import do, found, found_answer, found_remark, to_question

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@opens("question", "hide")
@require_POST
def hiding(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Hide the question."""
    return _about(request, uid, "hide_question", _("Hidden. Who asked is told why."), reason=_reason(request))


@opens("question", "hide")
@require_POST
def hiding_removal(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show it again."""
    return _about(request, uid, "show_question", _("It is there again."))


@opens("answer", "hide")
@require_POST
def answer_hiding(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide an answer."""
    return _of(request, pk, "hide_answer", _("Hidden. Its author is told why."), reason=_reason(request))


@opens("answer", "hide")
@require_POST
def answer_hiding_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it again."""
    return _of(request, pk, "show_answer", _("It is there again."))


@opens("remark", "hide")
@require_POST
def remark_hiding(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide a remark."""
    return _at(request, pk, "hide_remark", _("Hidden. Its author is told why."), reason=_reason(request))


@opens("remark", "hide")
@require_POST
def remark_hiding_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it again."""
    return _at(request, pk, "show_remark", _("It is there again."))


@opens("seal", "open")
@require_POST
def opening(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Want to know who asked, with a reason."""
    said = _("Noted. A second moderator decides with you; who asked is told once it is open.")
    return _about(request, uid, "ask_who_asked", said, reason=_reason(request))


@opens("seal", "open")
@require_POST
def second(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Open it as the second of two."""
    return _about(request, uid, "open_seal", _("Open, to the two of you. Who asked is told, with the reason."))


@opens("seal", "open")
@require_POST
def opening_removal(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Leave it sealed."""
    return _about(request, uid, "leave_sealed", _("It stays sealed."))


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")[:1000]


def _about(request: HttpRequest, uid: UUID, verb: str, said: str, **words: str) -> HttpResponse:
    one, member = found(request, uid), reader(request)
    act = lambda: getattr(actions, verb)(one, by=member, **words)  # noqa: E731
    return do(request, act, then=to_question(uid), said=said)


def _at(request: HttpRequest, pk: int, verb: str, said: str, **words: str) -> HttpResponse:
    one, member = found_remark(request, pk), reader(request)
    act = lambda: getattr(actions, verb)(one, by=member, **words)  # noqa: E731
    return do(request, act, then=to_question(one.question.uid), said=said)


def _of(request: HttpRequest, pk: int, verb: str, said: str, **words: str) -> HttpResponse:
    one, member = found_answer(request, pk), reader(request)
    act = lambda: getattr(actions, verb)(one, by=member, **words)  # noqa: E731
    return do(request, act, then=to_question(one.question.uid, f"#answer-{pk}"), said=said)
