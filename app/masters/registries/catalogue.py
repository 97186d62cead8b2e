"""Codes of the registries in words."""

from app.kernel.i18n import _l

CLOSINGS = {
    "01": _l("wound up"),
    "11": _l("merged into another company"),
    "21": _l("closed by the registrar"),
    "31": _l("struck off"),
}
"""閉鎖等の事由 of the National Tax Agency (from memory)."""
NOTHING = ("", "Null", "null", "NULL")
"""gBizINFO says the word where it has nothing."""
