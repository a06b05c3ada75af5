"""Check the SIDs in exports of messages, on a cluster.

    spark-submit --master URL check_with_spark.py PATH …

A path is a file from Twilio's BulkExport (gzip, one JSON record per line), a folder of them, or a pattern, in any file
system that Spark reads: `s3a://bucket/2026-11-*.json.gz`. Bad lines are counted by file and reason. The exit status is
1 if a line is bad, and 2 if a file can't be read.

Only the driver needs `pydantic_twilio_sid`. The executors get its patterns, and run no Python.
"""

import argparse
import sys
from typing import Any

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import Column, SparkSession
from pyspark.sql import functions as F  # noqa: N812 - as Spark's documentation imports it

from pydantic_twilio_sid import AccountSid, MessageSid, MessagingServiceSid, SidConstraints

RECORDS = "array<struct<sid: string, account_sid: string, messaging_service_sid: string>>"


def problem(field: str, sid_type: object, *, optional: bool = False) -> Column:
    """Return what's wrong with a field of the record, or null."""
    constraints = SidConstraints.of(sid_type)
    sid = F.col("record")[field]
    # Java's `$` also matches before a final line break, so the length is checked too.
    good = sid.rlike(constraints.pattern) & (F.length(sid) == 34)  # noqa: PLR2004 - the length of every SID
    return F.when(~F.ifnull(good, F.lit(optional)), f"{field}: not a Twilio {constraints.resource} SID")


def count_lines(spark: SparkSession, paths: list[str]) -> list[tuple[str, str, int]]:
    """Count the lines by file and reason. Good lines have an empty reason."""
    # Read each line as a list: Spark ignores whatever follows a record, even another record, but not in a list.
    records = F.from_json(F.concat(F.lit("["), "value", F.lit("]")), RECORDS)
    problems = F.concat_ws(
        "; ",
        problem("sid", MessageSid),
        problem("account_sid", AccountSid),
        problem("messaging_service_sid", MessagingServiceSid, optional=True),
    )
    counts = (
        spark.read.text(paths, pathGlobFilter="*.json.gz")
        .withColumn("records", records)
        .withColumn("record", F.when(F.size("records") == 1, F.get("records", F.lit(0))))
        .withColumn("reason", F.when(F.isnull("record"), "not a JSON object").otherwise(problems))
        .groupBy("_metadata.file_path", "reason")
        .count()
    )
    return sorted((row["file_path"], row["reason"], row["count"]) for row in counts.collect())


def main() -> int:
    """Print the report, and return the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs="+", metavar="PATH")
    paths = parser.parse_args().paths
    try:
        with SparkSession.builder.getOrCreate() as spark:
            counts = count_lines(spark, paths)
    except PySparkException as error:
        parser.exit(2, f"{error}\n")
    except Py4JJavaError as error:
        exception: Any = error.java_exception
        parser.exit(2, f"{exception.getMessage()}\n")
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
