"""Indexes that GSAN's base lacks and the workstation's searches need (spec 60 §4).

Revision: gsan_0002
"""

from alembic import op

from gsan_desk.database.indices import INDICES

revision = "gsan_0002"
down_revision = "gsan_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create them plainly: the database is new."""
    op.get_bind().exec_driver_sql(";\n".join(INDICES.values()))
