"""Product names as labels show them (§4.11): the tenant's rules, and what they do."""
