"""What one writes into a thread."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.discussion.rules import LONGEST


class PostForm(forms.Form):
    """Some words, with marks; ``anyway`` shows itself where they look like a secret."""

    text = forms.CharField(
        label=_("What do you want to say?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("**bold**, _italic_, lists, `code` and links work. Name a colleague with @ and their whole name."),
    )
    anyway = forms.BooleanField(label=_("It is no secret; send it as it is"), required=False, widget=forms.HiddenInput)

    def ask_anyway(self) -> None:
        """Let the one who writes say that it is no secret."""
        self.fields["anyway"].widget = forms.CheckboxInput()


class SayForm(PostForm):
    """Something new, perhaps with a file, perhaps about what somebody said."""

    file = forms.FileField(label=_("A file"), required=False)
    quotes = forms.IntegerField(required=False, widget=forms.HiddenInput)
    back = forms.CharField(required=False, widget=forms.HiddenInput)
