"""What a party is in a message, in words (EDIFACT code list 3035)."""

from app.kernel.i18n import _l
from app.trade.edi.messages import NOTIFY

ROLES = {"CZ": _l("Shipper"), "CN": _l("Consignee"), **dict.fromkeys(NOTIFY, _l("Notify party"))}
