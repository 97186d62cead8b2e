"""Customers (顧客): buyers who came again are recognised; what they bought counts for their rank."""
