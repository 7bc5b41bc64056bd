"""Queries that are built and compiled once, then only run.

Building a query of many joins and subqueries from Django's parts costs ten times as much as running it. A prepared
query is built once for each shape of its arguments, with stand-ins in their places; its SQL is kept, and every later
call runs that SQL with the real values and lets Django make the same objects of the rows. No row is ever kept.

    @prepared
    def waiting(member: Member, instant: datetime, *, at_most: int) -> QuerySet[Request]:
        return requests_seen_by(member).filter(expires_at__gt=instant)[:at_most]

    requests = waiting(reader, now(), at_most=3)

Positional arguments are what changes from call to call: whole numbers, moments and days, texts, UUIDs, tuples of them,
and model instances.
Of an instance the query may use its keys and moments and whether they are None, nothing else: anything else would be
asked of the database, and that is refused. It must not decide by comparing them, nor look at the clock. Keyword
arguments take few values; each has its own SQL. Whatever cannot be prepared runs as it was built, every time: no rows
to expect, prefetches, locks, a value reckoned from an argument.
"""

from __future__ import annotations

import copy
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.query import QuerySet

from peerloop.kit.slots import adapted, number_of, slot, stand_in, taken

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
Row = TypeVar("Row")

MOST_SHAPES = 256
PLACE = re.compile("%%|%s")
LENGTHS = (8, 32, 104)
"""Of many ids, so many are given: as many as a shelf, a page or a search has."""
LARGEST = 2**63 - 1
"""The largest number that a database takes; an address may carry a larger one."""


class NotPrepared(Exception):
    """The query must be built for each call."""


@dataclass(frozen=True)
class Plan:
    """A compiled query, and which argument goes to which place among its parameters."""

    queryset: QuerySet[Any]
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    """Of each parameter that changes: its place, and the number of its value."""
    converted: tuple[int, ...]
    """The columns that the database's values are converted in."""

    def filled(self, values: list[Any]) -> tuple[Any, ...]:
        """Return the parameters with the values of this call, each in the form that the database takes."""
        params, connection = list(self.params), connections[self.queryset.db]
        for place, number in self.places:
            value, param = values[number], params[place]
            if isinstance(value, (date, UUID)):
                params[place] = adapted(connection, value)
            elif isinstance(value, str) and param != slot(value, number):
                params[place] = param.replace(slot(value, number), connection.ops.prep_for_like_query(value))
            else:
                params[place] = type(param)(value)
        return tuple(params)

    def rows(self, values: list[Any]) -> list[Any]:
        """Run the SQL through Django's own iterable, which makes the objects."""
        said = self.sql, self.filled(values)
        compiler, query = copy.copy(self.compiler), copy.copy(self.queryset.query)
        compiler.connection = connections[self.queryset.db]
        compiler.get_converters = self._converters(compiler)  # type: ignore[assignment, method-assign]
        compiler.as_sql = lambda *_args, **_kwargs: said  # type: ignore[method-assign]
        query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
        bound: Any = QuerySet(self.queryset.model, query, self.queryset.db)
        made: Any = self.queryset._iterable_class
        return [*made(bound)]

    def spelled_out(self) -> Plan:
        """Return the plan with the texts and truths that never change written into its SQL.

        Where a parameter is compared with what a partial index is of, SQLite plans the statement anew for each value;
        of a statement with more than 31 parameters, whenever any of them is given. That takes longer than running it.
        """
        changing = dict(self.places)
        params: list[Any] = []
        places: list[tuple[int, int]] = []
        numbers = iter(range(len(self.params)))

        def said(found: re.Match[str]) -> str:
            if found[0] == "%%":
                return found[0]
            place = next(numbers)
            param = self.params[place]
            if place not in changing and isinstance(param, (str, bool)):
                return _literal(param)
            if place in changing:
                places.append((len(params), changing[place]))
            params.append(param)
            return found[0]

        return replace(self, sql=PLACE.sub(said, self.sql), params=tuple(params), places=tuple(places))

    def _converters(self, compiler: SQLCompiler) -> Callable[[Any], Any]:
        """Look for converters only at the columns that have one: most have none."""
        look, columns = compiler.get_converters, self.converted

        def converters(expressions: Any) -> dict[int, Any]:
            found = look([expressions[column] for column in columns])
            return {columns[place]: converter for place, converter in found.items()}

        return converters


@dataclass(frozen=True)
class Asked:
    """A prepared query with the arguments of one call, not run yet."""

    query: Prepared[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    def rows(self) -> list[Any]:
        """Run it."""
        return self.query(*self.args, **self.kwargs)


class Prepared(Generic[P, Row]):
    """A function that builds a queryset, and the plans made of it; calling it returns the rows."""

    def __init__(self, build: Callable[P, QuerySet[Any, Row]]) -> None:
        self.build = build
        self.plans: dict[Hashable, Plan | None] = {}
        update_wrapper(self, build)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        """Return the rows for these arguments."""
        plan, values = self._planned(args, kwargs)
        return plan.rows(values) if plan else list(self.build(*args, **kwargs))

    def of(self, *args: P.args, **kwargs: P.kwargs) -> Asked:
        """Return the question for these arguments, for ``answers``."""
        return Asked(self, args, kwargs)

    def sql(self, *args: P.args, **kwargs: P.kwargs) -> tuple[str, tuple[Any, ...]]:
        """Return the SQL for these arguments and its parameters, to be made part of another query."""
        plan, values = self._planned(args, kwargs)
        return (plan.sql, plan.filled(values)) if plan else self.build(*args, **kwargs).query.sql_with_params()

    def _planned(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Plan | None, list[Any]]:
        """The plan for these arguments, made now if it can be, and the values to fill it with."""
        values, shape = taken(args)
        if any(isinstance(value, int) and abs(value) > LARGEST for value in values):
            return None, values  # Django answers itself: no row has such a number
        key = shape, tuple(kwargs.items())
        if key not in self.plans and len(self.plans) < MOST_SHAPES:
            try:
                self.plans[key] = self._plan(values, args, kwargs)
            except Exception:
                self.plans[key] = None
        return self.plans.get(key), values

    def _plan(self, values: list[Any], args: Any, kwargs: Any) -> Plan:
        """Build it, and once more with stand-ins; with the real values put in, both must say the very same."""
        queryset = self.build(*args, **kwargs)
        plain: Any = queryset
        if plain._prefetch_related_lookups or plain._known_related_objects or plain.query.select_for_update:
            raise NotPrepared
        connection = connections[queryset.db]
        numbers = iter(range(len(values)))
        with connection.execute_wrapper(_refused):
            stand_ins = [stand_in(arg, numbers) for arg in args]
            held = self.build(*stand_ins, **kwargs)
            compiler = held.query.get_compiler(using=held.db)
            sql, params = compiler.as_sql()
        slots = {adapted(connection, slot(value, number)): number for number, value in enumerate(values)}
        found = ((place, number_of(param, slots)) for place, param in enumerate(params))
        places = tuple((place, number) for place, number in found if number is not None)
        columns = compiler.get_converters([column for column, *_sql in compiler.select])
        plan = Plan(held, compiler, sql, tuple(params), places, tuple(columns))
        if queryset.query.get_compiler(using=queryset.db).as_sql() != (sql, plan.filled(values)):
            raise NotPrepared
        return plan.spelled_out() if connection.vendor == "sqlite" else plan


def prepared(build: Callable[P, QuerySet[Any, Row]]) -> Prepared[P, Row]:
    """Prepare the query that ``build`` returns; what is called then returns its rows as a list."""
    return Prepared(build)


def answers(asked: Sequence[Asked]) -> list[list[Any]]:
    """Return the rows of each question. Which have any is asked first, in one query: most mostly have none."""
    parts = {number: (f"EXISTS ({sql})", params) for number, sql, params in _sqls(asked)}
    if not parts:
        return [[] for _one in asked]
    found = _row(f"SELECT {', '.join(part for part, _params in parts.values())}", parts.values())
    there = {number for number, is_there in zip(parts, found, strict=True) if is_there}
    return [one.rows() if number in there else [] for number, one in enumerate(asked)]


def total(asked: Sequence[Asked], *, at_most: int) -> int:
    """Return how many rows the questions have together, counted up to ``at_most`` in one query."""
    parts = [(f"SELECT 1 FROM ({sql}) rows{number}", params) for number, sql, params in _sqls(asked)]  # noqa: S608
    if not parts:
        return 0
    rows = " UNION ALL ".join(part for part, _params in parts)
    [count] = _row(f"SELECT COUNT(*) FROM ({rows} LIMIT {at_most:d}) counted", parts)  # noqa: S608
    return int(count)


def filled(ids: Iterable[int]) -> tuple[int, ...]:
    """Return the ids in one of few lengths, so that their query is prepared but few times; no row is below 0."""
    held = tuple(dict.fromkeys(ids))
    length = next((length for length in LENGTHS if len(held) <= length), len(held))
    return (*held, *range(len(held) - length, 0))


def _sqls(asked: Sequence[Asked]) -> Iterator[tuple[int, str, tuple[Any, ...]]]:
    """Yield the number, the SQL and its parameters of each question that can have rows at all."""
    for number, one in enumerate(asked):
        with suppress(EmptyResultSet):
            yield number, *one.query.sql(*one.args, **one.kwargs)


def _row(sql: str, parts: Iterable[tuple[str, tuple[Any, ...]]]) -> tuple[Any, ...]:
    """Return the one row of a statement that is made of parts, each with its parameters."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, [param for _part, params in parts for param in params])
        return cursor.fetchone()  # type: ignore[no-any-return]


def _literal(param: str | int) -> str:
    """Return a text or a truth as SQLite reads it in a statement that parameters are put into."""
    return f"""'{param.replace("'", "''").replace("%", "%%")}'""" if isinstance(param, str) else str(int(param))


def _refused(*_args: object) -> None:
    """Nothing is asked of the database while a query is prepared."""
    raise NotPrepared
