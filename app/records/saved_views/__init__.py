"""Saved views: a list's question under a name, for oneself, for groups or for everybody; and how each reader likes a
list (the view it opens with, the widths of its columns).
"""
