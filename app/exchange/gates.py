"""Where the two sides register what they do with an envelope: a gate that may refuse, a projection that files it.

Both run inside the sender's transaction, acting for the recipient. Signature of both: `f(case, envelope, body)`.
"""

_gates, _projections = {}, {}


def gate(kind, side):
    """Decorator: `side` ('buyer' or 'supplier') checks a received `kind` here; it raises Rejected to refuse."""

    def register(function):
        _gates[kind, side] = function
        return function

    return register


def projection(kind, side):
    """Decorator: `side` files a received `kind` here (its "received RFQs" row and so on)."""

    def register(function):
        _projections[kind, side] = function
        return function

    return register


def gate_of(kind, side):
    """The gate; an envelope whose recipient has none is refused by `post` (default deny)."""
    return _gates.get((kind, side))


def projection_of(kind, side):
    """The projection, or None when there is nothing to file."""
    return _projections.get((kind, side))
