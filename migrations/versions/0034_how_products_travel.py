"""How a product travels stands on the product, where it can be typed, imported and followed."""

from alembic import op

from migrations.making import check, columns, make, refers, unique
from migrations.tenancy import in_each_tenant

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

CHECKS = {
    "sizes": "weight_g >= 0 AND size_points >= 0 AND fits_mail >= 0",
    "temperature": "temperature IN ('ambient', 'chilled', 'frozen')",
}
NAMES = (
    "temperature, label_name, contents, shelf, weight_g, size_points, fits_mail, packed_alone, chills_along"
)


def upgrade():
    """Columns for the products, filled from the table that goes."""
    for column in _columns():
        op.add_column("products", column)
    for name, rule in CHECKS.items():
        op.create_check_constraint(op.f(f"ck_products_{name}"), "products", rule)
    theirs = NAMES.replace(", ", ", goods.")
    in_each_tenant(
        f"UPDATE products SET ({NAMES}) = (SELECT goods.{theirs} FROM goods WHERE goods.product_id = products.id)"
        " WHERE id IN (SELECT product_id FROM goods)"
    )
    op.drop_table("goods")


def downgrade():
    """The table again, with a row for every product."""
    make(
        "goods",
        *columns("id", "product_id"),
        *columns("text", "temperature", "label_name", "contents", "shelf"),
        *columns("number", "weight_g", "size_points", "fits_mail", "version"),
        *columns("flag", "packed_alone", "chills_along"),
        *(check("goods", name, rule) for name, rule in CHECKS.items()),
        refers("goods", "product_id", "products", "CASCADE"),
        unique("goods", "product_id"),
        indexes=(("shelf", "product_id"),),
    )
    in_each_tenant(
        f"INSERT INTO goods (tenant_id, id, product_id, version, {NAMES})"
        f" SELECT tenant_id, id, id, 1, {NAMES} FROM products"
    )
    for name in CHECKS:
        op.drop_constraint(op.f(f"ck_products_{name}"), "products")
    for column in _columns():
        op.drop_column("products", column.name)


def _columns():
    return [
        *columns("text", "label_name", "contents", "shelf", default="''"),
        *columns("text", "temperature", default="'ambient'"),
        *columns("number", "weight_g", "size_points", "fits_mail", default="0"),
        *columns("flag", "packed_alone", default="false"),
        *columns("flag", "chills_along", default="true"),
    ]
