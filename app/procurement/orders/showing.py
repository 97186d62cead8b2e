"""What every page about one order shows around its own content."""

from app.access.users.queries import names_of
from app.approvals.queries import drawing_of
from app.kernel import clock
from app.masters.accounts.catalogue import purchase_accounts
from app.masters.taxes.rates import tax_rates
from app.procurement.orders.comparing import differences
from app.procurement.orders.paying import paid_too_late
from app.procurement.orders.wording import CHANGES, FIELDS, LAW_SCOPES, OUTCOMES, STATES


def order_page(order, tab):
    """Values of `procurement/orders/page.html` for an order (`whole_orders`) and the open tab's name."""
    change = order.open_change
    return {
        "order": order,
        "tab": tab,
        "state": STATES[order.status],
        "states_of_changes": CHANGES,
        "outcomes": OUTCOMES,
        "law": LAW_SCOPES[order.law_scope],
        "change": change,
        "differences": differences(order, change) if change else [],
        "fields": FIELDS,
        "accounts": dict(purchase_accounts()),
        "rates": {code: str(row.label) for code, row in tax_rates(clock.today()).items()},
        "late": paid_too_late(order) if order.status in ("draft", "in_approval", "approved") else [],
        "approval": drawing_of(order.id),
        "people": names_of([order.created_by_id, order.approved_by_id]),
    }
