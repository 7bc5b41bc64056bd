"""What a resource may say, how it stands, and what follows from that."""
