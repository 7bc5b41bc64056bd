"""Somebody should teach this: proposed, wanted by others, taken by somebody, and then a session."""
