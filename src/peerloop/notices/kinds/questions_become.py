"""Words about what becomes of questions: a session, a proposal; hidden; a pseudonym that is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.notices.channels import Channel
from peerloop.notices.message import Kind, Message, Way, page
from peerloop.notices.questioning import (
    about,
    look,
    the_proposal,
    the_question,
    the_remark,
    to_all_who_have_it,
    to_asker,
    to_askers,
    to_remark,
    to_those_it_is_said_to,
    to_who_remarked,
    who,
)
from peerloop.proposals.queries import proposals_seen_by
from peerloop.questions.models import Answer, Opening, TeacherAsked
from peerloop.questions.queries import asked_by, questions_open_to, remarks_open_to, remarks_seen_by

if TYPE_CHECKING:
    from peerloop.journal.models import Entry
    from peerloop.people.models import Member


def _held(reader: Member, entry: Entry) -> Message | None:
    question = the_question(reader, entry)
    if question is None or not hasattr(question, "held"):
        return None
    words = {"title": question.title}
    return Message(
        subject=_("A session about it: %(title)s") % words,
        sentences=[_("“%(title)s” is taken up in a session. Everybody can join, whoever asked.") % words],
        ways=[Way(_("Look at it, or join"), page("sessions:session", question.held.session_id))],
        reason=_("You get this because you have this question."),
        not_after=question.held.session.starts_at,
    )


def _gathered(reader: Member, entry: Entry) -> Message | None:
    proposal = the_proposal(reader, entry)
    if proposal is None:
        return None
    words = {"title": proposal.title}
    return Message(
        subject=_("Several ask this: %(title)s") % words,
        sentences=[_("Others ask what you ask, and nobody has answered yet. So it is proposed as a session.")],
        ways=[Way(_("Look at it"), page("proposals:proposal", proposal.pk))],
        reason=_("You get this because you asked."),
    )


def _teach(reader: Member, entry: Entry) -> Message | None:
    proposal = the_proposal(reader, entry)
    if proposal is None or not TeacherAsked.objects.filter(proposal=proposal, member=reader).exists():
        return None
    words = {"title": proposal.title}
    return Message(
        subject=_("Would you show it to several? %(title)s") % words,
        sentences=[
            _("Three or more colleagues ask this, and of all here you are likeliest to know. Half an hour is enough.")
        ],
        ways=[Way(_("Look at it"), page("proposals:proposal", proposal.pk))],
        reason=_("You get this because you have shown that you know something about it."),
    )


def _opened(reader: Member, entry: Entry) -> Message | None:
    question = asked_by(reader).filter(pk=entry.subject).first()
    opening = Opening.objects.filter(question=entry.subject).select_related("by", "seconded_by").first()
    if question is None or opening is None or opening.opened_at is None:
        return None
    two = [one.name if one else _("a moderator who has left") for one in (opening.by, opening.seconded_by)]
    words = {"one": two[0], "other": two[1], "title": question.title}
    return Message(
        subject=_("Two moderators know that you asked this: %(title)s") % words,
        sentences=[
            _("%(one)s and %(other)s have opened who stands behind the pseudonym. Nobody else sees it.") % words,
            _("This is the reason that they gave:"),
        ],
        quote=opening.reason,
        ways=[look(question)],
        reason=_("You get this because nobody is named here without being told."),
    )


def _hidden(reader: Member, entry: Entry) -> Message | None:
    question = asked_by(reader).filter(pk=entry.subject).select_related("hiding").first()
    if question is None or not hasattr(question, "hiding"):
        return None
    return Message(
        subject=_("Your question is hidden: %(title)s") % {"title": question.title},
        sentences=[_("A moderator has hidden it from the others. This is the reason:")],
        quote=question.hiding.reason,
        ways=[look(question)],
        reason=_("You get this because you asked."),
    )


def _answer_hidden(reader: Member, entry: Entry) -> Message | None:
    answer = Answer.objects.filter(pk=entry.subject, by=reader).select_related("question", "hiding").first()
    if answer is None or not hasattr(answer, "hiding"):
        return None
    return Message(
        subject=_("Your answer is hidden: %(title)s") % {"title": answer.question.title},
        sentences=[_("A moderator has hidden it from the others. This is the reason:")],
        quote=answer.hiding.reason,
        ways=[Way(_("Look at it"), page("questions:answer", answer.pk))],
        reason=_("You get this because you answered."),
    )


def _remarked(reader: Member, entry: Entry) -> Message | None:
    said = the_remark(reader, entry)
    if said is None:
        return None
    name = who(said.question) if said.from_asker else said.by.name if said.by else _("A colleague who has left")
    own = said.answer is not None and said.answer.by_id == reader.pk
    words = {"name": name, "title": said.question.title}
    return Message(
        subject=_("A remark: %(title)s") % words,
        sentences=[(_("%(name)s remarks on your answer:") if own else _("%(name)s remarks on it:")) % words],
        quote=said.text[:500],
        ways=[to_remark(said)],
        reason=_("You get this because you answered.") if own else _("You get this because you asked."),
    )


def _remark_hidden(reader: Member, entry: Entry) -> Message | None:
    said = remarks_seen_by(reader).filter(pk=entry.subject).select_related("question", "hiding").first()
    if said is None or not hasattr(said, "hiding"):
        return None
    return Message(
        subject=_("A remark of yours is hidden: %(title)s") % {"title": said.question.title},
        sentences=[_("A moderator has hidden it from the others. This is the reason:")],
        quote=said.hiding.reason,
        ways=[to_remark(said)],
        reason=_("You get this because you made it."),
    )


KINDS = (
    Kind(
        "remark_made", "remark.made", gettext_lazy("Somebody remarks on what you asked or answered"),
        to_those_it_is_said_to, _remarked, group="asking", channel=Channel.DIGEST, seen=remarks_open_to,
    ),
    Kind(
        "remark_hidden", "remark.hidden", gettext_lazy("A remark of yours is hidden"),
        to_who_remarked, _remark_hidden, group="asking", channel=Channel.MAIL,
    ),
    Kind(
        "question_held", "question.held", gettext_lazy("A question of yours becomes a session"),
        to_all_who_have_it, _held, group="asking", channel=Channel.MAIL, seen=questions_open_to,
    ),
    Kind(
        "question_gathered", "question.gathered", gettext_lazy("A question of yours becomes a proposal"),
        to_askers, _gathered, group="asking", channel=Channel.DIGEST, seen=proposals_seen_by,
    ),
    Kind(
        "teacher_asked", "teacher.asked", gettext_lazy("Several ask what you could show"),
        about, _teach, group="asking", channel=Channel.MAIL, seen=proposals_seen_by,
    ),
    Kind(
        "seal_opened", "seal.opened", gettext_lazy("A pseudonym of yours is opened"),
        to_asker, _opened, group="asking", channel=Channel.MAIL, seen=asked_by,
    ),
    Kind(
        "question_hidden", "question.hidden", gettext_lazy("A question of yours is hidden"),
        to_asker, _hidden, group="asking", channel=Channel.MAIL, seen=asked_by,
    ),
    Kind(
        "answer_hidden", "answer.hidden", gettext_lazy("An answer of yours is hidden"),
        about, _answer_hidden, group="asking", channel=Channel.MAIL,
    ),
)  # fmt: skip
