"""What mail a member gets: their choice, the way out that each mail carries, and the demo's post box."""
