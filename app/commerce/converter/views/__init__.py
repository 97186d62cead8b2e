"""Pages of the converter."""
