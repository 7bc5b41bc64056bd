"""What a run reached and what it would change, in sentences; the numbers come masked from ``matchmaking``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from peerloop.matchmaking.queries.compared import Change
    from peerloop.matchmaking.telling import Share, Told


@dataclass(frozen=True)
class Fact:
    """A figure: what it is about, and the sentence."""

    label: str
    words: str


def reached(told: Told) -> list[Fact]:
    """Return what a run reached, the most telling first; what too few stand behind is said to be too few."""
    took = Fact(_("How long it took"), _seconds(told.seconds))
    if not told.learners:
        return [Fact(_("Who has somebody"), _nobody(told)), took]
    return [
        Fact(_("Who has somebody"), _served(told)),
        *_needs(told),
        Fact(_("How well it fits"), _fits(told)),
        *_fairness(told),
        *_kept(told),
        Fact(_("Across teams"), across_words(told.across)),
        Fact(_("Same place"), _placed(told.same_place)),
        Fact(_("New to each other"), _new(told.new)),
        *_load(told),
        took,
    ]


def change_words(change: Change) -> list[str]:
    """Return what would change, a sentence for each kind of change that there is."""
    if change.nothing:
        return [_("Nothing would change for those who are counted here.")]
    few = _("a few")
    said = [
        (change.gained, _("%(count)s learners get somebody who have nobody now.")),
        (change.other, _("%(count)s learners get somebody else.")),
        (change.lost, _("%(count)s learners have nobody any more.")),
        (change.same, _("For %(count)s learners nothing changes.")),
    ]
    return [words % {"count": few if count is None else number(count)} for count, words in said if count != 0]


def sides(change: Change) -> list[Fact]:
    """Return how the load and the crossing of teams change, before and after."""
    before, after = change.before, change.after
    rows = [(_("Across teams"), across_words(before.across), across_words(after.across))]
    if before.most and after.most:
        rows.append((_("The most that one teacher has"), _most(before.most), _most(after.most)))
    told = _("Now: %(before)s With this run: %(after)s")
    return [Fact(label, told % {"before": now, "after": then}) for label, now, then in rows if now != then]


def across_words(share: Share) -> str:
    """Return how many of the pairs cross teams."""
    if share.percent is not None:
        return _("%(percent)s%% of the pairs are of two teams.") % {"percent": share.percent}
    few = {"of": _("Fewer than five pairs are of two teams."), "rest": _("Nearly all pairs are of two teams.")}
    return few.get(share.few, _("Too few pairs to say."))


def number(count: int) -> str:
    """Return a count as the reader's language groups its digits."""
    return str(number_format(count, force_grouping=True))


def _placed(share: Share) -> str:
    if share.percent is not None:
        return _("%(percent)s%% of the pairs work at the same place.") % {"percent": share.percent}
    few = {
        "of": _("Fewer than five pairs work at the same place."),
        "rest": _("Nearly all pairs work at the same place."),
    }
    return few.get(share.few, _("Too few pairs to say."))


def _new(share: Share) -> str:
    if share.percent is not None:
        return _("%(percent)s%% of the pairs have not learned together before.") % {"percent": share.percent}
    few = {
        "of": _("Fewer than five pairs have not learned together before."),
        "rest": _("Nearly all pairs have not learned together before."),
    }
    return few.get(share.few, _("Too few pairs to say."))


def _nobody(told: Told) -> str:
    if told.learners is None:
        return _("Fewer than five people want to learn something: too few to count them here.")
    return _("Nobody wants to learn anything that is not on its way already.")


def _served(told: Told) -> str:
    words = {"served": number(told.served or 0), "learners": number(told.learners or 0)}
    if told.all_served:
        return _("All %(learners)s learners have somebody with a free place and an hour when both are free.") % words
    if told.nearly_all:
        return _("Nearly all of %(learners)s learners have somebody; the few who have nobody are not counted.") % words
    if told.served is None:
        return _("Hardly anybody of %(learners)s learners has somebody; the few who have are not counted.") % words
    return _("%(served)s of %(learners)s learners have somebody, with a free place and an hour for both.") % words


def _needs(told: Told) -> list[Fact]:
    words = {"needs": number(told.needs or 0), "met": number(told.met or 0)}
    if told.met is None or told.needs is None:
        return []
    facts = [Fact(_("What they want"), _("They want %(needs)s things; %(met)s of them are met.") % words)]
    if told.all_served:
        return facts
    more = (
        _("Nobody else could have been served: more places or more skills would have to be offered.")
        if told.most_served
        else _("The time was too short to prove that nobody else could be served.")
    )
    return [*facts, Fact(_("Could it serve more?"), more)]


def _fits(told: Told) -> str:
    if not told.gap:
        return _("As well as can be: it is proven that no other choice for everybody together fits better.")
    return _("No other choice for everybody together does better by more than %(gap)s%%.") % {"gap": told.gap}


def _fairness(told: Told) -> list[Fact]:
    if told.price is None:
        return []
    words = {"gained": number(told.gained or 0), "price": told.price}
    if told.gained == 0:
        said = _("Serving as many people as possible costs nothing: the best sum of points serves as many.")
    elif told.gained is None:
        said = _("It brings a few more learners somebody, and costs at most %(price)s%% of the points.")
    else:
        said = _("It brings %(gained)s more learners somebody, and costs at most %(price)s%% of the points.")
    return [Fact(_("Everybody first"), said % words)]


def _kept(told: Told) -> list[Fact]:
    if not told.again:
        return []
    few = _("a few")
    words = {
        name: few if count is None else number(count)
        for name, count in (("kept", told.kept), ("ended", told.ended), ("moved", told.moved))
    }
    said = _("Of the pairs that stood %(kept)s stand on, %(moved)s were changed, and %(ended)s could not stand on.")
    return [Fact(_("What it left as it was"), said % words)]


def _load(told: Told) -> list[Fact]:
    few = _("a few")
    one, two, more = (few if count is None else number(count) for count in told.load)
    said = _("One learner: %(one)s teachers. Two: %(two)s. Three or more: %(more)s.")
    facts = [Fact(_("Load on teachers"), said % {"one": one, "two": two, "more": more})]
    if told.most:
        facts.append(Fact(_("The most that one teacher has"), _most(told.most)))
    return facts


def _most(count: int) -> str:
    return ngettext("One learner.", "%(count)s learners.", count) % {"count": count}


def _seconds(seconds: float) -> str:
    return _("%(seconds)s seconds") % {"seconds": number_format(seconds, decimal_pos=1)}
