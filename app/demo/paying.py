"""Invoice, check, approval, journals."""


def play(order, day):
    """Nothing yet."""
