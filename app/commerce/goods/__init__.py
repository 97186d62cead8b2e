"""What shipping has to know of a product: temperature, weight, packing, what its label says."""
