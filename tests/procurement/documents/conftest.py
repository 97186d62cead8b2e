"""An order and a request of the buyer's department, and people of other departments who may see neither."""

from tests.procurement.fulfilment.conftest import (
    ordering,
    partner_id,
    stopped_clock,
    supplier_gates,
    the_order,
)

__all__ = ["ordering", "partner_id", "stopped_clock", "supplier_gates", "the_order"]
