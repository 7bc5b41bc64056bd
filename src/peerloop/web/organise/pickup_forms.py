"""Where a file is fetched from by itself."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from peerloop.intake.rules.pickups import EVERY, KINDS


class PickupForm(forms.Form):
    """A folder, where the house gives one, or an address."""

    kind = forms.ChoiceField(label=_("From"), choices=KINDS.choices, widget=forms.RadioSelect)
    where = forms.CharField(label=_("Address"), max_length=500, strip=True)
    every = forms.ChoiceField(label=_("How often"), choices=EVERY.choices)
    complete = forms.BooleanField(
        label=_("This is everybody: who is not in the file has left"),
        required=False,
        help_text=_("Where that would be more than one in twenty, it waits for your yes."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        where = self.fields["where"]
        where.help_text = _("An address that begins with https://, without a name, password or other secret in it.")
        if settings.PICKUP_FOLDER is None:
            del self.fields["kind"]
            return
        where.label = _("Folder or address")
        where.required = False
        where.help_text = _(
            "For a folder its name below the one for this, empty for that one itself: its newest CSV or XLSX file is "
            "taken. For an address one that begins with https://, without a name, password or other secret in it."
        )

    def given(self) -> dict[str, object]:
        """What was chosen, as ``save_pickup`` takes it."""
        return {"kind": KINDS.ADDRESS.value, **self.cleaned_data}
