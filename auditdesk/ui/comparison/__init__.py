"""One case, agencies side by side."""
