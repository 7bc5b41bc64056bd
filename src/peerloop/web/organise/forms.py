"""The file of an import, and the yes to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.intake.rules.columns import BYTES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class UploadForm(forms.Form):
    """A file of people."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("Saved as “CSV UTF-8”. Up to 100,000 rows and 20 MB."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    complete = forms.BooleanField(
        label=gettext_lazy("This is everybody: who is not in the file has left"),
        required=False,
        help_text=gettext_lazy("Without the tick nobody is retired."),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """A file of a size that can be read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > BYTES:
            raise forms.ValidationError(_("The file is larger than %(most)s MB.") % {"most": BYTES // 1024 // 1024})
        return file


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
