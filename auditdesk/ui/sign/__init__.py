"""Sign and export."""
