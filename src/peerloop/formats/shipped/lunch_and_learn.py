"""Lunch & learn."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.formats.shape import Format, Role, Step

KIT = Format(
    code="lunch_and_learn",
    kinds=("lunch_and_learn",),
    title=_("Lunch & learn"),
    aim=_("One colleague shows something useful over lunch, and everybody leaves with one thing to try."),
    people=(4, 60),
    minutes=45,
    fits=_(
        "When one person knows something that many could use, and half an hour is enough to see why. It is the "
        "lightest way to begin sharing what people know: no slides are needed, and nobody has to come."
    ),
    before=(
        _("Write the title as what people will be able to do, not as a subject: “Ask your data a question in SQL”."),
        _("Let colleagues pose their questions on the session’s page, and read them a day before."),
        _("Show one real thing, live or as a picture. Leave out half of what you planned."),
        _("Say that everybody may eat, and let the host order or bring something if you can."),
    ),
    after=(
        _("Put the notes, a link to what was shown and the recording on the session’s page."),
        _("Answer the questions that were left over, in two lines each."),
        _("Ask one of those who listened to show, next time, what they did with it."),
    ),
    beware=_(
        "It turns into a lecture when the speaker fills the time. Stop after twenty minutes even if you are not done: "
        "the questions are where people learn."
    ),
    roles=(
        Role(
            "speaker", _("Speaker"), _("Shows one thing that works, from their own days, and stops in time."), "leader"
        ),
        Role(
            "host", _("Host"), _("Welcomes, keeps the time, reads out the questions, and sees that quiet people speak.")
        ),
        Role("listeners", _("Listeners"), _("Eat, listen, ask, and choose one thing to try this week."), "all"),
    ),
    steps=(
        Step(
            _("Arrive"),
            5,
            "host",
            _("Welcome. Take something to eat, check in, and tell your neighbour why you came."),
        ),
        Step(
            _("Why this matters to me"),
            5,
            "speaker",
            _("Tell of one day on which this helped you. No slides yet."),
            (_("What was hard before?"), _("What is different now?")),
        ),
        Step(
            _("Watch one thing"),
            15,
            "speaker",
            _("Show it from beginning to end, slowly. The others watch and note what they would ask."),
            (_("What is the smallest useful part of it?"), _("Where does it go wrong?")),
        ),
        Step(
            _("Questions"),
            12,
            "host",
            _("The questions that most want come first. Then whoever has not spoken yet."),
            (_("Who here has tried something like it?"), _("When would you not do this?")),
        ),
        Step(
            _("One thing to try"),
            8,
            "all",
            _("Each writes down one thing to try, on what, and by when. Tell it to your neighbour."),
            (_("What will you try, and on which day?"), _("Who could help you if you get stuck?")),
        ),
    ),
)
