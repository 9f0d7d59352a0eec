"""The discussion meeting, on a projector."""
