"""Thanks tied to a skill or a session, and what each has given: seen by those whom it concerns, never counted."""
