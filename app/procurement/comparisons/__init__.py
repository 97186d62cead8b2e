"""Comparison (比較表): the suppliers' answers side by side. Reads only."""
