"""Celery: `validate_call` checks a task's arguments, like those of any function."""

from collections.abc import Iterator

import pytest
from celery import Celery
from celery.contrib.testing.worker import start_worker
from pydantic import validate_call

from pydantic_twilio_sid import CallSid
from tests.integrations.helpers import CALL, MESSAGE, SENTENCE

app = Celery("calls", broker="memory://", backend="cache+memory://")
app.conf.broker_transport_options = {"polling_interval": 0.01}
app.conf.worker_hijack_root_logger = False


@app.task
def hang_up_bare(sid: CallSid) -> str:
    return sid


@app.task
@validate_call
def hang_up(sid: CallSid, parent: CallSid | None = None) -> str:
    return parent or sid


@pytest.fixture(scope="module", autouse=True)
def worker() -> Iterator[None]:
    with start_worker(app, perform_ping_check=False, pool="solo"):
        yield


def test_valid_sid_is_accepted() -> None:
    assert hang_up.delay(CALL).get(timeout=60) == CALL
    assert hang_up.delay(CALL, parent=CALL).get(timeout=60) == CALL


def test_wrong_sid_is_refused() -> None:
    for arguments in [{"sid": MESSAGE}, {"sid": CALL, "parent": MESSAGE}]:
        refused = hang_up.delay(**arguments)
        refused.get(timeout=60, propagate=False)
        assert refused.state == "FAILURE"
        # Celery can't make Pydantic's `ValidationError` again on this side. Its text is in the traceback.
        assert SENTENCE in str(refused.traceback)


def test_bare_annotation_checks_nothing() -> None:
    assert hang_up_bare.delay(MESSAGE).get(timeout=60) == MESSAGE
