"""The form in which a survey is answered, built from its questions; a draft keeps it as it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from peerloop.pulse.models import LONGEST_WORDS
from peerloop.pulse.questions import asked_in, options_of
from peerloop.pulse.rules import MOST_WISHES
from peerloop.skills.models import Level, Pace
from peerloop.web.pulse.forms.finding import known_skill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.forms import BoundField
    from django.http import QueryDict

    from peerloop.pulse.models import Answer, Survey
    from peerloop.pulse.questions import Question

SHOWN = 3
LONGEST_NAME = 120
PACES = [(Pace.ANY, lazy("whichever suits")), *((pace, pace.label) for pace in Pace if pace != Pace.ANY)]


class SkillLine(NamedTuple):
    """A skill's line of the form."""

    number: int
    name: BoundField
    level: BoundField
    pace: BoundField


class AnswerForm(forms.Form):
    """Every question may be left out; not all of them."""

    def __init__(self, data: QueryDict | None = None, *, survey: Survey, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.survey = survey
        self.asked = asked_in(survey.asks)
        for question in self.asked:
            if question.how == "skills":
                for number in range(MOST_WISHES):
                    self._add_line(number)
            else:
                self.fields[question.code] = self._field(question)

    @property
    def skills_ask(self) -> str:
        """How skills are asked for."""
        return str(self.asked[0].says[self.survey.kind])

    def lines(self) -> list[SkillLine]:
        """Return the lines for skills that are shown from the start."""
        return self._lines()[: self._shown()]

    def more_lines(self) -> list[SkillLine]:
        """Return the others."""
        return self._lines()[self._shown() :]

    def others(self) -> Iterator[BoundField]:
        """Yield the fields of the other questions."""
        return (self[one.code] for one in self.asked if one.how != "skills")

    def clean(self) -> dict[str, Any]:
        """Find the skills that are named."""
        said = super().clean() or {}
        wishes = []
        for number in range(MOST_WISHES) if "skills" in self.survey.asks else ():
            name = str(said.get(f"skill-{number}", "")).strip()
            if not name:
                continue
            try:
                skill = known_skill(name)
            except ValidationError as unknown:
                self.add_error(f"skill-{number}", [*unknown.messages, *self._elsewhere()])
                continue
            wishes.append((skill, said.get(f"level-{number}") or Level.ALONE, said.get(f"pace-{number}") or Pace.ANY))
        return said | {"wishes": wishes}

    def said(self) -> dict[str, Any]:
        """Return what is said beside the skills; to be asked where it is valid."""
        return {one.code: self.cleaned_data[one.code] for one in self.asked if one.how != "skills"}

    def as_typed(self) -> dict[str, Any]:
        """Return what was typed, whatever it is, for a draft; no more than the fields could hold."""
        kept: dict[str, Any] = {}
        for name, field in self.fields.items():
            if isinstance(field, forms.MultipleChoiceField):
                choices: Any = field.choices
                known = {code for code, _words in choices}
                kept[name] = [one for one in self.data.getlist(name) if one in known]  # type: ignore[attr-defined]
            else:
                kept[name] = str(self.data.get(name, ""))[:LONGEST_WORDS]
        return {name: value for name, value in kept.items() if value}

    def _lines(self) -> list[SkillLine]:
        if "skills" not in self.survey.asks:
            return []
        return [SkillLine(n, self[f"skill-{n}"], self[f"level-{n}"], self[f"pace-{n}"]) for n in range(MOST_WISHES)]

    def _shown(self) -> int:
        """Return how many lines are shown at once: those filled in as well."""
        filled = [line.number for line in self._lines() if line.name.value() or line.name.errors]
        return max([SHOWN, *(number + 1 for number in filled)])

    def _elsewhere(self) -> list[str]:
        return [_("If it is something else, say it in your own words below.")] if "words" in self.survey.asks else []

    def _add_line(self, number: int) -> None:
        name = forms.TextInput(attrs={"list": "skills", "autocomplete": "off"})
        words = _("Skill %(number)s") % {"number": number + 1}
        self.fields[f"skill-{number}"] = forms.CharField(
            label=words, required=False, max_length=LONGEST_NAME, widget=name
        )
        self.fields[f"level-{number}"] = forms.TypedChoiceField(
            label=_("To which level?"), choices=Level.choices, coerce=int, required=False, initial=Level.ALONE
        )
        self.fields[f"pace-{number}"] = forms.ChoiceField(
            label=_("At which pace?"), choices=PACES, required=False, initial=Pace.ANY
        )

    def _field(self, question: Question) -> forms.Field:
        label = question.says[self.survey.kind]
        if question.how == "words":
            return forms.CharField(
                label=label, required=False, max_length=LONGEST_WORDS,
                widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_WORDS}),
                help_text="" if self.survey.signed else lazy(
                    "What you write is told as it stands, without your name, once ten have written. Name nobody."
                ),
            )  # fmt: skip
        if question.how == "several":
            return forms.MultipleChoiceField(
                label=label, required=False, choices=options_of(question), widget=forms.CheckboxSelectMultiple
            )
        return forms.ChoiceField(label=label, required=False, choices=options_of(question), widget=forms.RadioSelect)


def begun(answer: Answer) -> dict[str, Any]:
    """Return what was sent as the form shows it."""
    shown = dict(answer.said)
    for number, wish in enumerate(answer.wishes.all()):
        shown |= {f"skill-{number}": wish.skill.name, f"level-{number}": wish.level, f"pace-{number}": wish.pace}
    return shown
