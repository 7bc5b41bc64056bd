"""The file of an import, and the yes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.intake.rules.meanings import LABELS

if TYPE_CHECKING:
    from django.core.exceptions import ValidationError

    from peerloop.intake.rules.lines import Look


LONGEST_EXAMPLE = 40


class UploadForm(forms.Form):
    """A file of people."""

    file = forms.FileField(
        label=gettext_lazy("File of people"),
        help_text=gettext_lazy(
            "A workbook (.xlsx) or CSV, up to 100,000 rows and 20 MB. Its columns may have any names."
        ),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.tsv,.txt,text/csv"}),
    )
    complete = forms.BooleanField(
        label=gettext_lazy("This is everybody: who is not in the file has left"),
        required=False,
        help_text=gettext_lazy("Without the tick nobody is retired."),
    )


class HeadingsForm(forms.Form):
    """What each heading of a file means."""

    def __init__(self, *args: object, look: Look, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.names: dict[str, str] = {}
        choices = [("", _("– left out –")), *LABELS.items()]
        for number, (head, guess, cells) in enumerate(zip(look.heads, look.guesses, look.examples, strict=True)):
            if not head.key:
                continue
            name = f"heading{number}"
            self.names[name] = head.key
            examples = " · ".join(_shortened(cell) for cell in cells)
            self.fields[name] = forms.ChoiceField(
                label=head.written,
                choices=choices,
                initial=guess,
                required=False,
                help_text=examples,
            )

    @property
    def meanings(self) -> dict[str, str]:
        """What was said, by the key of each heading."""
        return {key: self.cleaned_data[name] for name, key in self.names.items()}

    def tell(self, wrong: ValidationError) -> None:
        """Show by its field what cannot be meant so."""
        fields = {key: name for name, key in self.names.items()}
        for key, messages in wrong.message_dict.items():
            for message in messages:
                self.add_error(fields.get(key), message)


def _shortened(cell: str) -> str:
    return cell if len(cell) <= LONGEST_EXAMPLE else f"{cell[:LONGEST_EXAMPLE]}…"


class YesForm(forms.Form):
    """Import it; where many would be retired, only with a tick."""

    confirmed = forms.BooleanField(required=False)

    def __init__(self, *args: object, retired: int = 0, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not retired:
            del self.fields["confirmed"]
            return
        field = self.fields["confirmed"]
        field.required = True
        field.label = _("Yes, %(count)s people have left and are to be retired") % {"count": retired}
        field.error_messages["required"] = _("So many are retired only with your tick.")
