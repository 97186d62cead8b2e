"""Tables of approvals."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.tenancy import isolate

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    """Create them with their keys, indexes, policies and grants."""
    op.create_table(
        "approval_routes",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("family_id", sa.UUID(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("priority", sa.BigInteger(), nullable=False),
        sa.Column("condition", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("made_by_id", sa.UUID(), nullable=True),
        sa.Column(
            "made_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False
        ),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired_by_id", sa.UUID(), nullable=True),
        sa.CheckConstraint(
            "(retired_at IS NULL) = (retired_by_id IS NULL)", name=op.f("ck_approval_routes_retired")
        ),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= valid_from", name=op.f("ck_approval_routes_validity")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_approval_routes")),
        sa.UniqueConstraint(
            "tenant_id", "family_id", "revision", name=op.f("uq_approval_routes_tenant_id_family_id_revision")
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_approval_routes_tenant_id_document_family_id"),
        "approval_routes",
        ["tenant_id", "document", "family_id"],
        unique=False,
    )
    isolate("approval_routes")
    op.create_table(
        "approval_route_steps",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("route_id", sa.UUID(), nullable=False),
        sa.Column("step_no", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("assignees", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("when_nobody", sa.Text(), nullable=False),
        sa.Column("due_days", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("kind IN ('approve')", name=op.f("ck_approval_route_steps_kind")),
        sa.CheckConstraint("mode IN ('ALL', 'ANY')", name=op.f("ck_approval_route_steps_mode")),
        sa.CheckConstraint(
            "when_nobody IN ('error', 'escalate', 'skip')", name=op.f("ck_approval_route_steps_when_nobody")
        ),
        sa.CheckConstraint("due_days > 0", name=op.f("ck_approval_route_steps_due_days")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "route_id"],
            ["approval_routes.tenant_id", "approval_routes.id"],
            name=op.f("fk_approval_route_steps_tenant_id_route_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_approval_route_steps")),
        sa.UniqueConstraint(
            "tenant_id",
            "route_id",
            "step_no",
            name=op.f("uq_approval_route_steps_tenant_id_route_id_step_no"),
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("approval_route_steps")
    op.create_table(
        "approval_cases",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.UUID(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("route_id", sa.UUID(), nullable=False),
        sa.Column("applicant_id", sa.UUID(), nullable=False),
        sa.Column("organisation_id", sa.UUID(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("document_hash", sa.Text(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("step_no", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "(status IN ('open', 'returned')) = (closed_at IS NULL)", name=op.f("ck_approval_cases_closed")
        ),
        sa.CheckConstraint(
            "status IN ('open', 'approved', 'rejected', 'returned', 'withdrawn')",
            name=op.f("ck_approval_cases_status"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "applicant_id"],
            ["users.tenant_id", "users.id"],
            name=op.f("fk_approval_cases_tenant_id_applicant_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "organisation_id"],
            ["organisations.tenant_id", "organisations.id"],
            name=op.f("fk_approval_cases_tenant_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "route_id"],
            ["approval_routes.tenant_id", "approval_routes.id"],
            name=op.f("fk_approval_cases_tenant_id_route_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_approval_cases")),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_approval_cases_tenant_id_applicant_id_submitted_at_id"),
        "approval_cases",
        ["tenant_id", "applicant_id", "submitted_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_approval_cases_tenant_id_subject_id_submitted_at"),
        "approval_cases",
        ["tenant_id", "subject_id", "submitted_at"],
        unique=False,
    )
    op.create_index(
        "uq_approval_cases_live",
        "approval_cases",
        ["tenant_id", "subject_id"],
        unique=True,
        postgresql_where="status IN ('open', 'returned')",
    )
    isolate("approval_cases")
    op.create_table(
        "approval_actions",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("step_no", sa.BigInteger(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.UUID(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("for_actor_id", sa.UUID(), nullable=True),
        sa.Column("for_actor_name", sa.Text(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("document_hash", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "action IN ('submitted', 'approved', 'auto_approved', 'skipped', 'rejected', 'returned', 'pulled_back', 'resubmitted', 'withdrawn')",
            name=op.f("ck_approval_actions_action"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["approval_cases.tenant_id", "approval_cases.id"],
            name=op.f("fk_approval_actions_tenant_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_approval_actions")),
        info={"tenancy": "tenant", "immutable": True},
    )
    op.create_index(
        op.f("ix_approval_actions_tenant_id_case_id_at_id"),
        "approval_actions",
        ["tenant_id", "case_id", "at", "id"],
        unique=False,
    )
    isolate("approval_actions", immutable=True)
    op.create_table(
        "approval_steps",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("step_no", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("quorum", sa.BigInteger(), nullable=False),
        sa.Column("due_days", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'open', 'approved', 'skipped', 'rejected', 'returned', 'closed')",
            name=op.f("ck_approval_steps_state"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["approval_cases.tenant_id", "approval_cases.id"],
            name=op.f("fk_approval_steps_tenant_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_approval_steps")),
        sa.UniqueConstraint(
            "tenant_id",
            "case_id",
            "round",
            "step_no",
            name=op.f("uq_approval_steps_tenant_id_case_id_round_step_no"),
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    isolate("approval_steps")
    op.create_table(
        "approval_assignments",
        sa.Column("tenant_id", sa.UUID(), nullable=False),
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("case_id", sa.UUID(), nullable=False),
        sa.Column("step_id", sa.UUID(), nullable=False),
        sa.Column("user_id", sa.UUID(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "state <> 'open' OR opened_at IS NOT NULL", name=op.f("ck_approval_assignments_opened")
        ),
        sa.CheckConstraint(
            "state IN ('waiting', 'open', 'approved', 'auto', 'rejected', 'returned', 'closed')",
            name=op.f("ck_approval_assignments_state"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "case_id"],
            ["approval_cases.tenant_id", "approval_cases.id"],
            name=op.f("fk_approval_assignments_tenant_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "step_id"],
            ["approval_steps.tenant_id", "approval_steps.id"],
            name=op.f("fk_approval_assignments_tenant_id_step_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "user_id"],
            ["users.tenant_id", "users.id"],
            name=op.f("fk_approval_assignments_tenant_id_user_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_approval_assignments")),
        sa.UniqueConstraint(
            "tenant_id", "step_id", "user_id", name=op.f("uq_approval_assignments_tenant_id_step_id_user_id")
        ),
        info={"tenancy": "tenant", "immutable": False},
    )
    op.create_index(
        op.f("ix_approval_assignments_tenant_id_case_id"),
        "approval_assignments",
        ["tenant_id", "case_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_approval_assignments_tenant_id_user_id_acted_at_id"),
        "approval_assignments",
        ["tenant_id", "user_id", "acted_at", "id"],
        unique=False,
        postgresql_where="acted_at IS NOT NULL",
    )
    op.create_index(
        op.f("ix_approval_assignments_tenant_id_user_id_opened_at_id"),
        "approval_assignments",
        ["tenant_id", "user_id", "opened_at", "id"],
        unique=False,
        postgresql_where="state = 'open'",
    )
    isolate("approval_assignments")


def downgrade():
    """Drop them; everything in them is lost."""
    op.drop_table("approval_assignments")
    op.drop_table("approval_steps")
    op.drop_table("approval_actions")
    op.drop_table("approval_cases")
    op.drop_table("approval_route_steps")
    op.drop_table("approval_routes")
