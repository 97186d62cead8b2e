"""The description of a payment method."""

from app.commerce import permissions
from app.commerce.payment_methods.model import PaymentMethod
from app.kernel.i18n import _l
from app.records.kit.describing import Card, Field, Permissions, RecordType, State, register
from app.records.kit.filters import choice_filter, state_filter

STATES = (State("active", _l("In use"), "done"), State("archived", _l("Archived"), "closed"))
KIND = Field(
    "kind",
    _l("Kind of payment"),
    "choice",
    required=True,
    choices=(
        ("card", _l("Credit card")),
        ("cod", _l("Cash on delivery")),
        ("prepay", _l("Paid before shipping")),
        ("postpay", _l("Paid after delivery")),
        ("invoice", _l("Paid by invoice")),
        ("points", _l("Points only")),
        ("wallet", _l("Wallet")),
        ("loan", _l("Loan")),
        ("other", _l("Other")),
    ),
    help=_l("Orders that are paid before shipping wait for the money."),
)

PAYMENT_METHOD = register(
    RecordType(
        name="payment_method",
        model=PaymentMethod,
        label=_l("Payment method"),
        plural=_l("Payment methods"),
        path="/payment-methods",
        endpoint="commerce.payment_methods",
        icon="wallet",
        cards=(
            Card(
                _l("Basics"),
                (
                    Field("code", _l("Payment code"), "code", required=True),
                    Field("name", _l("Payment name"), required=True),
                    KIND,
                    Field(
                        "names",
                        _l("What shops call it"),
                        "long",
                        longest=2000,
                        help=_l("One name a line. Orders with that name are paid this way."),
                    ),
                    Field("note", _l("Notes"), "long", longest=2000),
                ),
            ),
        ),
        columns=("code", "name", "kind", "names"),
        sorts=("code",),
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
        placeholder=_l("Code, name"),
        first_step=_l("The robot and the checks ask how an order is paid. Enter what your shops offer."),
    )
)
