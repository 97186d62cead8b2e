"""Pages about the partners of a deal."""
