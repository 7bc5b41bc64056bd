"""Companies to measure on, made from real data and a stated seed."""
