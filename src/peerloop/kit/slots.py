"""Stand-ins for the values of a query: what it is built with once, to be found again among its parameters."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.utils.functional import LazyObject

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

FIRST_NUMBER = 0x2F_5EED_0000_0000
FIRST_MOMENT = datetime(1931, 4, 15, 3, 7, 11, 13, tzinfo=UTC)
UNSET = (None, ...)


def taken(args: tuple[Any, ...]) -> tuple[list[Any], Hashable]:
    """Return the values that change from call to call, in order, and the shape of the arguments that hold them."""
    values: list[Any] = []
    shape: list[Hashable] = []
    for arg in args:
        held = _held(arg)
        values.extend(value for value in held if value not in UNSET)
        shape.append((arg.__class__, *(value if value in UNSET else type(value) for value in held)))
    return values, tuple(shape)


def _held(arg: Any) -> tuple[Any, ...]:
    """The values within an argument; ``...`` where an instance has not loaded one."""
    if isinstance(arg, tuple):
        return arg
    if isinstance(arg, models.Model):
        own = vars(_itself(arg))
        return tuple(own.get(name, ...) for name in _names(arg.__class__))
    if arg is None or (isinstance(arg, (int, date, str, UUID)) and not isinstance(arg, bool)):
        return (arg,)
    raise TypeError(f"{type(arg).__name__} is not what a prepared query can be given by position")


def stand_in(arg: Any, numbers: Iterator[int]) -> Any:
    """Return what takes the place of an argument, with a slot for each of its values."""
    held = [value if value in UNSET else slot(value, next(numbers)) for value in _held(arg)]
    if isinstance(arg, tuple):
        return tuple(held)
    if not isinstance(arg, models.Model):
        return held[0]
    # What is not named here is deferred: reading it asks the database, which is refused.
    named = {name: value for name, value in zip(_names(arg.__class__), held, strict=True) if value is not ...}
    return arg.__class__.from_db("default", list(named), list(named.values()))


def slot(value: Any, number: int) -> Any:
    """Return a value of the same kind that no query has of itself."""
    if isinstance(value, datetime):
        return FIRST_MOMENT + timedelta(microseconds=number)
    if isinstance(value, date):
        return FIRST_MOMENT.date() + timedelta(days=number)
    if isinstance(value, UUID):
        return UUID(int=FIRST_NUMBER + number)
    return f"(slot {number})" if isinstance(value, str) else FIRST_NUMBER + number


def number_of(param: Any, slots: dict[Any, int]) -> int | None:
    """Return the number of the slot that a compiled parameter is, or holds between the signs of a LIKE."""
    if isinstance(param, str) and "%" in param:
        return next((number for one, number in slots.items() if str(one) in param), None)
    return slots.get(param)


def adapted(connection: Any, value: Any) -> Any:
    """Return a value as it stands among compiled parameters."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _itself(instance: Any) -> models.Model:
    """The instance behind a lazy one, which ``request.user`` is."""
    if isinstance(instance, LazyObject):
        instance.pk  # noqa: B018 - fetches it
        return instance._wrapped  # type: ignore[no-any-return]
    return instance  # type: ignore[no-any-return]


@cache
def _names(model: type[models.Model]) -> tuple[str, ...]:
    """Attributes of a model that a query may use: its keys and its moments."""
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if isinstance(field, (models.AutoField, models.ForeignKey, models.DateTimeField))
    )
