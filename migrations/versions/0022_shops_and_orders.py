"""Shops, customers and what they ordered; a JAN code for products."""

import sqlalchemy as sa
from alembic import op

from migrations.making import check, columns, index, make, make_record, refers, stamps, unique

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLES = (
    "channels",
    "channel_credentials",
    "payment_methods",
    "customer_ranks",
    "customers",
    "blacklist_entries",
    "orders",
    "order_lines",
)


def upgrade():
    """Make the tables."""
    op.add_column("products", sa.Column("jan", sa.Text(), server_default="", nullable=False))
    index("products", "jan")
    _channels()
    _channel_credentials()
    _payment_methods()
    _customer_ranks()
    _customers()
    _blacklist_entries()
    _orders()
    _order_lines()


def _channels():
    make_record(
        "channels",
        *columns(
            "text",
            "code",
            "name",
            "kana",
            "kind",
            "account",
            "sender_name",
            "sender_postal",
            "sender_address",
            "sender_building",
            "sender_phone",
            "from_prefecture",
            "mail_from",
            "mail_signature",
            "registration_number",
            "line_price",
            "note",
        ),
        *columns("number", "retention_days"),
        *columns("flag", "foreign_papers", "case_sensitive"),
        check(
            "channels",
            "kind",
            "kind IN ('rakuten', 'yahoo', 'amazon', 'shopify', 'eccube4', 'nextengine', 'futureshop', 'colorme', 'makeshop', 'own', 'phone')",
        ),
        check("channels", "state", "state IN ('active', 'archived')"),
        unique("channels", "code"),
        indexes=(("kana", "id"),),
    )


def _channel_credentials():
    make(
        "channel_credentials",
        *columns("id", "channel_id"),
        *columns("text", "service"),
        *columns("sealed", "secrets"),
        *columns("day", "expires_on", nullable=True),
        *columns("number", "version"),
        *columns("moment", "changed_at"),
        refers("channel_credentials", "channel_id", "channels", "CASCADE"),
        unique("channel_credentials", "channel_id", "service"),
    )


def _payment_methods():
    make_record(
        "payment_methods",
        *columns("text", "code", "name", "kind", "names", "note"),
        check(
            "payment_methods",
            "kind",
            "kind IN ('card', 'cod', 'prepay', 'postpay', 'invoice', 'points', 'wallet', 'loan', 'other')",
        ),
        check("payment_methods", "state", "state IN ('active', 'archived')"),
        unique("payment_methods", "code"),
    )


def _customer_ranks():
    make(
        "customer_ranks",
        *columns("text", "name", "tone", "text"),
        *columns("number", "from_count"),
        unique("customer_ranks", "from_count"),
        unique("customer_ranks", "name"),
    )


def _customers():
    make(
        "customers",
        *columns("text", "code"),
        *columns("number", "version", "order_count", "amount"),
        *columns("sealed", "person"),
        *columns("number", "phone_key", "mail_key", "name_key", "address_key", nullable=True),
        *columns("number", "name_2", "name_4", "kana_2", "kana_4", nullable=True),
        *columns("id", "rank_id", "merged_into_id", nullable=True),
        *columns("moment", "first_ordered_at", "last_ordered_at", "blanked_at", nullable=True),
        *columns("flag", "advertising", "rank_fixed"),
        *columns("sealed", "memo", nullable=True),
        *columns("json", "merged_orders"),
        check("customers", "merged", "merged_into_id <> id"),
        *stamps("created_at"),
        refers("customers", "merged_into_id", "customers"),
        refers("customers", "rank_id", "customer_ranks", "SET NULL"),
        unique("customers", "code"),
        indexes=(
            ("last_ordered_at", "id"),
            ("mail_key",),
            ("name_key", "address_key"),
            ("phone_key",),
            ("name_2",),
            ("name_4",),
            ("kana_2",),
            ("kana_4",),
        ),
    )
    for name in ("rank_id", "merged_into_id"):
        index("customers", name, where=f"{name} IS NOT NULL")


def _blacklist_entries():
    make(
        "blacklist_entries",
        *columns("text", "kind", "by_name"),
        *columns("number", "key"),
        *columns("sealed", "shown"),
        *columns("sealed", "reason", nullable=True),
        *stamps("created_at"),
        check("blacklist_entries", "kind", "kind IN ('phone', 'mail', 'name', 'address')"),
        unique("blacklist_entries", "kind", "key"),
    )


def _orders():
    make(
        "orders",
        *columns("id", "channel_id"),
        *columns("text", "number", "kind", "device", "payment_name", "payment_kind", "settlement", "basis"),
        *columns("moment", "ordered_at"),
        *columns(
            "number",
            "version",
            "payment_fee",
            "wrapping_fee",
            "other_fee",
            "shop_coupon",
            "mall_coupon",
            "points",
            "other_discount",
            "revision",
        ),
        *columns("id", "customer_id", "payment_method_id", "intake_id", "created_by_id", nullable=True),
        *columns("sealed", "buyer"),
        *columns(
            "number",
            "phone_key",
            "mail_key",
            "name_key",
            "address_key",
            "goods",
            "postage",
            "cod_fee",
            "total",
            nullable=True,
        ),
        *columns("flag", "gift"),
        *columns("day", "paid_on", nullable=True),
        *columns("json", "taxes"),
        *columns("sealed", "remarks", "memo", "received", nullable=True),
        *columns("moment", "blanked_at", nullable=True),
        *stamps("created_at", "changed_at"),
        check("orders", "basis", "basis IN ('inclusive', 'exclusive')"),
        check("orders", "kind", "kind IN ('normal', 'preorder', 'subscription', 'phone')"),
        refers("orders", "channel_id", "channels"),
        refers("orders", "customer_id", "customers"),
        refers("orders", "payment_method_id", "payment_methods"),
        unique("orders", "channel_id", "number"),
        indexes=(
            ("address_key",),
            ("customer_id", "ordered_at"),
            ("mail_key",),
            ("name_key",),
            ("number",),
            ("ordered_at", "id"),
            ("phone_key",),
        ),
    )


def _order_lines():
    make(
        "order_lines",
        *columns("id", "order_id"),
        *columns("number", "line_no", "factor", "quantity", "price", "tax_rate", "discount", "amount"),
        *columns("text", "key", "kind", "own_code", "mall_code", "mall_sku", "jan", "name", "options"),
        *columns("id", "product_id", nullable=True),
        *columns("flag", "included", "cancelled"),
        check("order_lines", "kind", "kind IN ('goods', 'wrapping', 'discount', 'other')"),
        refers("order_lines", "order_id", "orders", "CASCADE"),
        refers("order_lines", "product_id", "products"),
        unique("order_lines", "order_id", "key"),
        indexes=(
            ("mall_code", "mall_sku"),
            ("product_id",),
        ),
    )


def downgrade():
    """Take them away again."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("products", "jan")
