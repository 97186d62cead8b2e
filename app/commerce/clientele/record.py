"""What the list of customers and its files know; the page of a customer is its own."""

from sqlalchemy import and_, exists, or_
from sqlalchemy.orm import column_property, synonym

from app.commerce import permissions
from app.commerce.clientele.finding import called, found_by, living_at, mailed, named, starting
from app.commerce.customers.model import BlacklistEntry, Customer, CustomerRank
from app.commerce.customers.ranking import ranks
from app.commerce.slips.wording import seen, shown_person
from app.kernel.i18n import _l
from app.platform.search.asking import Condition
from app.records.kit.describing import Card, Field, Permissions, RecordType, linkable
from app.records.kit.documents import document
from app.records.kit.filters import Filter, Option
from app.records.kit.finding import BY_BEGINNING, EXACTLY, NOT_AT_ALL

linkable("customer_rank", CustomerRank, "commerce.customer_ranks", key="name")
Customer.telephone, Customer.mail, Customer.address = synonym("person"), synonym("person"), synonym("person")
_listed = [
    and_(BlacklistEntry.kind == kind, BlacklistEntry.key == getattr(Customer, f"{kind}_key"))
    for kind in ("phone", "mail", "name", "address")
]
Customer.blacklisted = column_property(
    exists()
    .where(BlacklistEntry.tenant_id == Customer.tenant_id, or_(*_listed))
    .correlate_except(BlacklistEntry),
    deferred=True,
)
"""Whether an entry of the blacklist concerns the customer."""
ALL = Option("", _l("All"), ())


def _telephone(person):
    return getattr(seen(person), "phone", "")


def _mail(person):
    return getattr(seen(person), "mail", "")


def _address(person):
    return getattr(seen(person), "address", "")


def _ranks():
    return (
        ALL,
        *(Option(str(one.id), one.name, (Condition("rank_id", "in", (one.id,)),)) for one, _n in ranks()),
    )


_BLACKLIST = (
    ALL,
    Option("listed", _l("On the blacklist"), (Condition("blacklisted", "in", (True,)),)),
    Option("free", _l("Not on the blacklist"), (Condition("blacklisted", "in", (False,)),)),
)
_PERSON = (
    Field("code", _l("Customer number"), "code"),
    Field(
        "person", _l("Customer name"), "sealed", write=shown_person, finds={"starts": starting, "is": named}
    ),
    Field("telephone", _l("Telephone"), "sealed", write=_telephone, finds={"is": called}),
    Field("mail", _l("E-mail"), "sealed", write=_mail, finds={"is": mailed}),
    Field("address", _l("Postal address"), "sealed", write=_address, finds={"is": living_at}),
)
_PURCHASES = (
    Field("rank_id", _l("Customer rank"), "link", link="customer_rank"),
    Field("order_count", _l("Purchases"), "number"),
    Field("amount", _l("Amount bought"), "yen"),
    Field("first_ordered_at", _l("First order on"), "datetime"),
    Field("last_ordered_at", _l("Last order on"), "datetime"),
    Field("blacklisted", _l("Blacklist"), "bool"),
    Field("advertising", _l("Agreed to advertising"), "bool"),
    Field("created_at", _l("Known since"), "datetime"),
)  # fmt: skip
CUSTOMER = document(
    RecordType(
        name="customer",
        model=Customer,
        label=_l("Shop customer"),
        plural=_l("Shop customers"),
        path="/customers",
        endpoint="commerce.customers",
        icon="users",
        cards=(
            Card(_l("Name and contact"), _PERSON, "person"),
            Card(_l("Purchases"), _PURCHASES, "purchases"),
        ),
        columns=(
            "person",
            "telephone",
            "rank_id",
            "order_count",
            "amount",
            "last_ordered_at",
            "blacklisted",
        ),
        sorts=("last_ordered_at", "code"),
        order="-last_ordered_at",
        permissions=Permissions(
            permissions.CUSTOMER_VIEW, take_out=permissions.CUSTOMER_EXPORT, work=permissions.CUSTOMER_EDIT
        ),
        states=(),
        filters=(
            Filter("rank", _l("Customer rank"), _ranks),
            Filter("blacklist", _l("Blacklist"), _BLACKLIST),
        ),
        key="code",
        title="code",
        placeholder=_l("Telephone, mail, name or its beginning, customer number"),
        search_help=(
            (EXACTLY, _l("telephone, e-mail, whole name, whole address")),
            (BY_BEGINNING, _l("customer number; names and readings from two letters")),
            (NOT_AT_ALL, _l("the middle of names and addresses, memos")),
        ),
        first_step=_l("Customers appear here with their first order. You can also enter one."),
        discussed=False,
        found_by=found_by,
        within=lambda model, _actor: model.merged_into_id.is_(None),
    )
)
