"""A pattern in words."""

from app.kernel.i18n import _l

DIRECTIONS = {"export": _l("Export shipment"), "import": _l("Import shipment")}


def pattern_words(pattern):
    """The labels of a Pattern's four axes."""
    return [
        DIRECTIONS[pattern.direction],
        pattern.load_type,
        _l("With an intermediary") if pattern.brokered else _l("Without an intermediary"),
        _l("With a coastal leg") if pattern.coastal else _l("Without a coastal leg"),
    ]
