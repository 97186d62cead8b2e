"""Sales: persons, campaigns, leads, phases, opportunities, activities; what kind of company a partner is."""

from alembic import op

from migrations.making import check, columns, index, make, make_record, refers, stamps, unique

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

TABLES = (
    "persons",
    "campaigns",
    "leads",
    "phases",
    "opportunities",
    "phase_stays",
    "opportunity_lines",
    "activities",
)
SIDES = ("is_prospect", "is_agent", "is_competitor")


def upgrade():
    """Make the tables, those that others refer to first."""
    _partners()
    _persons()
    _campaigns()
    _leads()
    _phases()
    _opportunities()
    _phase_stays()
    _opportunity_lines()
    _activities()


def downgrade():
    """Take them away again."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_constraint(op.f("ck_partners_side"), "partners")
    op.drop_constraint(op.f("ck_partners_fiscal_month"), "partners")
    for column in _company():
        op.drop_column("partners", column.name)
    op.create_check_constraint(op.f("ck_partners_side"), "partners", "is_customer OR is_supplier")


def _company():
    return [
        *columns("flag", *SIDES, default="false"),
        *columns("text", "name_en", "rank", "industry", "listing", "homepage", "fax", default="''"),
        *columns("number", "employees", "capital", "annual_sales", "fiscal_month", nullable=True),
        *columns("id", "parent_id", "owner_id", "organisation_id", nullable=True),
    ]


def _partners():
    for column in _company():
        op.add_column("partners", column)
    op.drop_constraint(op.f("ck_partners_side"), "partners")
    sides = " OR ".join(("is_customer", "is_supplier", *SIDES))
    op.create_check_constraint(op.f("ck_partners_side"), "partners", sides)
    op.create_check_constraint(op.f("ck_partners_fiscal_month"), "partners", "fiscal_month BETWEEN 1 AND 12")
    op.create_foreign_key(
        op.f("fk_partners_tenant_id_parent_id"),
        "partners",
        "partners",
        ["tenant_id", "parent_id"],
        ["tenant_id", "id"],
        ondelete="SET NULL (parent_id)",
    )
    index("partners", "owner_id", "code")
    index("partners", "parent_id")


def _persons():
    make_record(
        "persons",
        *columns("text", "code", "name", "kana", "company_name", "department", "title", "grade", "role"),
        *columns("text", "strength", "email", "phone", "mobile", "fax", "postal_code", "address", "note"),
        *columns("id", "partner_id", "introduced_by_id", "owner_id", "organisation_id", nullable=True),
        *columns("day", "birthday", nullable=True),
        *columns("flag", "may_mail"),
        check("persons", "state", "state IN ('active', 'moved', 'archived')"),
        refers("persons", "introduced_by_id", "persons", "SET NULL"),
        refers("persons", "partner_id", "partners"),
        unique("persons", "code"),
        indexes=(
            ("email",),
            ("kana", "id"),
            ("owner_id", "kana"),
            ("partner_id", "kana"),
        ),
    )


def _campaigns():
    make_record(
        "campaigns",
        *columns("text", "code", "name", "kind", "place", "url", "description"),
        *columns("day", "starts_on"),
        *columns("day", "ends_on", nullable=True),
        *columns("number", "budget", "cost", "wanted_leads", "wanted_revenue", nullable=True),
        *columns("id", "parent_id", "owner_id", "organisation_id", nullable=True),
        check("campaigns", "days", "ends_on IS NULL OR ends_on >= starts_on"),
        check("campaigns", "state", "state IN ('active', 'running', 'ended', 'stopped', 'archived')"),
        refers("campaigns", "parent_id", "campaigns", "SET NULL"),
        unique("campaigns", "code"),
        indexes=(("starts_on", "id"),),
    )


def _leads():
    make_record(
        "leads",
        *columns("text", "code", "name", "kana", "company", "department", "title", "email", "phone"),
        *columns("text", "postal_code", "address", "source", "interest", "rating", "money", "authority"),
        *columns("text", "need", "timing", "unfit_because", "consent_by", "note"),
        *columns("id", "campaign_id", "person_id", "partner_id", "opportunity_id", nullable=True),
        *columns("id", "owner_id", "organisation_id", nullable=True),
        *columns("day", "consented_on", "refused_on", nullable=True),
        *columns("moment", "converted_at", nullable=True),
        check(
            "leads",
            "state",
            "state IN ('active', 'following', 'nurturing', 'converted', 'unfit', 'duplicate', 'archived')",
        ),
        refers("leads", "campaign_id", "campaigns", "SET NULL"),
        refers("leads", "partner_id", "partners"),
        refers("leads", "person_id", "persons", "SET NULL"),
        unique("leads", "code"),
        indexes=(
            ("campaign_id", "kana"),
            ("kana", "id"),
            ("owner_id", "kana"),
        ),
    )


def _phases():
    make_record(
        "phases",
        *columns("text", "code", "name", "standing", "criteria"),
        *columns("number", "position", "probability", "stall_days"),
        check("phases", "figures", "probability BETWEEN 0 AND 100 AND stall_days >= 0"),
        check("phases", "standing", "standing IN ('open', 'won', 'lost')"),
        check("phases", "state", "state IN ('active', 'archived')"),
        unique("phases", "code"),
        indexes=(("position", "id"),),
    )


def _opportunities():
    make_record(
        "opportunities",
        *columns("text", "code", "name", "kana", "standing", "forecast", "order_type", "source"),
        *columns("text", "competitor", "reason", "reason_note", "next_step", "description"),
        *columns("id", "partner_id", "phase_id"),
        *columns(
            "id", "end_user_id", "person_id", "campaign_id", "owner_id", "organisation_id", nullable=True
        ),
        *columns("number", "probability", "amount"),
        *columns("day", "expected_on"),
        *columns("day", "first_expected_on", "sales_on", "next_on", "closed_on", nullable=True),
        *columns("number", "gross", nullable=True),
        *stamps("entered_phase_at"),
        *columns("flag", "restricted", default="'false'"),
        check("opportunities", "probability", "probability BETWEEN 0 AND 100"),
        check("opportunities", "standing", "standing IN ('open', 'won', 'lost')"),
        check("opportunities", "state", "state IN ('active', 'archived')"),
        refers("opportunities", "campaign_id", "campaigns"),
        refers("opportunities", "end_user_id", "partners"),
        refers("opportunities", "partner_id", "partners"),
        refers("opportunities", "person_id", "persons"),
        refers("opportunities", "phase_id", "phases"),
        unique("opportunities", "code"),
        indexes=(
            ("campaign_id",),
            ("end_user_id",),
            ("expected_on", "id"),
            ("owner_id", "expected_on"),
            ("partner_id", "expected_on"),
            ("person_id",),
            ("standing", "phase_id", "expected_on"),
        ),
    )


def _phase_stays():
    make(
        "phase_stays",
        *columns("id", "opportunity_id", "phase_id"),
        *columns("moment", "entered_at", "left_at"),
        *columns("number", "amount"),
        *columns("day", "expected_on"),
        *columns("text", "by_name"),
        refers("phase_stays", "opportunity_id", "opportunities", "CASCADE"),
        refers("phase_stays", "phase_id", "phases"),
        indexes=(
            ("opportunity_id", "left_at"),
            ("phase_id",),
        ),
    )


def _opportunity_lines():
    make(
        "opportunity_lines",
        *columns("id", "opportunity_id"),
        *columns("number", "line_no", "amount"),
        *columns("id", "product_id", nullable=True),
        *columns("text", "name", "unit"),
        *columns("exact", "quantity", "price"),
        *columns("exact", "list_price", "cost", nullable=True),
        *columns("number", "gross", nullable=True),
        check("opportunity_lines", "quantity", "quantity > 0"),
        refers("opportunity_lines", "opportunity_id", "opportunities", "CASCADE"),
        refers("opportunity_lines", "product_id", "products"),
        unique("opportunity_lines", "opportunity_id", "line_no"),
        indexes=(("product_id",),),
    )


def _activities():
    make_record(
        "activities",
        *columns("text", "code", "name", "standing", "kind", "place", "purpose", "content", "reaction"),
        *columns("moment", "starts_at"),
        *columns("moment", "ends_at", "planned_at", nullable=True),
        *columns("id", "partner_id", "person_id", "opportunity_id", "campaign_id", nullable=True),
        *columns("id", "lead_id", "owner_id", "organisation_id", nullable=True),
        *columns("text", "entered_once", nullable=True),
        *columns("flag", "restricted", default="'false'"),
        check("activities", "standing", "standing IN ('plan', 'result')"),
        check("activities", "state", "state IN ('active', 'archived')"),
        check("activities", "times", "ends_at IS NULL OR ends_at >= starts_at"),
        refers("activities", "campaign_id", "campaigns"),
        refers("activities", "lead_id", "leads"),
        refers("activities", "opportunity_id", "opportunities"),
        refers("activities", "partner_id", "partners"),
        refers("activities", "person_id", "persons"),
        unique("activities", "code"),
        unique("activities", "entered_once"),
        indexes=(
            ("campaign_id",),
            ("lead_id",),
            ("opportunity_id", "starts_at"),
            ("owner_id", "starts_at"),
            ("partner_id", "starts_at"),
            ("person_id", "starts_at"),
            ("starts_at", "id"),
        ),
    )


TABLES = (
    "persons",
    "campaigns",
    "leads",
    "phases",
    "opportunities",
    "phase_stays",
    "opportunity_lines",
    "activities",
)
