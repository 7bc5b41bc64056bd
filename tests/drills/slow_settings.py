"""The house with one page more, that takes its time."""

from peerloop.config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.drills.slow_urls"
