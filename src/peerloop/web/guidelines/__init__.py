"""Guidelines: read, compare, comment and accept them; draft and adopt them."""
