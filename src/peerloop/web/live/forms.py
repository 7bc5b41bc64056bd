"""What is asked for in and about a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.formats.queries import formats
from peerloop.live.models import Material, Opinion
from peerloop.web.formats.forms import Ordered, RoleForm, lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peerloop.people.models import Member


class FormatChoice(forms.Form):
    """Which format to lay out."""

    format = forms.ChoiceField(label=_("Format"))

    def __init__(self, *, code: str = "", kind: str = "") -> None:
        """Offer all there are, first the one of that ``code``, or the one that this ``kind`` of session begins with."""
        found = formats()
        usual = next((one.code for one in found if kind and kind in one.kinds), "")
        super().__init__(initial={"format": code or usual})
        self.fields["format"].choices = [(one.code, one.title) for one in found]  # type: ignore[attr-defined]


class Seen(forms.Form):
    """How it stood when it was opened."""

    sequence = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class FitForm(Seen):
    """The agenda as a whole."""

    fit = forms.BooleanField(label=_("Fit the steps to the minutes of the session"), required=False)


class HeldRole(RoleForm):
    """A role and who has it."""

    member = forms.ChoiceField(label=_("Who has it"), required=False)


def held_roles(people: Iterable[Member]) -> Any:
    """Return a formset of roles, each for one of the people or nobody in particular."""
    choices = [("", _("nobody in particular")), *((str(one.pk), one.name) for one in people)]

    class Rows(Ordered):
        def add_fields(self, form: Any, index: int | None) -> None:
            super().add_fields(form, index)
            form.fields["member"].choices = choices

    return forms.formset_factory(
        HeldRole, formset=Rows, extra=1, max_num=8, validate_max=True, absolute_max=60, can_order=True, can_delete=True
    )


class QuestionForm(forms.Form):
    """A question for the session."""

    text = forms.CharField(label=_("Your question"), max_length=280)


class CodeForm(forms.Form):
    """The code that is shown in the room."""

    code = forms.CharField(
        label=_("Code"), max_length=12, help_text=_("Four digits, shown in the room."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class NotesForm(Seen):
    """What is kept of it, together."""

    text = lines(
        _("Notes"), most=20_000, rows=14, help_text=_("All who take part read and write them, and nobody else.")
    )


class LinkForm(forms.Form):
    """A link to what was shown, or a file of it."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Material.Kind.choices)
    title = forms.CharField(label=_("Name"), required=False, max_length=120)
    url = forms.CharField(label=_("Link"), required=False, max_length=500, widget=forms.URLInput())
    file = forms.FileField(label=_("Or a file"), required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two has to be there."""
        said = super().clean() or {}
        if not self.errors and not said.get("url") and not said.get("file"):
            self.add_error("url", _("Please give a link, or choose a file."))
        return said


class OpinionForm(forms.Form):
    """Two taps, and a word if one likes; the second tap sends it."""

    worth = forms.ChoiceField(label=_("Was it worth your time?"), choices=Opinion.Say.choices, widget=forms.RadioSelect)
    usable = forms.ChoiceField(label=_("Can you use it?"), choices=Opinion.Say.choices, widget=forms.HiddenInput)
    text = lines(_("A word about it"), most=1000, rows=2)
