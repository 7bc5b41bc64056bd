"""Reciprocal teaching."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.formats.shape import Format, Role, Step

KIT = Format(
    code="reciprocal",
    title=_("Reciprocal teaching"),
    aim=_("Four people read the same text and teach it to one another: summarise, question, clarify, predict."),
    people=(4, 8),
    minutes=45,
    turns=True,
    fits=_(
        "When a small group works through a book, a standard or a long document together, over some weeks. Each has "
        "one task at a time, and the tasks go round, so that everybody learns to read in all four ways. It was made "
        "for school classes (Palincsar and Brown, 1984) and works as well for grown-ups."
    ),
    before=(
        _("Agree on a passage that can be read in half an hour."),
        _("Look which role is yours this time; it is another one at each meeting."),
        _("Read with your role in mind, and bring two lines."),
    ),
    after=(
        _("The summary goes into the notes, with the questions that stayed open."),
        _("Each tries the one thing they predicted, before the next meeting."),
    ),
    beware=_(
        "The best reader takes over all four roles. Whoever has the role goes first; the others add only when that "
        "one is done."
    ),
    roles=(
        Role("summarise", _("Summariser"), _("Says in five sentences what the passage says, without looking.")),
        Role("question", _("Questioner"), _("Asks what is worth asking: about what stands there, and what does not.")),
        Role("clarify", _("Clarifier"), _("Collects what stayed unclear, and lets the others try before helping.")),
        Role("predict", _("Predictor"), _("Says what will come next, and what the group could try.")),
    ),
    steps=(
        Step(
            _("Arrive, what has happened since"),
            5,
            "all",
            _("Each says what they tried since the last meeting, and how it went."),
        ),
        Step(
            _("Summarise"),
            8,
            "summarise",
            _("Five sentences, from memory. The others add only what would be missed."),
            (_("What is the one thing it says?"), _("What does it say against?")),
        ),
        Step(
            _("Question"),
            8,
            "question",
            _("Pose one question at a time; wait ten seconds before anybody answers."),
            (_("What does the author take for granted?"), _("Where have we seen this ourselves?")),
        ),
        Step(
            _("Clarify"),
            12,
            "clarify",
            _("Each says one thing that stayed unclear; the others try before the clarifier does."),
            (_("What would this look like in our own stand-up?"), _("Which word means something else to us?")),
        ),
        Step(
            _("Predict, and what we will try"),
            12,
            "predict",
            _("What will the next part say? Then each names one thing to try until the next meeting."),
            (_("What would you do differently tomorrow?"), _("How will we see that it helped?")),
        ),
    ),
)
