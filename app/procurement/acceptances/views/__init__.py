"""Pages about acceptances."""
