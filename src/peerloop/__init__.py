"""Peerloop: the people of an organisation teach one another."""
