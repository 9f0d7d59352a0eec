"""What the coordinator answered."""
