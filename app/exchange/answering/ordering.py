"""From what was typed to an acknowledgement, a change request or a delivery note."""

from app.exchange.bodies import Acknowledgement, DeliveryLine, DeliveryNote, WishedChange
from app.kernel.errors import Rejected


def acknowledgement_body(number, revision, comment=""):
    """注文請書: the order is accepted as issued."""
    return Acknowledgement(
        order_number=number, order_revision=revision, answer="accepted", comment=comment.strip()
    )


def change_body(order, number, revision, wishes, comment):
    """What the supplier would rather have. `order`: bodies.Order; `wishes`: `{line_id: {field: value}}`.

    Fields are delivery_on, price, quantity; what equals the order is no wish. Raises Rejected when nothing is left.
    """
    changes = []
    for line in order.lines:
        wished = {
            name: value
            for name, value in wishes.get(line.line_id, {}).items()
            if value is not None and value != getattr(line, name)
        }
        if wished:
            changes.append(WishedChange(line_id=line.line_id, **wished))
    if not changes and not comment.strip():
        raise Rejected(
            "Enter what should change: a date, a price, a quantity, or say it in words.", field="comment"
        )
    return Acknowledgement(
        order_number=number,
        order_revision=revision,
        answer="change_requested",
        comment=comment.strip(),
        changes=changes,
    )


def delivery_body(order_number, quantities, *, supplier_number, shipped_on, **facts):
    """納品書. `quantities`: `{line_id: (quantity, lot)}`, empty ones left out; `facts` arrives_on, carrier, tracking,
    remarks. Raises Rejected when nothing is shipped or a quantity is not above zero.
    """
    lines = []
    for place, (line_id, (quantity, lot)) in enumerate(quantities.items()):
        if quantity is None:
            continue
        if quantity <= 0:
            raise Rejected("Enter a quantity above zero.", field=f"lines-{place}-quantity")
        lines.append(DeliveryLine(line_id=line_id, quantity=quantity, lot=lot or ""))
    if not lines:
        raise Rejected("Enter how much you ship.")
    return DeliveryNote(
        order_number=order_number,
        supplier_number=supplier_number,
        shipped_on=shipped_on,
        lines=lines,
        **facts,
    )
