"""How much anybody may send: said before a byte of it is kept."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class Bounded(FileUploadHandler):
    """Refuses with 413 a form that is larger than ``UPLOAD_MOST`` bytes, or has a file larger than ``FILE_MOST``.

    The next handlers keep the files. Django bounds fields but not files, and reads both before it knows who sends
    them. What a form says of its length need not be so, hence each piece is counted as it comes in.
    """

    come = 0

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        meta: dict[str, str],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Look at what it says of its length."""
        if content_length > settings.UPLOAD_MOST:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand on to the next handler what is not too much."""
        self.come += len(raw_data)
        if start + len(raw_data) > settings.FILE_MOST or self.come > settings.UPLOAD_MOST:
            for handler in self.request.upload_handlers if self.request else ():
                handler.upload_interrupted()  # or what has come so far stays open
            raise RequestDataTooBig
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """Leave the file to the next handler."""
        return None
