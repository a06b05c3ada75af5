"""The types: an annotated `str` for every resource that Twilio gives a SID.

Naming rules, in order of precedence:

1. A type is named after the payload field that holds the SID, in CamelCase: `messaging_service_sid` is a
   `MessagingServiceSid`. If the resource itself goes by another name, there's a type for each name:
   `BrandRegistrationSid` and `BrandSid`, `ConversationMessageReceiptSid` and `DeliveryReceiptSid`.
2. If a field name has several meanings, the plain name goes to its meaning in the core API (2010-04-01): `message_sid`
   is a `MessageSid`, even though Conversations uses it for its own messages.
3. If the core API itself has several meanings, or the noun is too generic, the name is prefixed with the product or the
   kind, consistently within that product: `SyncListSid`, `StudioFlowSid`, `RecordingTranscriptionSid` and
   `RealTimeTranscriptionSid` (both are `TranscriptionSid` in callbacks), `SipDomainSid` and `MessagingDomainSid` (both
   are `domain_sid`), `PushCredentialSid` (`credential_sid`). Rooms, compositions and tasks are clear without a prefix.
4. A field named after a role has no type of its own: `parent_call_sid` is a `CallSid`.
5. A resource that no field refers to is named after its page in Twilio's documentation.
6. Newer APIs call the field `…Id`, and its type is that of `…_sid`: `accountId` is an `AccountSid`, `flowId` a
   `StudioFlowSid`, `serviceId` a `ChatServiceSid`, `callId` a `CallSid`, `sourceId` a `RecordingSid`, `actorUserId` an
   `IamUserSid`. A `channelId` or `resourceId` can be any kind of id.

There is no type for a short code application: Twilio's description has `WF` in its path but `AP` in the resource, and a
type for both would accept TwiML applications. `docs/types.md` says when a name may change.

Newer APIs identify resources by TTIDs (Twilio Type IDs), such as `conv_conversation_01k1etk2y5f1y9fpe2epfdtvv2`. They
aren't SIDs, and have no types because Twilio still renames their prefixes: `docs/types.md` shows what to use. Trust
Hub's longer ids, such as `tri1.us1.account.AC….registration.BU…`, contain SIDs but aren't SIDs either.

Each docstring starts with the resource and its prefix, and ends with the source: the resource's page, or `openapi:` and
a schema in Twilio's OpenAPI description.

>>> from pydantic import BaseModel
>>> from pydantic_twilio_sid import AccountSid, CallSid
>>> class Leg(BaseModel):
...     call_sid: CallSid
...     parent_call_sid: CallSid | None = None
...     account_sid: AccountSid
>>> Leg(call_sid="CAaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", account_sid="SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
Traceback (most recent call last):
pydantic_core._pydantic_core.ValidationError: 1 validation error for Leg
account_sid
  Input should be a Twilio Account SID: 'AC' followed by 32 hexadecimal digits ...
"""

from typing import Annotated

from pydantic import Field

from pydantic_twilio_sid._constraints import SidConstraints
from pydantic_twilio_sid._prefix import SidPrefix

_DEPRECATED = Field(json_schema_extra={"deprecated": True})
"""Marks only the JSON Schema: `Field(deprecated=True)` would warn wherever the type isn't directly a model's field."""

Sid = Annotated[str, SidConstraints("*")]
"""Any SID with hexadecimal digits, for a field such as `resource_sid`. OAuth app SIDs (`OQ`) may have other letters, so
use `Sid | OauthAppSid` if a field can hold one.

https://www.twilio.com/docs/glossary/what-is-a-sid
"""

# Accounts and IAM

AccountSid = Annotated[str, SidConstraints(SidPrefix.ACCOUNT)]
"""Account, `AC`. https://www.twilio.com/docs/iam/api/account"""
ApiKeySid = Annotated[str, SidConstraints(SidPrefix.API_KEY)]
"""API Key, `SK`. https://www.twilio.com/docs/iam/api-keys/key-resource-v1"""
AwsCredentialsSid = Annotated[str, SidConstraints(SidPrefix.PUSH_CREDENTIAL, resource="AWS Credentials")]
"""AWS Credentials, `CR`. https://www.twilio.com/docs/iam/credentialaws-resource"""
ConnectAppSid = Annotated[str, SidConstraints(SidPrefix.CONNECT_APP)]
"""Connect App, `CN`. https://www.twilio.com/docs/iam/connect-apps/api"""
IamNotificationSid = Annotated[str, SidConstraints(SidPrefix.IAM_NOTIFICATION)]
"""IAM Notification, `NF`. A user's invitation, change of email address, or request to join an organization.

openapi:iam_v1 iam.v1.EmailChangeInitiateResponse
"""
IamRoleAssignmentSid = Annotated[str, SidConstraints(SidPrefix.IAM_ROLE_ASSIGNMENT)]
"""IAM Role Assignment, `IY`. https://www.twilio.com/docs/iam/access-control/role-assignment-resource"""
IamRolePermissionSid = Annotated[str, SidConstraints(SidPrefix.IAM_ROLE_PERMISSION)]
"""IAM Role Permission, `IZ`. openapi:iam_v1 iam.v1.role_permission"""
IamRoleSid = Annotated[str, SidConstraints(SidPrefix.IAM_ROLE)]
"""IAM Role, `IX`. https://www.twilio.com/docs/iam/access-control/role-resource"""
IamUserSid = Annotated[str, SidConstraints(SidPrefix.IAM_USER, resource="IAM User")]
"""IAM User, `US`. A person who logs in to Twilio. A user of Conversations is a `ConversationUserSid`.

https://www.twilio.com/docs/iam/scim/api-reference
"""
IamWorkflowExecutionSid = Annotated[str, SidConstraints(SidPrefix.IAM_WORKFLOW_EXECUTION)]
"""IAM Workflow Execution, `WX`. A change of an account's owner, or the acceptance of a request to join an organization.
A workflow in TaskRouter is a `WorkflowSid`.

openapi:iam_v1 iam.v1.ChangeAccountOwnerResponse
"""
OauthAppSid = Annotated[str, SidConstraints(SidPrefix.OAUTH_APP)]
"""OAuth App, `OQ`. Also the type of `client_sid`. Any letters and digits may follow the prefix.

https://www.twilio.com/docs/iam/oauth-apps/account-oauth-apps-resource
"""
OrganizationDomainSid = Annotated[str, SidConstraints(SidPrefix.ORGANIZATION_DOMAIN, resource="Organization Domain")]
"""Organization Domain, `DN`. A domain that an organization has verified. A SIP domain is a `SipDomainSid`.

openapi:iam_v1 iam.v1.CreateDomainResponse
"""
OrganizationSid = Annotated[str, SidConstraints(SidPrefix.ORGANIZATION)]
"""Organization, `OR`. openapi:iam_v1 iam.v1.Organization"""
PublicKeySid = Annotated[str, SidConstraints(SidPrefix.PUSH_CREDENTIAL, resource="Public Key")]
"""Public Key, `CR`. A key that encrypts recordings or signs requests. Also the type of `encryption_key_sid` and
`encryption_credential_sid`.

https://www.twilio.com/docs/iam/credentialpublickey-resource
"""
RequestSid = Annotated[str, SidConstraints(SidPrefix.REQUEST)]
"""API Request, `RQ`. The `Twilio-Request-Id` header of every response, and `request_sid` in logs. In the `AddOns` of a
webhook, `request_sid` is an `AddOnResultSid` (`XR`).

https://www.twilio.com/en-us/blog/twilio-request-telemetry
"""
UsageTriggerSid = Annotated[str, SidConstraints(SidPrefix.USAGE_TRIGGER, resource="Usage Trigger")]
"""Usage Trigger, `UT`. https://www.twilio.com/docs/usage/api/usage-trigger"""

# Voice

ApplicationSid = Annotated[str, SidConstraints(SidPrefix.APPLICATION)]
"""TwiML Application, `AP`. Also the type of `sms_application_sid` and `voice_application_sid`.

https://www.twilio.com/docs/usage/api/applications
"""
CallNotificationSid = Annotated[str, SidConstraints(SidPrefix.CALL_NOTIFICATION, resource="Call Notification")]
"""Call Notification, `NO`. An error or warning logged during a call.

https://www.twilio.com/docs/usage/api/notifications-deprecated
"""
CallSid = Annotated[str, SidConstraints(SidPrefix.CALL)]
"""Call, `CA`. https://www.twilio.com/docs/voice/api/call-resource"""
CallerIdSid = Annotated[str, SidConstraints(SidPrefix.PHONE_NUMBER, resource="Outgoing Caller ID")]
"""Outgoing Caller ID, `PN`. The same as `OutgoingCallerIdSid`, named after the field `caller_id_sid`.

https://www.twilio.com/docs/voice/api/outgoing-caller-ids
"""
ConferenceParticipantSid = Annotated[str, SidConstraints(SidPrefix.CONFERENCE_PARTICIPANT)]
"""Conference Participant, `CP`. A participant in Voice Insights. The conference API uses the participant's `CallSid`.

https://www.twilio.com/docs/voice/voice-insights/api/conference/participant-summary-resource
"""
ConferenceSid = Annotated[str, SidConstraints(SidPrefix.CONFERENCE)]
"""Conference, `CF`. https://www.twilio.com/docs/voice/api/conference-resource"""
ConversationRelaySessionSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_RELAY_SESSION)]
"""ConversationRelay Session, `VX`. `sessionId` in the WebSocket's `setup` message, and `SessionId` in the `<Connect>`
callback.

https://www.twilio.com/docs/voice/conversationrelay/websocket-messages
"""
GroupSid = Annotated[str, SidConstraints(SidPrefix.GROUP)]
"""Call Group, `GP`. `group_sid` of a call.

openapi:api_v2010 api.v2010.account.call
"""
OutgoingCallerIdSid = Annotated[str, SidConstraints(SidPrefix.PHONE_NUMBER, resource="Outgoing Caller ID")]
"""Outgoing Caller ID, `PN`. https://www.twilio.com/docs/voice/api/outgoing-caller-ids"""
PaymentSid = Annotated[str, SidConstraints(SidPrefix.PAYMENT)]
"""Call Payment, `PK`. https://www.twilio.com/docs/voice/api/payment-resource"""
QueueSid = Annotated[str, SidConstraints(SidPrefix.QUEUE)]
"""Call Queue, `QU`. A queue of calls. A queue in TaskRouter is a `TaskQueueSid`, which Flex also calls `queue_sid`.

https://www.twilio.com/docs/voice/api/queue-resource
"""
RealTimeTranscriptionSid = Annotated[
    str, SidConstraints(SidPrefix.INTELLIGENCE_TRANSCRIPT, resource="Real-Time Transcription")
]
"""Real-Time Transcription, `GT`. `TranscriptionSid` in its callbacks. The transcription of a recording (`TR`) is a
`RecordingTranscriptionSid`.

https://www.twilio.com/docs/voice/api/realtime-transcription-resource
"""
RecordingSid = Annotated[str, SidConstraints(SidPrefix.RECORDING)]
"""Recording, `RE`. A recording of a call or conference. A recording in Video (`RT`) is a `VideoRecordingSid`. To list
transcriptions by `sourceId` (Voice API v3), send the digits in lower case: Twilio rejects capitals.

https://www.twilio.com/docs/voice/api/recording
"""
RecordingTranscriptionSid = Annotated[str, SidConstraints(SidPrefix.RECORDING_TRANSCRIPTION)]
"""Recording Transcription, `TR`. `TranscriptionSid` in its callback. The transcription of a live call (`GT`) is
a `RealTimeTranscriptionSid`.

https://www.twilio.com/docs/voice/api/recording-transcription
"""
SiprecSid = Annotated[str, SidConstraints(SidPrefix.SIPREC)]
"""Siprec, `SR`. https://www.twilio.com/docs/voice/api/siprec"""
StreamSid = Annotated[str, SidConstraints(SidPrefix.STREAM)]
"""Media Stream, `MZ`. The audio of a call. A stream in Sync (`TO`) is a `SyncStreamSid`.

https://www.twilio.com/docs/voice/api/stream-resource
"""
UserDefinedMessageSid = Annotated[str, SidConstraints(SidPrefix.USER_DEFINED_MESSAGE)]
"""User Defined Message, `KX`. https://www.twilio.com/docs/voice/api/userdefinedmessage-resource"""
UserDefinedMessageSubscriptionSid = Annotated[str, SidConstraints(SidPrefix.USER_DEFINED_MESSAGE_SUBSCRIPTION)]
"""User Defined Message Subscription, `ZY`. https://www.twilio.com/docs/voice/api/userdefinedmessagesubscription-resource"""

# SIP and trunking

ByocTrunkSid = Annotated[str, SidConstraints(SidPrefix.BYOC_TRUNK)]
"""BYOC Trunk, `BY`. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/byoctrunk-resource"""
ConnectionPolicySid = Annotated[str, SidConstraints(SidPrefix.CONNECTION_POLICY)]
"""Connection Policy, `NY`. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/connectionpolicy-resource"""
ConnectionPolicyTargetSid = Annotated[str, SidConstraints(SidPrefix.CONNECTION_POLICY_TARGET)]
"""Connection Policy Target, `NE`. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/connectionpolicytarget-resource"""
CredentialListSid = Annotated[str, SidConstraints(SidPrefix.CREDENTIAL_LIST)]
"""SIP Credential List, `CL`. https://www.twilio.com/docs/voice/sip/api/sip-credentiallist-resource"""
IpAccessControlListSid = Annotated[str, SidConstraints(SidPrefix.IP_ACCESS_CONTROL_LIST)]
"""IP Access Control List, `AL`. https://www.twilio.com/docs/voice/sip/api/sip-ipaccesscontrollist-resource"""
IpRecordSid = Annotated[str, SidConstraints(SidPrefix.IP_RECORD)]
"""IP Record, `IL`. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/iprecord-resource"""
OriginationUrlSid = Annotated[str, SidConstraints(SidPrefix.ORIGINATION_URL, resource="Origination URL")]
"""Origination URL, `OU`. https://www.twilio.com/docs/sip-trunking/api/originationurl-resource"""
SipCredentialSid = Annotated[str, SidConstraints(SidPrefix.PUSH_CREDENTIAL, resource="SIP Credential")]
"""SIP Credential, `CR`. https://www.twilio.com/docs/voice/sip/api/sip-credential-resource"""
SipDomainSid = Annotated[str, SidConstraints(SidPrefix.SIP_DOMAIN)]
"""SIP Domain, `SD`. https://www.twilio.com/docs/voice/sip/api/sip-domain-resource"""
SipIpAddressSid = Annotated[str, SidConstraints(SidPrefix.SIP_IP_ADDRESS)]
"""SIP IP Address, `IP`. https://www.twilio.com/docs/voice/sip/api/sip-ipaddress-resource"""
SourceIpMappingSid = Annotated[str, SidConstraints(SidPrefix.SOURCE_IP_MAPPING)]
"""Source IP Mapping, `IB`. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/sourceipmapping-resource"""
TrunkSid = Annotated[str, SidConstraints(SidPrefix.TRUNK)]
"""SIP Trunk, `TK`. https://www.twilio.com/docs/sip-trunking/api/trunk-resource"""

# Messaging

AlphaSenderSid = Annotated[str, SidConstraints(SidPrefix.ALPHA_SENDER)]
"""Alpha Sender, `AI`. https://www.twilio.com/docs/messaging/api/alphasender-resource"""
BrandRegistrationSid = Annotated[str, SidConstraints(SidPrefix.BRAND_REGISTRATION)]
"""Brand Registration, `BN`. `brand_sid` in brand vettings and events.

https://www.twilio.com/docs/messaging/api/brand-registration-resource
"""
BrandSid = Annotated[str, SidConstraints(SidPrefix.BRAND_REGISTRATION)]
"""Brand Registration, `BN`. The same as `BrandRegistrationSid`, named after the field `brand_sid`.

https://www.twilio.com/docs/messaging/api/brand-registration-resource
"""
BrandVettingSid = Annotated[str, SidConstraints(SidPrefix.BRAND_VETTING)]
"""Brand Vetting, `VT`. https://www.twilio.com/docs/messaging/api/brand-vetting-resource"""
CampaignSid = Annotated[str, SidConstraints(SidPrefix.CAMPAIGN)]
"""Campaign Registration, `CM`. `campaign_sid` in the registration of a phone number. The A2P 10DLC campaign of a
messaging service (`QE`) is a `UsAppToPersonSid`.

openapi:numbers_v2 numbers.v2.a2p_registration_details
"""
ChannelSenderSid = Annotated[str, SidConstraints(SidPrefix.INSTALLED_ADD_ON, resource="Channel Sender")]
"""Channel Sender, `XE`. A WhatsApp or RCS sender.

https://www.twilio.com/docs/messaging/api/messaging-service-channelsender-resource
"""
ContentSid = Annotated[str, SidConstraints(SidPrefix.CONTENT)]
"""Content, `HX`. https://www.twilio.com/docs/content/content-api-resources"""
MediaSid = Annotated[str, SidConstraints(SidPrefix.MEDIA, resource="Message Media")]
"""Message Media, `ME`. The media of an MMS or WhatsApp message. Media in Conversations is a `ConversationMediaSid`.

https://www.twilio.com/docs/messaging/api/media-resource
"""
MessageSid = Annotated[str, SidConstraints(SidPrefix.SMS_MESSAGE, SidPrefix.MMS_MESSAGE)]
"""Message, `SM` or `MM`. An SMS, MMS or WhatsApp message. A message in Conversations (`IM`) is a
`ConversationMessageSid`.

https://www.twilio.com/docs/messaging/api/message-resource
"""
MessagingAddOnTypeSid = Annotated[str, SidConstraints(SidPrefix.MESSAGING_ADD_ON_TYPE)]
"""Messaging Add-on Type, `AO`. `add_on_type_sid` of a messaging service. An add-on in the Marketplace is
an `AvailableAddOnSid`.

openapi:messaging_v1 messaging.v1.service.addons
"""
MessagingDomainCertificateSid = Annotated[str, SidConstraints(SidPrefix.MESSAGING_DOMAIN_CERTIFICATE)]
"""Messaging Domain Certificate, `CW`. openapi:messaging_v1 messaging.v1.domain_cert_v4"""
MessagingDomainConfigSid = Annotated[str, SidConstraints(SidPrefix.MESSAGING_DOMAIN_CONFIG)]
"""Messaging Domain Config, `ZK`. openapi:messaging_v1 messaging.v1.domain_config"""
MessagingDomainSid = Annotated[str, SidConstraints(SidPrefix.ORGANIZATION_DOMAIN, resource="Messaging Domain")]
"""Messaging Domain, `DN`. `domain_sid` in Link Shortening. A SIP domain (`SD`) is a `SipDomainSid`.

https://www.twilio.com/docs/messaging/features/link-shortening/onboarding-guide
"""
MessagingServiceSid = Annotated[str, SidConstraints(SidPrefix.MESSAGING_SERVICE)]
"""Messaging Service, `MG`. https://www.twilio.com/docs/messaging/api/service-resource"""
OptOutSid = Annotated[str, SidConstraints(SidPrefix.OPT_OUT)]
"""Opt-Out Configuration, `OO`. openapi:messaging_v3 OptOutConfig"""
RegulatedItemSid = Annotated[
    str, SidConstraints(SidPrefix.TRUST_HUB_CHANNEL_ENDPOINT_ASSIGNMENT, resource="Regulated Item")
]
"""Regulated Item, `RA`. openapi:messaging_v1 messaging.v1.tollfree_verification"""
ShortCodeSid = Annotated[str, SidConstraints(SidPrefix.SHORT_CODE)]
"""Short Code, `SC`. https://www.twilio.com/docs/messaging/api/short-code-resource"""
SmsMessageSid = Annotated[str, SidConstraints(SidPrefix.SMS_MESSAGE, SidPrefix.MMS_MESSAGE), _DEPRECATED]
"""Message, `SM` or `MM`. The same as `MessageSid`. Twilio's webhooks still send this name, which is deprecated.

https://www.twilio.com/docs/messaging/api/message-resource
"""
SmsSid = Annotated[str, SidConstraints(SidPrefix.SMS_MESSAGE, SidPrefix.MMS_MESSAGE), _DEPRECATED]
"""Message, `SM` or `MM`. The same as `MessageSid`. Twilio's webhooks still send this name, which is deprecated.

https://www.twilio.com/docs/messaging/api/message-resource
"""
TollfreeVerificationSid = Annotated[str, SidConstraints(SidPrefix.TOLLFREE_VERIFICATION)]
"""Toll-free Verification, `HH`. Verifies a toll-free number. A verification of a user is a `VerificationSid`.

https://www.twilio.com/docs/messaging/api/tollfree-verification-resource
"""
UsAppToPersonSid = Annotated[str, SidConstraints(SidPrefix.US_APP_TO_PERSON)]
"""UsAppToPerson, `QE`. The A2P 10DLC campaign of a messaging service. `campaign_sid` (`CM`) is a `CampaignSid`.

https://www.twilio.com/docs/messaging/api/usapptoperson-resource
"""

# Phone Numbers

AddressSid = Annotated[str, SidConstraints(SidPrefix.ADDRESS)]
"""Address, `AD`. A postal address. An address configuration in Conversations (`IG`) is a
`ConversationAddressConfigurationSid`.

https://www.twilio.com/docs/usage/api/address
"""
BillableItemSid = Annotated[str, SidConstraints(SidPrefix.BILLABLE_ITEM)]
"""Billable Item, `BI`. openapi:numbers_v1 numbers.v1.available_phone_number"""
BulkHostingSid = Annotated[str, SidConstraints(SidPrefix.BULK_HOSTING)]
"""Bulk Hosted Number Order, `BH`. An order for many hosted numbers.

openapi:numbers_v2 numbers.v2.bulk_hosted_number_order
"""
HostedNumberBulkEligibilitySid = Annotated[str, SidConstraints(SidPrefix.HOSTED_NUMBER_BULK_ELIGIBILITY)]
"""Hosted Number Bulk Eligibility, `EC`. `request_id` of an eligibility check.

https://www.twilio.com/docs/phone-numbers/hosted-numbers/hosted-numbers-api/eligibility-resource
"""
HostedNumberOrderSid = Annotated[str, SidConstraints(SidPrefix.HOSTED_NUMBER_ORDER)]
"""Hosted Number Order, `HR`. https://www.twilio.com/docs/phone-numbers/hosted-numbers/hosted-numbers-api/hosted-number-order-resource"""
IdentitySid = Annotated[str, SidConstraints(SidPrefix.IDENTITY)]
"""Regulatory Identity, `RI`. The identity that some countries require for a phone number. Also the type of
`verification_document_sid`.

openapi:api_v2010 api.v2010.account.incoming_phone_number
"""
InboundProcessingRegionSid = Annotated[str, SidConstraints(SidPrefix.INBOUND_PROCESSING_REGION)]
"""Inbound Processing Region, `QQ`. https://www.twilio.com/docs/global-infrastructure/inbound-processing-region-api-phone-number"""
IncomingPhoneNumberSid = Annotated[str, SidConstraints(SidPrefix.PHONE_NUMBER, resource="Phone Number")]
"""Phone Number, `PN`. The same as `PhoneNumberSid`, named after the resource's page.

https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
"""
InventoryDidSid = Annotated[str, SidConstraints(SidPrefix.INVENTORY_DID)]
"""Inventory DID, `ID`. openapi:numbers_v1 numbers.v1.available_phone_number"""
PhoneNumberSid = Annotated[str, SidConstraints(SidPrefix.PHONE_NUMBER, resource="Phone Number")]
"""Phone Number, `PN`. A phone number of the account. Also the type of `proxy_identifier_sid`. A number in a port-in
request (`PU`) is a `PortInPhoneNumberSid`.

https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
"""
PortInPhoneNumberSid = Annotated[str, SidConstraints(SidPrefix.PORT_IN_PHONE_NUMBER)]
"""Port-in Phone Number, `PU`. Porting also calls it `phone_number_sid`. A phone number of the account (`PN`) is a
`PhoneNumberSid`.

https://www.twilio.com/docs/phone-numbers/port-in/port-in-phone-numbers
"""
PortInRequestSid = Annotated[str, SidConstraints(SidPrefix.PORT_IN_REQUEST)]
"""Port-in Request, `KW`. https://www.twilio.com/docs/phone-numbers/port-in/port-in-request-api"""
SenderIdRegistrationApplicationSid = Annotated[
    str, SidConstraints(SidPrefix.SHORT_CODE_APPLICATION, resource="Sender ID Registration Application")
]
"""Sender ID Registration Application, `WF`. `application_sid` in the registration. A TwiML application is an
`ApplicationSid`.

openapi:numbers_v2 SenderIdRegistration
"""
SenderIdSid = Annotated[str, SidConstraints(SidPrefix.SENDER_ID)]
"""Sender ID, `SU`. openapi:numbers_v2 SenderId"""
SigningDocumentSid = Annotated[str, SidConstraints(SidPrefix.SIGNING_DOCUMENT)]
"""Authorization Document, `PX`. The letter that authorizes Twilio to host phone numbers.

https://www.twilio.com/docs/phone-numbers/hosted-numbers/hosted-numbers-api/authorization-document-resource
"""

# Regulatory Compliance and Trust Hub

BundleEvaluationSid = Annotated[str, SidConstraints(SidPrefix.BUNDLE_EVALUATION)]
"""Bundle Evaluation, `EL`. Customer profiles and trust products are bundles too.

https://www.twilio.com/docs/phone-numbers/regulatory/api/evaluations
"""
BundleItemAssignmentSid = Annotated[
    str, SidConstraints(SidPrefix.TRUST_HUB_ENTITY_ASSIGNMENT, resource="Bundle Item Assignment")
]
"""Bundle Item Assignment, `BV`. https://www.twilio.com/docs/phone-numbers/regulatory/api/item-assignments"""
BundleSid = Annotated[str, SidConstraints(SidPrefix.BUNDLE, resource="Regulatory Bundle")]
"""Regulatory Bundle, `BU`. https://www.twilio.com/docs/phone-numbers/regulatory/api/bundles"""
CustomerProfileSid = Annotated[str, SidConstraints(SidPrefix.BUNDLE, resource="Customer Profile")]
"""Customer Profile, `BU`. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles"""
EndUserSid = Annotated[str, SidConstraints(SidPrefix.END_USER)]
"""End User, `IT`. https://www.twilio.com/docs/phone-numbers/regulatory/api/end-users"""
EndUserTypeSid = Annotated[str, SidConstraints(SidPrefix.END_USER_TYPE, resource="End-User Type")]
"""End-User Type, `OY`. https://www.twilio.com/docs/phone-numbers/regulatory/api/end-user-types"""
RegulationSid = Annotated[str, SidConstraints(SidPrefix.TRUST_HUB_POLICY, resource="Regulation")]
"""Regulation, `RN`. https://www.twilio.com/docs/phone-numbers/regulatory/api/regulations"""
SupportingDocumentSid = Annotated[str, SidConstraints(SidPrefix.SUPPORTING_DOCUMENT)]
"""Supporting Document, `RD`. Also the type of `logo_sid`.

https://www.twilio.com/docs/phone-numbers/regulatory/api/supporting-documents
"""
SupportingDocumentTypeSid = Annotated[str, SidConstraints(SidPrefix.END_USER_TYPE, resource="Supporting Document Type")]
"""Supporting Document Type, `OY`. https://www.twilio.com/docs/phone-numbers/regulatory/api/supporting-document-types"""
TrustHubChannelEndpointAssignmentSid = Annotated[
    str,
    SidConstraints(SidPrefix.TRUST_HUB_CHANNEL_ENDPOINT_ASSIGNMENT, resource="Trust Hub Channel Endpoint Assignment"),
]
"""Trust Hub Channel Endpoint Assignment, `RA`. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles/channel-endpoint-assignments"""
TrustHubEntityAssignmentSid = Annotated[
    str, SidConstraints(SidPrefix.TRUST_HUB_ENTITY_ASSIGNMENT, resource="Trust Hub Entity Assignment")
]
"""Trust Hub Entity Assignment, `BV`. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles/entity-assignments"""
TrustHubPolicySid = Annotated[str, SidConstraints(SidPrefix.TRUST_HUB_POLICY, resource="Trust Hub Policy")]
"""Trust Hub Policy, `RN`. `policy_sid` of a customer profile or trust product.

https://www.twilio.com/docs/trust-hub/trusthub-rest-api/policies
"""
TrustProductSid = Annotated[str, SidConstraints(SidPrefix.BUNDLE, resource="Trust Product")]
"""Trust Product, `BU`. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/trust-products"""

# Conversations

ChatServiceSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_SERVICE, resource="Conversation or Chat Service")]
"""Conversation or Chat Service, `IS`. `chat_service_sid` in Conversations, `chat_instance_sid` in Proxy.

https://www.twilio.com/docs/conversations-classic/api/service-resource
"""
ConversationAddressConfigurationSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_ADDRESS_CONFIGURATION)]
"""Conversation Address Configuration, `IG`. https://www.twilio.com/docs/conversations-classic/api/address-configuration-resource"""
ConversationBindingSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_BINDING, resource="Conversation Binding")]
"""Conversation Binding, `BS`. https://www.twilio.com/docs/conversations-classic/api/service-binding-resource"""
ConversationMediaSid = Annotated[str, SidConstraints(SidPrefix.MEDIA, resource="Conversation Media")]
"""Conversation Media, `ME`. The media of a message in Conversations. The media of an MMS or WhatsApp message is a
`MediaSid`.

https://www.twilio.com/docs/conversations-classic/api/media-resource
"""
ConversationMessageReceiptSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_MESSAGE_RECEIPT)]
"""Conversation Message Receipt, `DY`. `DeliveryReceiptSid` in webhooks.

https://www.twilio.com/docs/conversations-classic/api/receipt-resource
"""
ConversationMessageSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_MESSAGE, resource="Conversation Message")]
"""Conversation Message, `IM`. `message_sid` in Conversations. An SMS, MMS or WhatsApp message is a `MessageSid`.

https://www.twilio.com/docs/conversations-classic/api/conversation-message-resource
"""
ConversationParticipantSid = Annotated[
    str, SidConstraints(SidPrefix.CONVERSATION_PARTICIPANT, resource="Conversation Participant")
]
"""Conversation Participant, `MB`. `participant_sid` in Conversations.

https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource
"""
ConversationRoleSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_ROLE, resource="Conversation Role")]
"""Conversation Role, `RL`. https://www.twilio.com/docs/conversations-classic/api/role-resource"""
ConversationScopedWebhookSid = Annotated[
    str, SidConstraints(SidPrefix.CONVERSATION_SCOPED_WEBHOOK, resource="Conversation Scoped Webhook")
]
"""Conversation Scoped Webhook, `WH`. https://www.twilio.com/docs/conversations-classic/api/conversation-scoped-webhook-resource"""
ConversationServiceSid = Annotated[
    str, SidConstraints(SidPrefix.CONVERSATION_SERVICE, resource="Conversation or Chat Service")
]
"""Conversation or Chat Service, `IS`. The same as `ChatServiceSid`, named after the resource's page.

https://www.twilio.com/docs/conversations-classic/api/service-resource
"""
ConversationSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION, resource="Conversation")]
"""Conversation, `CH`. https://www.twilio.com/docs/conversations-classic/api/conversation-resource"""
ConversationUserSid = Annotated[str, SidConstraints(SidPrefix.IAM_USER, resource="Conversation User")]
"""Conversation User, `US`. `user_sid` in Conversations. A person who logs in to Twilio is an `IamUserSid`.

https://www.twilio.com/docs/conversations-classic/api/user-resource
"""
DeliveryReceiptSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_MESSAGE_RECEIPT)]
"""Conversation Message Receipt, `DY`. The same as `ConversationMessageReceiptSid`, named after the payload field.

https://www.twilio.com/docs/conversations-classic/conversations-webhooks
"""
PushCredentialSid = Annotated[str, SidConstraints(SidPrefix.PUSH_CREDENTIAL, resource="Push Credential")]
"""Push Credential, `CR`. An APN, FCM or GCM credential for push notifications. `credential_sid` of a binding.

https://www.twilio.com/docs/conversations-classic/api/credential-resource
"""

# Programmable Chat

ChatBindingSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_BINDING, resource="Chat Binding")]
"""Chat Binding, `BS`. https://www.twilio.com/docs/chat/rest/binding-resource"""
ChatChannelSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION, resource="Chat Channel")]
"""Chat Channel, `CH`. https://www.twilio.com/docs/chat/rest/channel-resource"""
ChatChannelWebhookSid = Annotated[
    str, SidConstraints(SidPrefix.CONVERSATION_SCOPED_WEBHOOK, resource="Chat Channel Webhook")
]
"""Chat Channel Webhook, `WH`. https://www.twilio.com/docs/chat/rest/channel-webhook-resource"""
ChatInviteSid = Annotated[str, SidConstraints(SidPrefix.CHAT_INVITE)]
"""Chat Invite, `IN`. https://www.twilio.com/docs/chat/rest/invite-resource"""
ChatMemberSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_PARTICIPANT, resource="Chat Member")]
"""Chat Member, `MB`. https://www.twilio.com/docs/chat/rest/member-resource"""
ChatMessageSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_MESSAGE, resource="Chat Message")]
"""Chat Message, `IM`. https://www.twilio.com/docs/chat/rest/message-resource"""
ChatRoleSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_ROLE, resource="Chat Role")]
"""Chat Role, `RL`. https://www.twilio.com/docs/chat/rest/role-resource"""
ChatUserSid = Annotated[str, SidConstraints(SidPrefix.IAM_USER, resource="Chat User")]
"""Chat User, `US`. `user_sid` in Programmable Chat.

https://www.twilio.com/docs/chat/rest/user-resource
"""

# Flex

FlexFlowSid = Annotated[str, SidConstraints(SidPrefix.FLEX_FLOW)]
"""Flex Flow, `FO`. Routes a Flex channel to its handler. A flow in Studio is a `StudioFlowSid`.

https://www.twilio.com/docs/flex/developer/messaging/flow
"""
FlexInsightsAssessmentSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INSIGHTS_ASSESSMENT)]
"""Flex Insights Assessment, `FM`. openapi:flex_v1 flex.v1.insights_assessments"""
FlexInsightsCategorySid = Annotated[str, SidConstraints(SidPrefix.FLEX_INSIGHTS_CATEGORY)]
"""Flex Insights Category, `FY`. openapi:flex_v1 flex.v1.insights_questionnaires_category"""
FlexInsightsQuestionSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INSIGHTS_QUESTION)]
"""Flex Insights Question, `GE`. openapi:flex_v1 flex.v1.insights_questionnaires_question"""
FlexInsightsQuestionnaireSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INSIGHTS_QUESTIONNAIRE)]
"""Flex Insights Questionnaire, `GM`. openapi:flex_v1 flex.v1.insights_questionnaires"""
FlexInstanceSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INSTANCE)]
"""Flex Instance, `GO`. https://www.twilio.com/docs/flex/developer/create-a-flex-instance"""
FlexInteractionChannelInviteSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INTERACTION_CHANNEL_INVITE)]
"""Flex Interaction Channel Invite, `KG`. https://www.twilio.com/docs/flex/developer/conversations/interactions-api/invites-subresource"""
FlexInteractionChannelParticipantSid = Annotated[
    str, SidConstraints(SidPrefix.USAGE_TRIGGER, resource="Flex Interaction Channel Participant")
]
"""Flex Interaction Channel Participant, `UT`. https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interaction-channel-participants"""
FlexInteractionChannelSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INTERACTION_CHANNEL)]
"""Flex Interaction Channel, `UO`. `channel_sid` in Flex. A channel in Programmable Chat is a `ChatChannelSid`.

https://www.twilio.com/docs/flex/developer/conversations/interactions-api/channels-subresource
"""
FlexInteractionContextSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INTERACTION_CONTEXT)]
"""Flex Interaction Context, `HQ`. openapi:flex_v1 flex.v1.interaction"""
FlexInteractionNoteSid = Annotated[
    str, SidConstraints(SidPrefix.FLEX_INTERACTION_NOTE, resource="Flex Interaction Note")
]
"""Flex Interaction Note, `KQ`. `note_sid` of a transfer.

openapi:flex_v1 flex.v1.interaction.interaction_channel.interaction_transfer
"""
FlexInteractionSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INTERACTION)]
"""Flex Interaction, `KD`. https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions"""
FlexInteractionSummarySid = Annotated[
    str, SidConstraints(SidPrefix.FLEX_INTERACTION_NOTE, resource="Flex Interaction Summary")
]
"""Flex Interaction Summary, `KQ`. `summary_sid` of a transfer.

openapi:flex_v1 flex.v1.interaction.interaction_channel.interaction_transfer
"""
FlexInteractionTransferExecutionSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INTERACTION_TRANSFER_EXECUTION)]
"""Flex Interaction Transfer Execution, `QW`. `execution_sid` of a transfer.

openapi:flex_v1 flex.v1.interaction.interaction_channel.interaction_transfer
"""
FlexInteractionTransferSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INTERACTION_TRANSFER)]
"""Flex Interaction Transfer, `UX`. openapi:flex_v1 flex.v1.interaction.interaction_channel.interaction_transfer"""
FlexPluginConfigurationSid = Annotated[str, SidConstraints(SidPrefix.FLEX_PLUGIN_CONFIGURATION)]
"""Flex Plugin Configuration, `FJ`. https://www.twilio.com/docs/flex/developer/plugins/api/plugin-configuration"""
FlexPluginReleaseSid = Annotated[str, SidConstraints(SidPrefix.FLEX_PLUGIN_RELEASE)]
"""Flex Plugin Release, `FK`. https://www.twilio.com/docs/flex/developer/plugins/api/release"""
FlexPluginSid = Annotated[str, SidConstraints(SidPrefix.FLEX_PLUGIN)]
"""Flex Plugin, `FP`. https://www.twilio.com/docs/flex/developer/plugins/api/plugin"""
FlexPluginVersionSid = Annotated[str, SidConstraints(SidPrefix.FLEX_PLUGIN_VERSION)]
"""Flex Plugin Version, `FV`. https://www.twilio.com/docs/flex/developer/plugins/api/plugin-version"""
FlexTeamSid = Annotated[str, SidConstraints(SidPrefix.FLEX_TEAM)]
"""Flex Team, `QO`. https://www.twilio.com/docs/flex/developer/user-management/flex-teams-api"""
FlexUserSid = Annotated[str, SidConstraints(SidPrefix.FLEX_USER)]
"""Flex User, `FU`. `flex_user_sid`. The `user_sid` next to it is an `IamUserSid`.

https://www.twilio.com/docs/flex/developer/user-management/flex-users-api
"""

# Studio

StudioContactSid = Annotated[str, SidConstraints(SidPrefix.STUDIO_CONTACT)]
"""Studio Contact, `FC`. openapi:studio_v2 studio.v2.flow.execution"""
StudioEngagementSid = Annotated[str, SidConstraints(SidPrefix.STUDIO_EXECUTION, resource="Studio Engagement")]
"""Studio Engagement, `FN`. openapi:studio_v1 studio.v1.flow.engagement"""
StudioExecutionSid = Annotated[str, SidConstraints(SidPrefix.STUDIO_EXECUTION, resource="Studio Execution")]
"""Studio Execution, `FN`. One run of a flow. The flow itself is a `StudioFlowSid`.

https://www.twilio.com/docs/studio/rest-api/v2/execution
"""
StudioFlowSid = Annotated[str, SidConstraints(SidPrefix.STUDIO_FLOW)]
"""Studio Flow, `FW`. `flow_sid` in events and executions. A flow in Flex is a `FlexFlowSid`.

https://www.twilio.com/docs/studio/rest-api/v2/flow
"""
StudioStepSid = Annotated[str, SidConstraints(SidPrefix.STUDIO_STEP)]
"""Studio Step, `FT`. https://www.twilio.com/docs/studio/rest-api/v2/step"""

# TaskRouter

ActivitySid = Annotated[str, SidConstraints(SidPrefix.ACTIVITY)]
"""TaskRouter Activity, `WA`. https://www.twilio.com/docs/taskrouter/api/activity"""
OperatingUnitSid = Annotated[str, SidConstraints(SidPrefix.ORIGINATION_URL, resource="Operating Unit")]
"""Operating Unit, `OU`. `OperatingUnitSid` in TaskRouter events.

https://www.twilio.com/docs/taskrouter/api/event/reference
"""
ReservationSid = Annotated[str, SidConstraints(SidPrefix.RESERVATION)]
"""TaskRouter Reservation, `WR`. https://www.twilio.com/docs/taskrouter/api/reservations"""
TaskChannelSid = Annotated[str, SidConstraints(SidPrefix.TASK_CHANNEL)]
"""TaskRouter Task Channel, `TC`. https://www.twilio.com/docs/taskrouter/api/task-channel"""
TaskQueueSid = Annotated[str, SidConstraints(SidPrefix.TASK_QUEUE)]
"""TaskRouter Task Queue, `WQ`. Also `queue_sid` in Flex. A queue of calls is a `QueueSid`.

https://www.twilio.com/docs/taskrouter/api/task-queue
"""
TaskRouterEventSid = Annotated[str, SidConstraints(SidPrefix.TASK_ROUTER_EVENT)]
"""TaskRouter Event, `EV`. https://www.twilio.com/docs/taskrouter/api/event"""
TaskSid = Annotated[str, SidConstraints(SidPrefix.TASK)]
"""TaskRouter Task, `WT`. https://www.twilio.com/docs/taskrouter/api/task"""
WorkerChannelSid = Annotated[str, SidConstraints(SidPrefix.WORKER_CHANNEL)]
"""TaskRouter Worker Channel, `WC`. https://www.twilio.com/docs/taskrouter/api/worker-channel"""
WorkerSid = Annotated[str, SidConstraints(SidPrefix.WORKER)]
"""TaskRouter Worker, `WK`. https://www.twilio.com/docs/taskrouter/api/worker"""
WorkflowSid = Annotated[str, SidConstraints(SidPrefix.WORKFLOW)]
"""TaskRouter Workflow, `WW`. https://www.twilio.com/docs/taskrouter/api/workflow"""
WorkspaceSid = Annotated[str, SidConstraints(SidPrefix.WORKSPACE)]
"""TaskRouter Workspace, `WS`. https://www.twilio.com/docs/taskrouter/api/workspace"""

# Conversational Intelligence

IntelligenceOperatorSid = Annotated[str, SidConstraints(SidPrefix.INTELLIGENCE_OPERATOR)]
"""Intelligence Operator, `LY`. `operator_sid` of a result. Version 3 of the API has TTIDs instead, such as
`intelligence_operator_01k…`.

https://www.twilio.com/docs/conversation-intelligence-classic/api/operator-resource
"""
IntelligenceOperatorTypeSid = Annotated[str, SidConstraints(SidPrefix.INTELLIGENCE_OPERATOR_TYPE)]
"""Intelligence Operator Type, `EY`. https://www.twilio.com/docs/conversation-intelligence-classic/api/operator-type-resource"""
IntelligenceServiceSid = Annotated[str, SidConstraints(SidPrefix.INTELLIGENCE_SERVICE)]
"""Intelligence Service, `GA`. https://www.twilio.com/docs/conversation-intelligence-classic/api/service-resource"""
IntelligenceTranscriptSentenceSid = Annotated[str, SidConstraints(SidPrefix.INTELLIGENCE_TRANSCRIPT_SENTENCE)]
"""Intelligence Transcript Sentence, `GX`. https://www.twilio.com/docs/conversation-intelligence-classic/api/transcript-sentence-subresource"""
IntelligenceTranscriptSid = Annotated[
    str, SidConstraints(SidPrefix.INTELLIGENCE_TRANSCRIPT, resource="Intelligence Transcript")
]
"""Intelligence Transcript, `GT`. A live call's transcription has the same prefix and is a `RealTimeTranscriptionSid`.

https://www.twilio.com/docs/conversation-intelligence-classic/api/transcript-resource
"""

# Verify

VerificationAttemptSid = Annotated[str, SidConstraints(SidPrefix.VERIFICATION_ATTEMPT)]
"""Verification Attempt, `VL`. `attempt_sid` of a verification.

https://www.twilio.com/docs/verify/api/attempts
"""
VerificationSid = Annotated[str, SidConstraints(SidPrefix.VERIFICATION)]
"""Verification, `VE`. https://www.twilio.com/docs/verify/api/verification"""
VerifyAccessTokenSid = Annotated[str, SidConstraints(SidPrefix.VERIFY_ACCESS_TOKEN)]
"""Verify Access Token, `YK`. https://www.twilio.com/docs/verify/api/access-token"""
VerifyChallengeNotificationSid = Annotated[
    str, SidConstraints(SidPrefix.NOTIFY_NOTIFICATION, resource="Verify Challenge Notification")
]
"""Verify Challenge Notification, `NT`. https://www.twilio.com/docs/verify/api/notifications-resource"""
VerifyChallengeSid = Annotated[str, SidConstraints(SidPrefix.VERIFY_CHALLENGE)]
"""Verify Challenge, `YC`. https://www.twilio.com/docs/verify/api/challenge"""
VerifyEntitySid = Annotated[str, SidConstraints(SidPrefix.VERIFY_ENTITY)]
"""Verify Entity, `YE`. https://www.twilio.com/docs/verify/api/entity"""
VerifyFactorSid = Annotated[str, SidConstraints(SidPrefix.VERIFY_FACTOR)]
"""Verify Factor, `YF`. https://www.twilio.com/docs/verify/api/factor"""
VerifyRateLimitBucketSid = Annotated[str, SidConstraints(SidPrefix.VERIFY_RATE_LIMIT_BUCKET)]
"""Verify Rate Limit Bucket, `BL`. https://www.twilio.com/docs/verify/api/service-rate-limit-buckets"""
VerifyRateLimitSid = Annotated[str, SidConstraints(SidPrefix.VERIFY_RATE_LIMIT)]
"""Verify Rate Limit, `RK`. https://www.twilio.com/docs/verify/api/service-rate-limits"""
VerifySafeListSid = Annotated[str, SidConstraints(SidPrefix.VERIFY_SAFE_LIST)]
"""Verify Safe List, `GN`. https://www.twilio.com/docs/verify/api/safe-list"""
VerifyServiceSid = Annotated[str, SidConstraints(SidPrefix.VERIFY_SERVICE)]
"""Verify Service, `VA`. https://www.twilio.com/docs/verify/api/service"""
VerifyTemplateSid = Annotated[str, SidConstraints(SidPrefix.VERIFY_TEMPLATE)]
"""Verify Template, `HJ`. https://www.twilio.com/docs/verify/api/templates"""
VerifyWebhookSid = Annotated[str, SidConstraints(SidPrefix.VERIFY_WEBHOOK)]
"""Verify Webhook, `YW`. https://www.twilio.com/docs/verify/api/webhooks"""

# Video

CompositionHookSid = Annotated[str, SidConstraints(SidPrefix.COMPOSITION_HOOK)]
"""Video Composition Hook, `HK`. https://www.twilio.com/docs/video/api/composition-hooks"""
CompositionSid = Annotated[str, SidConstraints(SidPrefix.COMPOSITION)]
"""Video Composition, `CJ`. https://www.twilio.com/docs/video/api/compositions-resource"""
RoomSid = Annotated[str, SidConstraints(SidPrefix.ROOM)]
"""Video Room, `RM`. https://www.twilio.com/docs/video/api/rooms-resource"""
VideoParticipantSid = Annotated[str, SidConstraints(SidPrefix.VIDEO_PARTICIPANT)]
"""Video Participant, `PA`. https://www.twilio.com/docs/video/api/participants"""
VideoRecordingSid = Annotated[str, SidConstraints(SidPrefix.VIDEO_RECORDING)]
"""Video Recording, `RT`. The recording of a call or conference (`RE`) is a `RecordingSid`.

https://www.twilio.com/docs/video/api/recordings-resource
"""
VideoTrackSid = Annotated[str, SidConstraints(SidPrefix.VIDEO_TRACK)]
"""Video Track, `MT`. https://www.twilio.com/docs/video/api/publishedtrack"""

# Sync

SyncDocumentSid = Annotated[str, SidConstraints(SidPrefix.SYNC_DOCUMENT)]
"""Sync Document, `ET`. https://www.twilio.com/docs/sync/api/document-resource"""
SyncListSid = Annotated[str, SidConstraints(SidPrefix.SYNC_LIST)]
"""Sync List, `ES`. https://www.twilio.com/docs/sync/api/list-resource"""
SyncMapSid = Annotated[str, SidConstraints(SidPrefix.SYNC_MAP)]
"""Sync Map, `MP`. https://www.twilio.com/docs/sync/api/map-resource"""
SyncServiceSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_SERVICE, resource="Sync Service")]
"""Sync Service, `IS`. https://www.twilio.com/docs/sync/api/service"""
SyncStreamMessageSid = Annotated[str, SidConstraints(SidPrefix.SYNC_STREAM_MESSAGE)]
"""Sync Stream Message, `TZ`. https://www.twilio.com/docs/sync/api/stream-message-resource"""
SyncStreamSid = Annotated[str, SidConstraints(SidPrefix.SYNC_STREAM)]
"""Sync Stream, `TO`. `stream_sid` in Sync. The audio of a call is a `StreamSid`.

https://www.twilio.com/docs/sync/api/stream-resource
"""

# Functions and Assets

ServerlessAssetSid = Annotated[str, SidConstraints(SidPrefix.SERVERLESS_FUNCTION, resource="Serverless Asset")]
"""Serverless Asset, `ZH`. https://www.twilio.com/docs/serverless/api/resource/asset"""
ServerlessAssetVersionSid = Annotated[
    str, SidConstraints(SidPrefix.SERVERLESS_FUNCTION_VERSION, resource="Serverless Asset Version")
]
"""Serverless Asset Version, `ZN`. https://www.twilio.com/docs/serverless/api/resource/asset-version"""
ServerlessBuildSid = Annotated[str, SidConstraints(SidPrefix.SERVERLESS_BUILD)]
"""Serverless Build, `ZB`. https://www.twilio.com/docs/serverless/api/resource/build"""
ServerlessDeploymentSid = Annotated[str, SidConstraints(SidPrefix.SERVERLESS_DEPLOYMENT)]
"""Serverless Deployment, `ZD`. https://www.twilio.com/docs/serverless/api/resource/deployment"""
ServerlessEnvironmentSid = Annotated[str, SidConstraints(SidPrefix.SERVERLESS_ENVIRONMENT)]
"""Serverless Environment, `ZE`. https://www.twilio.com/docs/serverless/api/resource/environment"""
ServerlessFunctionSid = Annotated[str, SidConstraints(SidPrefix.SERVERLESS_FUNCTION, resource="Serverless Function")]
"""Serverless Function, `ZH`. https://www.twilio.com/docs/serverless/api/resource/function"""
ServerlessFunctionVersionSid = Annotated[
    str, SidConstraints(SidPrefix.SERVERLESS_FUNCTION_VERSION, resource="Serverless Function Version")
]
"""Serverless Function Version, `ZN`. https://www.twilio.com/docs/serverless/api/resource/function-version"""
ServerlessLogSid = Annotated[str, SidConstraints(SidPrefix.CALL_NOTIFICATION, resource="Serverless Log")]
"""Serverless Log, `NO`. https://www.twilio.com/docs/serverless/api/resource/logs"""
ServerlessServiceSid = Annotated[str, SidConstraints(SidPrefix.SERVERLESS_SERVICE)]
"""Serverless Service, `ZS`. https://www.twilio.com/docs/serverless/api/resource/service"""
ServerlessVariableSid = Annotated[str, SidConstraints(SidPrefix.SERVERLESS_VARIABLE)]
"""Serverless Variable, `ZV`. https://www.twilio.com/docs/serverless/api/resource/variable"""
TwimlBinSid = Annotated[str, SidConstraints(SidPrefix.TWIML_BIN)]
"""TwiML Bin, `EH`. The last part of the bin's URL, `https://handler.twilio.com/twiml/EH…`.

https://www.twilio.com/docs/serverless/twiml-bins
"""

# Notify

NotifyBindingSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_BINDING, resource="Notify Binding")]
"""Notify Binding, `BS`. https://www.twilio.com/docs/notify/api/binding-resource"""
NotifyNotificationSid = Annotated[str, SidConstraints(SidPrefix.NOTIFY_NOTIFICATION, resource="Notify Notification")]
"""Notify Notification, `NT`. https://www.twilio.com/docs/notify/api/notification-resource"""
NotifyServiceSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_SERVICE, resource="Notify Service")]
"""Notify Service, `IS`. https://www.twilio.com/docs/notify/api/service-resource"""

# Proxy

ProxyInteractionSid = Annotated[str, SidConstraints(SidPrefix.PROXY_INTERACTION)]
"""Proxy Interaction, `KI`. https://www.twilio.com/docs/proxy/api/interaction"""
ProxyParticipantSid = Annotated[str, SidConstraints(SidPrefix.PROXY_PARTICIPANT)]
"""Proxy Participant, `KP`. https://www.twilio.com/docs/proxy/api/participant"""
ProxyServiceSid = Annotated[str, SidConstraints(SidPrefix.PROXY_SERVICE)]
"""Proxy Service, `KS`. https://www.twilio.com/docs/proxy/api/service"""
ProxySessionSid = Annotated[str, SidConstraints(SidPrefix.PROXY_SESSION)]
"""Proxy Session, `KC`. https://www.twilio.com/docs/proxy/api/session"""

# Super SIM

EsimProfileSid = Annotated[str, SidConstraints(SidPrefix.ESIM_PROFILE)]
"""eSIM Profile, `HP`. https://www.twilio.com/docs/iot/supersim/api/esimprofile-resource"""
SuperSimBillingPeriodSid = Annotated[str, SidConstraints(SidPrefix.SUPER_SIM_BILLING_PERIOD)]
"""Super SIM Billing Period, `HB`. https://www.twilio.com/docs/iot/supersim/api/sim-resource/billingperiod-resource"""
SuperSimFleetSid = Annotated[str, SidConstraints(SidPrefix.SUPER_SIM_FLEET)]
"""Super SIM Fleet, `HF`. https://www.twilio.com/docs/iot/supersim/api/fleet-resource"""
SuperSimIpCommandSid = Annotated[str, SidConstraints(SidPrefix.SUPER_SIM_IP_COMMAND)]
"""Super SIM IP Command, `HG`. https://www.twilio.com/docs/iot/supersim/api/ipcommand-resource"""
SuperSimNetworkAccessProfileSid = Annotated[str, SidConstraints(SidPrefix.SUPER_SIM_NETWORK_ACCESS_PROFILE)]
"""Super SIM Network Access Profile, `HA`. https://www.twilio.com/docs/iot/supersim/api/networkaccessprofile-resource"""
SuperSimNetworkSid = Annotated[str, SidConstraints(SidPrefix.SUPER_SIM_NETWORK)]
"""Super SIM Network, `HW`. https://www.twilio.com/docs/iot/supersim/api/network-resource"""
SuperSimSettingsUpdateSid = Annotated[str, SidConstraints(SidPrefix.SUPER_SIM_SETTINGS_UPDATE)]
"""Super SIM Settings Update, `OB`. https://www.twilio.com/docs/iot/supersim/api/settingsupdates-resource"""
SuperSimSid = Annotated[str, SidConstraints(SidPrefix.SUPER_SIM)]
"""Super SIM, `HS`. https://www.twilio.com/docs/iot/supersim/api/sim-resource"""
SuperSimSmsCommandSid = Annotated[str, SidConstraints(SidPrefix.SUPER_SIM_SMS_COMMAND)]
"""Super SIM SMS Command, `HC`. https://www.twilio.com/docs/iot/supersim/api/smscommand-resource"""

# Programmable Wireless

WirelessCommandSid = Annotated[str, SidConstraints(SidPrefix.WIRELESS_COMMAND)]
"""Wireless Command, `DC`. https://www.twilio.com/docs/iot/wireless/api/command-resource"""
WirelessRatePlanSid = Annotated[str, SidConstraints(SidPrefix.WIRELESS_RATE_PLAN)]
"""Wireless Rate Plan, `WP`. https://www.twilio.com/docs/iot/wireless/api/rateplan-resource"""
WirelessSimSid = Annotated[str, SidConstraints(SidPrefix.WIRELESS_SIM)]
"""Wireless SIM, `DE`. https://www.twilio.com/docs/iot/wireless/api/sim-resource"""

# Event Streams and exports

BulkExportJobSid = Annotated[str, SidConstraints(SidPrefix.BULK_EXPORT_JOB)]
"""Bulk Export Job, `JS`. https://www.twilio.com/docs/usage/bulkexport/job"""
EventStreamsEventSid = Annotated[str, SidConstraints(SidPrefix.EVENT_STREAMS_EVENT)]
"""Event Streams Event, `EZ`. The `id` of an event about a message's status, an inbound message, or a call's summary.
Other events have other ids, such as `NO…` or `databridge_event_…`: use `str` if a sink receives several kinds.

https://www.twilio.com/docs/events/webhook-quickstart
"""
EventStreamsSinkSid = Annotated[str, SidConstraints(SidPrefix.EVENT_STREAMS_SINK)]
"""Event Streams Sink, `DG`. https://www.twilio.com/docs/events/event-streams/sink-resource"""
EventStreamsSubscriptionSid = Annotated[str, SidConstraints(SidPrefix.EVENT_STREAMS_SUBSCRIPTION)]
"""Event Streams Subscription, `DF`. https://www.twilio.com/docs/events/event-streams/subscription"""

# Monitor

MonitorAlarmSid = Annotated[str, SidConstraints(SidPrefix.MONITOR_ALARM)]
"""Monitor Alarm, `AK`. https://www.twilio.com/docs/usage/monitor-alarms"""
MonitorAlertSid = Annotated[str, SidConstraints(SidPrefix.CALL_NOTIFICATION, resource="Monitor Alert")]
"""Monitor Alert, `NO`. https://www.twilio.com/docs/usage/monitor-alert"""
MonitorEventSid = Annotated[str, SidConstraints(SidPrefix.MONITOR_EVENT)]
"""Monitor Event, `AE`. https://www.twilio.com/docs/usage/monitor-events"""

# Marketplace

AddOnExtensionSid = Annotated[str, SidConstraints(SidPrefix.ADD_ON_EXTENSION)]
"""Add-on Extension, `XF`. https://www.twilio.com/docs/marketplace/api/available-add-ons-extensions"""
AddOnResultPayloadSid = Annotated[str, SidConstraints(SidPrefix.ADD_ON_RESULT_PAYLOAD)]
"""Add-on Result Payload, `XH`. https://www.twilio.com/docs/marketplace/api/recording-add-on-results-payloads"""
AddOnResultSid = Annotated[str, SidConstraints(SidPrefix.ADD_ON_RESULT)]
"""Add-on Result, `XR`. `request_sid` in the `AddOns` of a webhook.

https://www.twilio.com/docs/marketplace/api/recording-add-on-results
"""
AssignedAddOnSid = Annotated[str, SidConstraints(SidPrefix.INSTALLED_ADD_ON, resource="Assigned Add-on")]
"""Assigned Add-on, `XE`. An installed add-on that is assigned to a phone number.

https://www.twilio.com/docs/marketplace/api/incoming-phone-number-assigned-add-ons
"""
AvailableAddOnSid = Annotated[str, SidConstraints(SidPrefix.AVAILABLE_ADD_ON, resource="Available Add-on")]
"""Available Add-on, `XB`. Also the type of `add_on_sid`.

https://www.twilio.com/docs/marketplace/api/available-add-ons
"""
InstalledAddOnSid = Annotated[str, SidConstraints(SidPrefix.INSTALLED_ADD_ON, resource="Installed Add-on")]
"""Installed Add-on, `XE`. Also the type of `add_on_configuration_sid`.

https://www.twilio.com/docs/marketplace/api/installed-add-ons
"""
MarketplaceReferralRecordSid = Annotated[str, SidConstraints(SidPrefix.MARKETPLACE_REFERRAL_RECORD)]
"""Marketplace Referral Record, `XL`. openapi:marketplace_v1 marketplace.v1.referral_records"""
