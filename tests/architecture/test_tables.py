"""What imports do not show: where the tables point, and what each says of the people in it."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.apps import apps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import models

HOUSE = Path(__file__).parents[2]
OURS = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("peerloop.")]


def floors() -> dict[str, int]:
    """Return how high each room stands, read from the one list there is: .importlinter."""
    contracts = ConfigParser()
    contracts.read(HOUSE / ".importlinter")
    listed = contracts["importlinter:contract:rooms"]["layers"].split("\n")
    levels = [re.split(r"\s*[|:]\s*", line.strip()) for line in reversed(listed) if line.strip()]
    return {room: floor for floor, rooms in enumerate(levels) for room in rooms}


def relations() -> Iterator[tuple[type[models.Model], models.Field[object, object], type[models.Model]]]:
    """Yield every relation that one of our tables declares."""
    for model in OURS:
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if field.is_relation and isinstance(field.related_model, type):
                yield model, field, field.related_model


def test_every_relation_points_down_or_stays_in_its_room() -> None:
    floor = floors()
    upward = [
        f"{model._meta.label}.{field.name} → {target._meta.label}"
        for model, field, target in relations()
        if target._meta.app_label in floor and floor[target._meta.app_label] > floor[model._meta.app_label]
    ]
    assert upward == []


def test_no_table_below_knows_the_name_of_one_above() -> None:
    named = [
        f"{model._meta.label}.{field.name} is {field.remote_field.related_name!r} in {target._meta.label}"
        for model, field, target in relations()
        if target._meta.app_label != model._meta.app_label and not field.remote_field.hidden
    ]
    assert named == []


def test_the_journal_stores_ids_alone() -> None:
    pointing = [(model, target) for model, _field, target in relations() if model._meta.app_label == "journal"]
    assert {target._meta.app_label for _model, target in pointing} == {"journal"}


@pytest.mark.parametrize("model", [one for one in OURS if not one._meta.auto_created], ids=lambda one: one._meta.label)
def test_every_table_says_what_is_personal_in_it_and_how_long_it_is_kept(model: type[models.Model]) -> None:
    personal = model.__dict__.get("PERSONAL", getattr(model, "PERSONAL", None))
    assert isinstance(personal, dict), "declare PERSONAL = {field: how long it is kept}, empty where nothing is"
    fields = {field.name for field in model._meta.get_fields()}
    assert personal.keys() - fields == set()
    assert all(isinstance(kept, str) and kept for kept in personal.values())


def test_who_somebody_is_counts_as_personal() -> None:
    """A relation to a member is personal, wherever it stands."""
    silent = [
        f"{model._meta.label}.{field.name}"
        for model, field, target in relations()
        if target._meta.label == "people.Member"
        and not model._meta.auto_created
        and field.name not in getattr(model, "PERSONAL", {})
    ]
    assert silent == []
