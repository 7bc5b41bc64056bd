"""Logs: one JSON object a line (words on a terminal), with the request's id and without personal data.

Safe by construction rather than by search: of a library's record only the template is written, never its
arguments; of an error its class and where it was raised, never its words. What still looks like an e-mail address
or a token is masked.
"""

from __future__ import annotations

import os
import re
import sys
import traceback
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from structlog.typing import EventDict, Processor, WrappedLogger

MASKED = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+|[A-Za-z0-9_-]{24,}")


def template_only(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Put a library's unformatted template in the place of its formatted record; of a traceback in it the places."""
    record = event.get("_record")
    if record is not None and not event.get("_from_structlog"):
        first, *rest = str(record.msg).splitlines() or [""]
        event["event"] = first
        event["logger"] = record.name
        if places := [line.strip() for line in rest if line.startswith("  File ")]:
            event["places"] = places[-12:]
    return event


def error_without_words(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Replace the exception at hand by its class and the places it went through."""
    raised = event.pop("exc_info", None)
    error = sys.exc_info()[1] if raised is True else raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        frames = traceback.extract_tb(error.__traceback__)
        event["places"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]]
    return event


def mask(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Mask what looks like an address or a token in every text; an event's own ids are kept."""
    for key, value in event.items():
        if isinstance(value, str) and key not in ("request_id", "timestamp"):
            event[key] = MASKED.sub("***", value)
    return event


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    error_without_words,
]


def configure() -> dict[str, Any]:
    """Set structlog up and return what Django's LOGGING says, so that both end in the same lines.

    PEERLOOP_LOG says from which level on: DEBUG, INFO (without it), WARNING or ERROR.
    """
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    shown: Processor = structlog.processors.JSONRenderer()
    if sys.stderr.isatty():
        shown = structlog.dev.ConsoleRenderer()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    template_only,
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    mask,
                    shown,
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": os.environ.get("PEERLOOP_LOG", "INFO")},
        "loggers": {
            # Each request has its own line; of Django's only errors say more.
            "django": {"handlers": [], "level": "NOTSET", "propagate": True},
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": False},
        },
    }
