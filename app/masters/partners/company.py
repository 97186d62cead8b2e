"""The card of what kind of company a partner is (sales.md §3.5)."""

from app.kernel.i18n import _l
from app.masters.partners.catalogue import INDUSTRIES
from app.records.kit.describing import Card, Coded, Field

UNKNOWN = ("", _l("not set"))
RANKS = (UNKNOWN, ("A", "A"), ("B", "B"), ("C", "C"), ("D", "D"))
LISTINGS = (
    UNKNOWN,
    ("prime", _l("Prime market")),
    ("standard", _l("Standard market")),
    ("growth", _l("Growth market")),
    ("other", _l("Another exchange")),
    ("unlisted", _l("Not listed")),
)
COMPANY = Card(
    _l("The company"),
    (
        Field("name_en", _l("Name in English")),
        Field("parent_id", _l("Parent company"), "link", link="partner"),
        Field("rank", _l("Rank of the account"), "choice", choices=RANKS, default="", coded=Coded()),
        Field(
            "industry", _l("Industry"), "choice", choices=(UNKNOWN, *INDUSTRIES), default="", coded=Coded()
        ),
        Field("employees", _l("Employees"), "number", least=0),
        Field("capital", _l("Capital"), "yen", least=0),
        Field("annual_sales", _l("Annual sales"), "yen", least=0),
        Field("listing", _l("Listed"), "choice", choices=LISTINGS, default="", coded=Coded()),
        Field("fiscal_month", _l("Year ends in month"), "number", least=1, most=12),
        Field("homepage", _l("Homepage"), "url", longest=400),
    ),
    collapsed=True,
)
