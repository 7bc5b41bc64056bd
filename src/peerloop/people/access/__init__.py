"""The one access layer: who may do what to which class of object, and the gate in front of every route."""

from peerloop.people.access.gate import Gate, opens, public, reader
from peerloop.people.access.table import PRINCIPALS, Row, table

__all__ = ["PRINCIPALS", "Gate", "Row", "opens", "public", "reader", "table"]
