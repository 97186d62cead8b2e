"""Pages of what shops are told."""
