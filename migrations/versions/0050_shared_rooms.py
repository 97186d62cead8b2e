"""Trade: organisations, rulebooks, and rooms that several tenants share.

A room's rows are seen by the tenants that take part in it. Who takes part is asked through functions of `choba_search`,
which may read a few tables of trade past their policies: a policy that read its own table would never end.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.making import check, columns, make, refers, stamps, unique
from migrations.tenancy import OWN_TENANT, answer_past_policies, open_room, share

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

GLOBAL = {"info": {"tenancy": "global", "immutable": False}}
ROOM = {"info": {"tenancy": "room", "immutable": False}}
KEPT = {"info": {"tenancy": "room", "immutable": True}}

TENANT = "current_setting('choba.tenant_id')::uuid"
FUNCTIONS = {
    # Whether the present tenant takes part in a deal: what every policy of a room asks.
    "trade_member(deal uuid) RETURNS boolean": f"""
        SELECT EXISTS (SELECT FROM trade_participations p
            WHERE p.deal_id = deal AND p.tenant_id = {TENANT} AND p.status = 'active')""",
    # Whether nobody has taken part yet: the way in for the first participant, who owns the deal.
    "trade_empty(deal uuid) RETURNS boolean": f"""
        SELECT EXISTS (SELECT FROM trade_deals d WHERE d.id = deal AND d.tenant_id = {TENANT})
           AND NOT EXISTS (SELECT FROM trade_participations p WHERE p.deal_id = deal)""",
    # The organisations of deals one takes part in.
    "trade_organisations_in(deals uuid[]) RETURNS SETOF trade_organisations": """
        SELECT o.* FROM trade_organisations o WHERE o.id IN (
            SELECT p.organisation_id FROM trade_participations p
            WHERE p.deal_id = ANY (deals) AND trade_member(p.deal_id))""",
    # By name: those that allow it, now (trade.md §2.1).
    "trade_organisations_named(words text[], kind text, place text, after uuid, most int) "
    "RETURNS SETOF trade_organisations": """
        SELECT o.* FROM trade_organisations o
        WHERE o.searchable AND o.enabled
          AND NOT EXISTS (SELECT FROM unnest(words) w WHERE strpos(o.search_text, w) = 0)
          AND (kind = '' OR kind = ANY (o.types)) AND (place = '' OR o.prefecture = place)
          AND (after IS NULL OR (o.company_name, o.name, o.id)
               > (SELECT l.company_name, l.name, l.id FROM trade_organisations l WHERE l.id = after))
        ORDER BY o.company_name, o.name, o.id LIMIT most""",
    # Among ids one knows: those that allow to be found, now.
    "trade_organisations_known(ids uuid[]) RETURNS SETOF trade_organisations": """
        SELECT o.* FROM trade_organisations o WHERE o.id = ANY (ids) AND o.searchable AND o.enabled""",
    # By its whole id, whether it allows names to be searched or not.
    "trade_organisation_coded(wanted text) RETURNS SETOF trade_organisations": """
        SELECT o.* FROM trade_organisations o
        JOIN trade_codes c ON c.tenant_id = o.tenant_id AND c.organisation_id = o.id
        WHERE c.code = wanted AND o.enabled""",
}


def upgrade():
    """Organisations and rules, then the rooms, then who may look in."""
    _organisations()
    _rulebooks()
    _deals()
    _documents()
    for table in ("trade_deals", "trade_participations", "trade_organisations", "trade_codes"):
        op.execute(f"GRANT SELECT ON {table} TO choba_search")
    for table in ("trade_deals", "trade_participations"):
        op.execute(f"CREATE POLICY asked ON {table} FOR SELECT TO choba_search USING (true)")
    for signature, body in FUNCTIONS.items():
        answer_past_policies(signature, body)
    _close_rooms()


def _close_rooms():
    open_room("trade_deals", deal="id", first=OWN_TENANT)
    open_room(
        "trade_participations",
        own=f"{OWN_TENANT} AND status = 'active'",
        first=f"{OWN_TENANT} AND inviter_id IS NULL AND trade_empty(deal_id)",
    )
    open_room("trade_events", immutable=True)
    open_room("trade_documents")
    open_room("trade_document_access")
    open_room("trade_document_versions", immutable=True)
    open_room("trade_root_fields")


def _organisations():
    table = "trade_organisations"
    make(
        table,
        *columns("text", "code", "name", "kana", "company_name", "postal_code", "prefecture", "address"),
        *columns("text", "phone", "fax", "mail", "default_type", "search_text"),
        sa.Column("types", postgresql.ARRAY(sa.Text()), nullable=False),
        *columns("flag", "searchable", "enabled"),
        *columns("number", "version"),
        *stamps("created_at"),
        unique(table, "code"),
        check(table, "code", "code ~ '^[A-Za-z0-9_-]{1,20}$'"),
        check(table, "default_type", "default_type = ANY (types)"),
        searched=True,
    )
    op.create_table(
        "trade_codes",
        *columns("text", "code"),
        *columns("id", "tenant_id", "organisation_id"),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_trade_codes")),
        **GLOBAL,
    )
    share("trade_codes")
    make(
        "trade_members",
        *columns("id", "organisation_id", "user_id"),
        *columns("flag", "preferred"),
        refers("trade_members", "organisation_id", "trade_organisations"),
        refers("trade_members", "user_id", "users", "CASCADE"),
        unique("trade_members", "user_id", "organisation_id"),
        indexes=(("organisation_id",),),
    )
    table = "trade_partner_history"
    make(
        table,
        *columns("id", "organisation_id", "partner_organisation_id"),
        *columns("text", "business_type"),
        *columns("moment", "last_used_at"),
        *columns("number", "uses"),
        refers(table, "organisation_id", "trade_organisations"),
        unique(table, "organisation_id", "partner_organisation_id", "business_type"),
        indexes=(("organisation_id", "last_used_at", "id"),),
    )


def _rulebooks():
    op.create_table(
        "trade_rulebooks",
        *columns("id", "id"),
        *columns("text", "pattern", "note", "made_by"),
        *columns("number", "version"),
        *columns("json", "ceilings", "defaults", "denied", "allowed"),
        *stamps("made_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trade_rulebooks")),
        sa.UniqueConstraint("pattern", "version", name=op.f("uq_trade_rulebooks_pattern_version")),
        **GLOBAL,
    )
    share("trade_rulebooks")


def _deals():
    op.execute("CREATE SEQUENCE trade_numbers MINVALUE 0 MAXVALUE 999999 CYCLE")
    op.execute("GRANT USAGE ON SEQUENCE trade_numbers TO choba_app")
    op.create_table(
        "trade_deals",
        *columns("id", "id", "tenant_id"),
        *columns("text", "number", "name", "pattern", "status"),
        *columns("flag", "inquiry", "ancestors_see"),
        *columns("id", "parent_id", nullable=True),
        *columns("number", "length", "version"),
        *stamps("opened_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trade_deals")),
        sa.UniqueConstraint("number", name=op.f("uq_trade_deals_number")),
        _to("trade_deals", ["parent_id"], "trade_deals", ["id"]),
        check("trade_deals", "status", "status IN ('open', 'completed', 'cancelled')"),
        **ROOM,
    )
    op.create_index(op.f("ix_trade_deals_parent_id"), "trade_deals", ["parent_id"])
    _participations()
    op.create_table(
        "trade_events",
        *columns("id", "deal_id", "id", "actor_id"),
        *columns("id", "document_id", "partner_id", nullable=True),
        *columns("number", "position"),
        *columns("text", "kind", "user_name", "user_mail"),
        *columns("json", "links", "details"),
        *columns("json", "partner_links", "audience", nullable=True),
        *stamps("at"),
        sa.PrimaryKeyConstraint("deal_id", "id", name=op.f("pk_trade_events")),
        _to("trade_events", ["deal_id"], "trade_deals", ["id"]),
        **KEPT,
    )
    op.create_index("ux_trade_events_position", "trade_events", ["deal_id", "position"], unique=True)


def _participations():
    table = "trade_participations"
    op.create_table(
        table,
        *columns("id", "deal_id", "id", "tenant_id", "organisation_id"),
        *columns("id", "inviter_id", nullable=True),
        *columns("text", "business_type", "status"),
        *columns("flag", "hidden"),
        *columns("json", "grants"),
        *stamps("added_at", "last_event_at"),
        *columns("moment", "removed_at", nullable=True),
        sa.PrimaryKeyConstraint("deal_id", "id", name=op.f(f"pk_{table}")),
        _to(table, ["deal_id"], "trade_deals", ["id"]),
        _to(table, ["deal_id", "inviter_id"], table, ["deal_id", "id"]),
        check(table, "status", "status IN ('active', 'removed')"),
        **ROOM,
    )
    op.create_index(
        "ux_trade_participations_seat",
        table,
        ["deal_id", "organisation_id", "business_type", "inviter_id"],
        unique=True,
        postgresql_where=sa.text("status = 'active'"),
        postgresql_nulls_not_distinct=True,
    )
    op.create_index(
        "ix_trade_participations_latest", table, ["tenant_id", "organisation_id", "last_event_at", "id"]
    )


def _documents():
    table = "trade_documents"
    op.create_table(
        table,
        *columns("id", "deal_id", "id", "creator_id"),
        *columns("text", "number", "kind", "unit_key", "status", "etag"),
        *columns("flag", "single", "restricted"),
        *columns("number", "version"),
        *columns("json", "links", "body"),
        *stamps("created_at", "changed_at"),
        *columns("moment", "sent_at", nullable=True),
        sa.PrimaryKeyConstraint("deal_id", "id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("number", name=op.f(f"uq_{table}_number")),
        _to(table, ["deal_id"], "trade_deals", ["id"]),
        _to(table, ["deal_id", "creator_id"], "trade_participations", ["deal_id", "id"]),
        check(table, "status", "status IN ('draft', 'sent', 'edited', 'withdrawn', 'deleted')"),
        **ROOM,
    )
    op.create_index(
        "ux_trade_documents_unit",
        table,
        ["deal_id", "kind", "unit_key"],
        unique=True,
        postgresql_where=sa.text("status <> 'deleted' AND single"),
    )
    _document_parts()


def _document_parts():
    table = "trade_document_access"
    op.create_table(
        table,
        *columns("id", "deal_id", "document_id", "participation_id"),
        *columns("text", "mark"),
        sa.PrimaryKeyConstraint("deal_id", "document_id", "participation_id", name=op.f(f"pk_{table}")),
        _to(table, ["deal_id", "document_id"], "trade_documents", ["deal_id", "id"]),
        _to(table, ["deal_id", "participation_id"], "trade_participations", ["deal_id", "id"]),
        **ROOM,
    )
    table = "trade_document_versions"
    op.create_table(
        table,
        *columns("id", "deal_id", "document_id"),
        *columns("number", "version"),
        *columns("json", "fields", "links"),
        *stamps("sent_at"),
        sa.PrimaryKeyConstraint("deal_id", "document_id", "version", name=op.f(f"pk_{table}")),
        _to(table, ["deal_id", "document_id"], "trade_documents", ["deal_id", "id"]),
        **KEPT,
    )
    table = "trade_root_fields"
    op.create_table(
        table,
        *columns("id", "deal_id"),
        *columns("text", "path", "plain"),
        *columns("json", "value", nullable=True),
        *columns("json", "links"),
        *columns("id", "document_id", nullable=True),
        *stamps("changed_at"),
        sa.PrimaryKeyConstraint("deal_id", "path", name=op.f(f"pk_{table}")),
        _to(table, ["deal_id"], "trade_deals", ["id"]),
        **ROOM,
    )
    op.create_index(op.f(f"ix_{table}_path_plain_deal_id"), table, ["path", "plain", "deal_id"])


def _to(table, ours, target, theirs):
    return sa.ForeignKeyConstraint(
        ours, [f"{target}.{one}" for one in theirs], name=op.f(f"fk_{table}_{'_'.join(ours)}")
    )


def downgrade():
    """Without trade."""
    rooms = "trade_root_fields trade_document_versions trade_document_access trade_documents trade_events"
    for table in (*rooms.split(), "trade_participations", "trade_deals"):
        op.execute(f"DROP TABLE {table} CASCADE")
    for signature in FUNCTIONS:
        op.execute(f"DROP FUNCTION IF EXISTS {signature.split('(')[0]}")
    op.execute("DROP SEQUENCE trade_numbers")
    for table in (
        "trade_partner_history",
        "trade_members",
        "trade_codes",
        "trade_organisations",
        "trade_rulebooks",
    ):
        op.execute(f"DROP TABLE {table} CASCADE")
