"""Pictures are written anew: what they say of place and camera, and whatever hides behind them, is gone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from peerloop.files.rules import PICTURES

if TYPE_CHECKING:
    from typing import BinaryIO

MOST_PIXELS = 40_000_000
MOST_FRAMES = 200
KEPT = {"transparency", "duration", "loop", "background", "disposal"}
"""What of a picture's own words is needed to show it."""


def written_anew(content: BinaryIO, kind: str) -> BinaryIO:
    """Return the picture as our own writer makes it, upright and of the same kind.

    Raises ``ValidationError`` for one that is broken, of too many pixels, or of too many frames; its size is read
    from its head, before any of it is unpacked.
    """
    from PIL import Image, ImageOps, ImageSequence

    form = PICTURES[kind]
    too_large = ValidationError({"file": _("This picture is too large. Please make it smaller, then try again.")})
    try:
        with Image.open(content, formats=[form]) as picture:
            count = 1 if form == "JPEG" else getattr(picture, "n_frames", 1)
            if picture.width * picture.height * count > MOST_PIXELS or count > MOST_FRAMES:
                raise too_large
            made = io.BytesIO()
            if count == 1:
                frames = [ImageOps.exif_transpose(picture)]
            else:
                frames = [frame.copy() for frame in ImageSequence.Iterator(picture)]
            for frame in frames:
                frame.info = {name: value for name, value in frame.info.items() if name in KEPT}
            more = {"save_all": True, "append_images": frames[1:]} if count > 1 else {}
            frames[0].save(made, form, **more)
    except ValidationError:
        raise
    except Image.DecompressionBombError as bomb:
        raise too_large from bomb
    except (OSError, ValueError, SyntaxError) as broken:
        raise ValidationError({"file": _("This picture cannot be read. Is it whole?")}) from broken
    made.seek(0)
    return made
