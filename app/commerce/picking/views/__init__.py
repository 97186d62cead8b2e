"""Pages of picking and of the check before packing."""
