"""What can be done with formats: one verb to a file."""

from peerloop.formats.actions.change_format import change_format
from peerloop.formats.actions.copy_format import copy_format
from peerloop.formats.actions.remove_format import remove_format

__all__ = ["change_format", "copy_format", "remove_format"]
