"""The machine's own addresses."""

NOT_EVEN_THERE = {"watch:metrics"}
