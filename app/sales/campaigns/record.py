"""The description of a campaign (sales.md §3.2)."""

from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.masters.responsible import RESPONSIBLE, SCOPE, check_owner, in_charge
from app.records.kit.describing import Card, Coded, Field, Permissions, RecordType, State, register
from app.records.kit.filters import choice_filter, state_filter
from app.sales import permissions, settings
from app.sales.campaigns.aliases import ALIASES
from app.sales.campaigns.model import Campaign

STATES = (
    State("active", _l("Being planned"), "draft"),
    State("running", _l("Running"), "info"),
    State("ended", _l("Over"), "done"),
    State("stopped", _l("Called off"), "problem"),
    State("archived", _l("Archived"), "closed"),
)
KIND = Field(
    "kind",
    _l("Kind of campaign"),
    "choice",
    required=True,
    choices=(
        ("exhibition", _l("Exhibition")),
        ("seminar", _l("Seminar")),
        ("mail", _l("Mailing")),
        ("web", _l("Web advertising")),
        ("post", _l("Direct mail by post")),
        ("referral", _l("Referral")),
        ("other", _l("Other")),
    ),
    coded=Coded(),
)
BASICS = (
    Field("code", _l("Campaign number"), "code", help=_l("Left empty it is the next number.")),
    Field("name", _l("Name of the campaign"), required=True, wide=True),
    KIND,
    Field("starts_on", _l("First day"), "date", required=True),
    Field("ends_on", _l("Last day"), "date"),
    Field("place", _l("Place or venue")),
    Field("url", _l("Page on the web"), "url", longest=400),
    Field("parent_id", _l("Part of"), "link", link="campaign"),
    Field("description", _l("Description"), "long", longest=4000),
)
MONEY = (
    Field("budget", _l("Budget"), "yen", least=0),
    Field("cost", _l("Actual cost"), "yen", least=0),
    Field("wanted_leads", _l("Leads wanted"), "number", least=0),
    Field("wanted_revenue", _l("Revenue wanted"), "yen", least=0),
)


def _check(values, row):
    check_owner(values, row)

    def now(name):
        return values.get(name, getattr(row, name, None))

    first, last = now("starts_on"), now("ends_on")
    if first and last and last < first:
        raise Rejected("The last day lies before the first.", "ends_on")
    if row is not None and values.get("parent_id") == row.id:
        raise Rejected("A campaign is no part of itself.", "parent_id")


CAMPAIGN = register(
    RecordType(
        name="campaign",
        model=Campaign,
        label=_l("Campaign"),
        plural=_l("Campaigns"),
        path="/campaigns",
        endpoint="sales.campaigns",
        icon="megaphone",
        cards=(Card(_l("Basics"), BASICS), Card(_l("Money and aims"), MONEY), RESPONSIBLE),
        columns=("code", "name", "kind", "starts_on", "ends_on", "budget", "cost", "owner_id"),
        sorts=("starts_on", "code"),
        order="-starts_on",
        permissions=Permissions(
            permissions.CAMPAIGN_VIEW,
            permissions.CAMPAIGN_EDIT,
            permissions.CAMPAIGN_IMPORT,
            permissions.CAMPAIGN_EXPORT,
            delete=permissions.CAMPAIGN_DELETE,
            comment=permissions.CAMPAIGN_COMMENT,
        ),
        states=STATES,
        filters=(
            SCOPE,
            choice_filter(KIND, _l("All")),
            state_filter(STATES, _l("State"), _l("Not archived")),
        ),
        placeholder=_l("Number, name, place"),
        aliases=ALIASES,
        uncopied=("cost",),
        numbered=settings.CAMPAIGN,
        check=_check,
        derive=in_charge,
        first_step=_l(
            "A campaign is an exhibition, a seminar or a mailing. Leads name where they come from."
        ),
    )
)
