"""The description of a contract with a carrier."""

from app.commerce.carriers import permissions
from app.commerce.carriers.aliases import ALIASES
from app.commerce.carriers.choices import COD_KINDS, GIFT_SENDERS, PACKINGS, SENDERS, SIZES, SYSTEMS, services
from app.commerce.carriers.model import CarrierAccount
from app.commerce.carriers.operations import check_account
from app.kernel.i18n import _l
from app.records.kit.describing import Card, Field, Permissions, RecordType, State, register
from app.records.kit.filters import choice_filter, state_filter

STATES = (State("active", _l("In use"), "done"), State("archived", _l("Archived"), "closed"))
SYSTEM = Field("system", _l("System of labels"), "choice", required=True, choices=SYSTEMS)
BASICS = (
    Field("code", _l("Contract code"), "code", required=True),
    Field("name", _l("Name of the contract"), required=True),
    Field("kana", _l("Reading"), "kana", help=_l("In kana; lists are sorted by it.")),
    SYSTEM,
    Field(
        "service",
        _l("Service unless the slip names one"),
        "choice",
        required=True,
        choices=services,
        help=_l("Must be one that the chosen system writes."),
    ),
    Field("note", _l("Notes"), "long", longest=2000),
)
CODES = (
    Field(
        "customer_code",
        _l("Customer code"),
        longest=12,
        help=_l("As the carrier gave it to you; 12 digits at Yamato and Sagawa, 11 at Seino."),
    ),
    Field("billing_group", _l("Billing group (B2)"), longest=3),
    Field("freight_number", _l("Freight number (B2)"), longest=2, default="01"),
    Field("office_code", _l("Starting office (Seino)"), longest=4),
    Field("packing", _l("Kind of packing (Sagawa)"), "choice", default="001", choices=PACKINGS),
    Field("cod_kind", _l("How money is collected (Sagawa)"), "choice", default="1", choices=COD_KINDS),
    Field("form_code", _l("Code of the printed form (Yu-Pack Print R)"), longest=10, default="1100780"),
    Field("size", _l("Size (Yu-Pack)"), "choice", default="060", choices=SIZES),
    Field("weight", _l("Weight of a parcel (freight)"), "number", default=0, least=0, most=9999, suffix="kg"),
    Field(
        "cubic", _l("Volume of a parcel (freight)"), "number", default=0, least=0, most=999, suffix=_l("sai")
    ),
)
SENDER = (
    Field("sender", _l("Sender"), "choice", default="shop", choices=SENDERS),
    Field(
        "gift_sender",
        _l("Sender of gifts"),
        "choice",
        default="buyer",
        choices=GIFT_SENDERS,
        help=_l("No amount ever stands on the label of a gift."),
    ),
    Field("sender_name", _l("Sender's name"), longest=60),
    Field("sender_kana", _l("Sender's reading"), "kana", longest=60),
    Field("sender_postal", _l("Postal code"), longest=8),
    Field("sender_address", _l("Postal address"), wide=True, longest=120),
    Field("sender_building", _l("Building"), longest=60),
    Field("sender_phone", _l("Telephone"), longest=20),
)
FILES = (
    Field(
        "simplify",
        _l("Replace letters that printers leave blank"),
        "bool",
        default=False,
        help=_l("On the label alone."),
    ),
    Field("seals", _l("Seals for day, hours, cold and money (Sagawa)"), "bool", default=True),
    Field(
        "header",
        _l("Names of the columns in the first row"),
        "bool",
        default=True,
        help=_l("The carrier's system must skip it: in B2 the reading starts with row 2."),
    ),
    Field(
        "amazon_code",
        _l("What Amazon calls this carrier"),
        longest=40,
        help=_l(
            "As in the template of your seller account. Empty: the usual code, or Other with the carrier's name."
        ),
    ),
    Field(
        "yahoo_method", _l("What Yahoo calls this way of shipping"), longest=40, help=_l("Such as postage1.")
    ),
)

CARRIER_ACCOUNT = register(
    RecordType(
        name="carrier_account",
        model=CarrierAccount,
        label=_l("Contract with a carrier"),
        plural=_l("Contracts with carriers"),
        path="/carrier-accounts",
        endpoint="commerce.carriers",
        icon="truck",
        cards=(
            Card(_l("Basics"), BASICS),
            Card(_l("Codes of the contract"), CODES),
            Card(_l("Sender on labels"), SENDER),
            Card(_l("Files"), FILES),
        ),
        columns=("code", "name", "system", "service", "customer_code"),
        sorts=("code", "kana"),
        permissions=Permissions(
            permissions.VIEW,
            permissions.EDIT,
            permissions.IMPORT,
            permissions.EXPORT,
            delete=permissions.DELETE,
            comment=permissions.COMMENT,
        ),
        states=STATES,
        filters=(choice_filter(SYSTEM, _l("All")), state_filter(STATES, _l("State"), _l("In use"))),
        placeholder=_l("Code, name, customer code"),
        aliases=ALIASES,
        check=check_account,
        first_step=_l("Enter the contract with your carrier once; labels are written for it."),
    )
)
