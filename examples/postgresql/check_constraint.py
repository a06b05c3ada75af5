"""Use the pattern of a SID type as a PostgreSQL CHECK constraint, and compare it with Pydantic.

    python examples/postgresql/check_constraint.py postgresql://user:password@host/database

The table is temporary. The exit status is 1 if PostgreSQL and Pydantic differ, or the database can't be used.
"""

import argparse
import sys

import psycopg
from psycopg import sql

from pydantic_twilio_sid import MessageSid, SidConstraints
from pydantic_twilio_sid.testing import cases

TABLE = sql.SQL("CREATE TEMPORARY TABLE message (sid text NOT NULL CHECK (sid ~ {}))").format(
    SidConstraints.of(MessageSid).pattern
)


def is_accepted(connection: psycopg.Connection, value: str) -> bool:
    """Return whether PostgreSQL accepts the string as a message SID."""
    try:
        with connection.transaction():
            connection.execute("INSERT INTO message VALUES (%s)", [value])
    except (psycopg.errors.CheckViolation, psycopg.DataError, UnicodeEncodeError):  # the last two: it can't be stored
        return False
    return True


def main() -> int:
    """Create the table, try the strings, and return the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url", metavar="DATABASE_URL")
    tried = cases("SM", "MM")
    try:
        with psycopg.connect(parser.parse_args().url) as connection:
            print(TABLE.as_string(connection))
            connection.execute(TABLE)
            differing = [case.why for case in tried if is_accepted(connection, case.value) != case.valid]
    except psycopg.Error as error:
        sys.exit(str(error).partition("\n")[0])
    for why in differing:
        print(f"they differ: {why}")
    print(f"PostgreSQL and Pydantic agree on {len(tried) - len(differing)} strings and differ on {len(differing)}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
