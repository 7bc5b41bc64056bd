"""Find: one box over people and skills."""
