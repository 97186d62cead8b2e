"""Orders from the moment they come in."""
