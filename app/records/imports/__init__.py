"""Files of records coming in: mapped, looked at first, then taken in as one transaction."""
