"""What can be learned, who can help with it, who wants to learn it."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.people.models import UNTIL_ERASED, Member, Team

Row = TypeVar("Row", bound=models.Model)


class Level(models.IntegerChoices):
    """How far somebody is with a skill, or wants to get."""

    FIRST_STEPS = 1, _("first steps")
    WITH_HELP = 2, _("with some help")
    ALONE = 3, _("independently")
    DIFFICULT = 4, _("difficult cases too")
    TEACHES = 5, _("others come and ask")


class Pace(models.TextChoices):
    """How somebody wants to learn or to help."""

    AT_ONCE = "at_once", _("one meeting, soon")
    WEEKS = "weeks", _("over some weeks")
    ANY = "any", _("either")


class Visibility(models.TextChoices):
    """Who sees a need beside its owner."""

    PRIVATE = "private", _("only me")
    MATCHING = "matching", _("only matching, to find somebody")
    PUBLIC = "public", _("everyone here")


class Standing(models.Manager[Row]):
    """Rows of skills that stand: what a merge keeps unseen is left out wherever nobody asks for ``everything``."""

    skill = "skill"

    def get_queryset(self) -> models.QuerySet[Row]:
        """Return all rows but those of skills that went into another."""
        return super().get_queryset().exclude(**{f"{self.skill}__in": Merge.objects.values("gone")})


class StandingSkills(Standing[Row]):
    """Skills that stand."""

    skill = "pk"


class Skill(models.Model):
    """Something that can be learned."""

    name = models.CharField(_("name"), max_length=120)
    key = models.CharField(max_length=240, unique=True)
    words = models.TextField(editable=False, help_text="of its name and aliases, each between spaces; see names.padded")
    proposed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)
    broader = models.ManyToManyField("self", symmetrical=False, related_name="narrower", blank=True)

    PERSONAL: ClassVar[dict[str, str]] = {"proposed_by": UNTIL_ERASED}

    objects = StandingSkills["Skill"]()
    everything = models.Manager["Skill"]()

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another word for a skill; ``key`` is unique over all aliases."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=240, unique=True)

    PERSONAL: ClassVar[dict[str, str]] = {}


class WaitingAlias(models.Model):
    """A short word ("go", "R") that a list says means a skill; it does so only by a person's yes."""

    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="waiting_aliases")
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=240)
    source = models.CharField(max_length=200, help_text="the list that says so")
    refused_at = models.DateTimeField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["skill", "key"], name="waiting_alias_once")]


class Merge(models.Model):
    """Two skills were one: ``gone`` is kept, unseen, so that this can be taken back without losing a row."""

    gone = models.OneToOneField(Skill, on_delete=models.CASCADE, related_name="merge")
    into = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Moved(models.Model):
    """A row of any room that a merge pointed from the one skill to the other; offers and needs have a ``home``."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="moved")
    table = models.CharField(max_length=80, help_text="app_label.Model")
    row = models.BigIntegerField()

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merge", "table", "row"], name="moved_once")]


class Offer(models.Model):
    """ "I can help with": public once its member has confirmed it; an imported one waits for that yes.

    The constraint finds by member, the index by skill: the keys need none of their own. ``home``: for which skill its
    member said it, where a merge has put it elsewhere.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="offers", db_index=False)
    home = models.ForeignKey(Skill, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices, default=Level.ALONE)
    pace = models.CharField(_("pace"), max_length=10, choices=Pace.choices, default=Pace.ANY)
    text = models.CharField(_("a line about it"), max_length=280, blank=True)
    made_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "level", "pace", "text"), UNTIL_ERASED)

    objects = Standing["Offer"]()
    everything = models.Manager["Offer"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "skill"], name="offer_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="offer_level"),
        ]
        indexes = [
            models.Index(fields=["skill", "member"]),
            models.Index(
                fields=["skill", "level", "member"], name="offer_seen", condition=models.Q(confirmed_at__isnull=False)
            ),
        ]


class Need(models.Model):
    """ "I want to learn", to a level; private, for matching only, or public, as its owner says.

    ``home``: for which skill its owner said it, where a merge has put it elsewhere.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="needs", db_index=False)
    home = models.ForeignKey(Skill, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices, default=Level.ALONE)
    pace = models.CharField(_("pace"), max_length=10, choices=Pace.choices, default=Pace.ANY)
    text = models.CharField(_("a line about it"), max_length=280, blank=True)
    visibility = models.CharField(
        _("who sees it"), max_length=10, choices=Visibility.choices, default=Visibility.MATCHING
    )
    made_at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "level", "pace", "text", "visibility"), UNTIL_ERASED)

    objects = Standing["Need"]()
    everything = models.Manager["Need"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "skill"], name="need_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="need_level"),
        ]
        indexes = [models.Index(fields=["skill", "member"])]


class Endorsement(models.Model):
    """A peer vouches for an offer; withdrawn at will by deleting it."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="endorsements")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(_("what did you see?"), max_length=280, blank=True)
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("by", "text"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "by"], name="endorsement_once")]


class Close(models.Model):
    """The moment at which a week's counts were taken: what organisers are told of needs stands still until the next.

    ``week``: the Monday it stands for; None for one that could be taken at any time, see ``actions.close_week``.
    """

    at = models.DateTimeField(default=now, db_index=True)
    week = models.DateField(null=True, unique=True)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    PERSONAL: ClassVar[dict[str, str]] = {"by": UNTIL_ERASED}


class Figure(models.Model):
    """What is told of a skill as of a close, of everybody or of a team with those below it; never the exact counts.

    ``None`` is not told. ``hangs_on``: on how few people what is served of it hangs, 1 or 2; only for everybody.
    """

    close = models.ForeignKey(Close, on_delete=models.CASCADE, related_name="figures")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    wanted = models.PositiveIntegerField(null=True)
    offered = models.PositiveIntegerField(null=True)
    unserved = models.PositiveIntegerField(null=True)
    hangs_on = models.PositiveSmallIntegerField(null=True)

    PERSONAL: ClassVar[dict[str, str]] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["close", "skill", "team"], name="figure_once"),
            models.UniqueConstraint(
                fields=["close", "skill"], name="figure_of_all_once", condition=models.Q(team__isnull=True)
            ),
        ]
