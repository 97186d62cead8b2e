"""Pages of files that came in."""
