"""What changing a format asks for. Steps and roles are asked for the same way where a session's agenda is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.formats.models import OwnRole
from peerloop.schedule.models import Session

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Rows = forms.BaseFormSet[forms.Form]
else:
    Rows = forms.BaseFormSet


def lines(label: _StrPromise, *, most: int = 1000, rows: int = 2, help_text: _StrPromise | str = "") -> forms.CharField:
    """Return a field for some lines that may stay empty."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=most, widget=widget)


class FormatForm(forms.Form):
    """The format as a whole."""

    sequence = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = forms.CharField(label=_("Name"), max_length=80)
    aim = forms.CharField(label=_("What it is for"), max_length=280, widget=forms.Textarea(attrs={"rows": 2}))
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=480,
        help_text=_("The steps add up to this. In a session they are laid over its own minutes."),
    )  # fmt: skip
    least = forms.IntegerField(label=_("For at least so many people"), min_value=2, max_value=500)
    most = forms.IntegerField(label=_("For at most so many people"), min_value=2, max_value=500)
    kind = forms.ChoiceField(
        label=_("Offered first for"), required=False, choices=[("", _("no kind of session")), *Session.Kind.choices]
    )
    turns = forms.BooleanField(label=_("The roles go round from one meeting to the next"), required=False)
    fits = lines(_("When to use it"), most=2000, rows=3)
    before = lines(_("Before it"), most=2000, rows=3, help_text=_("One line for each thing to do."))
    after = lines(_("After it"), most=2000, rows=3, help_text=_("One line for each thing to do."))
    beware = lines(_("What goes wrong"), most=2000, rows=3)


class Ordered(Rows):
    """Rows in the order that their numbers say; a row left empty is none."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name what each row has besides."""
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Place")
        form.fields["ORDER"].widget.attrs |= {"min": 1, "inputmode": "numeric"}
        form.fields["DELETE"].label = _("Leave it out")

    def rows(self) -> list[Any]:
        """Return the rows that are filled in and stay, in their order."""
        return [form for form in self.ordered_forms if form.cleaned_data.get("title") or form.has_changed()]


class RoleForm(forms.Form):
    """A role: its name, what they do, who takes it."""

    code = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
    title = forms.CharField(label=_("Role"), max_length=40)
    does = forms.CharField(
        label=_("What they do"), required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    who = forms.ChoiceField(label=_("Who takes it"), choices=OwnRole.Who.choices, initial=OwnRole.Who.ONE)


class StepForm(forms.Form):
    """A step: what, how long, who leads, what is said."""

    title = forms.CharField(label=_("Step"), required=False, max_length=80)
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=0, max_value=999)
    who = forms.CharField(
        label=_("Who leads"), required=False, max_length=80, help_text=_("The name of a role; empty: all.")
    )
    together = forms.IntegerField(
        label=_("Sitting together"), required=False, min_value=1, max_value=500,
        help_text=_("So many at a table; empty: all together."),
    )  # fmt: skip
    prompt = lines(_("What to say"))
    questions = lines(_("Questions that keep it in focus"), help_text=_("One to a line."))


LENGTHS = {"validate_max": True, "absolute_max": 60, "can_order": True, "can_delete": True, "formset": Ordered}
Roles = forms.formset_factory(RoleForm, extra=1, max_num=8, **LENGTHS)  # type: ignore[arg-type]
Steps = forms.formset_factory(StepForm, extra=2, max_num=20, **LENGTHS)  # type: ignore[arg-type]
