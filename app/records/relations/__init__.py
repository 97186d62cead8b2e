"""What a record is connected with: the titles its own links name, and the records that name it."""
