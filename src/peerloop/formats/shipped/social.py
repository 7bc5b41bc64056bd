"""Social."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.formats.shape import Format, Role, Step

KIT = Format(
    code="social",
    kinds=("social", "team_building"),
    title=_("Social: get to know one another"),
    aim=_("Know enough of one another to dare to ask: an hour without an agenda of work."),
    people=(4, 40),
    minutes=45,
    fits=_(
        "When a group is new, has grown, or works apart. People ask those whom they know; this is where the "
        "asking begins. "
        "Nobody has to play anything."
    ),
    before=(
        _("Choose an hour that suits those with children, and those who do not drink."),
        _("Divide online groups by fours; eight in a call is one talking and seven listening."),
        _("Say plainly that it is fine not to come."),
    ),
    after=(
        _("Everybody writes to one person whom they met, about one thing."),
        _("Ask what people would like to show one another; there is your next lunch & learn."),
    ),
    beware=_("It becomes a meeting, or those who know each other stay together. Mix the tables once, by the clock."),
    roles=(
        Role(
            "host",
            _("Host"),
            _("Welcomes everybody by name, sees who stands alone, and says when to change."),
            "leader",
        ),
        Role("guests", _("Guests"), _("Talk with two people whom they do not work with."), "all"),
    ),
    steps=(
        Step(_("Arrive"), 5, "host", _("Welcome everybody by name. Something to drink in everybody’s hand.")),
        Step(
            _("By twos"),
            10,
            "all",
            _("Find somebody whom you do not work with."),
            (
                _("What are you working on that you like?"),
                _("What could you talk about for half an hour without notes?"),
            ),
            2,
        ),
        Step(
            _("By fours"),
            15,
            "all",
            _("Two pairs join. Each tells something about the other, not about themselves."),
            (_("What would you like to learn this year?"), _("Who helped you when you were new?")),
            4,
        ),
        Step(_("As it comes"), 12, "all", _("Change the table once more, or stay.")),
        Step(_("One thing"), 3, "host", _("Whoever likes names one thing they heard and want to know more about.")),
    ),
)
