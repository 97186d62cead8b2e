"""What customers do is told to clerks, without saying who or what: that stands on the order's page."""

from app.access.users.queries import holders_to_notify
from app.commerce.customer_pages.settings import ASKED, WISHED
from app.commerce.permissions import MAIL_SEND
from app.kernel.events import subscribe
from app.platform.notifications import notify_people

_PATH = "/customer-requests"


@subscribe("customer.wished")
def _tell_of_wish(slip, request):
    notify_people(
        holders_to_notify(MAIL_SEND, WISHED),
        WISHED,
        "A customer wishes a change of order %(number)s",
        _PATH,
        subject_id=slip.id,
        number=slip.order_number,
    )


@subscribe("customer.asked")
def _tell_of_question(order):
    notify_people(
        holders_to_notify(MAIL_SEND, ASKED),
        ASKED,
        "A customer asks something about order %(number)s",
        _PATH,
        subject_id=order.id,
        number=order.number,
    )
