"""What goes along when a partner becomes part of another one: its bank accounts, its connection."""

from sqlalchemy import literal

from app.kernel.i18n import _l
from app.masters.partners.connecting import hand_over, take_back
from app.masters.partners.model import PartnerBankAccount
from app.records.kit.holding import go_along, hold

hold(
    ["partner"],
    "bank_accounts",
    _l("Bank accounts"),
    PartnerBankAccount,
    "partner_id",
    same=("bank_code", "branch_code", "account_type", "account_number"),
    also=lambda model: {"preferred": literal(False)},  # who may change bank accounts says which is paid to
)
go_along("partner", "connection", hand_over, take_back)
