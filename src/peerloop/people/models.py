"""The people of the organisation."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from peerloop.kit.clock import now
from peerloop.kit.prepared import prepared
from peerloop.kit.text import key
from peerloop.people import validators
from peerloop.people.week import OCTETS, WORKING_WEEK

UNTIL_ERASED = "until its member is erased"


class Team(models.Model):
    """A node of the org chart."""

    name = models.CharField(_("name"), max_length=120)
    key = models.CharField(max_length=120, unique=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")

    PERSONAL: ClassVar[dict[str, str]] = {}

    def __str__(self) -> str:
        return self.name


class Members(BaseUserManager["Member"]):
    """Members, and those who are still here."""

    def present(self) -> models.QuerySet[Member]:
        """Members who have not left."""
        return self.filter(departed_at=None)

    def get_by_natural_key(self, username: str | None) -> Member:
        """Find by e-mail address in any case."""
        return self.get(email=key(username or ""))


class Member(AbstractBaseUser):
    """A person of the organisation; who signs in."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_key = models.CharField(max_length=240, db_index=True, editable=False)
    external_id = models.CharField(max_length=120, null=True, blank=True, unique=True)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="members")
    manager = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[validators.a_zone])
    languages = models.JSONField(_("languages"), default=list, blank=True, validators=[validators.languages])
    hired_on = models.DateField(_("hired on"), null=True, blank=True, validators=[validators.not_in_future])
    place = models.CharField(_("place"), max_length=120, blank=True)
    weekly_hours = models.DecimalField(
        _("hours a week for learning"),
        max_digits=4,
        decimal_places=1,
        default=2,
        validators=[MinValueValidator(0), MaxValueValidator(40)],
    )
    capacity = models.PositiveSmallIntegerField(_("learners at a time"), default=2, validators=[MaxValueValidator(50)])
    week = models.BinaryField(max_length=OCTETS, default=WORKING_WEEK)
    joined_at = models.DateTimeField(default=now, editable=False)
    departed_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(
        ("email", "name", "name_key", "external_id", "team", "manager", "time_zone", "languages", "hired_on", "place",
         "weekly_hours", "capacity", "week", "password", "last_login"), UNTIL_ERASED)  # fmt: skip

    objects: ClassVar[Members] = Members()

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the key under which the name is sought, and one form of the e-mail address."""
        self.email = key(self.email)
        self.name_key = key(self.name)[:240]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether the member is still here; Django asks this at every request."""
        return self.departed_at is None

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles that the member holds beside being a member."""
        return frozenset(_roles(self))

    @property
    def is_staff(self) -> bool:
        """Django's word for who may open the administration."""
        return Role.ADMINISTRATOR in self.roles

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Django's administration asks this; nothing else does."""
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        """Django's administration asks this; nothing else does."""
        return self.is_staff


class Role(models.TextChoices):
    """What a member may be beside a member; a manager is a relation, not a role."""

    FACILITATOR = "facilitator", _("Facilitator")
    ORGANISER = "organiser", _("Organiser")
    ANALYST = "analyst", _("Analyst")
    MODERATOR = "moderator", _("Moderator")
    ADMINISTRATOR = "administrator", _("Administrator")


class RoleGrant(models.Model):
    """A role, given by somebody at a time."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = {"member": UNTIL_ERASED, "by": UNTIL_ERASED}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "role"], name="role_once")]


@prepared
def _roles(member: Member) -> models.QuerySet[RoleGrant, str]:
    return RoleGrant.objects.filter(member=member).values_list("role", flat=True)


class Absence(models.Model):
    """Days on which a member is away, both included, in the member's own zone."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="absences")
    starts_on = models.DateField(_("first day away"))
    ends_on = models.DateField(_("last day away"))

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "starts_on", "ends_on"), UNTIL_ERASED)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="absence_in_order")
        ]
        indexes = [models.Index(fields=["ends_on"])]


class Avoidance(models.Model):
    """``member`` would rather not be brought together with ``other``; nobody else ever learns it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="avoidances")
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "other", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "other"], name="avoidance_once")]


class Block(models.Model):
    """``member`` has shut the door on ``other``: neither sees, finds nor asks the other."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="blocks")
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    PERSONAL: ClassVar[dict[str, str]] = dict.fromkeys(("member", "other", "at"), UNTIL_ERASED)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "other"], name="block_once")]
