"""The settings with what only looks at migrations: ``./peerloop check`` uses them, and makemigrations should."""

from peerloop.config.settings import *  # noqa: F403
from peerloop.config.settings import INSTALLED_APPS as HOUSE

INSTALLED_APPS = [*HOUSE, "django_linear_migrations", "django_migration_linter"]
ROOMS = [app.rpartition(".")[2] for app in HOUSE if app.startswith("peerloop.")]
MIGRATION_LINTER_OPTIONS = {
    "include_apps": ROOMS,
    "ignore_initial_migrations": True,  # nobody reads a table that is not there yet
    "ignore_name": [
        "0002_channels",  # new columns with defaults in the database, as below; what was silenced is carried over
        "0002_rewording_sequence",  # a new column with a default in the database
        "0003_gatherings",  # new columns with defaults in the database; the same on SQLite, and fine on PostgreSQL
        "0004_leading",  # likewise
        "0005_pairings",  # lets two columns be empty; SQLite makes the table anew, which is taken for a new NOT NULL
        "0006_learning_together",  # a new column with a default in the database, likewise
    ],
    "no_cache": True,
    "warnings_as_errors": True,
}
