r"""Check the SIDs in exports of messages, on a cluster.

    spark-submit --master URL check_with_spark.py PATH …

A path is a file from Twilio's BulkExport (gzip, with one JSON record per line), a folder of them, or a pattern, in any
file system that Spark reads: `s3a://bucket/2026-11-*.json.gz`. Spark skips files whose names begin with `_` or `.`, and
only decompresses those that end in `.gz`. Bad lines are counted by file and reason. The exit status is 1 if a line is
bad, and 2 if a file can't be read or there are no lines.

Requires Spark 4. Only the driver needs `pydantic_twilio_sid`: the executors get its patterns, and run no Python.

`check_with_pydantic.py` finds the same lines bad, with these exceptions. Only Spark accepts half a surrogate pair
(`"\ud83d"`), more than 200 levels of nesting, and a byte order mark at the start of a file. Only Pydantic accepts
`NaN`, `Infinity`, numbers of more than 1,000 digits, and keys of more than 50,000 characters.
"""

import argparse
import signal
import sys
from typing import Any

from py4j.protocol import Py4JError
from pyspark import SparkContext
from pyspark.errors import PySparkException
from pyspark.sql import Column, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as Spark's documentation imports it

from pydantic_twilio_sid import AccountSid, MessageSid, MessagingServiceSid, SidConstraints

RECORD = "struct<sid: string, account_sid: string, messaging_service_sid: string>"


def find_problem(field: str, sid_type: Any, *, optional: bool = False) -> Column:
    """Return what's wrong with a field of the record, or null."""
    constraints = SidConstraints(sid_type)
    sid = F.col("record")[field]
    # Java's `$` also matches before a final line break, so the length is checked too.
    good = sid.rlike(constraints.pattern) & (F.length(sid) == 34)  # noqa: PLR2004 - the length of every SID
    return F.when(~F.ifnull(good, F.lit(optional)), f"{field}: {constraints.message}")


def count_lines(spark: SparkSession, paths: list[str]) -> list[tuple[str, str, int]]:
    """Count the lines by file and reason. Good lines have an empty reason."""
    # Spark ignores whatever follows a record, so put each line into a list and into an object: nothing that follows a
    # record can be part of both.
    is_only_item = F.json_array_length(F.concat(F.lit("["), "value", F.lit("]"))) == 1
    in_object = F.concat(F.lit('{"record":'), "value", F.lit("}"))
    record = F.from_json(in_object, f"record {RECORD}", {"allowSingleQuotes": "false"})["record"]
    problems = F.concat_ws(
        "; ",
        find_problem("sid", MessageSid),
        find_problem("account_sid", AccountSid),
        find_problem("messaging_service_sid", MessagingServiceSid, optional=True),
    )
    counts = (
        spark.read.text(paths, lineSep="\n", recursiveFileLookup=True)
        .withColumn("record", F.when(is_only_item & F.is_valid_utf8("value"), record))
        .withColumn("reason", F.when(F.isnull("record"), "not a JSON object").otherwise(problems))
        .groupBy("_metadata.file_path", "reason")
        .count()
    )
    return sorted((row["file_path"], row["reason"], row["count"]) for row in counts.collect())


def main() -> int:
    """Print the report, and return the exit status."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # end on Ctrl-C, without a traceback
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # for the names of files
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs="+", metavar="PATH")
    paths = parser.parse_args().paths
    try:
        SparkContext.getOrCreate()
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # again, because Spark has just set a handler of its own
        with SparkSession.builder.getOrCreate() as spark:
            counts = count_lines(spark, paths)
    except (PySparkException, Py4JError) as error:
        message, _, _ = str(error).partition("\n\tat ")  # the rest is Java's stack
        parser.exit(2, f"{message}\n")
    if not counts:
        parser.exit(2, "no lines\n")
    for path, reason, count in counts:
        if reason:
            print(f"{path}: {reason} ({count:,})")
    bad = sum(count for _, reason, count in counts if reason)
    print(f"{sum(count for _, _, count in counts):,} lines, {bad:,} of them bad")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
