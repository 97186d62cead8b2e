"""Requests can be searched as records are, and the roles that write orders and requests may take their lists out."""

from alembic import op

from migrations.searching import index_search
from migrations.tenancy import in_each_tenant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

EXPORTS = {
    "procurement.order.export": ("buyer", "accounts_payable", "auditor"),
    "procurement.rfq.export": ("buyer", "auditor"),
}


def upgrade():
    """The search policy and index of requests; the new permissions for the built-in roles that may see the lists."""
    op.execute("CREATE POLICY search ON rfqs FOR SELECT TO choba_search USING (true)")
    op.execute("GRANT SELECT ON rfqs TO choba_search")
    index_search("rfqs")
    for permission, roles in EXPORTS.items():
        seeing = permission.replace(".export", ".view")
        in_each_tenant(
            f"UPDATE roles SET permissions = array_append(permissions, '{permission}')"
            f" WHERE code IN {roles} AND '{seeing}' = ANY (permissions)"
            f" AND NOT '{permission}' = ANY (permissions)"
        )


def downgrade():
    """As it was."""
    for permission in EXPORTS:
        in_each_tenant(f"UPDATE roles SET permissions = array_remove(permissions, '{permission}')")
    op.execute("DROP INDEX ix_rfqs_search")
    op.execute("REVOKE SELECT ON rfqs FROM choba_search")
    op.execute("DROP POLICY search ON rfqs")
