"""Pages of what runs through interfaces."""
