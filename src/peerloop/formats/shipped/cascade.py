"""Cascading groups."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.formats.shape import Format, Role, Step

KIT = Format(
    code="cascade",
    title=_("Cascading groups"),
    aim=_(
        "Everybody thinks alone, then by twos, fours and eights: many heads come to one answer without a loud "
        "voice winning."
    ),
    people=(8, 64),
    minutes=50,
    fits=_(
        "When a larger group is to find out what it thinks, collect what it knows, or agree on a few points. It also "
        "works in reverse, to carry something that one has learned into the whole group."
    ),
    before=(
        _("Have one question that can be answered in three points."),
        _("Eight, sixteen or thirty-two is easiest; the rooms are divided for you in the live view."),
        _("Paper for each group, and something to hang it on."),
    ),
    after=(
        _("Put the answers of the eights side by side into the notes."),
        _("Say by when somebody decides, and on what."),
    ),
    beware=_(
        "Groups add up their lists instead of deciding. At each doubling the list stays at three points: what "
        "is merged, "
        "what is dropped, and why?"
    ),
    roles=(
        Role("host", _("Host"), _("Poses the question, rings when groups join, and takes no side."), "leader"),
        Role("thinkers", _("Everybody"), _("Write alone first, then join with others and keep three points."), "all"),
    ),
    steps=(
        Step(
            _("The question"), 5, "host", _("Read the question aloud, twice. Say what will be done with the answers.")
        ),
        Step(
            _("Alone"), 5, "all", _("Write down three points, in silence."), (_("What do I know about it myself?"),), 1
        ),
        Step(
            _("By twos"),
            7,
            "all",
            _("Put your points together and keep three."),
            (_("What have we both?"), _("What had only one of us?")),
            2,
        ),
        Step(
            _("By fours"),
            10,
            "all",
            _("Two pairs join. Again three points; write down what you dropped."),
            (_("Which of them would you defend?"),),
            4,
        ),
        Step(
            _("By eights"),
            13,
            "all",
            _("Two fours join. Three points that all can live with, on one sheet."),
            (_("Who is not heard in this?"),),
            8,
        ),
        Step(
            _("All together"),
            10,
            "host",
            _("Each eight reads out its three points. What do they share, and what stands alone?"),
        ),
    ),
)
