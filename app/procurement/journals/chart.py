"""The tenant's chart as journals need it: names, rules, what is owed where."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from app.access.organisations.model import Organisation
from app.access.tenants.queries import own_company
from app.kernel.db import session
from app.kernel.money import Rounding
from app.kernel.text import truncate_width
from app.masters.accounts.catalogue import (
    INPUT_TAX,
    OTHER_PAYABLES,
    PAYABLES,
    PURCHASES,
    AccountFacts,
    account,
    accounts,
)
from app.masters.categories.model import Category
from app.platform.settings.choosing import values
from app.procurement.journals.booking import Books
from app.procurement.journals.model import AccountRule

NAME_WIDTH = 24
"""Half-width columns of a name that 弥生会計 keeps; longer ones would not match its masters."""
SHORT_FORMS = {
    "株式会社": "㈱",
    "有限会社": "㈲",
    "合同会社": "(同)",
    "合資会社": "㈾",
    "一般社団法人": "(一社)",
}


@dataclass
class Chart:
    """Everything read once for a voucher."""

    named: dict[str, AccountFacts]
    departments: dict[UUID, str]
    rules: dict[tuple[UUID | None, UUID | None], str]
    categories: dict[UUID, str]
    chosen: dict = field(default_factory=dict)
    fiscal_year_start: int = 4

    @property
    def inclusive(self) -> bool:
        """税込経理."""
        return self.chosen["procurement.books_tax"] == "inclusive"

    def books(self, rounding: Rounding) -> Books:
        """How these books are kept, with a supplier's way of rounding."""
        goods = {one.strip() for one in self.chosen["procurement.books_payable_accounts"].split(",")}
        return Books(
            INPUT_TAX, lambda code: PAYABLES if code in goods else OTHER_PAYABLES, self.inclusive, rounding
        )

    def facts(self, code: str) -> AccountFacts:
        """Name and sub-account of a code; a code that never existed is its own name."""
        if code not in self.named:
            self.named[code] = account(code) or AccountFacts(code, code, "expense")
        return self.named[code]

    def account_for(self, written: str, category_id: UUID | None, organisation_id: UUID | None) -> str:
        """The account of a line: the one written on the order, unless that is the usual one and a rule says more.

        Rules count by category and department, then category, then department; then the category's own account.
        """
        if written != PURCHASES:
            return written
        for key in ((category_id, organisation_id), (category_id, None), (None, organisation_id)):
            if key != (None, None) and key in self.rules:
                return self.rules[key]
        return self.categories.get(category_id) or written

    def department(self, organisation_id: UUID | None) -> str:
        """A department's name as it fits into accounting files."""
        return truncate_width(self.departments.get(organisation_id, ""), NAME_WIDTH)

    def supplier(self, name: str) -> str:
        """The sub-account of what we owe a supplier."""
        if self.chosen["procurement.books_supplier"] == "none":
            return ""
        for long, short in SHORT_FORMS.items():
            name = name.replace(long, short)
        return truncate_width("".join(name.split()), NAME_WIDTH)


def present_chart() -> Chart:
    """The tenant's chart as of now, in six statements."""
    rules = session.execute(
        select(AccountRule.category_id, AccountRule.organisation_id, AccountRule.account_code)
    ).all()
    return Chart(
        named=dict(accounts()),
        departments=dict(session.execute(select(Organisation.id, Organisation.name)).all()),
        rules={(category, department): code for category, department, code in rules},
        categories=dict(
            session.execute(
                select(Category.id, Category.account_code).where(Category.account_code != "")
            ).all()
        ),
        chosen=values(),
        fiscal_year_start=own_company().fiscal_year_start,
    )
