"""Who may read what is private: one line for each field that holds words. A field without a line fails the hunt.

``owner`` is whose row it is (in what two share, the learner), ``pair`` the other one. Principals as in the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY: frozenset[str] = frozenset()
OWNER = frozenset({"owner"})
TWO = frozenset({"owner", "pair"})
EVERYBODY = frozenset({
    "owner", "member", "pair", "facilitator", "organiser", "manager", "analyst", "moderator", "administrator",
})  # fmt: skip

READERS: dict[str, frozenset[str]] = {
    "people.Member.email": TWO,  # the invitation to what is booked names both, as calendars know people
    "people.Member.name": EVERYBODY,
    "people.Member.name_key": NOBODY,
    "people.Member.external_id": NOBODY,
    "people.Member.languages": EVERYBODY,
    "people.Member.place": EVERYBODY,
    "people.Member.password": NOBODY,
    "search.Document.names": NOBODY,
    "search.Document.tokens": NOBODY,
    "search.Document.near": NOBODY,
    "skills.Offer.text": EVERYBODY,
    "skills.Need.text (private)": OWNER,
    "skills.Need.text (matching)": OWNER,
    "skills.Need.text (public)": EVERYBODY,
    "skills.Endorsement.text": EVERYBODY,
    "loops.Gain.text": TWO,
    "loops.Intention.text": TWO,
    "loops.Application.text": TWO,
    "loops.Feedback.text": TWO,
    "loops.Reflection.text": OWNER,
    "schedule.Session.place": TWO,
    "schedule.Session.link": TWO,
    "schedule.Move.word": TWO,
    "schedule.Cancellation.word": TWO,
    "schedule.Feed.digest": NOBODY,
    "matchmaking.Request.text": TWO,
    "matchmaking.Appeal.text": frozenset({"owner", "organiser", "administrator"}),  # the owner by mail
    "intake.Upload.name": frozenset({"organiser"}),  # whose file it is; the administrator has none
    "intake.Upload.content": frozenset({"organiser"}),
    "intake.Import.name": frozenset({"organiser", "administrator"}),
    "intake.Trace.before": NOBODY,
    "intake.Pickup.where": frozenset({"organiser", "administrator"}),
    "intake.Fetch.told": frozenset({"organiser", "administrator"}),
    "journal.EntryDetail.data": NOBODY,
    "account.EmailAddress.email": NOBODY,
    "usersessions.UserSession.user_agent": NOBODY,
}
NO_WORDS = {
    "people.Member.time_zone": "one of the world's zones, shown to colleagues",
    "people.Member.week": "672 bits",
    "search.Document.meaning": "384 numbers",
    "matchmaking.Choice.reasons": "codes and figures, seen by nobody before they are a suggestion's",
    "matchmaking.Miss.detail": "codes and figures, seen by nobody before they are a shortfall's",
    "matchmaking.Suggestion.reasons": "codes and figures, made into words on the learner's page alone",
    "matchmaking.Shortfall.detail": "codes and figures, made into words on the learner's page alone",
}
"""Private fields in which no words of anybody's stand."""
WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def private_fields() -> Iterator[str]:
    """Yield every private field of ours that can hold words, and the few of others' that do."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if field.name in getattr(model, "PERSONAL", {}) and isinstance(field, WORDS) and not field.choices:
                yield f"{model._meta.label}.{field.name}"
    yield from ("account.EmailAddress.email", "usersessions.UserSession.user_agent")


def canary(name: str) -> str:
    """Return the word that stands in the field and nowhere else; short, for it must fit the narrowest."""
    return f"kanarie{sorted(READERS).index(name):02}vogel"


def plant(owner: models.Model) -> None:
    """Write its canary into every field; of members and needs only the owner's, of feeds only another's."""
    for name in READERS:
        label, kind = name.partition(" ")[::2]
        model_name, field = label.rsplit(".", 1)
        model = apps.get_model(model_name)
        rows = model._default_manager.all()
        if model_name == "people.Member":
            rows = rows.filter(pk=owner.pk)
        if model_name == "schedule.Feed":
            rows = rows.exclude(member=owner)
        if kind:
            rows = rows.filter(visibility=kind.strip("()"), member=owner)
        assert rows.exists(), f"the scene has no row for {name}"
        _write(rows, field, canary(name))


def _write(rows: models.QuerySet[Any], field: str, word: str) -> None:
    kind = rows.model._meta.get_field(field)
    if isinstance(kind, models.JSONField):
        for row in rows:
            held = getattr(row, field)
            setattr(row, field, [*held, word] if isinstance(held, list) else {**held, "canary": word})
            row.save(update_fields=[field])
        return
    forms = {models.EmailField: f"{word}@example.org", models.URLField: f"https://example.org/{word}"}
    value: Any = word.encode() if isinstance(kind, models.BinaryField) else forms.get(type(kind), word)
    rows.update(**{field: value})
