"""The formatter for datamodel-code-generator, with every field of Twilio's description and with small modules.

`tests/integrations/test_datamodel_code_generator.py` runs the generator.
"""

import sys

import pytest

from pydantic_twilio_sid import SidConstraints, codegen
from pydantic_twilio_sid.codegen import type_for, with_types
from tests.helpers import TYPES
from tests.twilio_oai import Field, read

FIELDS = {(field.schema, field.name): field for field in read().fields}

USUAL = {
    "[a-zA-Z]{2}[": "[A-Z]{2}[",  # no prefix has lower-case letters
    "[0-9a-f]": "[0-9a-fA-F]",  # elsewhere, the same prefixes have digits of both cases
    "[0-9A-Fa-f]": "[0-9a-fA-F]",
    "OQ[0-9a-fA-F]": "OQ[a-zA-Z0-9]",  # elsewhere, letters and digits follow `OQ`
}
"""Twilio's unusual spellings, and the pattern that each stands for."""

WELL_KNOWN = {
    "api.v2010.account sid": "AccountSid",
    "api.v2010.account owner_account_sid": "AccountSid",
    "api.v2010.account.call parent_call_sid": "CallSid",
    "api.v2010.account.call phone_number_sid": "PhoneNumberSid",
    "api.v2010.account.message sid": "MessageSid",
    "api.v2010.account.message messaging_service_sid": "MessagingServiceSid",
    "api.v2010.account.message.media sid": "MediaSid",
    "api.v2010.account.message.media parent_sid": "MessageSid",
    "api.v2010.account.incoming_phone_number sid": "IncomingPhoneNumberSid",
    "api.v2010.account.incoming_phone_number bundle_sid": "BundleSid",
    "api.v2010.account.outgoing_caller_id sid": "OutgoingCallerIdSid",
    "api.v2010.account.notification sid": "CallNotificationSid",
    "api.v2010.account.sip.sip_domain emergency_caller_sid": "PhoneNumberSid",
    "api.v2010.account.usage.usage_trigger sid": "UsageTriggerSid",
    "accounts.v1.credential.credential_aws sid": "AwsCredentialsSid",
    "conversations.v1.service sid": "ConversationServiceSid",
    "conversations.v1.conversation.conversation_message sid": "ConversationMessageSid",
    "conversations.v1.conversation.conversation_participant role_sid": "ConversationRoleSid",
    "chat.v2.service.channel.member sid": "ChatMemberSid",
    "ip_messaging.v2.service.channel.message sid": "ChatMessageSid",
    "ip_messaging.v2.service.channel.message to": "ChatChannelSid",
    "flex.v1.interaction.interaction_channel.interaction_transfer summary_sid": "FlexInteractionSummarySid",
    "iam.v1.account.vendoroauthapp sid": "OauthAppSid",
    "PublicApiAccountResponse owner_sid": "IamUserSid",
    "intelligence.v2.transcript encryption_credential_sid": "PublicKeySid",
    "messaging.v1.brand_registrations sid": "BrandRegistrationSid",
    "messaging.v1.brand_registrations.brand_vetting brand_sid": "BrandSid",
    "monitor.v1.alert sid": "MonitorAlertSid",
    "monitor.v1.alert resource_sid": "Sid",
    "notify.v1.service.binding credential_sid": "PushCredentialSid",
    "numbers.v2.regulatory_compliance.bundle.item_assignment sid": "BundleItemAssignmentSid",
    "serverless.v1.service.asset.asset_version sid": "ServerlessAssetVersionSid",
    "sync.v1.service.sync_stream service_sid": "SyncServiceSid",
    "taskrouter.v1.workspace.task task_queue_sid": "TaskQueueSid",
    "trusthub.v1.customer_profile sid": "CustomerProfileSid",
    "trusthub.v1.customer_profile policy_sid": "TrustHubPolicySid",
    "verify.v2.service.entity.challenge.notification sid": "VerifyChallengeNotificationSid",
    "video.v1.composition_settings encryption_key_sid": "PublicKeySid",
    "video.v1.room.room_recording sid": "VideoRecordingSid",
}
"""Fields of schemas, and the type that a person would choose for each."""


def chosen(field: Field) -> str | None:
    """Choose a type, as in the class that datamodel-code-generator makes from the field's schema."""
    _, _, schema = field.schema.rpartition(".")
    _, _, name = field.name.rpartition("/")
    return type_for(field.pattern, name, schema, field.document)


def test_every_field_has_a_type_that_accepts_exactly_what_its_pattern_means() -> None:
    without: set[str] = set()
    for field in read().fields:
        expression = chosen(field)
        if expression is None:
            without.add(field.name)
            continue
        pattern = f"^{field.pattern.removeprefix('^').removesuffix('$')}$"
        for spelling, usual in USUAL.items():
            pattern = pattern.replace(spelling, usual)
        assert SidConstraints.of(TYPES[expression.removeprefix("pydantic_twilio_sid.")]).pattern == pattern, field
    assert without == {"BundleSids"}  # SIDs with commas between them


@pytest.mark.parametrize(("place", "name"), WELL_KNOWN.items(), ids=WELL_KNOWN)
def test_well_known_field_has_the_name_that_a_person_would_choose(place: str, name: str) -> None:
    schema, _, field = place.partition(" ")
    assert chosen(FIELDS[schema, field]) == f"pydantic_twilio_sid.{name}"


def test_deprecated_name_is_chosen_for_its_own_field_only() -> None:
    pattern = "^(SM|MM)[0-9a-fA-F]{32}$"
    assert type_for(pattern, "SmsSid") == "pydantic_twilio_sid.SmsSid"
    assert type_for(pattern, "sms_message_sid") == "pydantic_twilio_sid.SmsMessageSid"
    assert type_for(pattern, "first_sms_sid", "SmsMessage") == "pydantic_twilio_sid.MessageSid"


def test_field_in_camel_case_is_read_without_its_sid() -> None:
    pattern = "^PN[0-9a-fA-F]{32}$"
    for field in ("emergency_caller_sid", "EmergencyCallerSid", "EmergencyCallerSids"):  # not the `Id` of a caller ID
        assert type_for(pattern, field) == "pydantic_twilio_sid.PhoneNumberSid"


def test_order_of_prefixes_means_nothing() -> None:
    assert type_for("^(MM|SM)[0-9a-fA-F]{32}$", "sid") == "pydantic_twilio_sid.MessageSid"


@pytest.mark.parametrize("prefixes", [("AC", "SK"), ("ZZ",)], ids=" ".join)
def test_prefixes_without_a_type_have_constraints(prefixes: tuple[str, ...]) -> None:
    pattern = SidConstraints(*prefixes).pattern
    expected = f"Annotated[str, pydantic_twilio_sid.SidConstraints({', '.join(map(repr, prefixes))})]"
    assert type_for(pattern, "owner_sid") == expected


@pytest.mark.parametrize(
    "pattern",
    [
        "^AC|SK[0-9a-fA-F]{32}$",
        "^AC[a-zA-Z0-9]{32}$",
        "^ac[0-9a-fA-F]{32}$",
        "^AC[0-9a-fA-F]{31}$",
        "^AC[0-9a-fA-F]{32}$|",
        "^[0-9a-fA-F]{32}$",
        "^[A-Z]{2}[a-zA-Z0-9]{32}$",
    ],
)
def test_other_pattern_has_no_type(pattern: str) -> None:
    assert type_for(pattern, "account_sid") is None


BEFORE = """\
from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Annotated

from pydantic import BaseModel, Field, RootModel

from . import other


class OperatorSid(RootModel[str]):
    root: Annotated[str, Field(max_length=34, min_length=34, pattern='^LY[0-9a-fA-F]{32}$')]


class Call(BaseModel):
    sid: Annotated[
        str | None, Field(max_length=34, min_length=34, pattern='^CA[0-9a-fA-F]{32}$')
    ] = None
    account_sid: Annotated[
        str | None,
        Field(
            alias='é',
            description='The owner of the é.',
            max_length=34,
            min_length=34,
            pattern='^AC[0-9a-fA-F]{32}$',
            title='é',
        ),
    ] = None  # é
    short_sid: Annotated[str, Field(max_length=20, pattern=r'CA[0-9a-f]{32}')]
    numbers: dict[Annotated[str, StringConstraints(pattern='^PN[0-9a-fA-F]{32}$')], other.Number]
    checksum: Annotated[str, Field(pattern='^[0-9a-f]{32}$')]
    sids: Annotated[str, Field(pattern='^BU[0-9a-fA-F]{32}(,BU[0-9a-fA-F]{32}){0,19}$')]
    other_sid: constr(pattern='^CA[0-9a-fA-F]{32}$')
    named_sid: Annotated[str, Field(pattern=PATTERN)]


class IncomingPhoneNumber(BaseModel):
    sid: Annotated[str, Field('PN', pattern='^PN[0-9a-fA-F]{32}$')]
    phone_number_sid: Annotated[str, Field(pattern='^PN[0-9a-fA-F]{32}$')]


CallerIdSid = TypeAliasType("CallerIdSid", Annotated[str, Field(pattern='^PN[0-9a-fA-F]{32}$')])
"""

AFTER = """\
from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Annotated

import pydantic_twilio_sid
from pydantic import BaseModel, Field, RootModel

from . import other


class OperatorSid(RootModel[str]):
    root: pydantic_twilio_sid.IntelligenceOperatorSid


class Call(BaseModel):
    sid: pydantic_twilio_sid.CallSid | None = None
    account_sid: Annotated[
        pydantic_twilio_sid.AccountSid | None,
        Field(
            alias='é',
            description='The owner of the é.',
            title='é',
        ),
    ] = None  # é
    short_sid: Annotated[pydantic_twilio_sid.CallSid, Field(max_length=20)]
    numbers: dict[pydantic_twilio_sid.PhoneNumberSid, other.Number]
    checksum: Annotated[str, Field(pattern='^[0-9a-f]{32}$')]
    sids: Annotated[str, Field(pattern='^BU[0-9a-fA-F]{32}(,BU[0-9a-fA-F]{32}){0,19}$')]
    other_sid: constr(pattern='^CA[0-9a-fA-F]{32}$')
    named_sid: Annotated[str, Field(pattern=PATTERN)]


class IncomingPhoneNumber(BaseModel):
    sid: Annotated[pydantic_twilio_sid.IncomingPhoneNumberSid, Field('PN')]
    phone_number_sid: pydantic_twilio_sid.PhoneNumberSid


CallerIdSid = TypeAliasType("CallerIdSid", pydantic_twilio_sid.OutgoingCallerIdSid)
"""


def test_types_replace_patterns_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert with_types(BEFORE, "twilio_api_v2010") == AFTER
    left = "Call.sids, Call.other_sid"
    assert capsys.readouterr().err == f"pydantic_twilio_sid: fields that keep the pattern of a SID (2): {left}\n"


def test_module_without_a_sid_stays_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    code = "class Color(str, Enum):\n    RED = 'red'\n"
    assert with_types(code) == code
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["--input", "api/twilio_conversations_v1.json"], "ConversationMediaSid"),
        (["--input", "conversations/twilio_api_v2010.json"], "MediaSid"),
        ([], "MediaSid"),
    ],
    ids=["Conversations", "core", "unknown"],
)
def test_the_command_line_names_the_document(monkeypatch: pytest.MonkeyPatch, arguments: list[str], name: str) -> None:
    pytest.importorskip("datamodel_code_generator", reason="it's in the dependency group 'integrations'")
    monkeypatch.setattr(sys, "argv", ["datamodel-codegen", *arguments])
    code = "from pydantic import BaseModel, Field\n\n\nclass Media(BaseModel):\n    sid: {}\n"
    before = code.format("Annotated[str, Field(pattern='^ME[0-9a-fA-F]{32}$')]")
    after = "import pydantic_twilio_sid\n" + code.format(f"pydantic_twilio_sid.{name}")
    assert codegen.CodeFormatter({}).apply(before) == after


def test_nothing_else_is_made_on_demand() -> None:
    with pytest.raises(AttributeError, match="^module 'pydantic_twilio_sid.codegen' has no attribute 'Formatter'$"):
        codegen.Formatter  # noqa: B018
