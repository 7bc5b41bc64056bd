"""What the pages ask about a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from peerloop.circles.models import LONGEST_GOAL, LONGEST_LINE, LONGEST_TITLE, LONGEST_WORD, MOST, Circle, Word
from peerloop.circles.queries import programmes_to_choose
from peerloop.formats.queries import formats
from peerloop.skills.queries import find_skill, look_alikes, supply_and_demand
from peerloop.web.colleagues import NamesColleague
from peerloop.web.sessions.forms.announcing import LENGTHS
from peerloop.web.sessions.forms.changing import on_the_wall

if TYPE_CHECKING:
    from peerloop.people.models import Member
    from peerloop.programmes.models import Programme
    from peerloop.skills.models import Skill

SKILLS = 25
TIMES = [(1, lazy("once")), (2, lazy("twice")), *((n, n) for n in (3, 4, 6, 8, 10, 12))]
WEEKS = [(1, lazy("every week")), (2, lazy("every second week")), (4, lazy("every fourth week"))]


class OncePosted(forms.Form):
    """Carries a number made with the form, so that sending it twice does it once."""

    uid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"uid": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class CircleForm(OncePosted):
    """What the circle is, who can come in, how it meets."""

    title = forms.CharField(label=lazy("Name"), max_length=LONGEST_TITLE)
    goal = forms.CharField(
        label=lazy("What do you want to reach together?"), max_length=LONGEST_GOAL,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_GOAL}),
        help_text=lazy("One sentence: by when, and how you will know."),
    )  # fmt: skip
    skill = forms.CharField(
        label=lazy("Skill"), required=False, max_length=120,
        help_text=lazy("So that those who want to learn it find the circle. What you try in it can go into your loop."),
    )  # fmt: skip
    openness = forms.ChoiceField(
        label=lazy("Who can come in?"), choices=Circle.Openness.choices, initial=Circle.Openness.OPEN,
        widget=forms.RadioSelect,
    )  # fmt: skip
    most = forms.IntegerField(
        label=lazy("Places"), min_value=2, max_value=MOST, initial=8,
        help_text=lazy("Beside those who facilitate. Six to eight is a good size."),
    )  # fmt: skip
    format = forms.ChoiceField(
        label=lazy("How do you meet?"), required=False,
        help_text=lazy("Each meeting is laid out after this format: its steps, its times, its roles in turn."),
    )  # fmt: skip
    programme: forms.ModelChoiceField[Programme] = forms.ModelChoiceField(
        label=lazy("Part of a programme"), queryset=None, required=False, empty_label=lazy("of none")
    )
    field_order = ("title", "goal", "skill", "openness", "most", "format", "programme", "uid")

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_programmes(self, by)
        self.fields["format"].choices = format_choices()  # type: ignore[attr-defined]

    def clean_skill(self) -> Skill | None:
        """Return the skill that the name means; none where nothing was typed."""
        return a_skill(self.cleaned_data["skill"])


class MeetingForm(OncePosted):
    """When, by one's own clock, how often, and where."""

    local_date = forms.DateField(label=lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    local_time = forms.TimeField(
        label=lazy("Begins at"), widget=forms.TimeInput(attrs={"type": "time", "step": 900}, format="%H:%M")
    )
    minutes = forms.TypedChoiceField(label=lazy("How long"), choices=LENGTHS[:8], coerce=int, initial=60)
    times = forms.TypedChoiceField(label=lazy("How many meetings"), choices=TIMES, coerce=int, initial=1)
    weeks = forms.TypedChoiceField(label=lazy("How often"), choices=WEEKS, coerce=int, initial=1)
    place = forms.CharField(label=lazy("Place"), required=False, max_length=120)
    link = forms.CharField(label=lazy("Link to the call"), required=False, max_length=200, widget=forms.URLInput())
    about = forms.CharField(
        label=lazy("What you will do"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    anyway = forms.BooleanField(label=lazy("Ask also those whose weekly hours it would overrun"), required=False)

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean(self) -> dict[str, Any]:
        """Refuse an hour that the wall clock jumps over."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        on_the_wall(self, said, self.by)
        return said


class GoalForm(OncePosted):
    """A step towards what the circle wants."""

    text = forms.CharField(label=lazy("A step towards it"), max_length=LONGEST_LINE)


class ProgressForm(forms.Form):
    """How far a goal is."""

    share = forms.IntegerField(label=lazy("How far are you, in per cent?"), min_value=0, max_value=100)
    text = forms.CharField(label=lazy("A word about it"), required=False, max_length=LONGEST_LINE)


class TaskForm(OncePosted):
    """Something to try until the next meeting."""

    text = forms.CharField(
        label=lazy("What should everybody try?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    due_on = forms.DateField(
        label=lazy("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class DoneForm(forms.Form):
    """What happened when one tried it."""

    text = forms.CharField(
        label=lazy("What happened when you tried it?"), required=False, max_length=LONGEST_WORD,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_WORD}),
        help_text=lazy("Those in the circle read it. It need not have worked."),
    )  # fmt: skip
    into_loop = forms.BooleanField(label=lazy("Take it into my own loop, too"), required=False, initial=True)


class NamesSomebody(NamesColleague):
    """A colleague to invite, or to name."""


class AskForm(forms.Form):
    """A line to those in the circle."""

    text = forms.CharField(label=lazy("A line to those in it"), required=False, max_length=LONGEST_LINE)


class ClosingForm(forms.Form):
    """What was reached."""

    text = forms.CharField(
        label=lazy("What did you reach together?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": 2000}),
        help_text=lazy("It stands at the head of the report. You can leave it empty."),
    )  # fmt: skip


class WordForm(forms.Form):
    """One's own word, and who may read it."""

    text = forms.CharField(
        label=lazy("What do you take with you?"), max_length=LONGEST_WORD,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_WORD}),
    )  # fmt: skip
    consent = forms.ChoiceField(
        label=lazy("Who may read it?"), choices=Word.Consent.choices, initial=Word.Consent.CIRCLE,
        widget=forms.RadioSelect,
        help_text=lazy("In a small circle others may guess whose words they are. You can take them back at any time."),
    )  # fmt: skip


def a_skill(name: str) -> Skill | None:
    """Return the skill that the name means, None for no name; raises ``ValidationError`` for an unknown one."""
    said = name.strip()
    if not said:
        return None
    if found := find_skill(said):
        return found
    alike = [skill.name for skill in look_alikes(said, limit=3)]
    if alike:
        words = _("We do not know “%(name)s” yet. Did you mean %(alike)s?")
        raise ValidationError(words % {"name": said, "alike": ", ".join(alike)})
    raise ValidationError(_("We do not know “%(name)s” yet. You can leave it empty.") % {"name": said})


def of_programmes(form: forms.Form, by: Member) -> None:
    """Let the form offer the programmes that are the member's to choose; where there is none it does not ask."""
    field: Any = form.fields["programme"]
    field.queryset = programmes_to_choose(by)
    field.label_from_instance = lambda programme: programme.title
    if not field.queryset.exists():
        del form.fields["programme"]


def format_choices() -> list[tuple[str, str]]:
    """Return the formats by their names, and none."""
    return [("", _("as you like, without a format")), *((one.code, str(one.title)) for one in formats())]


class FormingForm(OncePosted):
    """The skills, one a line, and the rules."""

    skills = forms.CharField(
        label=lazy("Skills, one a line"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=lazy("To begin with, what is wanted most. Skills that fewer than five want are left aside."),
    )  # fmt: skip
    least = forms.IntegerField(
        label=lazy("At least so many people in a circle"), min_value=2, max_value=MOST, initial=4
    )
    most = forms.IntegerField(label=lazy("At most so many"), min_value=2, max_value=MOST, initial=8)
    of_a_team = forms.IntegerField(
        label=lazy("At most so many of one team"), min_value=1, max_value=MOST, initial=2,
        help_text=lazy("So that teams mix, and people see how it is done elsewhere."),
    )  # fmt: skip
    minutes = forms.TypedChoiceField(label=lazy("How long they meet each week"), choices=LENGTHS[1:6], coerce=int,
                                     initial=60)  # fmt: skip
    led = forms.BooleanField(
        label=lazy("Only circles in which somebody may facilitate already"), required=False,
        help_text=lazy("Otherwise circles can begin without, and somebody is named later."),
    )  # fmt: skip
    openness = forms.ChoiceField(
        label=lazy("Who can come in beside those who are invited?"), choices=Circle.Openness.choices,
        initial=Circle.Openness.OPEN, widget=forms.RadioSelect,
    )  # fmt: skip
    format = forms.ChoiceField(label=lazy("How do they meet?"), required=False)
    programme: forms.ModelChoiceField[Programme] = forms.ModelChoiceField(
        label=lazy("Of those in a programme"), queryset=None, required=False, empty_label=lazy("of everybody here")
    )
    field_order = ("skills", "programme", "least", "most", "of_a_team", "minutes", "led", "openness", "format", "uid")

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_programmes(self, by)
        self.fields["format"].choices = format_choices()  # type: ignore[attr-defined]

    def clean_skills(self) -> list[Skill]:
        """Return the skills; an unknown one is named."""
        names = [line.strip() for line in self.cleaned_data["skills"].replace(",", "\n").splitlines() if line.strip()]
        found = {name: find_skill(name) for name in dict.fromkeys(names)}
        unknown = [name for name, skill in found.items() if skill is None]
        if unknown:
            raise ValidationError(_("We do not know “%(name)s”.") % {"name": unknown[0]})
        return [skill for skill in found.values() if skill is not None]


def first_skills() -> str:
    """Return what is wanted most, as the last weekly close tells it, one a line."""
    return "\n".join(row.name for row in supply_and_demand()[:SKILLS] if row.wanted)
