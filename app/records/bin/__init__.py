"""ゴミ箱: deleted records. They leave their table, so that no list, search, choice or file can hold them, and lie here
for thirty days with everything that belonged to them.
"""
