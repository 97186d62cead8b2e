"""The description of a partner."""

from app.kernel.db import session
from app.kernel.i18n import _l
from app.kernel.registration import check_corporate_number
from app.masters import permissions
from app.masters.partner_groups.queries import Retired, labels, with_all_below
from app.masters.partners import choices
from app.masters.partners.aliases import ALIASES
from app.masters.partners.checking import check_partner, notices_of, read_day, read_registration_number
from app.masters.partners.company import COMPANY
from app.masters.partners.model import Partner
from app.masters.partners.queries import accounts_of
from app.masters.responsible import RESPONSIBLE, SCOPE, department_follows
from app.platform.search.asking import Condition
from app.records.kit.describing import Alike, Card, Field, Permissions, RecordType, State, register
from app.records.kit.filters import Filter, Option, state_filter

STATES = (
    State("active", _l("Trading"), "done"),
    State("suspended", _l("Suspended"), "problem"),
    State("archived", _l("Archived"), "closed"),
)
SIDES = Filter(
    "side",
    _l("Kind"),
    (
        Option("", _l("All"), ()),
        Option("supplier", _l("Suppliers"), (Condition("is_supplier", "in", (True,)),)),
        Option("customer", _l("Customers"), (Condition("is_customer", "in", (True,)),)),
        Option("prospect", _l("Prospects"), (Condition("is_prospect", "in", (True,)),)),
    ),
)
_ALL_GROUPS = Option("", _l("All"), ())
GROUPS = Filter(
    "group",
    _l("Group"),
    lambda: [
        _ALL_GROUPS,
        *(
            Option(one.code, "\u3000" * depth + one.name, (Condition("groups", "holds", codes),))
            for depth, one, codes in with_all_below()
        ),
    ],
    silent=_ALL_GROUPS,
)
"""A group with all groups below it."""
BASICS = (
    Field("code", _l("Partner code"), "code", required=True),
    Field("name", _l("Partner name"), required=True, wide=True),
    Field("kana", _l("Reading"), "kana", help=_l("In kana; lists are sorted by it.")),
    Field("is_supplier", _l("Supplier"), "bool", default=True),
    Field("is_customer", _l("Customer"), "bool", default=False),
    Field("is_prospect", _l("Prospect"), "bool", default=False),
    Field("is_agent", _l("Agent"), "bool", default=False),
    Field("is_competitor", _l("Competitor"), "bool", default=False),
    Field("sole_proprietor", _l("Sole proprietor"), "bool", default=False),
    Field("groups", _l("Account groups"), "many", choices=labels, retired=Retired(), wide=True),
)
CONTACT = (
    Field("contact_name", _l("Contact person")),
    Field(
        "email", _l("Mail address"), "email", help=_l("Documents go here while the partner is not connected.")
    ),
    Field("phone", _l("Telephone"), longest=40),
    Field("fax", _l("Fax"), longest=40),
    Field("postal_code", _l("Postal code"), longest=10, beside="masters/partners/_postal.html"),
    Field("address", _l("Postal address"), wide=True, longest=400),
    Field("note", _l("Notes"), "long", longest=2000),
)
NUMBERS = (
    Field(
        "corporate_number",
        _l("Corporate number"),
        "text",
        read=check_corporate_number,
        help=_l("13 digits"),
        unique=True,
        beside="masters/partners/_registry.html",
    ),
    Field(
        "registration_number",
        _l("Registration number"),
        "text",
        read=read_registration_number,
        help=_l("T and 13 digits; empty for a supplier who is not registered"),
    ),
    Field("registered_from", _l("Registered from"), "date"),
    Field("registered_until", _l("Registered until"), "date"),
)
_DAY = {"default": 31, "read": read_day, "write": choices.day_in_words, "help": _l("31 is the month end")}
TERMS = (
    Field("closing_day", _l("Closing day"), "number", **_DAY),
    Field("pay_months", _l("Months until payment"), "number", default=1, least=0, most=12),
    Field("pay_day", _l("Payment day"), "number", **_DAY),
    Field(
        "holiday_rule", _l("When banks are closed"), "choice", choices=choices.HOLIDAY_RULES, default="before"
    ),
    Field(
        "payment_method", _l("Payment method"), "choice", choices=choices.PAYMENT_METHODS, default="transfer"
    ),
    Field("fee_bearer", _l("Transfer fee"), "choice", choices=choices.FEE_BEARERS, default="us"),
    Field("price_basis", _l("Price basis"), "choice", choices=choices.PRICE_BASES, default="exclusive"),
    Field("rounding", _l("Rounding of tax"), "choice", choices=choices.ROUNDINGS, default="floor"),
    Field(
        "over_tolerance_percent",
        _l("Over-delivery allowed"),
        "percent",
        default=0,
        least=0,
        most=100,
        suffix="%",
    ),
)


def bank_accounts(partner):
    """The block of bank accounts: of suppliers, who are paid, and of whoever has one."""
    accounts = list(session.scalars(accounts_of(partner)))
    if not (accounts or partner.is_supplier):
        return None
    values = {"partner": partner, "accounts": accounts, "types": dict(choices.ACCOUNT_TYPES)}
    return "masters/partners/_bank_accounts.html", values


def connection(partner):
    """The block that says how documents reach a supplier, or a partner that is connected."""
    if not (partner.is_supplier or partner.linked_tenant_id):
        return None
    return "masters/partners/_connection.html", {"partner": partner}


PARTNER = register(
    RecordType(
        name="partner",
        model=Partner,
        label=_l("Partner"),
        plural=_l("Partners"),
        path="/partners",
        endpoint="masters.partners",
        icon="building",
        cards=(
            Card(_l("Basics"), BASICS),
            Card(_l("Contact"), CONTACT),
            Card(_l("Numbers"), NUMBERS),
            COMPANY,
            Card(_l("Terms"), TERMS),
            RESPONSIBLE,
        ),
        columns=(
            "code",
            "name",
            "is_supplier",
            "is_customer",
            "contact_name",
            "phone",
            "registration_number",
        ),
        sorts=("code", "kana"),
        permissions=Permissions(
            permissions.PARTNER_VIEW,
            permissions.PARTNER_EDIT,
            permissions.PARTNER_IMPORT,
            permissions.PARTNER_EXPORT,
            delete=permissions.PARTNER_DELETE,
            comment=permissions.PARTNER_COMMENT,
        ),
        states=STATES,
        filters=(SIDES, SCOPE, GROUPS, state_filter(STATES, _l("State"), _l("Not archived"))),
        placeholder=_l("Code, name, contact, number"),
        aliases=ALIASES,
        alike=(
            Alike("corporate_number"),
            Alike("registration_number"),
            Alike("name", "name"),
            Alike("email", "mail", strong=False),
            Alike("phone", "phone", strong=False),
        ),
        uncopied=("corporate_number", "registration_number", "registered_from", "registered_until"),
        check=check_partner,
        derive=department_follows,
        notices=notices_of,
        blocks=(connection, bank_accounts),
        actions="masters/partners/_actions.html",
        first_step=_l(
            "Partners are the companies you buy from and sell to. Enter one, or take in the list you have."
        ),
        sentences={
            "partner.connected": _l("connected this with the company “%(tenant)s”"),
            "partner.disconnected": _l("ended the connection with the company “%(tenant)s”"),
            "partner.account_added": _l("added the bank account %(account)s"),
            "partner.account_removed": _l("removed the bank account %(account)s"),
        },
    )
)
