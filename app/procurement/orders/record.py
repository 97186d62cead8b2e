"""What lists, files and the time line know of an order; its pages are its own."""

from app.kernel import clock, context
from app.kernel.i18n import _l
from app.platform.search.asking import Condition
from app.procurement.orders import permissions
from app.procurement.orders.model import PurchaseOrder
from app.procurement.orders.queries import reach
from app.procurement.orders.standing import UNDER_WAY
from app.procurement.orders.wording import LAW_SCOPES, STATES
from app.records.kit.describing import Card, Field, Permissions, RecordType
from app.records.kit.documents import document
from app.records.kit.filters import Filter, Option

ALL = Option("", _l("All"), ())


def _states():
    named = [
        Option(code, label, (Condition("status", "in", (code,)),)) for code, (label, _tone) in STATES.items()
    ]
    return (ALL, Option("open", _l("All under way"), (Condition("status", "in", UNDER_WAY),)), *named)


def _mine():
    return (ALL, Option("1", _l("Mine"), (Condition("created_by_id", "in", (context.actor().id,)),)))


def _late():
    late = (Condition("due_on", "before", (clock.today(),)), Condition("status", "in", UNDER_WAY))
    return (ALL, Option("1", _l("Late only"), late))


def _overdue(day):
    return (_l("Late"), "problem") if day < clock.today() else None


_CONTENTS = (
    Field("number", _l("Order no."), "code"),
    Field("revision", _l("Revision"), "number"),
    Field("subject", _l("Subject"), required=True),
    Field("partner_id", _l("Supplier"), "link", link="partner"),
    Field(
        "status",
        _l("State"),
        "choice",
        choices=tuple((code, label) for code, (label, _tone) in STATES.items()),
        tones={code: tone for code, (_label, tone) in STATES.items()},
    ),
    Field("rfq_number", _l("Request no."), "code"),
    Field("organisation_id", _l("Department"), "link", link="organisation"),
    Field("created_by_id", _l("In charge"), "link", link="user"),
    Field("approved_by_id", _l("Approved by"), "link", link="user"),
)
_DAYS = (
    Field("ordered_on", _l("Order date"), "date"),
    Field("due_on", _l("Next delivery"), "date", flag=_overdue),
    Field("payment_on", _l("Day of payment"), "date"),
    Field("acknowledge_by", _l("Acknowledge until"), "date"),
    Field("issued_at", _l("Issued at"), "datetime"),
    Field("acknowledged_at", _l("Acknowledged"), "datetime"),
    Field("cancelled_at", _l("Cancelled at"), "datetime"),
    Field("created_at", _l("Created at"), "datetime"),
)
_TERMS = (
    Field("subtotal", _l("Total excl. tax"), "yen"),
    Field("tax", _l("Consumption tax"), "yen"),
    Field("total", _l("Total incl. tax"), "yen"),
    Field("delivery_place", _l("Place of delivery")),
    Field("inspection_days", _l("Days for inspection"), "number"),
    Field("payment_terms", _l("Terms of payment")),
    Field("payment_method", _l("Way of payment")),
    Field("law_scope", _l("Law"), "choice", choices=tuple(LAW_SCOPES.items())),
    Field("supplied_materials", _l("Materials supplied by us"), "long"),
    Field("undecided_items", _l("Not decided yet"), "long"),
    Field("remarks", _l("Remarks"), "long"),
    Field("memo", _l("Internal memo"), "long"),
    Field("cancel_reason", _l("Reason of the cancellation"), "long"),
)
ORDER = document(
    RecordType(
        name="order",
        model=PurchaseOrder,
        label=_l("Order"),
        plural=_l("Orders"),
        path="/orders",
        endpoint="procurement.orders",
        icon="cart",
        cards=(
            Card(_l("Order"), _CONTENTS, "contents"),
            Card(_l("Dates"), _DAYS, "dates"),
            Card(_l("Amount and terms"), _TERMS, "terms"),
        ),
        columns=("number", "subject", "partner_id", "status", "ordered_on", "due_on", "total"),
        sorts=("created_at",),
        order="-created_at",
        permissions=Permissions(
            permissions.VIEW,
            take_out=permissions.EXPORT,
            work=permissions.EDIT,
            comment=permissions.COMMENT,
        ),
        states=(),
        filters=(
            Filter("status", _l("State"), _states),
            Filter("mine", _l("Whose"), _mine),
            Filter("overdue", _l("Delivery"), _late),
        ),
        key="number",
        title="subject",
        placeholder=_l("Number, subject, supplier"),
        first_step=_l("Orders come from a choice of supplier, or are written by hand."),
        said=("reason",),
        within=lambda _model, actor: reach(actor),
        files="internal",
    )
)
