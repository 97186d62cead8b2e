"""How a record is called once it cannot be looked up any more."""


def label_of(kind, row):
    """Code and title of a row, as the trail and the bin keep them."""
    return f"{getattr(row, kind.key)} {getattr(row, kind.title)}"
