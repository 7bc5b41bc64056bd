"""What allocation is measured beside."""
