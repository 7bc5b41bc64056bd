"""A line about a skill: what one wants to learn, or can help with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.skills.actions import propose_skill
from peerloop.skills.models import Level, Pace, Skill, Visibility
from peerloop.skills.queries import find_skill, look_alikes
from peerloop.skills.rules import LINE_LENGTH, NAME_LENGTH, AlreadyThere, skill_name

if TYPE_CHECKING:
    from peerloop.people.models import Member

NEW = "new"
PACES = [
    (Pace.ANY, gettext_lazy("whichever suits us both")),
    *((pace, pace.label) for pace in Pace if pace != Pace.ANY),
]
ShortText = forms.Textarea(attrs={"rows": 2, "maxlength": LINE_LENGTH})


class LineForm(forms.Form):
    """Level, pace and a line of text; the skill is given, or named by its maker.

    A name that nobody has used yet brings up the skills that look like it, to choose one or to add the new one.
    """

    name = forms.CharField(label=gettext_lazy("Skill"), max_length=NAME_LENGTH)
    meant = forms.ChoiceField(
        label=gettext_lazy("This name is new here. Is it one of these?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one, or add the new name.")},
    )
    level = forms.TypedChoiceField(
        label=gettext_lazy("Level"), choices=Level.choices, coerce=int, initial=Level.ALONE, widget=forms.RadioSelect
    )
    pace = forms.ChoiceField(label=gettext_lazy("Pace"), choices=PACES, initial=Pace.ANY)
    text = forms.CharField(
        label=gettext_lazy("A line about it"), required=False, max_length=LINE_LENGTH, widget=ShortText
    )

    def __init__(self, *args: Any, skill: Skill | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.skill = skill
        if skill is not None:
            del self.fields["name"], self.fields["meant"]
            return
        name = str(self.data.get("name", "") if self.is_bound else self.initial.get("name", ""))
        choices = [] if self.is_bound and find_skill(name) else self._choices(name)
        if choices:
            self.fields["meant"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["meant"]

    def _choices(self, name: str) -> list[tuple[str, str]]:
        """Skills that look like a new name, and the name itself; nothing where nothing is alike."""
        alike = [(str(skill.pk), skill.name) for skill in look_alikes(name)]
        added = _("Add “%(name)s” as a new skill") % {"name": " ".join(name.split())[:NAME_LENGTH]}
        return [*alike, (NEW, added)] if alike else []

    def clean_name(self) -> str:
        """A skill's name, or why it cannot be one."""
        try:
            return skill_name(self.cleaned_data["name"])
        except forms.ValidationError as error:
            raise forms.ValidationError(error.messages) from error

    def skill_of(self, by: Member) -> Skill:
        """Return the skill that a valid form means, added where it is new."""
        if self.skill is not None:
            return self.skill
        meant = self.cleaned_data.get("meant")
        if meant and meant != NEW:
            return Skill.everything.get(pk=meant)
        name = self.cleaned_data["name"]
        try:
            return find_skill(name) or propose_skill(name, by=by)
        except AlreadyThere as known:
            return known.skill

    @property
    def line(self) -> dict[str, Any]:
        """What the form says beside the skill."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"name", "meant"}}


class OfferForm(LineForm):
    """I can help with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].label = _("How far are you with it?")
        self.fields["pace"].label = _("How do you like to help?")
        self.fields["text"].help_text = _("What have you done with it? What can people ask you?")


class NeedForm(LineForm):
    """I want to learn."""

    visibility = forms.ChoiceField(
        label=gettext_lazy("Who sees it?"),
        choices=Visibility.choices,
        initial=Visibility.MATCHING,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Whoever you ask sees what you ask them for, and nothing else."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].label = _("How far do you want to get?")
        self.fields["pace"].label = _("How do you want to learn?")
        self.fields["text"].help_text = _("What for? Whoever you ask can prepare for it.")


class EndorsementForm(forms.Form):
    """I have seen it."""

    text = forms.CharField(
        label=gettext_lazy("What did you see?"), required=False, max_length=LINE_LENGTH, widget=ShortText
    )
