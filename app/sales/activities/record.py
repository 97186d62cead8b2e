"""The description of an activity (sales.md §3.7)."""

from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.masters.responsible import RESPONSIBLE, SCOPE, check_owner, in_charge
from app.platform.search.asking import Condition
from app.records.kit.describing import Card, Coded, Field, Permissions, RecordType, State, register
from app.records.kit.filters import Filter, Option, choice_filter, state_filter
from app.sales import permissions, settings
from app.sales.activities.aliases import ALIASES
from app.sales.activities.model import PLAN, RESULT, Activity
from app.sales.activities.reaching import within

STATES = (State("active", _l("In use"), "done"), State("archived", _l("Archived"), "closed"))
STANDINGS = ((RESULT, _l("Result")), (PLAN, _l("Plan")))
KINDS = (
    ("visit", _l("Visit")),
    ("call", _l("Telephone call")),
    ("web", _l("Web meeting")),
    ("mail", _l("Mail")),
    ("received", _l("Visit to us")),
    ("internal", _l("Internal work")),
    ("other", _l("Other")),
)
REACTIONS = (
    ("", _l("not set")),
    ("good", _l("Went well")),
    ("even", _l("Neither way")),
    ("bad", _l("Went badly")),
    ("absent", _l("Not met")),
)
STANDING = Filter(
    "standing",
    _l("Plan or result"),
    (
        Option("", _l("All"), ()),
        Option(RESULT, _l("Result"), (Condition("standing", "in", (RESULT,)),)),
        Option(PLAN, _l("Plan"), (Condition("standing", "in", (PLAN,)),)),
    ),
)
KIND = Field(
    "kind",
    _l("Kind of activity"),
    "choice",
    choices=KINDS,
    default="visit",
    coded=Coded(frozenset({"mail"})),
)
BASICS = (
    Field("code", _l("Activity number"), "code", help=_l("Left empty it is the next number.")),
    Field("name", _l("Subject"), required=True, wide=True),
    Field(
        "standing",
        _l("Plan or result"),
        "choice",
        choices=STANDINGS,
        default=RESULT,
        tones={RESULT: "done", PLAN: "waiting"},
    ),
    KIND,
    Field("starts_at", _l("Starts at"), "datetime", required=True),
    Field("ends_at", _l("Ends at"), "datetime"),
    Field("place", _l("Place of the activity")),
)
WITH = (
    Field("partner_id", _l("Partner"), "link", link="partner"),
    Field("person_id", _l("Person met"), "link", link="person"),
    Field("opportunity_id", _l("Opportunity"), "link", link="opportunity"),
    Field("lead_id", _l("Lead"), "link", link="lead"),
    Field("campaign_id", _l("Campaign"), "link", link="campaign"),
)
WORDS = (
    Field("purpose", _l("Purpose"), longest=400),
    Field("content", _l("What was said"), "long", longest=8000),
    Field(
        "reaction",
        _l("How it went"),
        "choice",
        choices=REACTIONS,
        default="",
        tones={"good": "done", "bad": "problem", "absent": "waiting"},
        coded=Coded(),
    ),
)


def _check(values, row):
    first, last = (values.get(name, getattr(row, name, None)) for name in ("starts_at", "ends_at"))
    if first and last and last < first:
        raise Rejected("The end lies before the beginning.", "ends_at")
    check_owner(values, row)


def _derive(values, row):
    carried_out = row is not None and row.standing == PLAN and values.get("standing") == RESULT
    return in_charge(values, row) | ({"planned_at": row.starts_at} if carried_out else {})


ACTIVITY = register(
    RecordType(
        name="activity",
        model=Activity,
        label=_l("Sales activity"),
        plural=_l("Activities"),
        path="/activities",
        endpoint="sales.activities",
        icon="clipboard",
        cards=(
            Card(_l("Basics"), BASICS),
            Card(_l("With whom"), WITH),
            Card(_l("Contents"), WORDS),
            RESPONSIBLE,
        ),
        columns=("starts_at", "standing", "kind", "name", "partner_id", "person_id", "reaction", "owner_id"),
        sorts=("starts_at", "code"),
        order="-starts_at",
        permissions=Permissions(
            permissions.ACTIVITY_VIEW,
            permissions.ACTIVITY_EDIT,
            permissions.ACTIVITY_IMPORT,
            permissions.ACTIVITY_EXPORT,
            delete=permissions.ACTIVITY_DELETE,
        ),
        states=STATES,
        filters=(
            SCOPE,
            STANDING,
            choice_filter(KIND, _l("All")),
            state_filter(STATES, _l("State"), _l("In use")),
        ),
        placeholder=_l("Subject, contents, place"),
        aliases=ALIASES,
        uncopied=("standing", "reaction"),
        looks=((_l("Week"), "sales.weeks.index"),),
        actions="sales/activities/_actions.html",
        numbered=settings.ACTIVITY,
        check=_check,
        derive=_derive,
        private=True,
        insiders=("owner_id",),
        within=within,
        first_step=_l("Activities are your visits, calls and meetings, planned and done."),
    )
)
