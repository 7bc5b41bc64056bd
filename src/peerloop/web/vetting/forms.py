"""What the pages of this room ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peerloop.vetting.course import QUESTIONS
from peerloop.vetting.models import LONGEST_WISH, LONGEST_WORDS, Remark
from peerloop.vetting.rules import CRITERIA, two_peers
from peerloop.web.colleagues import named
from peerloop.web.times.forms import within_reach

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from peerloop.people.models import Member
    from peerloop.skills.models import Offer


class CheckForm(forms.Form):
    """The questions of the check, each with its choices."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in QUESTIONS:
            self.fields[one.code] = forms.TypedChoiceField(
                label=one.text, coerce=int, widget=forms.RadioSelect,
                choices=[(place, choice.text) for place, choice in enumerate(one.choices)],
                error_messages={"required": gettext_lazy("Please choose an answer.")},
            )  # fmt: skip

    def told(self) -> dict[str, _StrPromise]:
        """Return what is said to the answer that was chosen, by the question's code; of a valid form."""
        return {one.code: one.choices[self.cleaned_data[one.code]].why for one in QUESTIONS}


def _peer(label: _StrPromise, help_text: _StrPromise) -> forms.CharField:
    return forms.CharField(label=label, max_length=120, help_text=help_text)


class Names(forms.Form):
    """Takes colleagues by name or e-mail address; ``anyway`` shows itself where a week is full."""

    anyway = forms.BooleanField(
        label=gettext_lazy("Ask all the same whose weekly hours it would overrun"), required=False,
        widget=forms.HiddenInput,
    )  # fmt: skip

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        if self.data.get("anyway"):
            self.ask_anyway()

    def ask_anyway(self) -> None:
        """Show the tick with which it is asked all the same."""
        self.fields["anyway"].widget = forms.CheckboxInput()

    def named(self, field: str) -> Member:
        """Return the colleague who is meant."""
        said = self.cleaned_data[field]
        found = named(self.by, said)
        exact = [one for one in found if one.name == said.strip()]
        if len(found) == 1 or len(exact) == 1:
            return (exact or found)[0]
        words = (
            _("Several are called “%(name)s”. Please write the whole name, or ask somebody else.")
            if found
            else _("We do not know a colleague of the name “%(name)s”.")
        )
        raise forms.ValidationError(words % {"name": said})


class PlanForm(Names):
    """Which offer, before whom, what to hear about, where; and when, once hours were shown."""

    offer = forms.TypedChoiceField(label=gettext_lazy("What you will teach"), coerce=int)
    expert = _peer(
        gettext_lazy("A peer who knows the subject"), gettext_lazy("They hear what is wrong, and what is missing.")
    )
    fresh = _peer(gettext_lazy("A peer who does not"), gettext_lazy("They notice where one gets lost."))
    wish = forms.CharField(
        label=gettext_lazy("What would you like to hear about?"), required=False, max_length=LONGEST_WISH,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_WISH}),
        help_text=gettext_lazy("“Do I lose you at the second example?”"),
    )  # fmt: skip
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=120)
    link = forms.CharField(label=gettext_lazy("Link"), required=False, max_length=200, widget=forms.URLInput())
    starts_at = forms.DateTimeField(required=False, widget=forms.HiddenInput, validators=[within_reach])
    uid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offers: list[Offer], **kwargs: Any) -> None:
        kwargs["initial"] = {"uid": uuid4(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["offer"].choices = [(one.pk, one.skill.name) for one in offers]  # type: ignore[attr-defined]

    def clean_expert(self) -> Member:
        """The colleague who is meant."""
        return self.named("expert")

    def clean_fresh(self) -> Member:
        """The colleague who is meant."""
        return self.named("fresh")

    def clean(self) -> dict[str, Any]:
        """Refuse two who may not be the peers, before hours are sought for them."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("expert") and said.get("fresh"):
            try:
                two_peers([said["expert"], said["fresh"]], self.by)
            except forms.ValidationError as refused:
                self.add_error("fresh", refused.messages)
        return said


class PeerForm(Names):
    """Another colleague."""

    peer = forms.CharField(label=gettext_lazy("Ask somebody else"), max_length=120)

    def clean_peer(self) -> Member:
        """The colleague who is meant."""
        return self.named("peer")


class RemarkForm(forms.Form):
    """Three marks each, what worked, what to change, ready or not."""

    ready = forms.TypedChoiceField(
        label=gettext_lazy("Is it ready for a group?"), widget=forms.RadioSelect,
        choices=[("yes", gettext_lazy("Ready")), ("no", gettext_lazy("Ready once this is changed"))],
        coerce=lambda said: said == "yes",
    )  # fmt: skip
    worked = forms.CharField(
        label=gettext_lazy("What worked, and where"), max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_WORDS}),
    )  # fmt: skip
    change = forms.CharField(
        label=gettext_lazy("One thing to change"), required=False, max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_WORDS}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in CRITERIA:
            self.fields[name] = forms.TypedChoiceField(
                label=getattr(Remark._meta.get_field(name), "verbose_name", name), coerce=int, widget=forms.RadioSelect,
                choices=Remark.Mark.choices,
            )  # fmt: skip
        self.order_fields([*CRITERIA, "worked", "change", "ready"])
