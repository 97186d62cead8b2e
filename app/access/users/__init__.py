"""A person inside one tenant, with organisation, roles and preferences."""
