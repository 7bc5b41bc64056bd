"""What a yes and a correction ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.skills.models import Level
from peerloop.skills.queries import find_skill

if TYPE_CHECKING:
    from peerloop.skills.models import Skill

LEVELS, USUAL = Level.choices, Level.ALONE.value


class YesForm(forms.Form):
    """How far one is with it."""

    level = forms.TypedChoiceField(choices=LEVELS, coerce=int, required=False, empty_value=USUAL)  # type: ignore[arg-type]


class CorrectionForm(forms.Form):
    """Which skill it really was."""

    instead = forms.CharField(
        label=gettext_lazy("Which skill was it really?"),
        max_length=120,
        help_text=gettext_lazy("One that is known here. What comes later is noted for it too."),
    )

    def clean_instead(self) -> Skill:
        """The skill that is meant."""
        skill = find_skill(self.cleaned_data["instead"])
        if skill is None:
            raise forms.ValidationError(_("Nobody has named this skill here yet. Which one is nearest to it?"))
        return skill
