"""取引状況: what an account brought and what is open with it (sales.md §3.5)."""
