"""Words about questions and answers: one comes to you, yours is answered, your answer is accepted or due again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.questioning import (
    about,
    look,
    the_answer,
    the_question,
    to_asker,
    to_asker_of_answer,
    to_the_others,
    to_those_who_have_it_too,
    who,
)
from peerloop.questions.models import Asked
from peerloop.questions.queries import answers_open_to, is_asker, questions_open_to

if TYPE_CHECKING:
    from peerloop.journal.models import Entry
    from peerloop.people.models import Member
    from peerloop.questions.models import Answer


def _put(reader: Member, entry: Entry) -> Message | None:
    question = the_question(reader, entry)
    if question is None:
        return None
    if not Asked.objects.filter(question=question, member=reader, passing=None, told_at__isnull=False).exists():
        return None
    if question.answers.filter(by=reader).exists():
        return None
    words = {"name": who(question), "title": question.title}
    return Message(
        subject=_("Can you help? %(title)s") % words,
        sentences=[
            _("%(name)s asks this. A sentence is enough; and if it is not for you, pass: nobody is told.") % words
        ],
        quote=question.text[:500],
        ways=[Way(_("Answer or pass"), page("questions:question", str(question.uid)))],
        reason=_("You get this because you have shown that you know something about it."),
    )


def _answered(reader: Member, entry: Entry) -> Message | None:
    answer = the_answer(reader, entry)
    if answer is None or not is_asker(answer.question, reader):
        return None
    words = {"name": answer.by.name if answer.by else _("A colleague"), "title": answer.question.title}
    return Message(
        subject=_("An answer: %(title)s") % words,
        sentences=[_("%(name)s has answered your question.") % words],
        quote=answer.text[:500],
        ways=[Way(_("Read it"), page("questions:answer", answer.pk))],
        reason=_("You get this because you asked."),
    )


def _answered_too(reader: Member, entry: Entry) -> Message | None:
    answer = the_answer(reader, entry)
    if answer is None:
        return None
    words = {"name": answer.by.name if answer.by else _("A colleague"), "title": answer.question.title}
    return Message(
        subject=_("An answer to what you wonder, too: %(title)s") % words,
        sentences=[_("%(name)s has answered it.") % words],
        ways=[Way(_("Read it"), page("questions:answer", answer.pk))],
        reason=_("You get this because you said “me too”."),
    )


def _mentioned(reader: Member, entry: Entry) -> Message | None:
    answer = the_answer(reader, entry)
    if answer is None or is_asker(answer.question, reader):
        return None
    words = {"name": answer.by.name if answer.by else _("A colleague"), "title": answer.question.title}
    return Message(
        subject=_("%(name)s names you in an answer") % words,
        sentences=[_("It is about “%(title)s”.") % words],
        ways=[Way(_("Read it"), page("questions:answer", answer.pk))],
        reason=_("You get this because the answer names you."),
    )


def _changed(reader: Member, entry: Entry) -> Message | None:
    answer = the_answer(reader, entry)
    if answer is None or not is_asker(answer.question, reader):
        return None
    return _reads_otherwise(
        answer,
        subject=_("An answer reads otherwise now: %(title)s"),
        sentence=_("%(name)s has changed an answer to your question."),
        reason=_("You get this because you asked."),
    )


def _to_check_anew(reader: Member, entry: Entry) -> Message | None:
    answer = the_answer(reader, entry)
    if answer is None or hasattr(answer, "verification"):
        return None
    return _reads_otherwise(
        answer,
        subject=_("What you checked has changed: %(title)s"),
        sentence=_("%(name)s has changed the answer. Your name stands beside it again when you have checked it."),
        reason=_("You get this because you checked it."),
    )


def _reads_otherwise(answer: Answer, *, subject: str, sentence: str, reason: str) -> Message:
    """An answer that was changed, as it reads now."""
    words = {"name": answer.by.name if answer.by else _("A colleague"), "title": answer.question.title}
    return Message(
        subject=subject % words,
        sentences=[sentence % words],
        quote=answer.text[:500],
        ways=[Way(_("Read it"), page("questions:answer", answer.pk))],
        reason=reason,
    )


def _exhausted(reader: Member, entry: Entry) -> Message | None:
    question = the_question(reader, entry)
    if question is None or not is_asker(question, reader) or question.answers.exists():
        return None
    words = {"title": question.title}
    return Message(
        subject=_("Still open: %(title)s") % words,
        sentences=[_("Nobody else who has shown this can be asked just now. It stays open to everybody.")],
        ways=[look(question)],
        reason=_("You get this because you asked."),
    )


def _accepted(reader: Member, entry: Entry) -> Message | None:
    answer = the_answer(reader, entry)
    if answer is None or answer.by_id != reader.pk or not hasattr(answer, "acceptance"):
        return None
    words = {"name": who(answer.question), "title": answer.question.title}
    return Message(
        subject=_("Your answer was what was needed: %(title)s") % words,
        sentences=[_("%(name)s has accepted your answer.") % words],
        ways=[Way(_("Look at it"), page("questions:answer", answer.pk))],
        reason=_("You get this because you answered."),
    )


def _due(reader: Member, entry: Entry) -> Message | None:
    answer = the_answer(reader, entry)
    checked = getattr(answer, "verification", None)
    if answer is None or checked is None or checked.asked_at is None:
        return None
    words = {"title": answer.question.title}
    if answer.by_id == reader.pk:
        return Message(
            subject=_("Does it still hold? %(title)s") % words,
            sentences=[
                _("A colleague who has left had checked your answer, and wanted to look again now."),
                _("Change it if it no longer holds; if it does, ask somebody who knows to check it anew."),
            ],
            ways=[Way(_("Look at it"), page("questions:answer", answer.pk))],
            reason=_("You get this because you answered."),
        )
    if checked.by_id != reader.pk:
        return None
    return Message(
        subject=_("Does it still hold? %(title)s") % words,
        sentences=[_("You have checked an answer and wanted to look again now. One click says that it holds, or not.")],
        ways=[Way(_("Look at it"), page("questions:answer", answer.pk))],
        reason=_("You get this because you checked it."),
    )


KINDS = (
    Kind(
        "question_put", "question.put", gettext_lazy("A question comes to you"),
        about, _put, group="asking", channel=Channel.MAIL, seen=questions_open_to,
    ),
    Kind(
        "answer_given", "answer.given", gettext_lazy("Your question is answered"),
        to_asker_of_answer, _answered, group="asking", channel=Channel.MAIL, seen=answers_open_to,
    ),
    Kind(
        "answer_given_too", "answer.given", gettext_lazy("A question that you have, too, is answered"),
        to_those_who_have_it_too, _answered_too, group="asking", channel=Channel.DIGEST, seen=answers_open_to,
    ),
    Kind(
        "answer_names_you", "answer.given", gettext_lazy("An answer names you"),
        about, _mentioned, group="asking", channel=Channel.DIGEST, seen=answers_open_to,
    ),
    Kind(
        "answer_changed", "answer.changed", gettext_lazy("An answer to your question was changed"),
        to_asker_of_answer, _changed, group="asking", channel=Channel.DIGEST, seen=answers_open_to,
    ),
    Kind(
        "answer_names_you_anew", "answer.changed", gettext_lazy("An answer names you later on"),
        about, _mentioned, group="asking", channel=Channel.DIGEST, seen=answers_open_to,
    ),
    Kind(
        "answer_unverified", "answer.unverified", gettext_lazy("An answer that you checked was changed"),
        to_the_others, _to_check_anew, group="asking", channel=Channel.DIGEST,
    ),
    Kind(
        "question_exhausted", "question.exhausted", gettext_lazy("Nobody is left to be asked"),
        to_asker, _exhausted, group="asking", channel=Channel.DIGEST, seen=questions_open_to,
    ),
    Kind(
        "answer_accepted", "answer.accepted", gettext_lazy("Your answer is accepted"),
        about, _accepted, group="asking", channel=Channel.DIGEST, seen=answers_open_to,
    ),
    Kind(
        "answer_due", "answer.due", gettext_lazy("Look again at an answer that you wrote or checked"),
        about, _due, group="asking", channel=Channel.DIGEST, seen=answers_open_to,
    ),
)  # fmt: skip
