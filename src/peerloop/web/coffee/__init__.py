"""Coffee: join the rounds, answer, say whether you met; and how the rounds go."""
