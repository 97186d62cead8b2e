"""What shops are told about parcels."""
