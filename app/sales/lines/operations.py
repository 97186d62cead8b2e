"""Keeping the lines of an opportunity, and with them its amount."""

from sqlalchemy import delete

from app.kernel import clock
from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.kernel.ids import new_id
from app.platform.audit import record
from app.records.kit import keeping
from app.sales.lines.items import check
from app.sales.lines.queries import lines_of, sums_of
from app.sales.lines.spreading import spread
from app.sales.opportunities.model import OpportunityLine
from app.sales.opportunities.record import OPPORTUNITY

_KEPT = ("product_id", "name", "unit", "quantity", "list_price", "price", "cost", "amount", "gross")


def keep(opportunity, items, *, version):
    """These are its lines from now on; its amount and gross profit are their sums. Raises Rejected and Overtaken.

    The gross profit stays as it was while a line has no cost, the amount when no line is left.
    """
    _hold(opportunity, version)
    check(items)
    before = {line.id: line for line in lines_of(opportunity.id)}
    rows = [_row(opportunity, number, item, before.get(item.line_id)) for number, item in enumerate(items, 1)]
    session.execute(delete(OpportunityLine).where(OpportunityLine.opportunity_id == opportunity.id))
    for line in before.values():
        session.expunge(line)
    if rows:
        copy_in(OpportunityLine, rows)
    lines = lines_of(opportunity.id)
    _tell(opportunity, version, lines, sums_of(lines))


def share_out(opportunity, line, months, *, version):
    """Set what a line brings in each of its months; they have to come to its amount."""
    _hold(opportunity, version)
    if months.keys() != line.months.keys():
        raise keeping.Overtaken("The months of this line have changed in the meantime. Look at it again.")
    left = line.amount - sum(months.values())
    if left:
        raise Rejected("The months come to %(sum)s yen, the line to %(amount)s yen.", None,
                       sum=f"{line.amount - left:,}", amount=f"{line.amount:,}")  # fmt: skip
    line.months = months
    session.flush()
    _tell(opportunity, version, lines_of(opportunity.id), None)


def _hold(opportunity, version):
    session.refresh(opportunity, with_for_update=True)
    if opportunity.version != version:
        raise keeping.Overtaken(
            "Somebody else has saved this record in the meantime. Compare, then save again."
        )


def _row(opportunity, number, item, before):
    row = {name: getattr(item, name) for name in _KEPT}
    months = spread(item.amount, item.months)
    if before is not None and before.amount == item.amount and before.months.keys() == months.keys():
        months = before.months
    return row | {
        "id": before.id if before is not None else new_id(),
        "opportunity_id": opportunity.id,
        "line_no": number,
        "months": months,
    }


def _tell(opportunity, version, lines, sums):
    """Bring the opportunity to the sums of its lines, and say in its trail what it consists of now."""
    values = {}
    if sums is not None and lines:
        values = {"amount": sums.amount} | ({} if sums.gross is None else {"gross": sums.gross})
    if not keeping.change(OPPORTUNITY, opportunity, values, version=version):
        opportunity.version, opportunity.changed_at = version + 1, clock.now()
        session.flush()
    words = ", ".join(f"{line.name} × {line.quantity.normalize():f}" for line in lines) or "—"
    label = f"{opportunity.code} {opportunity.name}"
    record("opportunity.lines_changed", opportunity, label=label, lines=words[:400])
