"""What a policy says, as an organiser fills it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peerloop.matchmaking.examples import Example, example_of
from peerloop.matchmaking.policies import NEWCOMERS, Terms, points_of
from peerloop.matchmaking.weights import EVERYONE_FIRST, NEVERS, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.forms import BoundField

    from peerloop.engines.matching import Policy
    from peerloop.matchmaking.weights import Never, Weight

STEPS = frozenset("01234")


@dataclass(frozen=True)
class WeightRow:
    """A weight's line of the form: its field, where it stands now, and what it does."""

    weight: Weight
    field: BoundField
    step: int
    example: Example


@dataclass(frozen=True)
class TeamLine:
    """A team's tick, and how far it stands below the top."""

    tick: Any
    depth: int


class PolicyForm(forms.Form):
    """Weights in five steps, the nevers, who takes part; a name only where it is saved."""

    name = forms.CharField(
        label=_("Name"), max_length=80, required=False, help_text=_("Such as “Across teams” or “Berlin, winter”.")
    )
    serve_everyone_first = forms.BooleanField(
        label=_("Everyone first"),
        required=False,
        help_text=_("As many learners as possible get somebody, even where fewer but better pairs would be possible."),
    )
    hired_since = forms.DateField(
        label=_("Learners hired since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    teachers_too = forms.BooleanField(
        label=_("Teachers from these teams and places only"),
        required=False,
        help_text=_("Without the tick, teachers come from everywhere."),
    )
    months = forms.IntegerField(
        label=_("Newcomers came at most so many months ago"), min_value=1, max_value=36, required=False
    )
    years = forms.IntegerField(
        label=_("Seasoned colleagues have been here for at least so many years"),
        min_value=1,
        max_value=40,
        required=False,
    )

    def __init__(
        self, data: Any = None, *, terms: Terms, teams: Sequence[tuple[Any, int]], places: Sequence[str]
    ) -> None:
        """``terms``: what stands in it to begin with, and its kind. ``teams``: with how far below the top."""
        super().__init__(data, initial=_initial(terms))
        self.terms_given = terms
        self.depths = [depth for _team, depth in teams]
        self.fields["teams"] = forms.TypedMultipleChoiceField(
            label=_("Teams"),
            coerce=int,
            choices=[(team.pk, team.name) for team, _depth in teams],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["places"] = forms.MultipleChoiceField(
            label=_("Places"),
            choices=[(place, place) for place in _with(places, terms.places)],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        for weight in WEIGHTS:
            self.fields[weight.field] = forms.TypedChoiceField(
                label=weight.name, coerce=int, choices=list(enumerate(weight.steps)), widget=forms.RadioSelect
            )
        for never in NEVERS:
            self.fields[never.field] = forms.BooleanField(label=never.name, help_text=never.says, required=False)
        if terms.kind == NEWCOMERS:
            del self.fields["hired_since"]
            self.fields["months"].required = self.fields["years"].required = True
        else:
            del self.fields["months"], self.fields["years"]

    def terms(self) -> Terms:
        """Return what the form says; to be asked where it is valid."""
        said = self.cleaned_data
        return Terms(
            kind=self.terms_given.kind,
            steps={weight.field: said[weight.field] for weight in WEIGHTS},
            choices=_choices(said),
            teams=tuple(said["teams"]),
            places=tuple(said["places"]),
            hired_since=said.get("hired_since"),
            teachers_too=said["teachers_too"],
            months=said.get("months"),
            years=said.get("years"),
        )

    def weights(self) -> Iterator[WeightRow]:
        """Yield the weights' lines, each with what it does beside the others as they stand in the form now."""
        points = self._points()
        for weight in WEIGHTS:
            yield WeightRow(weight, self[weight.field], self._steps()[weight.field], example_of(weight, points))

    def nevers(self) -> Iterator[BoundField]:
        """Yield what one can choose to never happen."""
        return (self[never.field] for never in NEVERS)

    def team_lines(self) -> Iterator[TeamLine]:
        """Yield the teams, each before those below it."""
        return (TeamLine(tick, min(depth, 5)) for tick, depth in zip(self["teams"], self.depths, strict=True))

    def _points(self) -> Policy:
        return points_of(Terms(steps=self._steps(), choices=dict(self.terms_given.choices)))

    def _steps(self) -> dict[str, int]:
        """Return where each weight stands in the form; as Peerloop comes where that is none of the five."""
        held = {weight: str(self[weight.field].value()) for weight in WEIGHTS}
        return {weight.field: int(step) if step in STEPS else weight.usual for weight, step in held.items()}


def _initial(terms: Terms) -> dict[str, Any]:
    return {
        **{weight.field: terms.steps.get(weight.field, weight.usual) for weight in WEIGHTS},
        **{never.field: never.chosen_in(terms.choices) for never in NEVERS},
        EVERYONE_FIRST: terms.choices.get(EVERYONE_FIRST, True),
        "teams": list(terms.teams),
        "places": list(terms.places),
        "hired_since": terms.hired_since,
        "teachers_too": terms.teachers_too,
        "months": terms.months,
        "years": terms.years,
    }


def _choices(said: Mapping[str, Any]) -> dict[str, bool]:
    """Return the engine's choices that the ticks mean."""
    ticks: list[Never] = list(NEVERS)
    return {
        EVERYONE_FIRST: said[EVERYONE_FIRST],
        **{never.field: never.choice(never=said[never.field]) for never in ticks},
    }


def _with(places: Sequence[str], chosen: Sequence[str]) -> list[str]:
    """Return the places where members work, and those chosen before at which nobody works any more."""
    return [*places, *(place for place in chosen if place not in places)]
