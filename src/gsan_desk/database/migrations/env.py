"""Alembic environment: the connection comes from the caller, the history lives in our own schema."""

from alembic import context

conexao = context.config.attributes["connection"]
context.configure(
    connection=conexao,
    version_table="versao",
    version_table_schema="gsan_desk",
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
