"""What the desk's list and its files know of a slip; its page is its own."""

import datetime as dt

from app.commerce import permissions
from app.commerce.payment_methods.record import KIND as PAYMENT_KIND
from app.commerce.slips import statuses
from app.commerce.slips.finding import begins, called, found_by, living_at, named
from app.commerce.slips.model import SLOTS, Slip
from app.commerce.slips.wording import (
    CARRIERS,
    SLOT_LABELS,
    prefecture_choices,
    shown_person,
)
from app.kernel import clock
from app.kernel.i18n import _l
from app.masters.products.travelling import TEMPERATURE_LABELS
from app.platform.search.asking import Condition
from app.records.kit.describing import Card, Field, Permissions, RecordType
from app.records.kit.documents import document
from app.records.kit.filters import Filter, Option
from app.records.kit.finding import BY_BEGINNING, EXACTLY, NOT_AT_ALL

ALL = Option("", _l("All"), ())
TONES = {one.name: one.tone for one in statuses.LABELS.values()}
STATES = tuple((one.name, one.label) for one in statuses.LABELS.values())


def _states():
    named_ones = [
        Option(one.name, one.label, (Condition("status", "in", (one.name,)),))
        for one in statuses.LABELS.values()
    ]
    return (
        Option("", _l("Everything to do"), (Condition("status", "in", statuses.OPEN),)),
        Option("all", _l("All"), ()),
        *named_ones,
    )


def _due():
    today = clock.today()
    return (
        ALL,
        Option(
            "today",
            _l("To leave by today"),
            (Condition("planned_on", "before", (today + dt.timedelta(days=1),)),),
        ),
        Option(
            "wished",
            _l("Wished by tomorrow"),
            (Condition("wished_on", "before", (today + dt.timedelta(days=2),)),),
        ),
    )


def _alerts():
    return (
        ALL,
        Option("red", _l("With red alerts"), (Condition("worst_alert", "in", ("red",)),)),
        Option("any", _l("With alerts"), (Condition("worst_alert", "in", ("red", "yellow")),)),
        Option("none", _l("Without alerts"), (Condition("worst_alert", "in", ("",)),)),
    )


def _wish(day):
    """How a wished day stands: past or today is red, tomorrow and the day after are named."""
    days = (day - clock.today()).days
    if days <= 0:
        return (_l("today or past"), "problem")
    return {1: (_l("tomorrow"), "waiting"), 2: (_l("the day after tomorrow"), "info")}.get(days)


_ORDER = (
    Field("order_number", _l("Order number of the shop"), "code"),
    Field("slip_no", _l("Slip"), "number"),
    Field("channel_id", _l("Shop"), "link", link="channel"),
    Field("ordered_at", _l("Ordered at"), "datetime"),
    Field("status", _l("State"), "choice", choices=STATES, tones=TONES),
    Field("payment_kind", _l("Kind of payment"), "choice", choices=PAYMENT_KIND.choices),
    Field("total", _l("Charged amount"), "yen"),
    Field("alert_count", _l("Alerts"), "number"),
    Field(
        "worst_alert", _l("Worst alert"), "choice",
        choices=(("red", _l("Red")), ("yellow", _l("Yellow"))), tones={"red": "problem", "yellow": "waiting"},
    ),
)  # fmt: skip
_RECIPIENT = (
    Field(
        "recipient", _l("Delivered to"), "sealed", write=shown_person, finds={"is": named, "starts": begins}
    ),
    Field(
        "phone_key",
        _l("Recipient's telephone"),
        "sealed",
        hidden=False,
        finds={"is": called},
        write=lambda _key: "",
    ),
    Field("address_key", _l("Recipient's address"), "sealed", finds={"is": living_at}, write=lambda _key: ""),
    Field("region", _l("Prefecture"), "choice", choices=prefecture_choices),
    Field("island", _l("Island"), "bool"),
    Field("gift", _l("Gift"), "bool"),
    Field("noshi", _l("Noshi")),
    Field("wrapping", _l("Wrapping")),
)
_PARCEL = (
    Field("planned_on", _l("Planned shipping day"), "date"),
    Field("wished_on", _l("Wished day"), "date", flag=_wish),
    Field("slot", _l("Wished time"), "choice", choices=tuple((one, SLOT_LABELS[one]) for one in SLOTS)),
    Field("carrier", _l("Carrier"), "choice", choices=CARRIERS),
    Field("service", _l("Service"), "code"),
    Field(
        "temperature",
        _l("Temperature"),
        "choice",
        choices=tuple(TEMPERATURE_LABELS.items()),
    ),
    Field("pieces", _l("Parcels"), "number"),
    Field("cod_amount", _l("To collect"), "yen"),
    Field("label_note", _l("Note on the label")),
    Field("shipped_on", _l("Shipped on"), "date"),
    Field("created_at", _l("Taken in at"), "datetime"),
)
SLIP = document(
    RecordType(
        name="slip",
        model=Slip,
        label=_l("Slip"),
        plural=_l("Order desk"),
        path="/slips",
        endpoint="commerce.slips",
        icon="clipboard",
        cards=(
            Card(_l("Order"), _ORDER, "order"),
            Card(_l("Delivered to"), _RECIPIENT, "recipient"),
            Card(_l("How it travels"), _PARCEL, "parcel"),
        ),
        columns=("order_number", "status", "worst_alert", "channel_id", "recipient", "region", "total", "payment_kind",
                 "wished_on", "ordered_at"),
        sorts=("ordered_at",),
        order="-ordered_at",
        permissions=Permissions(
            permissions.ORDER_VIEW, take_out=permissions.ORDER_EXPORT, work=permissions.ORDER_EDIT
        ),
        states=(),
        filters=(
            Filter("status", _l("State"), _states, searched="all"),
            Filter("alerts", _l("Alerts"), _alerts),
            Filter("due", _l("Day of leaving"), _due),
        ),
        key="order_number",
        title="order_number",
        placeholder=_l("Order number, telephone, mail, beginning of a name"),
        first_step=_l("Orders of your shops arrive here. Take in a file of orders to begin."),
        bar="commerce/desk/slips/_bar.html",
        discussed=False,
        found_by=found_by,
        search_help=(
            (EXACTLY, _l("telephone, e-mail, tracking number, whole name, whole address")),
            (BY_BEGINNING, _l("order number; names and readings from two letters")),
            (NOT_AT_ALL, _l("the middle of names and addresses, remarks, memos, goods")),
        ),
    )
)  # fmt: skip
