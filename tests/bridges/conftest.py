"""Both sides of a bridge: the companies of trade, orders, a shop, opportunities."""

from tests.commerce.orders.conftest import shop  # noqa: F401 -- a fixture
from tests.procurement.fulfilment.conftest import (  # noqa: F401 -- fixtures
    ordering,
    partner_id,
    stopped_clock,
    supplier_gates,
)
from tests.sales.conftest import sales  # noqa: F401 -- a fixture
from tests.trade.conftest import trade  # noqa: F401 -- a fixture
