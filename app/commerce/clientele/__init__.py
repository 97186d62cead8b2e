"""Customers as shops see them (顧客管理): their list, their page with all purchases, ranks, and merging duplicates."""
