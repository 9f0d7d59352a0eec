"""Figures, then paper: what the partnership reads about a round. May not know: desks, bundles, windows."""
