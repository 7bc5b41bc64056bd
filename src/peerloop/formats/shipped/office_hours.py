"""Office hours."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.formats.shape import Format, Role, Step

KIT = Format(
    code="office_hours",
    kinds=("office_hours",),
    title=_("Office hours"),
    aim=_("A standing hour in which somebody who knows is there, and anybody may come with a question."),
    people=(2, 30),
    minutes=60,
    fits=_(
        "When many have small questions and the one who can answer is asked all day long. One hour a week, "
        "kept, spares "
        "both sides a great deal, and those who wait learn from what the others ask."
    ),
    before=(
        _("Say in one line what one may come with, and what not."),
        _("Be there for the whole hour, also when nobody comes; have something to do that can be put down."),
    ),
    after=(
        _("Write down any answer that you gave twice, where everybody finds it."),
        _("Whoever got an answer tells how it went, when they have tried it."),
    ),
    beware=_(
        "One hard question eats the hour. After fifteen minutes agree on an hour of your own for it, and take the next."
    ),
    roles=(
        Role(
            "host",
            _("Host"),
            _("Answers with a question first, shows rather than tells, and keeps an eye on who waits."),
            "leader",
        ),
        Role("visitors", _("Visitors"), _("Say what they want, what they tried, and by when they need it."), "all"),
    ),
    steps=(
        Step(
            _("Who is here, and with what?"), 5, "host", _("One sentence each. Two with the same question go together.")
        ),
        Step(
            _("One after the other"),
            45,
            "host",
            _("At most fifteen minutes each. The others may listen, and often know something."),
            (_("What have you tried?"), _("What would help you to find it yourself next time?")),
        ),
        Step(
            _("What came up"),
            10,
            "host",
            _("What was asked twice, and who writes it down?"),
            (_("What will each of you try?"),),
        ),
    ),
)
