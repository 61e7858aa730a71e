"""What Alembic runs: the migrations, on the connection and in the transaction that it is given."""

from alembic import context

from bot.state.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the caller's transaction holds them all
)
context.run_migrations()
