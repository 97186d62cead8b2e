"""Files with personal data: sealed in the database, gone after some days."""
