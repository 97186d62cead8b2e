"""The description of an opportunity (sales.md §3.6)."""

from app.kernel.i18n import _l
from app.masters.responsible import RESPONSIBLE, SCOPE, in_charge
from app.platform.search.asking import Condition
from app.records.kit.describing import Card, Coded, Field, Permissions, RecordType, State, register
from app.records.kit.filters import Filter, Option, choice_filter, state_filter
from app.sales import permissions, settings
from app.sales.opportunities.aliases import ALIASES
from app.sales.opportunities.choices import FORECAST_TONES, FORECASTS, ORDER_TYPES, REASONS, SOURCES
from app.sales.opportunities.closing import check, follow
from app.sales.opportunities.model import Opportunity
from app.sales.opportunities.staying import keep_stays

STATES = (State("active", _l("In use"), "done"), State("archived", _l("Archived"), "closed"))
STANDING = Filter(
    "standing",
    _l("Outcome"),
    (
        Option("", _l("Open business"), (Condition("standing", "in", ("open",)),)),
        Option("won", _l("Won"), (Condition("standing", "in", ("won",)),)),
        Option("lost", _l("Lost"), (Condition("standing", "in", ("lost",)),)),
        Option("all", _l("All"), ()),
    ),
)
FORECAST = Field(
    "forecast", _l("Forecast"), "choice", choices=FORECASTS, default="pipeline", tones=FORECAST_TONES
)
BASICS = (
    Field("code", _l("Opportunity number"), "code", help=_l("Left empty it is the next number.")),
    Field("name", _l("Name of the opportunity"), required=True, wide=True),
    Field("partner_id", _l("Partner"), "link", link="partner", required=True),
    Field("person_id", _l("Contact there"), "link", link="person"),
    Field("end_user_id", _l("End user"), "link", link="partner"),
    Field("phase_id", _l("Phase"), "link", link="phase", required=True),
    Field(
        "probability",
        _l("Probability"),
        "percent",
        default=0,
        least=0,
        most=100,
        suffix="%",
        help=_l("Left at 0 it is that of the phase."),
    ),
    FORECAST,
    Field("expected_on", _l("Order expected on"), "date", required=True),
    Field("sales_on", _l("Sale expected on"), "date"),
    Field("amount", _l("Expected amount"), "yen", default=0, least=0),
    Field("gross", _l("Expected gross profit"), "yen"),
)
NEXT = (
    Field("next_step", _l("Next step")),
    Field("next_on", _l("Next step on"), "date"),
    Field("description", _l("Description"), "long", longest=4000),
)
BACKGROUND = (
    Field("order_type", _l("Type of order"), "choice", choices=ORDER_TYPES, default="new", coded=Coded()),
    Field(
        "source",
        _l("How it began"),
        "choice",
        choices=SOURCES,
        default="",
        coded=Coded(frozenset({"campaign"})),
    ),
    Field("campaign_id", _l("Campaign"), "link", link="campaign"),
    Field("competitor", _l("Competitor")),
)
OUTCOME = (
    Field("reason", _l("Why won or lost"), "choice", choices=REASONS, default="", coded=Coded()),
    Field("reason_note", _l("Reason in words"), "long", longest=1000),
    Field("closed_on", _l("Won or lost on"), "date"),
)


def _derive(values, row):
    named = {"first_expected_on": values["expected_on"]} if row is None and values.get("expected_on") else {}
    return in_charge(values, row) | follow(values, row) | named


OPPORTUNITY = register(
    RecordType(
        name="opportunity",
        model=Opportunity,
        label=_l("Opportunity"),
        plural=_l("Opportunities"),
        path="/opportunities",
        endpoint="sales.opportunities",
        icon="handshake",
        cards=(
            Card(_l("Basics"), BASICS),
            Card(_l("What comes next"), NEXT),
            Card(_l("Background"), BACKGROUND, collapsed=True),
            Card(_l("Outcome"), OUTCOME, collapsed=True),
            RESPONSIBLE,
        ),
        columns=(
            "name",
            "partner_id",
            "phase_id",
            "amount",
            "expected_on",
            "forecast",
            "next_on",
            "owner_id",
        ),
        sorts=("expected_on", "code"),
        permissions=Permissions(
            permissions.OPPORTUNITY_VIEW,
            permissions.OPPORTUNITY_EDIT,
            permissions.OPPORTUNITY_IMPORT,
            permissions.OPPORTUNITY_EXPORT,
            delete=permissions.OPPORTUNITY_DELETE,
            comment=permissions.OPPORTUNITY_COMMENT,
        ),
        states=STATES,
        filters=(
            SCOPE,
            STANDING,
            choice_filter(FORECAST, _l("All")),
            state_filter(STATES, _l("State"), _l("In use")),
        ),
        placeholder=_l("Number, name, next step"),
        aliases=ALIASES,
        uncopied=("phase_id", "reason", "reason_note", "closed_on", "next_step", "next_on"),
        actions="sales/opportunities/_actions.html",
        numbered=settings.OPPORTUNITY,
        looks=((_l("Board"), "sales.boards.index"), (_l("Outlook"), "sales.forecasts.index")),
        check=check,
        derive=_derive,
        before_change=keep_stays,
        sentences={"opportunity.lines_changed": _l("changed the product lines: %(lines)s")},
        private=True,
        insiders=("owner_id",),
        first_step=_l(
            "An opportunity is business that may come. Enter it, then move it along by its phases."
        ),
    )
)
