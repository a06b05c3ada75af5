"""A PostgreSQL table whose CHECK constraints refuse what the SID types refuse, and the same strings tried on both.

    python examples/check_constraint.py DATABASE_URL

The table is a temporary one. What no PostgreSQL text can hold (NUL, a lone surrogate) counts as refused.
"""

import sys
from typing import Any, get_args

import psycopg
from message_sid_schema import is_valid
from psycopg import sql

from pydantic_twilio_sid import AccountSid, MessageSid, SidConstraints
from pydantic_twilio_sid.testing import cases


def column(name: str, annotation: Any) -> sql.Composed:
    """Return the definition of a column for a SID type."""
    constraints = next(item for item in get_args(annotation) if isinstance(item, SidConstraints))
    return sql.SQL("{name} text NOT NULL CHECK ({name} ~ {pattern})").format(
        name=sql.Identifier(name), pattern=sql.Literal(constraints.pattern)
    )


def is_accepted(connection: psycopg.Connection, value: str) -> bool:
    """Tell whether PostgreSQL accepts the string as a message SID."""
    try:
        with connection.transaction():
            connection.execute("INSERT INTO message VALUES (%s, %s)", [value, "AC" + "a" * 32])
    except (psycopg.errors.CheckViolation, psycopg.DataError, UnicodeEncodeError):
        return False
    return True


def main(url: str) -> int:
    """Create the table, try the strings, and return the exit status."""
    with psycopg.connect(url) as connection:
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
