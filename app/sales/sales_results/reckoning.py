"""What follows from the figures of a sale. Pure."""


def gross_of(values, row):
    """`{"gross": yen}` where nobody said it: the amount less the cost. Empty when there is no cost."""

    def now(name, among=values):
        return among.get(name, getattr(row, name, None) if row is not None else None)

    amount, cost = now("amount"), now("cost")
    if amount is None or cost is None or not _unsaid(values, row):
        return {}
    return {"gross": amount - cost}


def _unsaid(values, row):
    """Whether the gross profit is empty, or stands as it was worked out before."""
    said = values.get("gross", getattr(row, "gross", None) if row is not None else None)
    if said is None:
        return True
    if row is None or said != row.gross or row.amount is None or row.cost is None:
        return False
    return row.gross == row.amount - row.cost
