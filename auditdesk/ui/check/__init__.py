"""What is left to do in one return."""
