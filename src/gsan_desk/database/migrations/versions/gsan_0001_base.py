"""GSAN's own tables, for a database that has none.

Revision: gsan_0001
"""

from alembic import op

from gsan_desk.database.ddl import criar_base_gsan

revision = "gsan_0001"
down_revision = None
branch_labels = ("gsan",)
depends_on = None


def upgrade() -> None:
    """Build the reference base in one round trip."""
    op.get_bind().exec_driver_sql(";\n".join(criar_base_gsan()))
