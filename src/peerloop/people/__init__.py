"""Members, teams, availability, absence, roles, blocks, and the one access layer."""
