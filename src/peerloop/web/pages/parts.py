"""What the page of components shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.paginator import Paginator
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest

ICONS = Path(__file__).parents[1] / "templates" / "icons"


@dataclass(frozen=True)
class Colleague:
    """Somebody invented, as far as a component needs them."""

    name: str
    time_zone: str


class Example(forms.Form):
    """A field of every kind."""

    name = forms.CharField(label=_("What do you want to learn?"), help_text=_("A skill, in your own words."))
    text = forms.CharField(label=_("What for?"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    level = forms.ChoiceField(
        label=_("How far?"),
        choices=[("1", _("First steps")), ("2", _("Using it with help")), ("3", _("Using it alone"))],
    )
    pace = forms.ChoiceField(
        label=_("How fast?"), widget=forms.RadioSelect, initial="weeks",
        choices=[("once", _("At once")), ("weeks", _("Over some weeks"))],
    )  # fmt: skip
    day = forms.DateField(label=_("By when?"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    agreed = forms.BooleanField(label=_("Only matching may see this"), required=False)


def pieces(request: HttpRequest, form: Example) -> dict[str, Any]:
    """Return what the components on the page are fed with."""
    return {
        "form": form,
        "start": now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3),
        "other": Colleague("Bo Adeyemi", "Asia/Kolkata"),
        "far": Colleague("Yuki", "Pacific/Auckland"),
        "reasons": [_("Wrote the ledger in Rust; two colleagues vouch for it"), _("You have not met yet")],
        "icons": sorted(icon.stem for icon in ICONS.glob("*.svg")),
        "page": Paginator(range(90), 30).get_page(request.GET.get("page")),
    }
