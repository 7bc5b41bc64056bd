"""What is asked about an interview, and about help from outside; and which skill a name means."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from peerloop.pulse.models import LONGEST_TITLE, LONGEST_WORDS, Outside
from peerloop.skills.queries import find_skill, look_alikes
from peerloop.web.colleagues import NamesColleague


class InterviewForm(NamesColleague):
    """With whom, and what was said."""

    words = forms.CharField(
        label=lazy("What was said"), max_length=3 * LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": 3 * LONGEST_WORDS}),
        help_text=lazy("Your colleague reads exactly this and decides whether it is kept."),
    )  # fmt: skip
    uid = forms.UUIDField(widget=forms.HiddenInput)


class OutsideForm(forms.Form):
    """A course, or a guest who would come."""

    skill = forms.CharField(label=lazy("Skill"), max_length=120, widget=forms.TextInput(attrs={"list": "skills"}))
    kind = forms.ChoiceField(
        label=lazy("What it is"), choices=Outside.Kind.choices, initial=Outside.Kind.COURSE, widget=forms.RadioSelect
    )
    title = forms.CharField(label=lazy("Title, or the guest’s name"), max_length=LONGEST_TITLE)
    link = forms.URLField(
        label=lazy("Link"), required=False, max_length=500, assume_scheme="https",
        help_text=lazy("Where the course is described; of a guest, if there is one."),
    )  # fmt: skip
    about = forms.CharField(
        label=lazy("A line about it"),
        required=False,
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 280}),
    )
    cost_from = forms.IntegerField(label=lazy("Costs from"), required=False, min_value=0)
    cost_to = forms.IntegerField(label=lazy("to"), required=False, min_value=0)
    currency = forms.CharField(label=lazy("Currency"), required=False, max_length=3, initial="EUR")
    contact = forms.CharField(
        label=lazy("Contact"), required=False, max_length=200,
        help_text=lazy("How to reach the guest or who books the course. Only organisers see it."),
    )  # fmt: skip
    uid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, fixed: bool = False, **kwargs: Any) -> None:
        """``fixed``: the skill is given."""
        super().__init__(*args, **kwargs | {"initial": {"uid": uuid4()} | kwargs.get("initial", {})})
        if fixed:
            del self.fields["skill"], self.fields["uid"]

    def clean_skill(self) -> Any:
        """The skill that is meant."""
        return known_skill(self.cleaned_data["skill"])


def known_skill(name: str) -> Any:
    """Return the skill that a name means; raises ``ValidationError`` with those that look like it."""
    found = find_skill(name)
    if found is not None:
        return found
    alike = [skill.name for skill in look_alikes(name, 3)]
    if alike:
        words = _("We do not know “%(name)s” yet. Do you mean one of these: %(alike)s?")
        raise forms.ValidationError(words % {"name": name, "alike": ", ".join(alike)})
    raise forms.ValidationError(_("We do not know “%(name)s” yet. Try a broader word.") % {"name": name})
