"""Celery: `validate_call` checks a task's arguments, like those of any function."""

from celery import Celery
from pydantic import validate_call

from pydantic_twilio_sid import CallSid
from tests.integrations.helpers import CALL, MESSAGE, SENTENCE

app = Celery("calls")
app.conf.task_always_eager = True  # this process is the worker


@app.task
def hang_up_bare(sid: CallSid) -> str:
    return sid


@app.task
@validate_call
def hang_up(sid: CallSid, parent: CallSid | None = None) -> str:
    return parent or sid


def test_valid_sid_is_accepted() -> None:
    assert hang_up.delay(CALL).get() == CALL
    assert hang_up.delay(CALL, parent=CALL).get() == CALL


def test_wrong_sid_is_refused() -> None:
    for arguments in [{"sid": MESSAGE}, {"sid": CALL, "parent": MESSAGE}]:
        refused = hang_up.delay(**arguments)
        assert refused.state == "FAILURE"
        assert SENTENCE in str(refused.traceback)


def test_bare_annotation_checks_nothing() -> None:
    assert hang_up_bare.delay(MESSAGE).get() == MESSAGE
