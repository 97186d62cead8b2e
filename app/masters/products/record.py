"""The description of a product."""

from app.kernel import clock
from app.kernel.errors import Unreadable
from app.kernel.i18n import _l
from app.kernel.text import fold
from app.masters import permissions
from app.masters.product_sets.queries import parts_and_sets
from app.masters.products.aliases import ALIASES, TAX_WORDS
from app.masters.products.model import USUAL_UNIT, Product
from app.masters.products.pricing import keep_former_prices, price_day, price_history
from app.masters.products.travelling import TRAVELLING
from app.masters.taxes.rates import tax_rates
from app.records.kit.describing import Alike, Card, Field, Permissions, RecordType, State, register
from app.records.kit.filters import choice_filter, state_filter

STATES = (State("active", _l("In use"), "done"), State("archived", _l("Archived"), "closed"))
_TAX_CODES = {fold(word): code for code, words in TAX_WORDS.items() for word in words}


def tax_choices():
    """Tax classes of today."""
    return tuple((code, row.label) for code, row in tax_rates(clock.today()).items())


def read_tax(text):
    """The tax code of a word in a file: 10%, 軽減, 非課税 … Raises Unreadable."""
    folded = fold(text)
    labels = {fold(str(label)): code for code, label in tax_choices()}
    found = _TAX_CODES.get(folded) or labels.get(folded)
    if found is None:
        raise Unreadable("%(text)s is no tax class. Write 10%%, 8%% or exempt.", "tax_code", text=text)
    return found


TAX = Field(
    "tax_code", _l("Tax class"), "choice", required=True, choices=tax_choices, default="10", read=read_tax
)


def prices(product):
    """The block of former prices."""
    return "masters/products/_prices.html", {"product": product, "history": price_history(product)}


def parts(product):
    """The block of what a set is made of, and of the sets the product is in."""
    found, sets = parts_and_sets(product.id)
    return "masters/product_sets/_parts.html", {"product": product, "parts": found, "sets": sets}


PRODUCT = register(
    RecordType(
        name="product",
        model=Product,
        label=_l("Product"),
        plural=_l("Products"),
        path="/products",
        endpoint="masters.products",
        icon="box",
        cards=(
            Card(
                _l("Basics"),
                (
                    Field("code", _l("Product code"), "code", required=True),
                    Field("name", _l("Product name"), required=True, wide=True),
                    Field("kana", _l("Reading"), "kana", help=_l("In kana; lists are sorted by it.")),
                    Field("category_id", _l("Category"), "link", link="category"),
                    Field("jan", _l("JAN code"), "code", longest=14, help=_l("The bar code of one piece.")),
                ),
            ),
            Card(
                _l("Price and tax"),
                (
                    Field("unit", _l("Unit"), required=True, default=USUAL_UNIT, longest=20),
                    Field(
                        "price", _l("Standard unit price"), "price", suffix=_l("yen"), help=_l("Without tax")
                    ),
                    TAX,
                ),
            ),
            Card(
                _l("Specification"),
                (
                    Field("spec", _l("Specification"), wide=True, longest=400),
                    Field("maker", _l("Maker")),
                    Field("model_number", _l("Model number")),
                    Field("note", _l("Notes"), "long", longest=2000),
                ),
            ),
            TRAVELLING,
        ),
        columns=("code", "name", "category_id", "spec", "unit", "price", "tax_code"),
        sorts=("code", "kana"),
        permissions=Permissions(
            permissions.PRODUCT_VIEW,
            permissions.PRODUCT_EDIT,
            permissions.PRODUCT_IMPORT,
            permissions.PRODUCT_EXPORT,
            delete=permissions.PRODUCT_DELETE,
            comment=permissions.PRODUCT_COMMENT,
        ),
        states=STATES,
        filters=(choice_filter(TAX, _l("All")), state_filter(STATES, _l("State"), _l("In use"))),
        placeholder=_l("Code, name, specification"),
        aliases=ALIASES,
        alike=(Alike("model_number"), Alike("name", "name", strong=False)),
        derive=price_day,
        before_change=keep_former_prices,
        blocks=(prices, parts),
        sentences={"product.set_changed": _l("changed the parts of the set: %(parts)s")},
        first_step=_l("Products are what you ask prices for. Enter one, or take in the list you have."),
    )
)
