"""Finding rows by a part of their text, two Japanese characters and up (architecture §3).

A table that can be searched is `owned(…, searched=True)`, its class `Searchable`; `search_order` asks the
database's search function, which sorts and limits inside and answers ids alone.
"""
