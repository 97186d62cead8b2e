"""How many days a parcel travels (配送日数): the tenant's own rows over a rule to start with."""
