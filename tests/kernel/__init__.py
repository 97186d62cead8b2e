"""The kernel: pure parts without servers, tenancy and transactions against PostgreSQL."""
