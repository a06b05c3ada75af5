"""A PostgreSQL table with the SID types' pattern as CHECK constraints, and the same strings tried on both.

    python examples/check_constraint.py DATABASE_URL

The URL is libpq's (`postgresql://…`) or SQLAlchemy's (`postgresql+psycopg://…`). The table is temporary. NUL and lone
surrogates count as refused, because PostgreSQL can't store them. The exit status is 1 if PostgreSQL and Pydantic
differ, and 2 if the database could not be asked.
"""

import argparse
import re
import sys
from typing import Any

import psycopg
from message_sid_schema import is_valid
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from pydantic_twilio_sid import AccountSid, MessageSid, SidConstraints
from pydantic_twilio_sid.testing import cases


def column(name: str, annotation: Any) -> sql.Composed:
    """Return the definition of a column for a SID type."""
    return sql.SQL("{name} text NOT NULL CHECK ({name} ~ {pattern})").format(
        name=sql.Identifier(name), pattern=sql.Literal(SidConstraints.of(annotation).pattern)
    )


def is_accepted(connection: psycopg.Connection, value: str) -> bool:
    """Tell whether PostgreSQL accepts the string as a message SID."""
    try:
        with connection.transaction():
            connection.execute("INSERT INTO message VALUES (%s, %s)", [value, "AC" + "a" * 32])
    except (psycopg.errors.CheckViolation, psycopg.DataError, UnicodeEncodeError):
        return False
    return True


def compare(connection: psycopg.Connection) -> int:
    """Create the table, try the strings, and return the exit status."""
    definition = sql.SQL("CREATE TEMPORARY TABLE message (\n    {},\n    {}\n)").format(
        column("sid", MessageSid), column("account_sid", AccountSid)
    )
    print(definition.as_string(connection))
    connection.execute(definition)
    agreed = differing = 0
    for case in cases("SM", "MM"):
        if is_accepted(connection, case.value) == is_valid(case.value):
            agreed += 1
        else:
            differing += 1
            print(f"they differ: {case.why}")
    print(f"PostgreSQL and Pydantic agree on {agreed} strings and differ on {differing}")
    return 1 if differing else 0


def main() -> int:
    """Connect to the database, compare, and return the exit status."""
    parser = argparse.ArgumentParser(description="Compare PostgreSQL's CHECK constraints with Pydantic.")
    parser.add_argument("url", metavar="DATABASE_URL")
    url, matched = re.subn(r"\Apostgres(ql)?(\+psycopg)?://", "postgresql://", parser.parse_args().url)
    try:
        conninfo_to_dict(url if matched else "no URL")
    except (psycopg.ProgrammingError, UnicodeError):  # whose messages can have the password
        print("not the URL of a PostgreSQL database, such as postgresql://user:password@host/database", file=sys.stderr)
        return 2
    try:
        with psycopg.connect(url) as connection:
            return compare(connection)
    except psycopg.Error as error:
        print(str(error).partition("\n")[0], file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
