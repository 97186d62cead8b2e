"""Nothing in the database: what one typed and did not save yet stays in one's own browser.

The number was kept for a table of drafts. Drafts hold half-typed personal data, which the server then does not have;
likely twins are found by the search index; the value to put back stands in the audit trail.
"""

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade():
    """No change."""


def downgrade():
    """No change."""
