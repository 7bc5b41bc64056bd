"""Members meeting at a time. A held session keeps the hour; a confirmed one is booked; a cancelled one is past."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.skills.models import Skill


class Session(models.Model):
    """A meeting. Its local wall time and zone are the truth; the instants are kept for finding and ordering."""

    class Kind(models.TextChoices):
        ONE_TO_ONE = "one_to_one", _("one to one")
        COFFEE = "coffee", _("coffee")
        LUNCH_AND_LEARN = "lunch_and_learn", _("lunch & learn")
        WORKSHOP = "workshop", _("workshop")
        SEMINAR = "seminar", _("seminar")
        DEMO = "demo", _("demo")
        OFFICE_HOURS = "office_hours", _("office hours")
        SOCIAL = "social", _("social")
        TEAM_BUILDING = "team_building", _("team building")
        IMPROMPTU = "impromptu", _("impromptu")
        SHADOWING = "shadowing", _("shadowing")
        CIRCLE = "circle", _("circle")
        TEACH_BACK = "teach_back", _("teach-back")

    class Audience(models.TextChoices):
        """Whom it is for; only one that is for more than those it was made for can be joined."""

        MADE_FOR = "made_for", _("those it was made for")
        INVITED = "invited", _("those who are invited")
        EVERYONE = "everyone", _("everybody here")

    class Way(models.TextChoices):
        """How people meet; empty where that is not said yet."""

        IN_PERSON = "in_person", _("in person")
        ONLINE = "online", _("online")
        HYBRID = "hybrid", _("in person and online")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.ONE_TO_ONE)
    audience = models.CharField(
        max_length=10, choices=Audience.choices, default=Audience.MADE_FOR, db_default=Audience.MADE_FOR
    )
    title = models.CharField(_("title"), max_length=120, blank=True, db_default="")
    about = models.TextField(_("what it is about"), max_length=2000, blank=True, db_default="")
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    """Places beside those who lead; None where as many come as like, or just those it was made for."""
    way = models.CharField(max_length=10, choices=Way.choices, blank=True, db_default="")
    skill = models.ForeignKey(Skill, null=True, on_delete=models.SET_NULL, related_name="+")
    local_date = models.DateField(_("day"))
    local_time = models.TimeField(_("time"))
    zone = models.CharField(_("time zone"), max_length=64)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    starts_at = models.DateTimeField(db_index=True, editable=False)
    ends_at = models.DateTimeField(db_index=True, editable=False)
    place = models.CharField(_("place"), max_length=120, blank=True)
    link = models.URLField(_("link"), blank=True)
    sequence = models.PositiveIntegerField(default=0)
    arranged_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("title", "about", "place", "link", "arranged_by"), UNTIL_ERASED)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_in_order")
        ]


class Participation(models.Model):
    """A member takes part in a session: as learner, as teacher, or as one among equals."""

    class Part(models.TextChoices):
        LEARNER = "learner", _("learner")
        TEACHER = "teacher", _("teacher")
        PEER = "peer", _("one among equals")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="participations")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="participation_once")]
        indexes = [models.Index(fields=["member", "session"])]


class Waiting(models.Model):
    """A member waits for a place, in the order of coming; the row goes with the place."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="waiting")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="waiting_once")]


class Invitation(models.Model):
    """A member is asked to come, and has said yes or no, or nothing yet."""

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="invitations")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    to_lead = models.BooleanField(default=False, db_default=False)
    """Whether the member is asked to lead it with the others."""
    answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "by", "answer", "answered_at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="invitation_once")]


class Confirmation(models.Model):
    """The held hour became a booked one."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="confirmation")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Move(models.Model):
    """The session was moved, with a word."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="moves")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    word = models.CharField(_("a word to the other"), max_length=280, blank=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "word"), UNTIL_ERASED)


class Kept(models.Model):
    """A member has said that the new time suits after a move."""

    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="kept")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["move", "member"], name="kept_once")]


class Cancellation(models.Model):
    """The session will not be, with a word."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="cancellation")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    word = models.CharField(_("a word to the other"), max_length=280, blank=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "word"), UNTIL_ERASED)


class Record(models.Model):
    """The session is over and took place as far as anybody knows; written by the schedule after its end."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="record")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Allowance(models.Model):
    """Minutes a week for learning that something grants a member, from one day to another or (None) without end.

    ``source_type`` and ``source`` say what grants it, as journal entries do: the room that does stands above this one.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    source_type = models.CharField(max_length=60)
    source = models.BigIntegerField()

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "source_type", "source"], name="allowance_once")]
        indexes = [models.Index(fields=["source_type", "source"])]


class Feed(models.Model):
    """A private calendar address; only its digest is kept, and revoking it deletes the row."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "digest"), UNTIL_ERASED)
