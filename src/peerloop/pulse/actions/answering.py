"""Answer a survey: keep a draft, send it, send it anew, take it back, make a need of a wish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from peerloop.journal.actions import record
from peerloop.kit.clock import now
from peerloop.people.rules import require
from peerloop.pulse.actions.held import fresh
from peerloop.pulse.models import LONGEST_WORDS, Answer, Asked, Draft, Wish
from peerloop.pulse.questions import asked_in, options_of
from peerloop.pulse.rules import MOST_WISHES, chosen_of, must_be, words_of
from peerloop.skills.actions import want
from peerloop.skills.rules import check_choices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from peerloop.people.models import Member
    from peerloop.pulse.models import Survey
    from peerloop.pulse.questions import Question
    from peerloop.skills.models import Need, Skill

Wished = tuple["Skill", int, str]
"""A skill, to which level, at which pace."""


@transaction.atomic
def answer_survey(survey: Survey, *, by: Member, said: Mapping[str, Any], wishes: Sequence[Wished] = ()) -> Answer:
    """Answer, or answer anew, for as long as it is open.

    ``said``: by the code of a question the codes of options, one code, or words; all may be left out, but not all of
    it. Raises ``ValidationError`` by question, ``Over`` where it is not open, ``PermissionDenied`` for who is not
    asked. Pooled, the journal does not say who answered.
    """
    stands = _asked(survey, by)
    kept = _as_kept(asked_in(stands.asks), said)
    lines = _lines(wishes) if "skills" in stands.asks else {}
    if not kept and not lines:
        raise ValidationError(_("Answer at least one question; you may leave out the others."))
    answer, new = Answer.objects.update_or_create(survey=stands, member=by, defaults={"said": kept})
    answer.wishes.all().delete()
    Wish.objects.bulk_create(
        Wish(answer=answer, skill_id=skill, level=lv, pace=pc) for skill, (lv, pc) in lines.items()
    )
    Draft.objects.filter(survey=stands, member=by).delete()
    _note("survey.answered" if new else "survey.answered_anew", stands, by)
    return answer


@transaction.atomic
def keep_draft(survey: Survey, *, by: Member, said: Mapping[str, Any]) -> Draft:
    """Keep what was typed so far, as it was typed; what was sent before stands until it is sent anew."""
    stands = _asked(survey, by)
    draft, _new = Draft.objects.update_or_create(
        survey=stands, member=by, defaults={"said": dict(said), "at": now()}
    )  # fmt: skip
    record("survey.drafted", actor=None, subject=stands)
    return draft


@transaction.atomic
def take_back_answer(survey: Survey, *, by: Member) -> None:
    """Take back what one has answered or begun, while it is open; nothing happens where there is nothing."""
    stands = _asked(survey, by)
    Draft.objects.filter(survey=stands, member=by).delete()
    gone, _rows = Answer.objects.filter(survey=stands, member=by).delete()
    if gone:
        _note("survey.answer_taken_back", stands, by)


@transaction.atomic
def make_need(wish: Wish, *, by: Member) -> Need:
    """Let a wish that one has named be one's need as well, which only matching sees; asked for, never by default."""
    require(wish.answer.member_id == by.pk and wish.answer.survey.kind == "needs")
    return want(by, skill=wish.skill, level=wish.level, pace=wish.pace)


def _asked(survey: Survey, by: Member) -> Survey:
    stands = fresh(survey)
    require(by.departed_at is None and Asked.objects.filter(survey=stands, member=by).exists())
    must_be(stands, "open")
    return stands


def _note(verb: str, survey: Survey, by: Member) -> None:
    if survey.signed:
        record(verb, actor=by, subject=survey, about=[by.pk])
    else:
        record(verb, actor=None, subject=survey)


def _as_kept(asked: list[Question], said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of each question, without those to which nothing is."""
    kept: dict[str, Any] = {}
    for question in asked:
        value = said.get(question.code)
        if not value or question.how == "skills":
            continue
        if question.how == "words":
            kept[question.code] = words_of(str(value), LONGEST_WORDS, question.code, "")
            continue
        options = [code for code, _words in options_of(question)]
        codes = chosen_of([value] if isinstance(value, str) else list(value), options)
        if not codes:
            raise ValidationError({question.code: [_("Choose from what stands here.")]})
        kept[question.code] = codes[0] if question.how == "one" else codes
    return {code: value for code, value in kept.items() if value}


def _lines(wishes: Sequence[Wished]) -> dict[int, tuple[int, str]]:
    lines: dict[int, tuple[int, str]] = {}
    for skill, level, pace in wishes:
        check_choices(level=level, pace=pace)
        lines.setdefault(skill.pk, (level, pace))
    if len(lines) > MOST_WISHES:
        words = _("Name up to %(most)s skills: those that matter most.")
        raise ValidationError({"skills": [words % {"most": MOST_WISHES}]})
    return lines
