"""What people and programs hear of deals: each seat in its own words, in its own company, after the commit."""
