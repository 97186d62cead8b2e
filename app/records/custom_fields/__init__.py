"""Fields that a tenant adds to its records (拡張項目): defined, sorted by, worked out, taken away and brought back."""
