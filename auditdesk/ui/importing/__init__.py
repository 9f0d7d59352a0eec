"""Bundles come in, one outcome a file."""
