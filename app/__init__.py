"""Choba (帳場): the counting desk of a Japanese trading company. `docs/` and the tree say where things are."""
