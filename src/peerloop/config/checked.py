"""The settings with what only looks at migrations: ``./peerloop check`` uses them, and makemigrations should."""

from peerloop.config.settings import *  # noqa: F403
from peerloop.config.settings import INSTALLED_APPS as HOUSE

INSTALLED_APPS = [*HOUSE, "django_linear_migrations", "django_migration_linter"]
ROOMS = [app.rpartition(".")[2] for app in HOUSE if app.startswith("peerloop.")]
MIGRATION_LINTER_OPTIONS = {
    "include_apps": ROOMS,
    "ignore_initial_migrations": True,  # nobody reads a table that is not there yet
    "no_cache": True,
    "warnings_as_errors": True,
}
