"""What thanks and corrections ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.recognition.rules import LONGEST, MOST_AT_ONCE, MOST_MINUTES
from peerloop.skills.queries import find_skill
from peerloop.web.colleagues import LONGEST as LONGEST_NAME
from peerloop.web.colleagues import MOST, described, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.people.models import Member
    from peerloop.skills.models import Skill

ShortText = forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST})


class ThanksForm(forms.Form):
    """Whom, for what, and the words. ``among``: those of a session, to tick; ``skill``: given where it is known."""

    to = forms.CharField(
        label=gettext_lazy("Whom do you thank?"),
        help_text=gettext_lazy("One name, or several with commas between."),
        max_length=LONGEST_NAME * MOST_AT_ONCE,
    )
    skill = forms.CharField(label=gettext_lazy("For which skill?"), max_length=80)
    text = forms.CharField(label=gettext_lazy("Your words"), max_length=LONGEST, widget=ShortText)
    may_be_shown = forms.BooleanField(
        label=gettext_lazy("May be shown to others, with my name"),
        help_text=gettext_lazy("Only if they want to. Without the tick it stays between you."),
        required=False,
    )

    def __init__(
        self, *args: Any, reader: Member, among: Sequence[Member] = (), skill: Skill | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.reader, self.among, self.about = reader, {one.pk: one for one in among}, skill
        if among:
            self.fields["to"] = forms.TypedMultipleChoiceField(
                label=_("Whom do you thank?"),
                coerce=int,
                choices=[(one.pk, described(one)) for one in among],
                widget=forms.CheckboxSelectMultiple,
                initial=[one.pk for one in among] if len(among) == 1 else [],
                error_messages={"required": _("Tick at least one of them.")},
            )
        if among or skill is not None:
            del self.fields["skill"]

    def clean_to(self) -> list[Member]:
        """The colleagues who are meant."""
        said = self.cleaned_data["to"]
        if self.among:
            return [self.among[pk] for pk in said]
        return [self._one(name) for name in said.split(",") if name.strip()]

    def _one(self, name: str) -> Member:
        found = named(self.reader, name)
        words = {"name": name.strip()}
        if not found:
            raise forms.ValidationError(_("We do not know a colleague of the name “%(name)s”.") % words)
        if len(found) > 1:
            words["names"] = ", ".join(described(one) for one in found[:MOST])
            told = _(
                "Several colleagues are called “%(name)s”: %(names)s. Write the whole name, or begin on their page."
            )
            raise forms.ValidationError(told % words)
        return found[0]

    def clean_skill(self) -> Skill:
        """The skill that is meant."""
        skill = find_skill(self.cleaned_data["skill"])
        if skill is None:
            raise forms.ValidationError(_("Nobody has named this skill here yet. Which one is nearest to it?"))
        return skill


class CorrectionForm(forms.Form):
    """How long it took, and a line about it."""

    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), required=False, min_value=1, max_value=MOST_MINUTES)
    note = forms.CharField(
        label=gettext_lazy("A line about it"),
        required=False,
        max_length=LONGEST,
        widget=ShortText,
        help_text=gettext_lazy("What it was, in your words. Leave out the names of others."),
    )
