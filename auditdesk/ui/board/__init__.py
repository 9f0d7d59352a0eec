"""One round at a glance, and what goes out from it."""
