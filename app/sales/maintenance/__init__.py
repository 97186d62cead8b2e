"""メンテナンス: owners of many accounts or opportunities added, ended, or replaced by somebody else (sales.md §6)."""
