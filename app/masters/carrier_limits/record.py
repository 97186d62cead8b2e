"""The description of a limit of a carrier."""

from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.masters import permissions
from app.masters.addresses.choosing import ANY_PREFECTURE, read_prefix
from app.masters.carrier_limits.aliases import ALIASES
from app.masters.carrier_limits.choices import CARRIERS
from app.masters.carrier_limits.model import CarrierLimit
from app.records.kit.describing import Card, Field, Permissions, RecordType, State, register
from app.records.kit.filters import choice_filter, state_filter

STATES = (State("active", _l("In use"), "done"), State("archived", _l("Archived"), "closed"))
CARRIER = Field("carrier", _l("Carrier"), "choice", choices=CARRIERS, default="")
BASICS = (
    Field("code", _l("Limit code"), "code", required=True),
    Field("name", _l("Limit name"), required=True, help=_l("The place, as you call it")),
    CARRIER,
)
PLACES = (
    Field(
        "postal_prefix",
        _l("Postal codes that begin with"),
        read=read_prefix,
        default="",
        help=_l("One to seven digits; empty for all."),
    ),
    Field("prefecture", _l("Prefecture"), "choice", choices=ANY_PREFECTURE, default=""),
    Field(
        "islands",
        _l("Islands only"),
        "bool",
        default=False,
        help=_l("Where parcels take a boat (our own list)."),
    ),
)
LIMITS = (
    Field("no_cod", _l("No cash on delivery"), "bool", default=False),
    Field("no_slot", _l("No time of day"), "bool", default=False),
    Field("no_cool", _l("No cool box"), "bool", default=False),
    Field("no_collect", _l("No freight collect"), "bool", default=False),
    Field("relay_fee", _l("Relay fee"), "yen", default=0, least=0, help=_l("Including tax, for each parcel")),
    Field("extra_days", _l("Additional days"), "number", default=0, least=0, most=60, suffix=_l("days")),
    Field("note", _l("Notes"), "long", longest=1000),
)
_SAYS = ("no_cod", "no_slot", "no_cool", "no_collect", "relay_fee", "extra_days")


def check_limit(values, row):
    """Refuse a limit that holds everywhere, and one that limits nothing."""

    def now(name):
        return values.get(name, getattr(row, name, None))

    if not (now("postal_prefix") or now("prefecture") or now("islands")):
        raise Rejected("Say where it holds: a postal code, a prefecture, or islands.", "postal_prefix")
    if not any(now(name) for name in _SAYS):
        raise Rejected("Say what is limited there: choose at least one.", "no_cod")


CARRIER_LIMIT = register(
    RecordType(
        name="carrier_limit",
        model=CarrierLimit,
        label=_l("Limit of a carrier"),
        plural=_l("Limits of carriers"),
        path="/carrier-limits",
        endpoint="masters.carrier_limits",
        icon="truck",
        cards=(
            Card(_l("Basics"), BASICS),
            Card(_l("Where it holds"), PLACES),
            Card(_l("What is limited"), LIMITS),
        ),
        columns=(
            "code",
            "name",
            "carrier",
            "postal_prefix",
            "islands",
            "no_cod",
            "no_slot",
            "no_cool",
            "relay_fee",
        ),
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
        filters=(
            choice_filter(CARRIER, _l("All carriers")),
            state_filter(STATES, _l("State"), _l("In use")),
        ),
        placeholder=_l("Code, name, postal code"),
        aliases=ALIASES,
        check=check_limit,
        first_step=_l(
            "Carriers publish where they take no cash, promise no time or ask a relay fee. Take in their list, or "
            "enter the places you send to."
        ),
    )
)
