"""How much anybody may send: said before a byte of it is kept."""

from __future__ import annotations

from functools import cached_property
from typing import IO, TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.urls import Resolver404, resolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest

View = TypeVar("View", bound="Callable[..., Any]")
AROUND = 1024 * 1024
"""So many bytes a form may have beside its file."""


def takes_files(view: View) -> View:
    """Let members send this view files of up to ``MATERIAL_MOST`` bytes; put it outermost."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def most_for(request: HttpRequest) -> int:
    """Return how many bytes a file may have that comes with this request: more only where a member sends material."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return int(settings.FILE_MOST)
    large = getattr(view, "takes_files", False) and request.user.is_authenticated
    return int(settings.MATERIAL_MOST if large else settings.FILE_MOST)


class Bounded(FileUploadHandler):
    """Refuses with 413 a form with more than one file's worth: ``FILE_MOST`` bytes, where its view says so more.

    The next handlers keep the files. Django bounds fields but not files, and reads both before it knows who sends
    them. What a form says of its length need not be so, hence each piece is counted as it comes in.
    """

    come = 0

    @cached_property
    def most(self) -> int:
        """How many bytes a file may have here."""
        return most_for(self.request) if self.request else int(settings.FILE_MOST)

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        meta: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Look at what it says of its length."""
        if content_length > self.most + AROUND:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand on to the next handler what is not too much."""
        self.come += len(raw_data)
        if start + len(raw_data) > self.most or self.come > self.most + AROUND:
            for handler in self.request.upload_handlers if self.request else ():
                handler.upload_interrupted()  # or what has come so far stays open
            raise RequestDataTooBig
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """Leave the file to the next handler."""
        return None
