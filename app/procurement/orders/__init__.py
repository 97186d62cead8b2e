"""Orders (発注): made from an award or by hand, approved, issued, changed, closed."""
