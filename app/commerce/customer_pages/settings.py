"""What customers may do on their pages, and who hears of it."""

from app.platform.notifications import kind
from app.platform.settings import setting

CHANGES = setting(
    "commerce.customer_changes",
    "Customers may change day, time and address of a delivery that is not being packed",
    "ask",
    choices=(
        ("ask", "as a wish that a clerk accepts"),
        ("at_once", "day and time at once, the address as a wish"),
        ("none", "not on this page"),
    ),
)
FARTHEST_DAYS = setting("commerce.customer_farthest_days", "Days ahead that a customer may wish for", 30)
WISHED = kind("customer.wished", "A customer wishes a change of an order")
ASKED = kind("customer.asked", "A customer asks something about an order")
