"""Why a formula is refused."""

from app.kernel.errors import Rejected


class BadFormula(Rejected):
    """A formula that cannot be kept; always beside the field `formula`."""

    def __init__(self, message, **values):
        super().__init__(message, "formula", **values)
