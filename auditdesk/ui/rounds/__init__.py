"""Which rounds there are, and how one starts."""
