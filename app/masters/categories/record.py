"""The description of a category."""

from app.kernel.i18n import _l
from app.masters import permissions
from app.masters.categories.aliases import ALIASES
from app.masters.categories.model import Category
from app.records.kit.describing import Alike, Card, Field, Permissions, RecordType, State, register
from app.records.kit.filters import state_filter

STATES = (State("active", _l("In use"), "done"), State("archived", _l("Archived"), "closed"))

CATEGORY = register(
    RecordType(
        name="category",
        model=Category,
        label=_l("Category"),
        plural=_l("Product categories"),
        path="/categories",
        endpoint="masters.categories",
        icon="tag",
        cards=(
            Card(
                _l("Basics"),
                (
                    Field("code", _l("Category code"), "code", required=True),
                    Field("name", _l("Category name"), required=True),
                    Field("kana", _l("Reading"), "kana", help=_l("In kana; lists are sorted by it.")),
                ),
            ),
            Card(
                _l("Accounting"),
                (
                    Field("account_code", _l("Account code"), "code"),
                    Field("account_name", _l("Account"), help=_l("Proposed when a product of it is bought.")),
                ),
            ),
        ),
        columns=("code", "name", "kana", "account_code", "account_name"),
        sorts=("code", "kana"),
        permissions=Permissions(
            permissions.CATEGORY_VIEW,
            permissions.CATEGORY_EDIT,
            permissions.CATEGORY_IMPORT,
            permissions.CATEGORY_EXPORT,
            delete=permissions.CATEGORY_DELETE,
            comment=permissions.CATEGORY_COMMENT,
        ),
        states=STATES,
        filters=(state_filter(STATES, _l("State"), _l("In use")),),
        placeholder=_l("Code, name"),
        aliases=ALIASES,
        alike=(Alike("name", "name"),),
        first_step=_l("Categories sort products and propose the account they are booked to."),
    )
)
