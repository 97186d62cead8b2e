"""The choices of a person's fields (sales.md §3.4)."""

from app.kernel.i18n import _l

GRADES = (
    ("", _l("not set")),
    ("board", _l("Board member")),
    ("division", _l("Head of division")),
    ("section", _l("Head of section")),
    ("lead", _l("Group leader")),
    ("staff", _l("Staff")),
)
ROLES = (
    ("", _l("not set")),
    ("decider", _l("Decides")),
    ("influencer", _l("Has influence")),
    ("window", _l("First contact")),
    ("user", _l("Uses it")),
    ("opponent", _l("Is against it")),
)
STRENGTHS = (
    ("", _l("not set")),
    ("close", _l("Close relationship")),
    ("regular", _l("Regular contact")),
    ("acquainted", _l("Met once")),
)
