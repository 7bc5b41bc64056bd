"""The one question that Django has no words for: which documents meet a match of the database's own index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Lookup

from peerloop.search.models import Document

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

MOST_MATCHES = 5_000
"""Where more documents of a kind match, SQLite looks at the newest so many."""


class Matches(Lookup):
    """``tokens__matches``: what ``rules.matching.match`` asks."""

    lookup_name = "matches"

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """Ask the FTS5 table for rows, the newest first."""
        sought = "SELECT rowid FROM search_index WHERE search_index MATCH %s"
        newest = f"{sought} ORDER BY rowid DESC LIMIT {MOST_MATCHES}"
        return f"{self._column(compiler, 'id')} IN ({newest})", (self.rhs,)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_context: Any
    ) -> tuple[str, tuple[Any, ...]]:
        """Ask the generated column."""
        return f"{self._column(compiler, 'terms')} @@ %s::tsquery", (self.rhs,)

    def _column(self, compiler: SQLCompiler, name: str) -> str:
        return f"{compiler.quote_name_unless_alias(self.lhs.alias)}.{compiler.quote_name_unless_alias(name)}"


Document._meta.get_field("tokens").register_lookup(Matches)
