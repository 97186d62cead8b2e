"""The description of a shop."""

from app.commerce import permissions
from app.commerce.channels.aliases import ALIASES
from app.commerce.channels.model import Channel
from app.kernel.i18n import _l
from app.records.kit.describing import Card, Field, Permissions, RecordType, State, register
from app.records.kit.filters import choice_filter, state_filter

STATES = (State("active", _l("In use"), "done"), State("archived", _l("Archived"), "closed"))
KIND = Field(
    "kind",
    _l("Mall or cart"),
    "choice",
    required=True,
    choices=(
        ("rakuten", _l("Rakuten Ichiba")),
        ("yahoo", _l("Yahoo! Shopping")),
        ("amazon", "Amazon"),
        ("shopify", "Shopify"),
        ("eccube4", "EC-CUBE 4"),
        ("nextengine", _l("NextEngine format")),
        ("futureshop", "futureshop"),
        ("colorme", _l("Color Me Shop")),
        ("makeshop", "MakeShop"),
        ("own", _l("Own standard format")),
        ("phone", _l("Telephone and fax")),
    ),
)

CHANNEL = register(
    RecordType(
        name="channel",
        model=Channel,
        label=_l("Shop"),
        plural=_l("Shops"),
        path="/channels",
        endpoint="commerce.channels",
        icon="cart",
        cards=(
            Card(
                _l("Basics"),
                (
                    Field("code", _l("Shop code"), "code", required=True),
                    Field("name", _l("Name of the shop"), required=True),
                    Field("kana", _l("Reading"), "kana", help=_l("In kana; lists are sorted by it.")),
                    KIND,
                    Field("account", _l("Account at the mall"), help=_l("Shop number, seller or store ID.")),
                    Field("note", _l("Notes"), "long", longest=2000),
                ),
            ),
            Card(
                _l("Sender on labels and papers"),
                (
                    Field("sender_name", _l("Sender's name"), longest=60),
                    Field("sender_postal", _l("Postal code"), longest=8),
                    Field("sender_address", _l("Postal address"), wide=True, longest=120),
                    Field("sender_building", _l("Building"), longest=60),
                    Field("sender_phone", _l("Telephone"), longest=20),
                    Field(
                        "from_prefecture",
                        _l("Prefecture the parcels start from"),
                        longest=4,
                        help=_l("Days on the way are counted from here."),
                    ),
                    Field("registration_number", _l("Invoice registration number"), longest=14),
                ),
            ),
            Card(
                _l("Mails"),
                (
                    Field("mail_from", _l("Sender address"), "email", longest=254),
                    Field("mail_signature", _l("Signature"), "long", longest=2000),
                ),
            ),
            Card(
                _l("Rules"),
                (
                    Field(
                        "foreign_papers",
                        _l("Papers of other shops may lie in its parcels"),
                        "bool",
                        default=False,
                        help=_l("Else its orders are never bundled with those of other shops."),
                    ),
                    Field(
                        "case_sensitive",
                        _l("Product codes tell small letters from capitals"),
                        "bool",
                        default=True,
                    ),
                    Field(
                        "line_price",
                        _l("Line prices in files are"),
                        "choice",
                        default="before_coupon",
                        choices=(
                            ("before_coupon", _l("before the coupon of the line")),
                            ("after_coupon", _l("after the coupon of the line")),
                        ),
                    ),
                    Field(
                        "retention_days",
                        _l("Days personal data is kept after shipping"),
                        "number",
                        default=0,
                        help=_l("0 keeps it. Some malls demand 30."),
                    ),
                ),
            ),
        ),
        columns=("code", "name", "kind", "account", "sender_name"),
        sorts=("code", "kana"),
        permissions=Permissions(
            permissions.CHANNEL_VIEW,
            permissions.CHANNEL_EDIT,
            permissions.CHANNEL_IMPORT,
            permissions.CHANNEL_EXPORT,
            delete=permissions.CHANNEL_DELETE,
            comment=permissions.CHANNEL_COMMENT,
        ),
        states=STATES,
        filters=(choice_filter(KIND, _l("All")), state_filter(STATES, _l("State"), _l("In use"))),
        placeholder=_l("Code, name, account"),
        aliases=ALIASES,
        first_step=_l("A shop is one account of a mall or cart. Orders come in through it."),
    )
)
