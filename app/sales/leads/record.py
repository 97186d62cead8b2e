"""The description of a lead (sales.md §3.3)."""

from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.masters.responsible import RESPONSIBLE, SCOPE, check_owner, in_charge
from app.records.kit.describing import Alike, Card, Coded, Field, Permissions, RecordType, State, register
from app.records.kit.filters import choice_filter, state_filter
from app.sales import permissions, settings
from app.sales.leads.aliases import ALIASES
from app.sales.leads.model import Lead

STATES = (
    State("active", _l("New lead"), "draft"),
    State("following", _l("Being followed"), "info"),
    State("nurturing", _l("Being nurtured"), "waiting"),
    State("converted", _l("Became business"), "done"),
    State("unfit", _l("Not for us"), "closed"),
    State("duplicate", _l("Twice"), "closed"),
    State("archived", _l("Archived"), "closed"),
)
SOURCES = (
    ("", _l("not set")),
    ("campaign", _l("Campaign")),
    ("web", _l("Website")),
    ("card", _l("Business card")),
    ("phone", _l("Telephone call")),
    ("referral", _l("Referral")),
    ("other", _l("Other")),
)
RATINGS = (("", _l("not set")), ("A", "A"), ("B", "B"), ("C", "C"), ("D", "D"))
RATING = Field(
    "rating",
    _l("Rating"),
    "choice",
    choices=RATINGS,
    default="",
    tones={"A": "done", "B": "info", "C": "waiting", "D": "closed"},
    coded=Coded(),
)
BASICS = (
    Field("code", _l("Lead number"), "code", help=_l("Left empty it is the next number.")),
    Field("name", _l("Name of the person"), required=True),
    Field("kana", _l("Reading"), "kana", help=_l("In kana; lists are sorted by it.")),
    Field("company", _l("Company name")),
    Field("department", _l("Department of the person")),
    Field("title", _l("Title")),
    Field("email", _l("Mail address"), "email"),
    Field("phone", _l("Telephone"), longest=40),
    Field("postal_code", _l("Postal code"), longest=10),
    Field("address", _l("Postal address"), wide=True, longest=400),
)
INTEREST = (
    Field(
        "source", _l("Where from"), "choice", choices=SOURCES, default="", coded=Coded(frozenset({"card"}))
    ),
    Field("campaign_id", _l("Campaign"), "link", link="campaign"),
    RATING,
    Field("interest", _l("Interested in"), "long", longest=2000),
    Field("money", _l("Their budget")),
    Field("authority", _l("Who decides")),
    Field("need", _l("What they need")),
    Field("timing", _l("When they need it")),
    Field("unfit_because", _l("Why not for us")),
    Field("note", _l("Notes"), "long", longest=2000),
)
CONSENT = (
    Field("consented_on", _l("Agreed to mails on"), "date"),
    Field("consent_by", _l("How they agreed")),
    Field("refused_on", _l("Took it back on"), "date"),
)


def _check(values, row):
    check_owner(values, row)
    email, phone = (values.get(name, getattr(row, name, "")) for name in ("email", "phone"))
    company = values.get("company", getattr(row, "company", ""))
    if not (email or phone or company):
        raise Rejected(
            "Enter a company, a mail address or a telephone number, to follow the lead.",
            "company",
        )


LEAD = register(
    RecordType(
        name="lead",
        model=Lead,
        label=_l("Lead"),
        plural=_l("Leads"),
        path="/leads",
        endpoint="sales.leads",
        icon="target",
        cards=(
            Card(_l("Basics"), BASICS),
            Card(_l("Interest"), INTEREST),
            Card(_l("Consent to mails"), CONSENT, collapsed=True),
            RESPONSIBLE,
        ),
        columns=("name", "company", "rating", "source", "campaign_id", "phone", "owner_id"),
        sorts=("kana", "code"),
        order="-code",
        permissions=Permissions(
            permissions.LEAD_VIEW,
            permissions.LEAD_EDIT,
            permissions.LEAD_IMPORT,
            permissions.LEAD_EXPORT,
            delete=permissions.LEAD_DELETE,
            comment=permissions.LEAD_COMMENT,
        ),
        states=STATES,
        filters=(
            SCOPE,
            choice_filter(RATING, _l("All")),
            state_filter(STATES, _l("State"), _l("Not archived")),
        ),
        placeholder=_l("Name, reading, company, telephone"),
        aliases=ALIASES,
        alike=(
            Alike("email", "mail"),
            Alike("phone", "phone", strong=False),
            Alike("name", "name", strong=False),
        ),
        uncopied=("email", "phone", "consented_on", "consent_by", "refused_on", "unfit_because"),
        numbered=settings.LEAD,
        check=_check,
        derive=in_charge,
        actions="sales/leads/_actions.html",
        first_step=_l(
            "Leads are people who may become customers: from an exhibition, the website or a business card."
        ),
    )
)
