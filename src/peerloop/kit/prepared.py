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

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache, update_wrapper
from itertools import count
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections

from peerloop.kit.plans import PLACE, Plan
from peerloop.kit.slots import adapted, number_of, slot, stand_in, taken

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from django.db.models.query import QuerySet

P = ParamSpec("P")
Row = TypeVar("Row")

MOST_SHAPES = 256
LENGTHS = (8, 32, 104)
"""Of many ids, so many are given: as many as a shelf, a page or a search has."""
LARGEST = 2**63 - 1
"""The largest number that a database takes; an address may carry a larger one."""


class NotPrepared(Exception):
    """The query must be built for each call."""


@dataclass(frozen=True)
class Asked:
    """A prepared query with the arguments of one call, not run yet."""

    query: Prepared[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    @property
    def there(self) -> Asked:
        """The question whether it has any row."""
        return Asked(self.query.there, self.args, self.kwargs)

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

    @cached_property
    def there(self) -> Prepared[P, Any]:
        """The question whether there is any row: without columns, joins for them, or an order."""

        def build(*args: P.args, **kwargs: P.kwargs) -> QuerySet[Any]:
            asked: Any = self.build(*args, **kwargs).all()
            asked.query = asked.query.exists(limit=False)
            return asked  # type: ignore[no-any-return]

        return Prepared(build)

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
    parts = {number: (f"EXISTS ({sql})", params) for number, sql, params in _sqls([one.there for one in asked])}
    if not parts:
        return [[] for _one in asked]
    sql = f"SELECT {', '.join(part for part, _params in parts.values())}"
    [found] = rows_of(sql, [param for _part, params in parts.values() for param in params])
    there = {number for number, is_there in zip(parts, found, strict=True) if is_there}
    return [one.rows() if number in there else [] for number, one in enumerate(asked)]


def total(asked: Sequence[Asked], *, at_most: int) -> int:
    """Return how many rows the questions have together, counted up to ``at_most`` in one query."""
    parts = [(f"SELECT 1 FROM ({sql}) rows{number}", params) for number, sql, params in _sqls(asked)]  # noqa: S608
    if not parts:
        return 0
    rows = " UNION ALL ".join(part for part, _params in parts)
    sql = f"SELECT COUNT(*) FROM ({rows} LIMIT {at_most:d}) counted"  # noqa: S608
    [[there]] = rows_of(sql, [param for _part, params in parts for param in params])
    return int(there)


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


def rows_of(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run a long statement made of prepared ones, by names: Django writes those for SQLite far quicker than places."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_named(sql), {f"p{number}": param for number, param in enumerate(params)})
        return cursor.fetchall()  # type: ignore[no-any-return]


@lru_cache(MOST_SHAPES)
def _named(sql: str) -> str:
    numbers = count()
    return PLACE.sub(lambda found: found[0] if found[0] == "%%" else f"%(p{next(numbers)})s", sql)


def _refused(*_args: object) -> None:
    """Nothing is asked of the database while a query is prepared."""
    raise NotPrepared
