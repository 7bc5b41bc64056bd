"""The pages of the course, in the order in which they are read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.vetting.course.shape import Page

PAGES = (
    Page(
        _("What you are there for"),
        _(
            "<p>A circle teaches itself. You see to it that it can: that it knows its <strong>goal</strong>, "
            "that there is <strong>time</strong> and that <strong>everybody</strong> has a part in it. You need "
            "not know the subject best, and if you do, hold back.</p>"
            "<p>You are <strong>impartial</strong>. You take no side between two members, and you are nobody’s "
            "manager here. A manager who facilitates their own report turns a question into a test, however "
            "kindly they mean it; so Peerloop refuses it, and finds a successor where somebody becomes a "
            "member’s manager later.</p>"
            "<ul>"
            "<li>Yours are the goal, the clock, the order of who speaks, and the close.</li>"
            "<li>Theirs are the answers.</li>"
            "<li>Nobody’s is a judgement of how good somebody is. Nothing that is said in a circle goes to a "
            "manager.</li>"
            "</ul>"
        ),
    ),
    Page(
        _("How to begin"),
        _(
            "<p>Before the first meeting write to everybody in two sentences: what the circle is for, and what "
            "to bring. Choose a <strong>format</strong>; its steps, minutes and questions then stand in the live "
            "view, and you need not keep them in your head.</p>"
            "<p>In the first ten minutes:</p>"
            "<ol>"
            "<li>Say the goal in one sentence, and ask each what they would like to be able to do at the "
            "end.</li>"
            "<li>Read the guidelines together. What is said here stays here: agree on what that means for "
            "you.</li>"
            "<li>Say how long it lasts, and keep to it. People come back to what ends on time.</li>"
            "</ol>"
            "<p>Begin with who is there. Waiting for the late teaches everybody to be late.</p>"
        ),
    ),
    Page(
        _("Let everybody speak"),
        _(
            "<p>Three people speak and five listen: that happens by itself, and it is your task to change "
            "it.</p>"
            "<ul>"
            "<li><strong>Write first.</strong> Two minutes in silence, then a round. Who thinks slowly has "
            "something to read out.</li>"
            "<li><strong>Rounds.</strong> Each says one thing, in order; anybody may pass.</li>"
            "<li><strong>Count to ten</strong> after a question. It feels long only to you.</li>"
            "<li><strong>By twos.</strong> What one does not say to eight, one says to one.</li>"
            "</ul>"
            "<p>Somebody who has been silent for two meetings may be listening well, or may be lost. Ask them "
            "alone, and first of all: Peerloop tells them before it tells anybody, and they may say that they "
            "are fine as it is.</p>"
        ),
    ),
    Page(
        _("When it goes wrong"),
        _(
            "<p><strong>It drifts.</strong> Say what you see: “We are with the tool now. Our goal is the report. "
            "Stay, or go back?” The group decides; you only ask.</p>"
            "<p><strong>One talks for all.</strong> Thank them, and ask another: “I would like to hear two "
            "others on this.” If it goes on, talk to them alone afterwards.</p>"
            "<p><strong>Somebody is hurt.</strong> Stop at once, name the guideline and not the person. A post "
            "that breaks it you hide, with the reason; the author is told. What is more than that, contempt, "
            "threat, harassment, is not yours to settle and not yours to hush up: <strong>refer it to a "
            "moderator</strong>.</p>"
            "<p><strong>You are no longer impartial</strong>, since one of them reports to you now or you have "
            "taken a side: hand over. That is no failure, it is the task.</p>"
        ),
    ),
    Page(
        _("How to close"),
        _(
            "<p>Keep the last ten minutes free, always. What nobody has put into words is gone by the "
            "evening.</p>"
            "<ol>"
            "<li>Each says what they take away, and <strong>what they will try until the next meeting</strong>: "
            "on what, by when.</li>"
            "<li>Write it into the notes together. At the next meeting it is the first question.</li>"
            "<li>Say who prepares what, and when you meet.</li>"
            "</ol>"
            "<p>When the goal is reached, or nobody comes any more, close the circle with a report: what you set "
            "out for, what came of it, in the words of those who want to be quoted. What one does not want to be "
            "told is not told.</p>"
        ),
    ),
)
