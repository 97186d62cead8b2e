"""The tree of departments (組織), valid by date."""
