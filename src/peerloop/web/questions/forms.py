"""What one asks, answers and remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peerloop.kit.text import listed
from peerloop.questions.models import LONGEST_TEXT, LONGEST_TITLE
from peerloop.questions.models.answers import LONGEST_REMARK, LONGEST_SOURCE
from peerloop.questions.rules import DEBATES, HOURS
from peerloop.skills.queries import find_skill, look_alikes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerloop.skills.models import Skill

NAME, PSEUDONYM = "name", "pseudonym"


class Sent(forms.Form):
    """Something that is sent once however often it is clicked; ``anyway`` shows itself where it looks like a secret."""

    uid = forms.UUIDField(widget=forms.HiddenInput)
    anyway = forms.BooleanField(
        label=gettext_lazy("It is no secret; send it as it is"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"uid": uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def ask_anyway(self) -> None:
        """Let the one who writes say that it is no secret."""
        self.fields["anyway"].widget = forms.CheckboxInput()


class WordsForm(forms.Form):
    """A question's words."""

    title = forms.CharField(
        label=gettext_lazy("Your question"), max_length=LONGEST_TITLE,
        help_text=gettext_lazy("In one sentence, as you would ask a colleague."),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("More about it"), required=False, max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("What have you tried? **bold**, lists, `code` and links work. Leave out passwords."),
    )  # fmt: skip


class AboutForm(forms.Form):
    """Which skill a question is about."""

    skill = forms.CharField(
        label=gettext_lazy("Skill"), required=False, max_length=120,
        help_text=gettext_lazy("If it belongs to one that is known here: it finds who can help."),
    )  # fmt: skip

    def clean_skill(self) -> Skill | None:
        """The skill that is meant; a new one is not made here, for it would say who brought it."""
        name = self.cleaned_data["skill"]
        if not name:
            return None
        skill = find_skill(name)
        if skill is None:
            near = ", ".join(one.name for one in look_alikes(name))
            words = _("We do not know this skill. Do you mean one of these: %(names)s? Or leave it empty.")
            told = words % {"names": near} if near else _("We do not know this skill. Leave it empty, then.")
            raise forms.ValidationError(told)
        return skill


class AskForm(WordsForm, AboutForm, Sent):
    """A question, under which name it is asked, and how it goes on."""

    under = forms.ChoiceField(
        label=gettext_lazy("Asked by"), widget=forms.RadioSelect, initial=NAME,
        choices=[
            (NAME, gettext_lazy("you, with your name")),
            (PSEUDONYM, gettext_lazy("a pseudonym: nobody sees who asks")),
        ],
    )  # fmt: skip
    hours = forms.TypedChoiceField(
        label=gettext_lazy("If nobody answers, ask the next one after"), coerce=int, empty_value=None, required=False,
        initial=24,
    )  # fmt: skip
    debate_hours = forms.TypedChoiceField(
        label=gettext_lazy("When are those asked who know most?"), coerce=int, empty_value=None, required=False,
    )  # fmt: skip

    field_order = ("title", "text", "skill", "under", "hours", "debate_hours")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hours: Any = self.fields["hours"]
        debate: Any = self.fields["debate_hours"]
        hours.choices = [*((one, hours_long(one)) for one in HOURS), ("", _("nobody else"))]
        after = _("after peers have debated it for %(time)s")
        debate.choices = [("", _("at once")), *((one, after % {"time": hours_long(one)}) for one in DEBATES)]


class RewordForm(WordsForm, AboutForm):
    """A question's words and skill, of the state that its writer has seen.

    ``stays``: the skill that it cannot be taken from any more.
    """

    sequence = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    anyway = Sent.base_fields["anyway"]

    field_order = ("title", "text", "skill")

    def __init__(self, *args: Any, stays: Skill | None, perhaps: Sequence[Skill], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stays, self.perhaps = stays, perhaps
        skill = self.fields["skill"]
        if stays is not None:
            skill.disabled, self.initial["skill"] = True, stays.name
            skill.help_text = _("It has been answered, and stays a question about this.")
        elif perhaps:
            skill.widget.attrs["list"] = "perhaps"
            names = listed([one.name for one in perhaps])
            skill.help_text = _("Perhaps %(names)s. Once it is answered, it stays.") % {"names": names}

    def clean_skill(self) -> Skill | None:
        """The skill that it stays under, or the one that is meant."""
        return self.stays or super().clean_skill()


class AnswerWords(forms.Form):
    """An answer's words, and whether they are another view."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("**bold**, lists, `code` and links work. Name a colleague with @ and their whole name."),
    )  # fmt: skip
    another_view = forms.BooleanField(
        label=gettext_lazy("This is another view than the answers above"), required=False,
        help_text=gettext_lazy("It stands beside them; with a source it stays pinned, however many think otherwise."),
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Where does it say so?"), required=False, max_length=LONGEST_SOURCE,
        help_text=gettext_lazy("An address, or a book and a page."),
    )  # fmt: skip


class AnswerForm(AnswerWords, Sent):
    """A new answer, perhaps with a file and a link into the library."""

    file = forms.FileField(label=gettext_lazy("A file"), required=False)
    resource = forms.CharField(
        label=gettext_lazy("Something in the library"), required=False, max_length=200,
        help_text=gettext_lazy("Its title, words of it, or its address; your answer ends with the link."),
    )  # fmt: skip
    field_order = ("text", "another_view", "source", "file", "resource")


class ChangeForm(AnswerWords):
    """An answer's words, of the state that its writer has seen."""

    sequence = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    anyway = Sent.base_fields["anyway"]


class RemarkForm(forms.Form):
    """A short word; under which answer, by its number, or none."""

    text = forms.CharField(label=gettext_lazy("A remark"), max_length=LONGEST_REMARK)
    on = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    anyway = forms.BooleanField(required=False)


class VerifyForm(forms.Form):
    """When to look again at what was read."""

    sequence = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0)

    look_again_on = forms.DateField(
        label=gettext_lazy("Look again on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ReachForm(forms.Form):
    """How many questions a week may be put to one."""

    most = forms.IntegerField(
        label=gettext_lazy("Questions a week"), min_value=0, max_value=50,
        help_text=gettext_lazy("0: none. You can still answer whatever you like."),
    )  # fmt: skip


def hours_long(hours: int) -> str:
    """Say so many hours, in days where they are whole."""
    if hours % 24:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    days = hours // 24
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
