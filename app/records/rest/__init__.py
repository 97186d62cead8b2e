"""Every record type for programs: `/api/v1/{plural}`, made from the same description as the screens."""
