"""Threads, processes and sub-interpreters can share the types, and none of them can change what they share."""

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from pydantic_twilio_sid import AccountSid, CallSid, MessageSid, SidConstraints, SidPrefix, is_sid
from tests.helpers import HEX, TYPES, run

THREADS = 16

FIRST_IMPORT = """
import threading
barrier = threading.Barrier(16)
failures = []

def use():
    barrier.wait()
    try:
        from pydantic import BaseModel, ValidationError
        from pydantic_twilio_sid import AccountSid, MessageSid, is_sid

        class Message(BaseModel):
            sid: MessageSid
            account_sid: AccountSid

        Message(sid="MM" + "a" * 32, account_sid="AC" + "a" * 32)
        assert is_sid("MM" + "a" * 32, "MM")
        try:
            Message(sid="AC" + "a" * 32, account_sid="MM" + "a" * 32)
        except ValidationError as error:
            assert error.error_count() == 2
        else:
            raise AssertionError
    except BaseException as error:
        failures.append(error)

threads = [threading.Thread(target=use) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert not failures, failures
"""

SUB_INTERPRETER = """
import _xxsubinterpreters
interpreter = _xxsubinterpreters.create()
_xxsubinterpreters.run_string(interpreter, '''
from pydantic import TypeAdapter
from pydantic_twilio_sid import CallSid
assert TypeAdapter(CallSid).validate_python("CA" + "a" * 32) == "CA" + "a" * 32
''')
"""


class Leg(BaseModel):
    sid: CallSid
    account_sid: AccountSid


def run_program(program: str) -> None:
    result = run("python", "-W", "error", "-c", program)
    assert (result.returncode, result.stderr) == (0, "")


def in_threads(function: Callable[[int], object]) -> list[Any]:
    with ThreadPoolExecutor(THREADS) as executor:
        return list(executor.map(function, range(THREADS * 20)))


def test_first_import_in_many_threads() -> None:
    for _ in range(3):
        run_program(FIRST_IMPORT)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="pydantic-core refuses sub-interpreters from Python 3.12 on")
def test_sub_interpreter() -> None:
    run_program(SUB_INTERPRETER)


def test_many_threads_build_schemas() -> None:
    annotations = list(TYPES.values())

    def build(number: int) -> object:
        annotation = annotations[number % len(annotations)]
        return TypeAdapter[Any](annotation).json_schema()

    expected = [build(number) for number in range(THREADS * 20)]
    assert in_threads(build) == expected


def test_many_threads_share_a_validator() -> None:
    adapter = TypeAdapter(list[MessageSid])

    def validate(number: int) -> object:
        good = [f"SM{number:032x}", f"MM{number:032X}"]
        assert adapter.validate_python(good) == good
        with pytest.raises(ValidationError) as raised:
            adapter.validate_python([*good, f"CA{number:032x}"])
        (error,) = raised.value.errors()
        return error["loc"], error["input"] == f"CA{number:032x}", is_sid(good[0], f"{chr(65 + number % 26)}M")

    results = in_threads(validate)
    assert [result[:2] for result in results] == [((2,), True)] * len(results)
    assert [number for number, result in enumerate(results) if result[2]] == [
        number for number in range(len(results)) if number % 26 == ord("S") - 65
    ]


@pytest.mark.parametrize(
    "value",
    [SidConstraints("AC", "ZZ", resource="x"), SidPrefix.BUNDLE, Leg(sid="CA" + HEX, account_sid="AC" + HEX)],
    ids=["constraints", "prefix", "model"],
)
def test_pickling_across_processes(value: object) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        (back,) = executor.map(same, [value])
    assert back == value
    assert type(back) is type(value)


def same(value: object) -> object:
    return value


def test_an_error_cannot_change_the_next_one() -> None:
    adapter = TypeAdapter[str](MessageSid)

    def error() -> Any:
        with pytest.raises(ValidationError) as raised:
            adapter.validate_python("x")
        return raised.value.errors()[0]

    first = error()
    first["ctx"]["resource"] = "changed"
    assert isinstance(hash(first["ctx"]["prefixes"]), int)  # hashable, so immutable
    assert error()["ctx"] == {"resource": "Message", "prefixes": ("SM", "MM")}


def test_a_json_schema_cannot_change_the_next_one() -> None:
    adapter = TypeAdapter[str](Annotated[str, SidConstraints("SM")])
    expected = adapter.json_schema()
    changed = adapter.json_schema()
    changed["pattern"] = "changed"
    assert adapter.json_schema() == expected
