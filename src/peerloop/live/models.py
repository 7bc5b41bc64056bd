"""What a session has beside its hour: an agenda, questions, a clock, who is here, what stays, what it was worth."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.discussion.models import Thread
from peerloop.files.models import File
from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member
from peerloop.schedule.models import Session

WHILE_IT_LASTS = "until three days after the session"
OF_TWO_LONGER = "until three days after the session; where two met, until its member is erased"


class Agenda(models.Model):
    """What is done in a session, in which order; ``format`` is the code of the method kit that it was made from."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")
    format = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    sequence = models.PositiveIntegerField(default=0)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class AgendaRole(models.Model):
    """A role in this session, and who has it; of a role for everybody else nobody in particular."""

    agenda = models.ForeignKey(Agenda, on_delete=models.CASCADE, related_name="roles")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=80)
    title = models.CharField(max_length=40)
    does = models.CharField(max_length=400, blank=True)
    who = models.CharField(max_length=8)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["agenda", "code"], name="agenda_role_once")]


class AgendaStep(models.Model):
    """A stretch of the session; ``who`` leads it, by the role's code or "all"; of ``questions`` each line is one."""

    agenda = models.ForeignKey(Agenda, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    minutes = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=80)
    prompt = models.TextField(max_length=1000, blank=True)
    questions = models.TextField(max_length=1000, blank=True)
    together = models.PositiveSmallIntegerField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("title", "prompt", "questions"), UNTIL_ERASED)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["agenda", "place"], name="agenda_step_once")]


class Clock(models.Model):
    """Where the session is in its agenda. It runs down to ``ends_at``, or is paused with ``left`` seconds to go."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)
    ends_at = models.DateTimeField(null=True)
    left = models.IntegerField(null=True)
    sequence = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {"started_by": UNTIL_ERASED}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) ^ models.Q(left=None), name="clock_runs_or_is_paused"
            )
        ]


class Posed(models.Model):
    """A question posed beforehand. Who posed it is not told: a good question needs no name."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("your question"), max_length=280)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "text"), UNTIL_ERASED)


class Vote(models.Model):
    """Somebody wants a question answered that another has posed."""

    posed = models.ForeignKey(Posed, on_delete=models.CASCADE, related_name="votes")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["posed", "member"], name="vote_once")]


class Answered(models.Model):
    """A posed question was answered in the session."""

    posed = models.OneToOneField(Posed, on_delete=models.CASCADE, related_name="answered")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class CheckIn(models.Model):
    """Somebody is here. Those who take part see it while the session lasts, nobody later."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "at"), WHILE_IT_LASTS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="check_in_once")]


class Notes(models.Model):
    """What those who took part keep of it together: one text, whose latest version counts."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(_("notes"), max_length=20000)
    sequence = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("text", "by"), UNTIL_ERASED)


class Material(models.Model):
    """What was shown or recorded: a link, or a file that those who take part may have."""

    class Kind(models.TextChoices):
        SLIDES = "slides", _("slides")
        RECORDING = "recording", _("recording")
        OTHER = "other", _("something else")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("what it is"), max_length=10, choices=Kind.choices, default=Kind.SLIDES)
    title = models.CharField(_("name"), max_length=120)
    url = models.URLField(_("link"), max_length=500, blank=True)
    file = models.OneToOneField(File, null=True, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("title", "url", "by"), UNTIL_ERASED)


class Draft(models.Model):
    """The material is the recording of an interview: only its two have it, until both have said yes."""

    material = models.OneToOneField(Material, on_delete=models.CASCADE, related_name="draft")
    guest = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    interviewer = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    shared_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("guest", "interviewer"), UNTIL_ERASED)


class Agreement(models.Model):
    """One of the two has said yes."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="agreements")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "member"], name="agreement_once")]


class Opinion(models.Model):
    """What a session was worth to one who took part.

    Where two met it is signed and stays between them; where more did it is pooled at the close and deleted there.
    """

    class Say(models.TextChoices):
        YES = "yes", _("yes")
        PARTLY = "partly", _("partly")
        NO = "no", _("no")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    worth = models.CharField(_("Was it worth your time?"), max_length=8, choices=Say.choices)
    usable = models.CharField(_("Can you use it?"), max_length=8, choices=Say.choices)
    text = models.TextField(_("a word"), max_length=1000, blank=True)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "worth", "usable", "text", "at"), OF_TWO_LONGER)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="opinion_once")]


class Pool(models.Model):
    """What is told of the opinions, made once at the close: at least so many said so, or nothing. See ``pooling``."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)
    enough = models.BooleanField()
    worth = models.JSONField(default=dict)
    usable = models.JSONField(default=dict)
    texts = models.JSONField(default=list)

    PERSONAL: ClassVar[dict[str, str]] = {"texts": "without names and in no order, as long as the session"}


class Talk(models.Model):
    """The thread under a session that colleagues join, for those who take part."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="+")
    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = {}
