"""Surveys: what is asked of whom until when, what is answered, and what is told of it once they are closed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member, Team
from peerloop.programmes.models import Programme
from peerloop.skills.models import Level, Pace, Skill

UNTIL_CLOSED = "until its survey is closed; of a signed one until its member is erased"
FOR_A_QUARTER = "thirteen weeks after its survey is closed, then deleted"
LONGEST_TITLE, LONGEST_LEAD, LONGEST_WORDS = 120, 500, 1000


class Kind(models.TextChoices):
    """Who is asked, and so what."""

    NEEDS = "needs", _("Members: what they want to learn")
    LEADERS = "leaders", _("Managers and leaders: what their people need")


class Cut(models.TextChoices):
    """By what the results are told beside the whole: one thing, or nothing; never two crossed."""

    NONE = "", _("Together only")
    TEAM = "team", _("By team")
    PLACE = "place", _("By place")


class Survey(models.Model):
    """Questions to everyone, to some teams, or to those whom a programme is for.

    ``asks``: codes of its questions, see ``questions``. ``teams``: with those below them; none, and no programme: all.

    Nothing of it changes once it is open. ``signed``: each answer is read by the organisers with its name, otherwise
    only what is pooled is told. ``uid``: two clicks on the form are one survey.
    """

    uid = models.UUIDField(unique=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    lead = models.TextField(_("what it is for"), max_length=LONGEST_LEAD, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    signed = models.BooleanField(default=False)
    asks = models.JSONField(default=list)
    programme = models.ForeignKey(Programme, null=True, on_delete=models.SET_NULL, related_name="+")
    teams = models.ManyToManyField(Team, related_name="+")
    cut = models.CharField(max_length=10, choices=Cut.choices, blank=True)
    closes_at = models.DateTimeField(db_index=True)
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}

    def __str__(self) -> str:
        return self.title


class Opening(models.Model):
    """From here on it can be answered."""

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="opening")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Reminder(models.Model):
    """Those who had not answered were reminded; there is no second one."""

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="reminder")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {}


class Closure(models.Model):
    """It is over, for good. ``answered``: at least how many did, None where that is not told.

    ``forgotten_at``: when it was forgotten who had answered.
    """

    class Outcome(models.TextChoices):
        """What became of the answers."""

        TOLD = "told", _("Its results are told.")
        TOO_FEW = "too_few", _("Too few have answered: nothing is told.")
        TOO_NEAR = "too_near", _("Nearly the same people had just answered another survey: nothing is told.")
        WITHDRAWN = "withdrawn", _("It was withdrawn, and its answers are deleted.")

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="closure")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    answered = models.PositiveIntegerField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Asked(models.Model):
    """A member is asked, and counts to one ``cell`` of the cut as it was at the opening, "" to none."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="asked")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    cell = models.CharField(max_length=120, blank=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "cell"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "member"], name="survey_asked_once")]


class Draft(models.Model):
    """What a member has begun to answer, as it was typed."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    said = models.JSONField(default=dict)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "said", "at"), UNTIL_CLOSED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "member"], name="survey_draft_once")]


class Answer(models.Model):
    """What a member has answered. ``said``: by question the options' codes, or the words.

    Pooled, its content is deleted as it is counted; that there was an answer is known, to nobody but the next count,
    for a quarter more: what is told of two surveys together must tell of nobody either.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    said = models.JSONField(default=dict)
    first_at = models.DateTimeField(null=True, default=now)

    PERSONAL: ClassVar[dict[str, str]] = {
        "member": FOR_A_QUARTER, "said": UNTIL_CLOSED, "first_at": UNTIL_CLOSED,
    }  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "member"], name="survey_answer_once")]


class Wish(models.Model):
    """A skill that an answer names: what its member wants to learn, or what a leader's people need."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="wishes")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.ALONE)
    pace = models.CharField(max_length=10, choices=Pace.choices, default=Pace.ANY)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("skill", "level", "pace"), UNTIL_CLOSED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "skill"], name="wish_once")]


class Count(models.Model):
    """A number that is told: at least how many gave an option; of everybody, or of one ``cell`` of the cut.

    Of a skill: how many want it, or (``option``) to which level and at which pace; ``offered``: about how many could
    help then, as supply and demand told it. What is not told has no row.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="counts")
    question = models.CharField(max_length=20)
    option = models.CharField(max_length=40, blank=True)
    skill = models.ForeignKey(Skill, null=True, on_delete=models.CASCADE, related_name="+")
    cell = models.CharField(max_length=120, blank=True)
    count = models.PositiveIntegerField()
    offered = models.PositiveIntegerField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        indexes = [models.Index(fields=["survey", "question"])]


class Told(models.Model):
    """Somebody's words, told without a name among those of ten or more, in no order."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="told")
    words = models.TextField(max_length=LONGEST_WORDS)

    PERSONAL: ClassVar[dict[str, str]] = {"words": "as long as its survey; nobody knows whose they are"}


class Interview(models.Model):
    """What an organiser has noted of a talk with a member; without the member's yes it is deleted after a while."""

    uid = models.UUIDField(unique=True)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(_("what was said"), max_length=LONGEST_WORDS * 3)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(
        ("member", "by", "words", "at"), "until the member takes it back, leaves or is erased; unanswered two weeks"
    )


class Consent(models.Model):
    """The member agrees that the note of an interview is kept and read by the organisers."""

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="consent")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"at": UNTIL_ERASED}


class Outside(models.Model):
    """Help from outside with a skill: a course, or a guest who would come; shown to those who want the skill.

    ``contact`` of a guest is for organisers alone.
    """

    class Kind(models.TextChoices):
        """What it is."""

        COURSE = "course", _("A course")
        GUEST = "guest", _("A guest speaker")

    uid = models.UUIDField(unique=True)
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.CharField(_("title, or the guest's name"), max_length=LONGEST_TITLE)
    link = models.URLField(_("link"), max_length=500, blank=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    about = models.CharField(_("a line about it"), max_length=280, blank=True)
    cost_from = models.PositiveIntegerField(_("cost from"), null=True, blank=True)
    cost_to = models.PositiveIntegerField(_("to"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"contact": "as long as its row", "by": UNTIL_ERASED}
