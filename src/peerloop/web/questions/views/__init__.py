"""The pages of questions, one module for what one does there."""
