"""What of the library somebody may see, and how it is shown."""
