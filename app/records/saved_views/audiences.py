"""With whom a view can be shared. Groups belong to a higher package, which says here which ones there are."""

AUDIENCES = []
"""Functions `() -> [(subject, label)]` of those the present actor belongs to."""


def offered():
    """`[(subject, label)]` for the present actor, in order of label."""
    found = [one for audience in AUDIENCES for one in audience()]
    return sorted(found, key=lambda pair: (pair[1], pair[0]))
