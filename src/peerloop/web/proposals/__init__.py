"""What somebody should teach: propose it, want it too, teach it, plan it."""
