"""The description of a lead time."""

from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.masters import permissions
from app.masters.addresses.choosing import ANY_PREFECTURE, read_prefix
from app.masters.lead_times.aliases import ALIASES
from app.masters.lead_times.choices import SLOTS
from app.masters.lead_times.model import LeadTime
from app.records.kit.describing import Card, Field, Permissions, RecordType, State, register
from app.records.kit.filters import state_filter

STATES = (State("active", _l("In use"), "done"), State("archived", _l("Archived"), "closed"))
FIELDS = (
    Field("code", _l("Rule code"), "code", required=True),
    Field("name", _l("Rule name"), required=True),
    Field("origin", _l("Sent from"), "choice", choices=ANY_PREFECTURE, default=""),
    Field("destination", _l("Sent to"), "choice", choices=ANY_PREFECTURE, default=""),
    Field(
        "postal_prefix",
        _l("Postal codes that begin with"),
        read=read_prefix,
        default="",
        help=_l("One to seven digits; the longest that fits is used."),
    ),
    Field("days", _l("Days"), "number", required=True, default=1, least=0, most=60, suffix=_l("days")),
    Field(
        "earliest_slot",
        _l("Earliest time of day"),
        "choice",
        choices=SLOTS,
        default="",
        help=_l("On the last day; earlier times are not offered."),
    ),
    Field("note", _l("Notes"), "long", longest=1000),
)


def check_rule(values, row):
    """Refuse a rule that would hold for every parcel to everywhere."""

    def now(name):
        return values.get(name, getattr(row, name, ""))

    if not (now("origin") or now("destination") or now("postal_prefix")):
        raise Rejected(
            "Say where parcels come from, where they go, or how the postal code begins.", "destination"
        )


LEAD_TIME = register(
    RecordType(
        name="lead_time",
        model=LeadTime,
        label=_l("Days on the road"),
        plural=_l("Days on the road of parcels"),
        path="/lead-times",
        endpoint="masters.lead_times",
        icon="clock",
        cards=(Card(_l("Basics"), FIELDS),),
        columns=("code", "name", "origin", "destination", "postal_prefix", "days", "earliest_slot"),
        sorts=("code",),
        permissions=Permissions(
            permissions.DELIVERY_VIEW,
            permissions.DELIVERY_EDIT,
            permissions.DELIVERY_IMPORT,
            permissions.DELIVERY_EXPORT,
            delete=permissions.DELIVERY_DELETE,
            comment=permissions.DELIVERY_COMMENT,
        ),
        states=STATES,
        filters=(state_filter(STATES, _l("State"), _l("In use")),),
        placeholder=_l("Code, name, postal code"),
        aliases=ALIASES,
        check=check_rule,
        first_step=_l(
            "Without rows, parcels take one day to the same region or the next, two to far ones and three to "
            "islands. Enter what differs; the three numbers are in the settings."
        ),
    )
)
