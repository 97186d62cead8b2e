"""一括変更: one change of many records, and its undo within thirty days."""
