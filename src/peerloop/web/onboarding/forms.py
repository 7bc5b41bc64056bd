"""What can be written and chosen about buddies."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.onboarding.models import WEEKS, Going
from peerloop.onboarding.plan import TITLES
from peerloop.onboarding.rules import LINE_LENGTH


class TaskForm(forms.Form):
    """A line of the plan."""

    text = forms.CharField(
        label=_("What is there to do or to ask?"),
        max_length=LINE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LINE_LENGTH}),
    )


class NewTaskForm(TaskForm):
    """A line for one of the weeks."""

    week = forms.TypedChoiceField(
        label=_("In which week?"), choices=[(week, TITLES[week]) for week in range(1, WEEKS + 1)], coerce=int
    )


class TickForm(forms.Form):
    """Whether it is done."""

    done = forms.TypedChoiceField(choices=[("yes", ""), ("no", "")], coerce=lambda said: said == "yes")


class GoingForm(forms.Form):
    """How it is going."""

    answer = forms.ChoiceField(choices=Going.Answer.choices)
