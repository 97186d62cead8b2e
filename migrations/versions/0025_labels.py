"""Carriers' contracts, label files, tracking numbers coming back, what shops were told about parcels."""

from alembic import op

from migrations.making import check, columns, index, make, make_record, refers, stamps, unique

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLES = (
    "carrier_accounts",
    "sealed_files",
    "label_name_rules",
    "label_batches",
    "labels",
    "tracking_intakes",
    "notice_files",
    "shipment_notices",
)


def upgrade():
    """Make the tables."""
    _carrier_accounts()
    _sealed_files()
    _label_name_rules()
    _label_batches()
    _labels()
    _tracking_intakes()
    _notice_files()
    _shipment_notices()


def _carrier_accounts():
    make_record(
        "carrier_accounts",
        *columns(
            "text",
            "code",
            "name",
            "kana",
            "system",
            "service",
            "customer_code",
            "billing_group",
            "freight_number",
            "office_code",
            "packing",
            "form_code",
            "size",
            "cod_kind",
            "sender",
            "gift_sender",
            "sender_name",
            "sender_kana",
            "sender_postal",
            "sender_address",
            "sender_building",
            "sender_phone",
            "amazon_code",
            "yahoo_method",
            "note",
        ),
        *columns("number", "weight", "cubic"),
        *columns("flag", "simplify", "seals", "header"),
        check(
            "carrier_accounts",
            "senders",
            "gift_sender IN ('shop', 'own', 'buyer') AND sender IN ('shop', 'own')",
        ),
        check("carrier_accounts", "sizes", "weight >= 0 AND cubic >= 0"),
        check("carrier_accounts", "state", "state IN ('active', 'archived')"),
        check(
            "carrier_accounts",
            "system",
            "system IN ('b2', 'ehiden3', 'ehiden2', 'ehidenpro', 'yupackr', 'km2', 'istar2')",
        ),
        unique("carrier_accounts", "code"),
        indexes=(("kana", "id"),),
    )


def _sealed_files():
    make(
        "sealed_files",
        *columns("id", "owner_id"),
        *columns("number", "position", "rows", "size"),
        *columns("text", "name", "content_type", "sha256"),
        *columns("sealed", "content"),
        *columns("moment", "purge_at"),
        *stamps("created_at"),
        indexes=(
            ("owner_id", "position"),
            ("purge_at",),
        ),
    )


def _label_name_rules():
    make(
        "label_name_rules",
        *columns("text", "kind", "word", "put"),
        *columns("number", "position"),
        *stamps("created_at"),
        check("label_name_rules", "kind", "kind IN ('remove', 'replace', 'fixed')"),
        check("label_name_rules", "word", "word <> '' OR kind = 'fixed'"),
        indexes=(("position", "id"),),
    )


def _label_batches():
    make(
        "label_batches",
        *columns("text", "number", "status", "created_by_name"),
        *columns("id", "account_id"),
        *columns("number", "version", "label_count", "stop_count", "note_count"),
        *columns("day", "ship_on"),
        *columns("moment", "made_at", "undone_at", nullable=True),
        *columns("id", "created_by_id", nullable=True),
        *stamps("created_at"),
        check("label_batches", "made", "status = 'draft' OR made_at IS NOT NULL"),
        check("label_batches", "status", "status IN ('draft', 'made', 'undone')"),
        refers("label_batches", "account_id", "carrier_accounts"),
        unique("label_batches", "number"),
        indexes=(
            ("account_id",),
            ("created_at", "id"),
        ),
    )


def _labels():
    make(
        "labels",
        *columns("id", "batch_id", "slip_id"),
        *columns("number", "position", "stops"),
        *columns("text", "key"),
        *columns("sealed", "fixes", nullable=True),
        *columns("json", "problems", default="'[]'"),
        refers("labels", "batch_id", "label_batches", "CASCADE"),
        refers("labels", "slip_id", "slips", "CASCADE"),
        unique("labels", "batch_id", "slip_id"),
        indexes=(
            ("batch_id", "position"),
            ("key",),
            ("slip_id",),
        ),
    )


def _tracking_intakes():
    make(
        "tracking_intakes",
        *columns("text", "status", "file_name", "format", "created_by_name"),
        *columns("number", "version"),
        *columns("day", "shipped_on"),
        *columns("sealed", "lines", nullable=True),
        *columns("json", "refused", "counts"),
        *columns("moment", "purge_at"),
        *columns("id", "created_by_id", nullable=True),
        *stamps("created_at"),
        check("tracking_intakes", "status", "status IN ('draft', 'done')"),
        indexes=(("created_at", "id"),),
    )


def _notice_files():
    make(
        "notice_files",
        *columns("id", "channel_id"),
        *columns("text", "name", "created_by_name"),
        *columns("number", "notice_count"),
        *columns("id", "created_by_id", nullable=True),
        *stamps("created_at"),
        refers("notice_files", "channel_id", "channels"),
        indexes=(
            ("channel_id",),
            ("created_at", "id"),
        ),
    )


def _shipment_notices():
    make(
        "shipment_notices",
        *columns("id", "slip_id", "channel_id"),
        *columns("text", "way", "state", "carrier", "error"),
        *columns("number", "version", "attempts"),
        *columns("flag", "again"),
        *columns("json", "numbers"),
        *columns("day", "shipped_on"),
        *columns("id", "file_id", nullable=True),
        *columns("moment", "sent_at", nullable=True),
        *stamps("created_at"),
        check("shipment_notices", "sent", "(state = 'sent') = (sent_at IS NOT NULL)"),
        check("shipment_notices", "state", "state IN ('pending', 'sent', 'failed')"),
        check("shipment_notices", "way", "way IN ('file', 'api')"),
        refers("shipment_notices", "channel_id", "channels"),
        refers("shipment_notices", "file_id", "notice_files", "SET NULL"),
        refers("shipment_notices", "slip_id", "slips", "CASCADE"),
        indexes=(
            ("channel_id", "state", "created_at"),
            ("slip_id", "created_at"),
            ("state", "created_at"),
        ),
    )
    index("shipment_notices", "file_id", where="file_id IS NOT NULL")
    index("shipment_notices", "slip_id", where="NOT again", unique=True, name="uq_shipment_notices_once")


def downgrade():
    """Take everything away again."""
    for one in reversed(TABLES):
        op.drop_table(one)
