"""Pages of order intake."""
