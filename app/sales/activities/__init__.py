"""Activities (活動): what we plan to do and what came of it."""
