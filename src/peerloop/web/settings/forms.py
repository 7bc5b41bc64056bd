"""What members fill in about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import flatatt
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.people import validators
from peerloop.people.week import NoSpan, OffQuarter, day_quarters, day_text, pack

if TYPE_CHECKING:
    from peerloop.people.models import Member

DAYS = range(7)


class LanguagesField(forms.CharField):
    """Language codes as people write them: "en, pt-br"."""

    def prepare_value(self, value: Any) -> Any:
        """Show the stored list as text."""
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """Read the text as a list."""
        return [word.strip().lower() for word in (value or "").replace(";", ",").split(",") if word.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare lists."""
        return bool(self.to_python(data) != initial)


class PlainSelect(forms.Select):
    """A long list in one piece: Django renders a template for each of six hundred options."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Write the list."""
        held = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        options = ((key, mark_safe(" selected") if key == value else "", label) for key, label in self.choices)
        return format_html(
            "<select{}>{}</select>",
            flatatt(held),
            format_html_join("", '<option value="{}"{}>{}</option>', options),
        )


def zone_choices() -> list[tuple[str, str]]:
    """Return all time zones, those of continents first and by name."""
    pairs = ((zone, zone.replace("_", " ")) for zone in validators.zones())
    return sorted(pairs, key=lambda pair: ("/" not in pair[0], pair))


class ProfileForm(forms.Form):
    """What a member says of themselves; the bounds are the model's."""

    place = forms.CharField(
        label=gettext_lazy("Place"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Where you work, such as “Lyon” or “Building 4”. Colleagues see it."),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=zone_choices,
        widget=PlainSelect,
        help_text=gettext_lazy("All times are shown to you in it, and your weekly hours are meant in it."),
    )
    languages = LanguagesField(
        label=gettext_lazy("Languages in which you like to learn or help"),
        required=False,
        help_text=gettext_lazy("As codes, such as “en, pt-br”."),
    )
    weekly_hours = forms.DecimalField(
        label=gettext_lazy("Hours a week for learning"),
        min_value=0,
        max_value=40,
        max_digits=4,
        decimal_places=1,
        help_text=gettext_lazy("Only you see it."),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Learners at a time"),
        min_value=0,
        max_value=50,
        help_text=gettext_lazy("How many people you want to help in the same weeks. With 0 nobody asks you for now."),
    )

    @staticmethod
    def of(member: Member) -> dict[str, Any]:
        """Return what stands in the fields."""
        return {name: getattr(member, name) for name in ProfileForm.base_fields}


class HoursForm(forms.Form):
    """A week as seven lines; the painted grid only fills them in."""

    def __init__(self, *args: Any, week: bytes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in DAYS:
            self.fields[f"day_{day}"] = forms.CharField(
                label=WEEKDAYS[day],
                required=False,
                max_length=200,
                initial=day_text(week, day),
                widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off", "data-day": day}),
            )

    def clean(self) -> dict[str, Any]:
        """Read all seven days, each fault at its own."""
        quarters: set[int] = set()
        for day in DAYS:
            try:
                quarters |= day_quarters(self.cleaned_data.get(f"day_{day}", ""), day)
            except OffQuarter:
                self.add_error(f"day_{day}", _("Times go by quarters of an hour, such as 9:15 or 9:30."))
            except NoSpan as fault:
                told = _("“%(part)s” is no span of hours. Write for example “9:00–12:30, 13:30–17:00”.")
                self.add_error(f"day_{day}", told % {"part": fault})
        return {"week": pack(quarters)}


class AbsenceForm(forms.Form):
    """Days away."""

    starts_on = forms.DateField(
        label=gettext_lazy("First day away"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Last day away"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
