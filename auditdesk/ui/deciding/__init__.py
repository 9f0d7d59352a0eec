"""What waits for the coordinator's decision."""
