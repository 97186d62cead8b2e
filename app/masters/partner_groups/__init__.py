"""取引先汎用グループ: sorts of accounts as the company needs them, in a tree (sales.md §3.5)."""
