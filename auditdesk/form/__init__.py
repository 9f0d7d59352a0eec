"""The form language, usable alone: tools, sessions, problems."""
