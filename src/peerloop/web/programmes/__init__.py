"""Programmes: set one up, open it, invite, follow how far it is; join one."""
