"""The house's own settings, and a language that only tests speak."""

from peerloop.config.settings import *  # noqa: F403
from peerloop.config.settings import LANGUAGES as REAL

LANGUAGES = [*REAL, ("ar", "pseudo")]
ROOT_URLCONF = "tests.browser.urls"
