"""What was said to a circle from the desk, what whoever facilitates notes, and what is passed on to others."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.circles.models import Circle
from peerloop.discussion.models import Post
from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member

UNTIL_CLOSED = "until the circle is closed"
LONGEST_REMARK, LONGEST_WORD = 5_000, 500


class Prompt(models.Model):
    """Said to the circle from the desk: to begin, a question, back to the goal, the guidelines. ``code``: which one."""

    class Kind(models.TextChoices):
        KICK_OFF = "kick_off", _("to begin")
        QUESTION = "question", _("a question")
        GOAL = "goal", _("back to the goal")
        GUIDELINES = "guidelines", _("the guidelines")

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=40, blank=True)
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Remark(models.Model):
    """What one who facilitates notes for themselves about a circle; nobody else's to read, and gone at its close."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("your remarks"), max_length=LONGEST_REMARK)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "text"), UNTIL_CLOSED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "by"], name="desk_remark_once")]


class HandOver(models.Model):
    """The circle was handed over, with a note that the two of them read until it is closed."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    note = models.TextField(_("what they should know"), max_length=LONGEST_REMARK, blank=True)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "to", "note"), UNTIL_CLOSED)


class Quiet(models.Model):
    """The member has said nothing visible in the circle for two meetings.

    They are told first. Whoever facilitates learns it if they say so, or a week after they said nothing to it; never
    where they refuse. Gone when they speak, leave, or the circle is closed; a refusal holds until then.
    """

    class Answer(models.TextChoices):
        TELL = "tell", _("may be told")
        NO = "no", _("rather not")

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)
    answer = models.CharField(max_length=4, choices=Answer.choices, blank=True)
    word = models.CharField(_("a word to who facilitates"), max_length=LONGEST_WORD, blank=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "at", "answer", "word"), UNTIL_CLOSED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "member"], name="quiet_once")]


class Succession(models.Model):
    """Reporting lines have changed: ``facilitator`` stands above somebody in the circle now, and somebody is to follow.

    ``successor``: who is proposed, None where there is nobody. Once one has said yes the row is answered, and the
    circle handed over; a no brings another row.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    facilitator = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    successor = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)
    answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("facilitator", "successor", "answer"), UNTIL_ERASED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "facilitator"], condition=models.Q(answer=""), name="one_open_succession"
            )
        ]


class Referral(models.Model):
    """Something in a circle is referred to the moderators: why, and where it is about a post, how that reads.

    ``about``: who wrote the post, None for the circle as a whole. As a moderator neither they see it, nor anybody above
    them or above ``by``.
    """

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.SET_NULL, related_name="+")
    said = models.TextField(blank=True)
    about = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(_("why"), max_length=LONGEST_WORD)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("said", "about", "why", "by"), UNTIL_ERASED)


class ReferralEnd(models.Model):
    """A moderator has dealt with it, and says in a word how; who referred it reads that."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="end")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    word = models.CharField(_("what came of it"), max_length=LONGEST_WORD)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "word"), UNTIL_ERASED)
