"""Facts of the domain as frozen values: no input, no output, no desk."""
