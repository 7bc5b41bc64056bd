"""What an organiser fills in about skills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.skills.queries import find_skill
from peerloop.skills.rules import NAME_LENGTH

if TYPE_CHECKING:
    from peerloop.skills.models import Skill


class NameForm(forms.Form):
    """A name for a skill, or another word for it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=NAME_LENGTH)

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["name"].label = label


class WhichForm(forms.Form):
    """A skill that is here, by any of its names."""

    name = forms.CharField(label=gettext_lazy("Skill"), max_length=NAME_LENGTH)

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.skill: Skill | None = None
        if label:
            self.fields["name"].label = label

    def clean_name(self) -> str:
        """Find it."""
        name: str = self.cleaned_data["name"]
        self.skill = find_skill(name)
        if self.skill is None:
            raise forms.ValidationError(_("No skill here is called “%(name)s”.") % {"name": name})
        return name


class SkillListForm(forms.Form):
    """One or two files with a list of skills."""

    first = forms.FileField(
        label=gettext_lazy("List of skills"),
        help_text=gettext_lazy("CSV, up to 200,000 rows and 20 MB: ESCO, O*NET, or tags and their synonyms."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    second = forms.FileField(
        label=gettext_lazy("A second file of the same list"),
        help_text=gettext_lazy("The groups of ESCO, or the synonyms of tags."),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
