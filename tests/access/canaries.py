"""A word of its own in every private field; who may read it stands in ``readers``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from tests.access.readers import READERS

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)

PUBLISHED = {
    "library.Version": "resource__public",
    "library.Verdict": "review__version__resource__public",
    "library.Dispute": "version__resource__public",
    "library.Check": "resource__public",
}


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
    """Write its canary into every field; of members, needs, contributions only the owner's, of feeds another's."""
    for name in READERS:
        label, kind = name.partition(" ")[::2]
        model_name, field = label.rsplit(".", 1)
        model = apps.get_model(model_name)
        rows = model._default_manager.all()
        if model_name == "people.Member":
            rows = rows.filter(pk=owner.pk)
        if model_name == "recognition.Contribution":
            rows = rows.filter(member=owner)
        if model_name == "schedule.Feed":
            rows = rows.exclude(member=owner)
        if model_name == "schedule.Session":
            rows = rows.exclude(audience="everyone")  # what all may join is no secret among them
        if model_name == "circles.Circle":
            rows = rows.filter(openness="hidden")  # the others are found, or have a door
        if model_name in PUBLISHED:
            rows = rows.exclude(**{PUBLISHED[model_name]: True})  # what everybody may read is no secret
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
