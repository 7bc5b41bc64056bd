"""What the library asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.library.models import Check, Resource, Usefulness, Verdict, Version
from peerloop.library.models.resource import (
    LONGEST_CHAPTERS,
    LONGEST_SOURCES,
    LONGEST_TERMS,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_TRANSCRIPT,
    LONGEST_WORD,
)
from peerloop.library.rules.timed import TIMED
from peerloop.web.colleagues import NamesColleague
from peerloop.web.library.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.people.models import Member

MOST_CAPTIONS = 2 * 1024 * 1024


def words(label: Any, most: int, rows: int = 4, **more: Any) -> forms.CharField:
    """Return a field for some sentences."""
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more)


class Guarded(forms.Form):
    """Words in which a secret may lie; ``anyway`` shows itself where it looks like one."""

    anyway = forms.BooleanField(
        label=gettext_lazy("It is no secret; send it as it is"), required=False, widget=forms.HiddenInput
    )

    def ask_anyway(self) -> None:
        """Let the one who writes say that it is no secret."""
        self.fields["anyway"].widget = forms.CheckboxInput()


class ResourceForm(Guarded):
    """A version of a resource of one kind; ``based_on``: the number of the version that its writer had before them."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    text = words(
        gettext_lazy("Text"), LONGEST_TEXT, 8, required=False,
        help_text=gettext_lazy("**bold**, _italic_, lists, `code` and links work."),
    )  # fmt: skip
    file = forms.FileField(label=gettext_lazy("The file"), required=False)
    taken = forms.FileField(label=gettext_lazy("Or take it now, with your phone"), required=False)
    without_file = forms.BooleanField(label=gettext_lazy("Without the file that is there"), required=False)
    url = forms.CharField(
        label=gettext_lazy("Link"), max_length=500, required=False, widget=forms.URLInput(),
        help_text=gettext_lazy("It begins with https://. We never fetch what stands there."),
    )  # fmt: skip
    terms = forms.CharField(
        label=gettext_lazy("Who offers it, and at what price?"), max_length=LONGEST_TERMS, required=False
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("How many minutes does it take?"), min_value=1, max_value=6000, required=False
    )
    contact = forms.CharField(
        label=gettext_lazy("How are they reached?"), max_length=200,
        help_text=gettext_lazy("Only the authors and organisers see this."),
    )  # fmt: skip
    agreed_on = forms.DateField(
        label=gettext_lazy("When did they agree to be listed?"), required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip
    skill = forms.CharField(label=gettext_lazy("Skill"), max_length=80, required=False)
    rests_on = forms.ChoiceField(
        label=gettext_lazy("What does it rest on?"), choices=Version.Ground.choices,
        initial=Version.Ground.EXPERIENCE, widget=forms.RadioSelect,
    )  # fmt: skip
    sources = words(
        gettext_lazy("Sources"), LONGEST_SOURCES, 3, required=False,
        help_text=gettext_lazy("One to a line: a link, a book with its page, a colleague. Facts need one."),
    )  # fmt: skip
    ask = forms.TypedChoiceField(
        label=gettext_lazy("Who answers questions about it?"), coerce=int, empty_value=None, required=False
    )
    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: str, held: bool = False, people: Sequence[Member] = (), **kwargs: Any) -> None:
        """``kind``: of the resource; ``held``: there is a file already; ``people``: who can answer questions."""
        kwargs["initial"] = {"uid": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if people:
            choices: Any = self.fields["ask"]
            choices.choices = [("", _("nobody")), *((one.pk, one.name) for one in people)]
        else:
            del self.fields["ask"]
        asks = KINDS[kind]
        for name in ("text", "file", "url", "terms", "minutes", "contact", "agreed_on"):
            if name not in asks.fields:
                del self.fields[name]
        if "file" in self.fields and asks.accept:
            self.fields["file"].widget.attrs["accept"] = asks.accept
        if asks.taken and "file" in self.fields:
            self.fields["taken"].widget.attrs.update(accept=asks.taken, capture=asks.capture)
        else:
            del self.fields["taken"]
        if not held:
            del self.fields["without_file"]

    @property
    def brought(self) -> Any:
        """The file that came, be it chosen or taken."""
        return self.cleaned_data.get("file") or self.cleaned_data.get("taken")

    def said(self) -> dict[str, Any]:
        """Return what is said of the version."""
        names = ("title", "text", "url", "terms", "minutes", "contact", "agreed_on", "rests_on", "sources")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class RecordingForm(forms.Form):
    """A recording, and the chapters that were marked meanwhile."""

    file = forms.FileField(
        label=gettext_lazy("The recording"), widget=forms.ClearableFileInput(attrs={"accept": "video/*,audio/*"})
    )
    chapters = forms.CharField(required=False, max_length=LONGEST_CHAPTERS, widget=forms.HiddenInput)


class TranscriptForm(Guarded):
    """What is said in it, and where its parts begin."""

    captions = forms.FileField(
        label=gettext_lazy("Captions as a file"), required=False,
        help_text=gettext_lazy("A .vtt or .srt file. It takes the place of the text below."),
        widget=forms.ClearableFileInput(attrs={"accept": ".vtt,.srt,text/vtt"}),
    )  # fmt: skip
    transcript = words(
        gettext_lazy("Transcript"), LONGEST_TRANSCRIPT, 12, required=False,
        help_text=gettext_lazy("Lines may begin with a time: “04:10 What a beginner would have done”."),
    )  # fmt: skip
    chapters = words(
        gettext_lazy("Chapters"), LONGEST_CHAPTERS, 6, required=False,
        help_text=gettext_lazy("One to a line, each with its time: “00:00 How it began”."),
    )  # fmt: skip
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def clean_captions(self) -> Any:
        """Bound what is read at once."""
        given = self.cleaned_data["captions"]
        if given and given.size > MOST_CAPTIONS:
            raise forms.ValidationError(_("This file is too large for captions."))
        return given


class VerdictForm(forms.Form):
    """What a peer thinks of the newest version; ``number``: the one they have read."""

    says = forms.ChoiceField(
        label=gettext_lazy("What do you think?"), choices=Verdict.Says.choices, widget=forms.RadioSelect
    )
    word = words(
        gettext_lazy("Your word to the authors"), LONGEST_WORD, required=False,
        help_text=gettext_lazy("Only they read it. Say what should change, and what is good as it is."),
    )  # fmt: skip
    number = forms.IntegerField(widget=forms.HiddenInput)


class UsefulForm(forms.Form):
    """How useful it was, in a written word."""

    how = forms.ChoiceField(
        label=gettext_lazy("How useful was it?"), choices=Usefulness.How.choices, widget=forms.RadioSelect
    )
    word = words(gettext_lazy("In a few words"), LONGEST_WORD, 2)


class DisputeForm(forms.Form):
    """What is not so."""

    reason = words(gettext_lazy("What is not so, and how do you know?"), LONGEST_WORD, 3)


class CheckForm(forms.Form):
    """A link to check it with."""

    url = forms.CharField(label=gettext_lazy("Link"), max_length=500, widget=forms.URLInput())
    says = forms.ChoiceField(label=gettext_lazy("What does it do?"), choices=Check.Says.choices)
    word = forms.CharField(label=gettext_lazy("What to look for there"), max_length=280, required=False)


class CommentForm(Guarded):
    """Some words about a place."""

    second = forms.CharField(
        label=gettext_lazy("At which second?"), required=False, max_length=10,
        help_text=gettext_lazy("Minutes and seconds, as in 04:10."),
    )  # fmt: skip
    quote = forms.CharField(
        label=gettext_lazy("About which words?"), required=False, max_length=200,
        help_text=gettext_lazy("Mark them in the text, or copy them here."),
    )  # fmt: skip
    text = words(gettext_lazy("What do you want to say?"), 10_000, 3)

    def __init__(self, *args: Any, played: bool, **kwargs: Any) -> None:
        """``played``: it is listened to or watched, so that the place is a second."""
        super().__init__(*args, **kwargs)
        if not played:
            del self.fields["second"]

    def clean_second(self) -> int | None:
        """The second that is meant."""
        given = self.cleaned_data["second"].strip()
        if not given:
            return None
        found = TIMED.fullmatch(given)
        if found is None or int(found[3]) > 59 or found[4]:
            raise forms.ValidationError(_("Give the place as minutes and seconds, as in 04:10."))
        return int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])


class InterviewForm(NamesColleague):
    """Whom to interview, and about what."""

    title = forms.CharField(
        label=gettext_lazy("What about?"), max_length=LONGEST_TITLE,
        help_text=gettext_lazy("As it may be called in the library: “How we moved the warehouse”."),
    )  # fmt: skip
    skill = forms.CharField(label=gettext_lazy("Skill"), max_length=80, required=False)
    uid = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("colleague", "which", "title", "skill")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"uid": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["colleague"].label = _("Whom do you want to ask?")


class QuestionsForm(forms.Form):
    """The questions of an interview."""

    questions = words(gettext_lazy("Questions, one to a line"), 4_000, 10, required=False)


class AgainForm(forms.Form):
    """When it is looked at again."""

    until = forms.DateField(
        label=gettext_lazy("Look at it again on"), required=False, widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Empty: in a year."),
    )  # fmt: skip


class CollectionForm(forms.Form):
    """A shelf."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
    about = words(gettext_lazy("What is it for?"), 500, 2, required=False)
    uid = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"uid": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class FilterForm(forms.Form):
    """What of the library is shown."""

    q = forms.CharField(
        label=gettext_lazy("Words"), required=False, max_length=120, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("everything")), *Resource.Kind.choices]
    )
