"""A query as it was compiled, to be run with other values."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connections
from django.db.models.query import QuerySet

from peerloop.kit.slots import adapted, slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models.sql.compiler import SQLCompiler

PLACE = re.compile("%%|%s")


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


def _literal(param: str | int) -> str:
    """Return a text or a truth as SQLite reads it in a statement that parameters are put into."""
    return f"""'{param.replace("'", "''").replace("%", "%%")}'""" if isinstance(param, str) else str(int(param))
