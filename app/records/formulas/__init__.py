"""The little language in which a field is worked out from other fields. Pure: no database, no page, no `eval`.

Numbers `12.5`, texts `"…"`, fields by code or `[label]`; `+ - * / %`, `= <> < <= > >=`, `and or not`, brackets, and the
functions of `functions.FUNCTIONS`. Full-width signs and digits count. There is no "today": a value is worked out when
its record is saved, so it would grow old unseen. What cannot be worked out (a value is missing, a division by zero, a
number too large) is empty.
"""
