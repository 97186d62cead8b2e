"""The description of a sales result (sales.md §12)."""

from app.kernel.i18n import _l
from app.masters.responsible import RESPONSIBLE, SCOPE, department_follows
from app.platform.search.asking import Condition
from app.records.kit.describing import Card, Field, Permissions, RecordType, State, register
from app.records.kit.filters import Filter, Option, state_filter
from app.records.lists.operators import stretch
from app.sales import permissions
from app.sales.sales_results.aliases import ALIASES
from app.sales.sales_results.model import SalesResult
from app.sales.sales_results.reckoning import gross_of

STATES = (State("active", _l("In use"), "done"), State("archived", _l("Archived"), "closed"))
SALE = (
    Field("code", _l("Sales number"), "code", required=True),
    Field("sold_on", _l("Sold on"), "date", required=True),
    Field("partner_id", _l("Partner"), "link", link="partner", required=True),
    Field("product_id", _l("Product"), "link", link="product"),
    Field("category_id", _l("Category"), "link", link="category"),
    Field("quantity", _l("Quantity"), "decimal"),
    Field("unit_price", _l("Unit price"), "price"),
    Field(
        "amount",
        _l("Sales amount"),
        "yen",
        required=True,
        help=_l("In yen without tax; negative for returns."),
    ),
    Field("cost", _l("Cost of sales"), "yen"),
    Field("gross", _l("Gross profit"), "yen", help=_l("Left empty it is the amount less the cost.")),
)
SLIP = (
    Field("opportunity_id", _l("Opportunity"), "link", link="opportunity"),
    Field("slip_no", _l("Slip number"), longest=40),
    Field("line_no", _l("Line of the slip"), "number", least=0),
    Field("note", _l("Remarks"), wide=True, longest=400),
)


def _periods():
    def days(word):
        first, after = stretch(word)
        return Condition("sold_on", "from", (first,)), Condition("sold_on", "before", (after,))

    words = (
        ("month", "this-month", _l("this month")),
        ("last-month", "last-month", _l("last month")),
        ("year", "this-fiscal-year", _l("this fiscal year")),
        ("last-year", "last-fiscal-year", _l("last fiscal year")),
    )
    return (Option("", _l("All"), ()), *(Option(name, label, days(word)) for name, word, label in words))


def _derive(values, row):
    return department_follows(values, row) | gross_of(values, row)


SALES_RESULT = register(
    RecordType(
        name="sales_result",
        model=SalesResult,
        label=_l("Sales result"),
        plural=_l("Sales results"),
        path="/sales-results",
        endpoint="sales.sales_results",
        icon="yen",
        cards=(Card(_l("Sale"), SALE), Card(_l("Slip"), SLIP), RESPONSIBLE),
        columns=("code", "sold_on", "partner_id", "product_id", "quantity", "amount", "gross", "owner_id"),
        sorts=("sold_on", "code"),
        order="-sold_on",
        title="slip_no",
        permissions=Permissions(
            permissions.SALES_RESULT_VIEW,
            permissions.SALES_RESULT_EDIT,
            permissions.SALES_RESULT_IMPORT,
            permissions.SALES_RESULT_EXPORT,
            delete=permissions.SALES_RESULT_DELETE,
            comment=permissions.SALES_RESULT_COMMENT,
        ),
        states=STATES,
        filters=(
            SCOPE,
            Filter("period", _l("Period"), _periods),
            state_filter(STATES, _l("State"), _l("In use")),
        ),
        placeholder=_l("Sales number, slip number, remarks"),
        aliases=ALIASES,
        derive=_derive,
        spanned="sold_on",
        key_parts=("slip_no", "line_no"),
        first_step=_l("Sales results are what was sold. Take in the file of a month from your core system."),
    )
)
