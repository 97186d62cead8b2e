"""A pattern and its marks in words."""

from app.kernel.i18n import _l
from app.trade.rulebooks.patterns import pattern_called

DIRECTIONS = {"export": _l("Export shipment"), "import": _l("Import shipment")}
MARK_WORDS = {"W": _l("Read and write"), "R": _l("May read only"), "-": _l("No access")}


def pattern_words(pattern):
    """The labels of a Pattern's four axes."""
    return [
        DIRECTIONS[pattern.direction],
        pattern.load_type,
        _l("With an intermediary") if pattern.brokered else _l("Without an intermediary"),
        _l("With a coastal leg") if pattern.coastal else _l("Without a coastal leg"),
    ]


def words_of(pattern_name):
    """The labels of the pattern of a stored name."""
    return pattern_words(pattern_called(pattern_name))
