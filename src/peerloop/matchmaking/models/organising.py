"""What organisers have: policies, runs and what they chose, comparisons and appeals."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member, Team
from peerloop.skills.models import Need, Skill

ONE_MONTH = "one month"


class Policy(models.Model):
    """What counts in a run, what never happens, and who takes part. One that was saved is never changed: a new one is.

    ``weights`` and ``nevers`` hold the engine's fields that differ from its own; no ``teams`` or ``places``: all.
    Who takes part are learners; teachers come from everywhere unless ``teachers_too``. ``months``, ``years``: among
    newcomers, how long ago a learner was hired at most, and a teacher at least. One without a name was only tried.
    """

    class Kind(models.TextChoices):
        MENTORING = "mentoring", _("Mentoring")
        NEWCOMERS = "newcomers", _("Newcomers and seasoned colleagues")
        SWAP = "swap", _("Swaps and rings")
        COFFEE = "coffee", _("Coffee")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.MENTORING)
    name = models.CharField(_("name"), max_length=80)
    weights = models.JSONField(default=dict)
    nevers = models.JSONField(default=dict)
    teams = models.ManyToManyField(Team, related_name="+", blank=True)
    places = models.JSONField(_("places"), default=list, blank=True)
    hired_since = models.DateField(_("hired since"), null=True, blank=True)
    teachers_too = models.BooleanField(_("teachers from there, too"), default=False)
    months = models.PositiveSmallIntegerField(_("months since a newcomer came"), null=True, blank=True)
    years = models.PositiveSmallIntegerField(_("years since a seasoned colleague came"), null=True, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Adoption(models.Model):
    """From then on runs of its kind go by this policy; no ``policy``: by what Peerloop comes with."""

    kind = models.CharField(max_length=10, choices=Policy.Kind.choices)
    policy = models.ForeignKey(Policy, null=True, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}

    class Meta:
        indexes = [models.Index(fields=["kind", "at"])]


class Run(models.Model):
    """One matching over everybody, and what it reached: computed as a draft, then published or thrown away."""

    policy = models.ForeignKey(Policy, null=True, on_delete=models.PROTECT, related_name="+")
    around = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)
    figures = models.JSONField(default=dict)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Comparison(models.Model):
    """Two drafts side by side, or one and what stands (no ``other``), in counts."""

    one = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Run, null=True, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Choice(models.Model):
    """Whom a run chose for a need; becomes a suggestion when the run is published."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="choices")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="+")
    teacher = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("teacher", "reasons"), ONE_MONTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "need"], name="choice_once")]


class Miss(models.Model):
    """Why a run found nobody for a need; becomes its shortfall when the run is published."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="misses")
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)

    PERSONAL: ClassVar[dict[str, str]] = {"detail": ONE_MONTH}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "need"], name="miss_once")]


class Publication(models.Model):
    """The run's choices stand among the suggestions."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="publication")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Withdrawal(models.Model):
    """What was published is taken back as a whole."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="withdrawal")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Stop(models.Model):
    """Somebody no longer wants the run: it ends as soon as it hears of this, and nothing of it is kept."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="stop")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Appeal(models.Model):
    """An organiser asks who else could help with a skill: so many more would serve so many learners."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL, related_name="+")
    teachers = models.PositiveIntegerField()
    learners = models.PositiveIntegerField()
    text = models.CharField(_("a line to them"), max_length=280, blank=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "text"), UNTIL_ERASED)
