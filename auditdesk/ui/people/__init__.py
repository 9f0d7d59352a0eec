"""Cards: who signs, who is trusted."""
