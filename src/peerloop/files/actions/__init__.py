"""What can be done with files."""

from peerloop.files.actions.copying import copy_file
from peerloop.files.actions.granting import grant, revoke
from peerloop.files.actions.removing import delete_file
from peerloop.files.actions.storing import bring_file, keep_file, or_take_away, store_file

__all__ = ["bring_file", "copy_file", "delete_file", "grant", "keep_file", "or_take_away", "revoke", "store_file"]
