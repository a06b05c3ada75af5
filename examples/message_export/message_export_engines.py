"""The engines of `message_export.py` that read the files themselves, with the pattern of the types."""

import gzip
import os
import re
import signal
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from glob import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from pydantic_twilio_sid import AccountSid, MessageSid, MessagingServiceSid, SidConstraints

LIMIT = 2**20
"""The most bytes in a line. Twilio's lines have some hundreds."""

MESSAGE, ACCOUNT, SERVICE = map(SidConstraints.of, (MessageSid, AccountSid, MessagingServiceSid))
BLANK = r"\A[\t-\r ]*\z"


class ExportError(Exception):
    """An export could not be written or read. The message is one line."""


class BadLine(NamedTuple):
    """A bad line. Spark has no number, and DuckDB has no text where it is no JSON."""

    path: str
    number: int | None
    text: bytes | bytearray | str | None


class Report(NamedTuple):
    """What an engine found."""

    lines: int
    bad: int
    sample: list[BadLine]


def verify(path: str) -> None:
    """Read a file to its end. Only there does `gzip` know that it is whole."""
    try:
        with gzip.open(path) as file:
            while file.read(LIMIT):
                pass
    except (EOFError, OSError, zlib.error) as error:
        raise ExportError(f"{path}: {error}") from error


def with_duckdb(paths: Sequence[str], size: int) -> Report:
    """Let DuckDB read the files, on all cores."""
    import duckdb  # noqa: PLC0415 - only one engine is loaded

    with ThreadPoolExecutor() as pool:  # DuckDB passes over a wrong CRC, and before 2.0 over a missing end
        list(pool.map(verify, paths))
    query = """
        SELECT filename, count(*), count(*) FILTER (bad), min(number),
            min({number: number, text: text}, $size) FILTER (bad)
        FROM (
            SELECT filename, number, left(line, $limit + 1) AS text,
                strlen(line) > $limit OR NOT (
                    coalesce(regexp_matches(sids[1], $sid), false)
                    AND coalesce(regexp_matches(sids[2], $account_sid), false)
                    AND coalesce(regexp_matches(sids[3], $messaging_service_sid), true)
                ) AS bad
            FROM (
                SELECT filename, row_number() OVER () AS number, line,
                    line->>['$.sid', '$.account_sid', '$.messaging_service_sid'] AS sids
                FROM read_json(
                    $paths, columns = {line: 'JSON'}, format = 'newline_delimited', records = false,
                    compression = 'gzip', filename = true, ignore_errors = true
                )
            )
        )
        GROUP BY filename ORDER BY filename
    """
    parameters = {
        "paths": [escape(path) for path in paths],
        "size": size,
        "limit": LIMIT,
        "sid": MESSAGE.pattern,
        "account_sid": ACCOUNT.pattern,
        "messaging_service_sid": SERVICE.pattern,
    }
    try:
        rows = duckdb.execute(query, parameters).fetchall()
    except duckdb.Error as error:
        raise ExportError(str(error)) from error
    sample = [
        BadLine(str(Path(path)), line["number"] - first + 1, line["text"])
        for path, _, _, first, found in rows
        for line in found or ()
    ]
    return Report(sum(row[1] for row in rows), sum(row[2] for row in rows), sample[:size])


def with_polars(paths: Sequence[str], size: int) -> Report:
    """Let Polars read one file after another, on all cores."""
    import polars as pl  # noqa: PLC0415 - only one engine is loaded

    def matches(field: str, pattern: str) -> pl.Expr:
        return pl.col("line").str.json_path_match(f"$.{field}").str.contains(pattern)

    good = (
        (pl.col("line").str.len_bytes() <= LIMIT)
        & matches("sid", MESSAGE.pattern).fill_null(value=False)
        & matches("account_sid", ACCOUNT.pattern).fill_null(value=False)
        & matches("messaging_service_sid", SERVICE.pattern).fill_null(value=True)
    )
    text = pl.col("line").str.head(LIMIT + 1)
    lines = bad = 0
    sample: list[BadLine] = []
    for path in paths:
        scanned: Any = pl.scan_lines(path, row_index_name="number", row_index_offset=1, glob=False)
        scanned = scanned.filter(~pl.col("line").str.contains(BLANK))
        try:
            found = scanned.select(pl.len(), (~good).sum().alias("bad")).collect(engine="streaming").row(0)
            if found[1] and len(sample) < size:  # a second look, which ends early
                first = scanned.filter(~good).head(size - len(sample)).select("number", text)
                sample += [BadLine(path, *row) for row in first.collect(engine="streaming").iter_rows()]
        except (pl.exceptions.PolarsError, OSError) as error:
            raise ExportError(f"{path}: {error}") from error
        lines += found[0]
        bad += found[1]
    return Report(lines, bad, sample)


def with_spark(paths: Sequence[str], size: int) -> Report:
    """Let Apache Spark read the files, on this machine unless `spark-submit` says where."""
    try:
        from py4j.protocol import Py4JError  # noqa: PLC0415 - only one engine is loaded
        from pyspark.errors import PySparkException  # noqa: PLC0415
        from pyspark.sql import Column, Observation, SparkSession  # noqa: PLC0415
        from pyspark.sql import functions as F  # noqa: N812, PLC0415
    except ImportError as error:
        raise ExportError("Spark is not installed: pip install --group spark") from error

    def matches(field: str, constraints: SidConstraints) -> Column:
        # Java's `$` also matches before a final newline. The length closes this gap.
        sid = F.col(f"record.{field}")
        return sid.rlike(constraints.pattern) & (F.length(sid) == constraints.max_length)

    settings: dict[str, bool | float | int | str | None] = {}
    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # which `spark-submit` sets
        settings = {
            "spark.master": "local[*]",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.log.level": "OFF",
            "spark.ui.enabled": False,
            "spark.ui.showConsoleProgress": False,
        }
    names = {str(Path(path).absolute()): path for path in paths}
    sources = [spark_path(path) for path in paths]
    on_interrupt = signal.getsignal(signal.SIGINT)
    try:
        with SparkSession.builder.config(map=settings).getOrCreate() as spark:
            signal.signal(signal.SIGINT, on_interrupt)  # Spark's own prints a hundred lines
            # Spark ignores what follows a record, but not in an array.
            records = F.from_json(
                F.concat(F.lit("["), F.col("value"), F.lit("]")),
                "array<struct<sid: string, account_sid: string, messaging_service_sid: string>>",
                {"allowSingleQuotes": "false"},
            )
            good = (
                (F.octet_length("value") <= LIMIT)
                & F.is_valid_utf8("value")
                & (F.size("records") == 1)
                & F.ifnull(matches("sid", MESSAGE), F.lit(col=False))
                & F.ifnull(matches("account_sid", ACCOUNT), F.lit(col=False))
                & F.ifnull(matches("messaging_service_sid", SERVICE), F.lit(col=True))
            )
            found = Observation()
            rows = (
                spark.read.text(sources, lineSep="\n")
                .where(~F.col("value").rlike(BLANK))
                .select("value", "_metadata.file_path", F.monotonically_increasing_id().alias("order"))
                .withColumn("records", records)
                .withColumn("record", F.get("records", F.lit(0)))
                .withColumn("bad", ~F.ifnull(good, F.lit(col=False)))
                .observe(found, F.count(F.lit(1)).alias("lines"), F.count_if("bad").alias("bad"))
                .where("bad")
                .orderBy("file_path", "order")
                .limit(size)
                .select("file_path", F.substring(F.col("value").cast("binary"), 1, LIMIT + 1))
                .collect()
            )
            lines, bad = found.get["lines"], found.get["bad"]
    except Py4JError as error:
        raise ExportError(java_message(error)) from error
    except PySparkException as error:
        raise ExportError(str(error)) from error
    except OSError as error:
        raise ExportError(f"Spark has stopped: {error}") from error
    sample: list[BadLine] = []
    for row in rows:
        url: str = row[0]
        sample.append(BadLine(names.get(unquote(urlsplit(url).path), url), None, row[1]))
    return Report(lines, bad, sample)


def spark_path(path: str) -> str:
    """Return a path as Spark wants it: a URL, with the characters of patterns escaped."""
    if "://" in path:
        return path
    if re.match(r"[._]", Path(path).name) or not path.endswith(".gz"):
        raise ExportError(f"{path}: Spark wants a name that ends in .gz and does not begin with a dot or underscore")
    return "file://" + re.sub(r"([*?\[\]{}\\])", r"\\\1", str(Path(path).absolute()))


def java_message(error: Any) -> str:
    """Return the messages of a Java exception and its cause, without the stack trace."""
    exception = getattr(error, "java_exception", None)
    if exception is None:
        return str(error)
    messages = [exception.getMessage()]
    while exception.getCause():
        exception = exception.getCause()
        messages.append(exception.getMessage())
    return ": ".join(str(message) for message in dict.fromkeys([messages[0], messages[-1]]))
