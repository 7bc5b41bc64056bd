"""What a file of people may say: its columns, its limits, and each cell; nothing here asks the database."""
