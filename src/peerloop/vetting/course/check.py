"""The check at the end of the course."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peerloop.vetting.course.shape import Choice, Question

QUESTIONS = (
    Question(
        "impartial",
        _("Your report Alma asks to join the circle that you facilitate. What do you do?"),
        (
            Choice(
                _("I take her in, and promise to forget what she says there."),
                _("She cannot know that you will. With her manager in the chair she speaks as if she were assessed."),
            ),
            Choice(
                _("Somebody else facilitates, or she joins another circle."),
                _("Yes. No promise makes a manager impartial; another facilitator does."),
            ),
            Choice(
                _("I take her in and leave the questions to the others."),
                _("You would still be her manager in the room, only a silent one."),
            ),
        ),
        1,
    ),
    Question(
        "silent",
        _("Jon has said nothing in two meetings. What comes first?"),
        (
            Choice(
                _("I ask him in the round what he thinks, so that he has a part in it."),
                _("Being called upon before all is what the silent fear. In a round one may pass."),
            ),
            Choice(
                _("I ask the others whether they know what is the matter."),
                _("Then he is talked about before he was talked to."),
            ),
            Choice(
                _("I ask him alone whether it suits him as it is."),
                _("Yes. He may be listening well; and if not, he tells you rather than eight."),
            ),
        ),
        2,
    ),
    Question(
        "drift",
        _("For ten minutes the talk has been about something else than the goal, and it is lively. What do you do?"),
        (
            Choice(
                _("I say what I see, and ask whether to stay with it or to go back."),
                _("Yes. The goal is theirs; that they notice is yours."),
            ),
            Choice(
                _("I let it run: they are learning something."),
                _("Perhaps some are. The others came for the goal and wait for you to say it."),
            ),
            Choice(
                _("I cut it off and go on to the next step."),
                _("It may be worth more than the step. Ask them."),
            ),
        ),
        0,
    ),
    Question(
        "hurt",
        _("In the thread somebody writes with contempt about a colleague. What do you do?"),
        (
            Choice(
                _("I answer below it that this is not our way, and leave it there."),
                _("It goes on hurting as long as everybody reads it."),
            ),
            Choice(
                _("I hide the post with the reason, and refer it to a moderator."),
                _("Yes. You keep the room safe; what follows for whom is not yours to decide."),
            ),
            Choice(
                _("I wait for the next meeting and settle it between the two."),
                _("You are no judge between them, and a week is long for who was hurt."),
            ),
        ),
        1,
    ),
    Question(
        "time",
        _("Ten minutes are left, and the last step has just become interesting. What do you do?"),
        (
            Choice(
                _("I go on, and we note down what we take away by mail."),
                _("By mail two will. What nobody has put into words is gone by the evening."),
            ),
            Choice(
                _("I ask who can stay a quarter of an hour longer."),
                _("Who cannot leaves in the middle, and without the close."),
            ),
            Choice(
                _("I close it now: each says what they take and what they will try."),
                _("Yes. What was interesting is the first thing next time."),
            ),
        ),
        2,
    ),
    Question(
        "report",
        _("A manager asks you how their report does in the circle. What do you say?"),
        (
            Choice(
                _("Nothing. They can ask their report, who says what they like."),
                _("Yes. Not even that somebody comes: what is said and done here stays here."),
            ),
            Choice(
                _("Only the good: that helps the report."),
                _("Then from now on silence means that there is nothing good to say."),
            ),
            Choice(
                _("Only whether they come, not what they say."),
                _("Who comes is theirs to tell, too."),
            ),
        ),
        0,
    ),
)
