"""The database of `webhook_service.py`, for several workers, on PostgreSQL or SQLite.

It has a file of its own because it is not about SIDs. No error message, here or in the log, has a value of a row.
"""

import sqlite3
from contextlib import suppress
from functools import partial

from settings import SettingsError
from sqlalchemy import Connection, Engine, MetaData, QueuePool, create_engine, event, func, inspect, make_url, select
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlmodel import Session, SQLModel

WAIT = 10
"""Seconds for a lock or a free connection. Twilio waits 15 for an answer."""
LOCK = 7_811_032_715
"""The number of PostgreSQL's advisory lock for creating the tables. Any number will do that no other program uses."""


def open_database(database_url: str, metadata: MetaData) -> Engine:
    """Connect, create missing tables, and check the others.

    Raises:
        SettingsError: One of these failed.
    """
    try:
        engine = connect(database_url)
        with engine.begin() as connection:
            create_tables(connection, metadata)
            problems = find_old_tables(connection, metadata)
    except DBAPIError as error:
        raise SettingsError(f"DATABASE_URL: {one_line(error.orig)}") from None
    except (SQLAlchemyError, ImportError, ValueError) as error:  # a wrong URL, or no driver for it
        raise SettingsError(f"DATABASE_URL: {one_line(error)}") from None
    if problems:
        raise SettingsError("DATABASE_URL: " + "; ".join(problems))
    return engine


def one_line(error: object) -> str:
    """Return the message of an error without its line breaks."""
    return " ".join(str(error).split())


def connect(database_url: str) -> Engine:
    """Return an engine that waits for locks, hides values in errors, and tests a connection before it uses it."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, hide_parameters=True, pool_pre_ping=True, pool_timeout=WAIT)
    url = url.update_query_dict({"timeout": str(WAIT), **url.query})
    # SQLite has one writer. Threads queue for one connection in their order; for a lock of SQLite's they would compete.
    engine = create_engine(
        url, hide_parameters=True, poolclass=QueuePool, pool_timeout=WAIT, pool_size=1, max_overflow=0
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        with suppress(sqlite3.OperationalError):  # another worker is doing the same
            connection.execute("PRAGMA journal_mode = WAL")  # a commit waits for the disk once, not three times
        connection.text_factory = partial(str, encoding="utf-8", errors="replace")

    return engine


def create_tables(connection: Connection, metadata: MetaData) -> None:
    """Create the tables, while the other workers wait."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    elif connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    metadata.create_all(connection)


def find_old_tables(connection: Connection, metadata: MetaData) -> list[str]:
    """Name the tables of an older version, with the columns that differ."""
    inspector = inspect(connection)
    problems: list[str] = []
    for table in metadata.sorted_tables:
        found = {column["name"]: column for column in inspector.get_columns(table.name)}
        lacking = [column.name for column in table.columns if column.name not in found]
        unknown = [
            name
            for name, column in found.items()
            if name not in table.columns and not column["nullable"] and column["default"] is None
        ]
        key = set(inspector.get_pk_constraint(table.name)["constrained_columns"])
        if lacking:
            problems.append(f"the table {table.name} has no column {', '.join(lacking)}")
        if unknown:
            problems.append(f"the table {table.name} wants a value for {', '.join(unknown)}")
        if not lacking and key != {column.name for column in table.primary_key}:
            problems.append(f"the table {table.name} has another primary key")
    return problems


def store_once(session: Session, row: SQLModel, key: object) -> None:
    """Store a row unless it is there. Twilio repeats a request that got no answer."""
    try:
        with session.begin():
            session.add(row)
    except IntegrityError:
        with session.begin():
            if session.get(type(row), key) is None:
                raise
