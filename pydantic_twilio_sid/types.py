"""The types: an annotated `str` for every resource that Twilio gives a SID.

A type is called like the field that holds such a SID in Twilio's payloads, in CamelCase: `messaging_service_sid` is a
`MessagingServiceSid`. Where one field name means several things, the product is part of the name
(`VerifyServiceSid`, `SyncServiceSid`); a field that says the role which a resource plays has no type of its own
(`parent_call_sid` is a `CallSid`); a resource without a field is called like its page in Twilio's documentation. The
link under a type leads to that page; `openapi:` names the schema of Twilio's OpenAPI description that stands in for it.

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

from pydantic_twilio_sid.constraints import SidConstraints
from pydantic_twilio_sid.prefix import SidPrefix

__all__ = [
    "AccountSid",
    "ActivitySid",
    "AddOnExtensionSid",
    "AddOnResultSid",
    "AddOnTypeSid",
    "AddressConfigurationSid",
    "AddressSid",
    "AlphaSenderSid",
    "ApiKeySid",
    "AssessmentSid",
    "AssetSid",
    "AssetVersionSid",
    "AttemptSid",
    "AvailableAddOnSid",
    "AwsCredentialsSid",
    "BillableItemSid",
    "BillingPeriodSid",
    "BrandRegistrationSid",
    "BrandVettingSid",
    "BuildSid",
    "BulkEligibilitySid",
    "BulkExportJobSid",
    "BulkHostingSid",
    "BundleEvaluationSid",
    "BundleSid",
    "ByocTrunkSid",
    "CallNotificationSid",
    "CallSid",
    "CampaignSid",
    "CategorySid",
    "CertificateSid",
    "ChallengeNotificationSid",
    "ChallengeSid",
    "ChannelEndpointAssignmentSid",
    "ChannelSenderSid",
    "ChatBindingSid",
    "ChatChannelSid",
    "ChatChannelWebhookSid",
    "ChatInviteSid",
    "ChatMessageSid",
    "ChatRoleSid",
    "ChatServiceSid",
    "CompositionHookSid",
    "CompositionSid",
    "ConferenceParticipantSid",
    "ConferenceSid",
    "ConfigSid",
    "ConfigurationSid",
    "ConnectAppSid",
    "ConnectionPolicySid",
    "ConnectionPolicyTargetSid",
    "ContactSid",
    "ContentSid",
    "ConversationMessageReceiptSid",
    "ConversationMessageSid",
    "ConversationParticipantSid",
    "ConversationScopedWebhookSid",
    "ConversationServiceSid",
    "ConversationSid",
    "ConversationsBindingSid",
    "ConversationsRoleSid",
    "CredentialListSid",
    "CredentialSid",
    "CustomerProfileSid",
    "DeploymentSid",
    "DocumentSid",
    "EndUserSid",
    "EndUserTypeSid",
    "EngagementSid",
    "EntityAssignmentSid",
    "EntitySid",
    "EnvironmentSid",
    "EsimProfileSid",
    "FactorSid",
    "FleetSid",
    "FlexFlowSid",
    "FlexInstanceSid",
    "FlexInteractionSid",
    "FlexTeamSid",
    "FlexUserSid",
    "FlowSid",
    "FunctionSid",
    "FunctionVersionSid",
    "GroupSid",
    "HostedNumberOrderSid",
    "IamRoleSid",
    "IdentityNotificationSid",
    "IdentitySid",
    "InboundProcessingRegionSid",
    "InstalledAddOnSid",
    "IntelligenceServiceSid",
    "InteractionChannelInviteSid",
    "InteractionChannelParticipantSid",
    "InteractionChannelSid",
    "InteractionContextSid",
    "InteractionTransferExecutionSid",
    "InteractionTransferSid",
    "InventoryDidSid",
    "IpAccessControlListSid",
    "IpCommandSid",
    "IpRecordSid",
    "ItemAssignmentSid",
    "ListSid",
    "MapSid",
    "MediaSid",
    "MemberSid",
    "MessageSid",
    "MessagingServiceSid",
    "MonitorAlarmSid",
    "MonitorAlertSid",
    "MonitorEventSid",
    "NetworkAccessProfileSid",
    "NetworkSid",
    "NoteSid",
    "NotifyBindingSid",
    "NotifyNotificationSid",
    "NotifyServiceSid",
    "OauthAppSid",
    "OperatorSid",
    "OperatorTypeSid",
    "OptOutSid",
    "OrganizationDomainSid",
    "OrganizationSid",
    "OriginationUrlSid",
    "OutgoingCallerIdSid",
    "PayloadSid",
    "PaymentSid",
    "PhoneNumberSid",
    "PluginReleaseSid",
    "PluginSid",
    "PluginVersionSid",
    "PolicySid",
    "PortInPhoneNumberSid",
    "PortInRequestSid",
    "ProxyInteractionSid",
    "ProxyParticipantSid",
    "ProxyServiceSid",
    "PublicKeySid",
    "QuestionSid",
    "QuestionnaireSid",
    "QueueSid",
    "RateLimitBucketSid",
    "RateLimitSid",
    "RatePlanSid",
    "RealTimeTranscriptionSid",
    "RecordingSid",
    "RecordingTranscriptionSid",
    "ReferralRecordSid",
    "RegulatedItemSid",
    "RegulationSid",
    "ReservationSid",
    "RoleAssignmentSid",
    "RolePermissionSid",
    "RoomSid",
    "SafeListSid",
    "SenderIdRegistrationApplicationSid",
    "SenderIdSid",
    "ServerlessLogSid",
    "ServerlessRequestSid",
    "ServerlessServiceSid",
    "SessionSid",
    "SettingsUpdateSid",
    "ShortCodeApplicationSid",
    "ShortCodeSid",
    "Sid",
    "SigningDocumentSid",
    "SinkSid",
    "SipCredentialSid",
    "SipDomainSid",
    "SipIpAddressSid",
    "SiprecSid",
    "SmsCommandSid",
    "SmsMessageSid",
    "SmsSid",
    "SourceIpMappingSid",
    "StepSid",
    "StreamSid",
    "StudioExecutionSid",
    "SubscriptionSid",
    "SuperSimSid",
    "SupportingDocumentSid",
    "SupportingDocumentTypeSid",
    "SyncServiceSid",
    "SyncStreamMessageSid",
    "SyncStreamSid",
    "TaskChannelSid",
    "TaskQueueSid",
    "TaskRouterEventSid",
    "TaskSid",
    "TemplateSid",
    "TollfreeVerificationSid",
    "TrackSid",
    "TranscriptSentenceSid",
    "TranscriptSid",
    "TrunkSid",
    "TrustProductSid",
    "TwimlApplicationSid",
    "UsAppToPersonSid",
    "UsageTriggerSid",
    "UserDefinedMessageSid",
    "UserDefinedMessageSubscriptionSid",
    "UserSid",
    "VariableSid",
    "VerificationSid",
    "VerifyAccessTokenSid",
    "VerifyServiceSid",
    "VerifyWebhookSid",
    "VideoParticipantSid",
    "VideoRecordingSid",
    "WirelessCommandSid",
    "WirelessSimSid",
    "WorkerChannelSid",
    "WorkerSid",
    "WorkflowExecutionSid",
    "WorkflowSid",
    "WorkspaceSid",
]

_DEPRECATED = Field(json_schema_extra={"deprecated": True})
"""`Field(deprecated=True)` warns wherever the type is not directly a model's field."""

Sid = Annotated[str, SidConstraints()]
"""Any SID, for a field such as `resource_sid`. https://www.twilio.com/docs/glossary/what-is-a-sid"""

# Accounts and IAM

AccountSid = Annotated[str, SidConstraints(SidPrefix.ACCOUNT)]
"""Account. https://www.twilio.com/docs/iam/api/account"""
ApiKeySid = Annotated[str, SidConstraints(SidPrefix.API_KEY)]
"""API Key. https://www.twilio.com/docs/iam/api-keys/key-resource-v1"""
AwsCredentialsSid = Annotated[str, SidConstraints(SidPrefix.AWS_CREDENTIALS, resource="AWS Credentials")]
"""AWS Credentials. https://www.twilio.com/docs/iam/credentialaws-resource"""
ConnectAppSid = Annotated[str, SidConstraints(SidPrefix.CONNECT_APP)]
"""Connect App. https://www.twilio.com/docs/iam/connect-apps/api"""
IamRoleSid = Annotated[str, SidConstraints(SidPrefix.IAM_ROLE)]
"""IAM Role. https://www.twilio.com/docs/iam/access-control/role-resource"""
IdentityNotificationSid = Annotated[str, SidConstraints(SidPrefix.IDENTITY_NOTIFICATION)]
"""Identity Notification. openapi:iam_v1 iam.v1.EmailChangeInitiateResponse"""
OauthAppSid = Annotated[str, SidConstraints(SidPrefix.OAUTH_APP)]
"""OAuth App. https://www.twilio.com/docs/iam/oauth-apps/account-oauth-apps-resource"""
OrganizationDomainSid = Annotated[str, SidConstraints(SidPrefix.ORGANIZATION_DOMAIN)]
"""Organization Domain. https://www.twilio.com/docs/api/errors/30100"""
OrganizationSid = Annotated[str, SidConstraints(SidPrefix.ORGANIZATION)]
"""Organization. https://www.twilio.com/docs/iam/organizations/managed-accounts"""
PublicKeySid = Annotated[str, SidConstraints(SidPrefix.PUBLIC_KEY, resource="Public Key")]
"""Public Key. https://www.twilio.com/docs/iam/credentialpublickey-resource"""
RoleAssignmentSid = Annotated[str, SidConstraints(SidPrefix.ROLE_ASSIGNMENT)]
"""Role Assignment. https://www.twilio.com/docs/iam/access-control/role-assignment-resource"""
RolePermissionSid = Annotated[str, SidConstraints(SidPrefix.ROLE_PERMISSION)]
"""Role Permission. openapi:iam_v1 iam.v1.role_permission"""
UsageTriggerSid = Annotated[str, SidConstraints(SidPrefix.USAGE_TRIGGER)]
"""Usage Trigger. https://www.twilio.com/docs/usage/api/usage-trigger"""
UserSid = Annotated[str, SidConstraints(SidPrefix.USER)]
"""User. https://www.twilio.com/docs/iam/scim/api-reference"""
WorkflowExecutionSid = Annotated[str, SidConstraints(SidPrefix.WORKFLOW_EXECUTION)]
"""Workflow Execution. openapi:iam_v1 iam.v1.ChangeAccountOwnerResponse"""

# Voice

CallNotificationSid = Annotated[str, SidConstraints(SidPrefix.MONITOR_ALERT, resource="Call Notification")]
"""Call Notification. https://www.twilio.com/docs/api/rest/notification"""
CallSid = Annotated[str, SidConstraints(SidPrefix.CALL)]
"""Call. https://www.twilio.com/docs/voice/api/call-resource"""
ConferenceParticipantSid = Annotated[str, SidConstraints(SidPrefix.CONFERENCE_PARTICIPANT)]
"""Conference Participant. https://www.twilio.com/docs/voice/insights/conference/participant-summary-resource"""
ConferenceSid = Annotated[str, SidConstraints(SidPrefix.CONFERENCE)]
"""Conference. https://www.twilio.com/docs/voice/api/conference"""
GroupSid = Annotated[str, SidConstraints(SidPrefix.GROUP)]
"""Group. openapi:api_v2010 api.v2010.account.call"""
OutgoingCallerIdSid = Annotated[str, SidConstraints(SidPrefix.OUTGOING_CALLER_ID, resource="Outgoing Caller ID")]
"""Outgoing Caller ID. https://www.twilio.com/docs/voice/api/outgoing-caller-ids"""
PaymentSid = Annotated[str, SidConstraints(SidPrefix.PAYMENT)]
"""Payment. https://www.twilio.com/docs/voice/api/payment-resource"""
QueueSid = Annotated[str, SidConstraints(SidPrefix.QUEUE)]
"""Queue. https://www.twilio.com/docs/voice/api/queue-resource"""
RealTimeTranscriptionSid = Annotated[
    str, SidConstraints(SidPrefix.REAL_TIME_TRANSCRIPTION, resource="Real-Time Transcription")
]
"""Real-Time Transcription. https://www.twilio.com/docs/voice/api/realtime-transcription-resource"""
RecordingSid = Annotated[str, SidConstraints(SidPrefix.RECORDING)]
"""Recording. https://www.twilio.com/docs/api/rest/recording"""
RecordingTranscriptionSid = Annotated[str, SidConstraints(SidPrefix.RECORDING_TRANSCRIPTION)]
"""Recording Transcription. https://www.twilio.com/docs/api/voice/recording-transcription"""
SiprecSid = Annotated[str, SidConstraints(SidPrefix.SIPREC)]
"""Siprec. https://www.twilio.com/docs/voice/api/siprec"""
StreamSid = Annotated[str, SidConstraints(SidPrefix.MEDIA_STREAM)]
"""Media Stream. https://www.twilio.com/docs/voice/api/stream-resource"""
TwimlApplicationSid = Annotated[str, SidConstraints(SidPrefix.TWIML_APPLICATION)]
"""TwiML Application. https://www.twilio.com/docs/usage/api/applications"""
UserDefinedMessageSid = Annotated[str, SidConstraints(SidPrefix.USER_DEFINED_MESSAGE)]
"""User Defined Message. https://www.twilio.com/docs/voice/api/userdefinedmessage-resource"""
UserDefinedMessageSubscriptionSid = Annotated[str, SidConstraints(SidPrefix.USER_DEFINED_MESSAGE_SUBSCRIPTION)]
"""User Defined Message Subscription. https://www.twilio.com/docs/voice/api/userdefinedmessagesubscription-resource"""

# SIP and trunking

ByocTrunkSid = Annotated[str, SidConstraints(SidPrefix.BYOC_TRUNK)]
"""BYOC Trunk. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/byoctrunk-resource"""
ConnectionPolicySid = Annotated[str, SidConstraints(SidPrefix.CONNECTION_POLICY)]
"""Connection Policy. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/connectionpolicy-resource"""
ConnectionPolicyTargetSid = Annotated[str, SidConstraints(SidPrefix.CONNECTION_POLICY_TARGET)]
"""Connection Policy Target. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/connectionpolicytarget-resource"""
CredentialListSid = Annotated[str, SidConstraints(SidPrefix.CREDENTIAL_LIST)]
"""Credential List. https://www.twilio.com/docs/voice/sip/api/sip-credentiallist-resource"""
IpAccessControlListSid = Annotated[str, SidConstraints(SidPrefix.IP_ACCESS_CONTROL_LIST)]
"""IP Access Control List. https://www.twilio.com/docs/api/voice/ip-access-control-list"""
IpRecordSid = Annotated[str, SidConstraints(SidPrefix.IP_RECORD)]
"""IP Record. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/iprecord-resource"""
OriginationUrlSid = Annotated[str, SidConstraints(SidPrefix.ORIGINATION_URL)]
"""Origination URL. https://www.twilio.com/docs/sip-trunking/rest/origination-urls"""
SipCredentialSid = Annotated[str, SidConstraints(SidPrefix.SIP_CREDENTIAL, resource="SIP Credential")]
"""SIP Credential. https://www.twilio.com/docs/api/rest/credential"""
SipDomainSid = Annotated[str, SidConstraints(SidPrefix.SIP_DOMAIN)]
"""SIP Domain. https://www.twilio.com/docs/api/rest/domain"""
SipIpAddressSid = Annotated[str, SidConstraints(SidPrefix.SIP_IP_ADDRESS)]
"""SIP IP Address. https://www.twilio.com/docs/voice/sip/api/sip-ipaddress-resource"""
SourceIpMappingSid = Annotated[str, SidConstraints(SidPrefix.SOURCE_IP_MAPPING)]
"""Source IP Mapping. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/sourceipmapping-resource"""
TrunkSid = Annotated[str, SidConstraints(SidPrefix.SIP_TRUNK)]
"""SIP Trunk. https://www.twilio.com/docs/sip-trunking/api/trunk-resource"""

# Messaging

AddOnTypeSid = Annotated[str, SidConstraints(SidPrefix.ADD_ON_TYPE)]
"""Add-on Type. openapi:messaging_v1 messaging.v1.service.addons"""
AlphaSenderSid = Annotated[str, SidConstraints(SidPrefix.ALPHA_SENDER)]
"""Alpha Sender. https://www.twilio.com/docs/messaging/api/alphasender-resource"""
BrandRegistrationSid = Annotated[str, SidConstraints(SidPrefix.BRAND_REGISTRATION)]
"""Brand Registration. https://www.twilio.com/docs/messaging/api/brand-registration-resource"""
BrandVettingSid = Annotated[str, SidConstraints(SidPrefix.BRAND_VETTING)]
"""Brand Vetting. https://www.twilio.com/docs/messaging/api/brand-vetting-resource"""
CampaignSid = Annotated[str, SidConstraints(SidPrefix.CAMPAIGN)]
"""A2P 10DLC Campaign. https://www.twilio.com/docs/events/event-types/a2p/campaign-registration"""
CertificateSid = Annotated[str, SidConstraints(SidPrefix.DOMAIN_CERTIFICATE)]
"""Domain Certificate. openapi:messaging_v1 messaging.v1.domain_cert_v4"""
ChannelSenderSid = Annotated[str, SidConstraints(SidPrefix.CHANNEL_SENDER, resource="Channel Sender")]
"""Channel Sender. https://www.twilio.com/docs/messaging/api/messaging-service-channelsender-resource"""
ConfigSid = Annotated[str, SidConstraints(SidPrefix.DOMAIN_CONFIG)]
"""Domain Config. openapi:messaging_v1 messaging.v1.domain_config"""
ContentSid = Annotated[str, SidConstraints(SidPrefix.CONTENT)]
"""Content. https://www.twilio.com/docs/content/content-api-resources"""
MediaSid = Annotated[str, SidConstraints(SidPrefix.MEDIA)]
"""Media. https://www.twilio.com/docs/messaging/api/media-resource"""
MessageSid = Annotated[str, SidConstraints(SidPrefix.SMS_MESSAGE, SidPrefix.MMS_MESSAGE)]
"""Message. https://www.twilio.com/docs/messaging/api/message-resource"""
MessagingServiceSid = Annotated[str, SidConstraints(SidPrefix.MESSAGING_SERVICE)]
"""Messaging Service. https://www.twilio.com/docs/messaging/api/service-resource"""
OptOutSid = Annotated[str, SidConstraints(SidPrefix.OPT_OUT)]
"""Opt-Out. openapi:messaging_v3 OptOutConfig"""
RegulatedItemSid = Annotated[str, SidConstraints(SidPrefix.REGULATED_ITEM, resource="Regulated Item")]
"""Regulated Item. https://www.twilio.com/docs/events/event-types/toll-free/verification"""
ShortCodeSid = Annotated[str, SidConstraints(SidPrefix.SHORT_CODE)]
"""Short Code. https://www.twilio.com/docs/messaging/api/short-code-resource"""
SmsMessageSid = Annotated[str, SidConstraints(SidPrefix.SMS_MESSAGE, SidPrefix.MMS_MESSAGE), _DEPRECATED]
"""The same as `MessageSid`, under the name that Twilio's webhooks still send but deprecate. https://www.twilio.com/docs/messaging/api/message-resource"""
SmsSid = Annotated[str, SidConstraints(SidPrefix.SMS_MESSAGE, SidPrefix.MMS_MESSAGE), _DEPRECATED]
"""The same as `MessageSid`, under the name that Twilio's webhooks still send but deprecate. https://www.twilio.com/docs/messaging/api/message-resource"""
TollfreeVerificationSid = Annotated[str, SidConstraints(SidPrefix.TOLLFREE_VERIFICATION)]
"""Toll-free Verification. https://www.twilio.com/docs/events/event-types/toll-free/verification"""
UsAppToPersonSid = Annotated[str, SidConstraints(SidPrefix.US_APP_TO_PERSON)]
"""UsAppToPerson. https://www.twilio.com/docs/messaging/api/usapptoperson-resource"""

# Phone Numbers

AddressSid = Annotated[str, SidConstraints(SidPrefix.ADDRESS)]
"""Address. https://www.twilio.com/docs/usage/api/address"""
BillableItemSid = Annotated[str, SidConstraints(SidPrefix.BILLABLE_ITEM)]
"""Billable Item. openapi:numbers_v1 numbers.v1.available_phone_number"""
BulkEligibilitySid = Annotated[str, SidConstraints(SidPrefix.BULK_ELIGIBILITY)]
"""Bulk Eligibility. https://www.twilio.com/docs/phone-numbers/hosted-numbers/hosted-numbers-api/eligibility-resource"""
BulkHostingSid = Annotated[str, SidConstraints(SidPrefix.BULK_HOSTED_NUMBER_ORDER)]
"""Bulk Hosted Number Order. openapi:numbers_v2 numbers.v2.bulk_hosted_number_order"""
HostedNumberOrderSid = Annotated[str, SidConstraints(SidPrefix.HOSTED_NUMBER_ORDER)]
"""Hosted Number Order. https://www.twilio.com/docs/phone-numbers/hosted-numbers/hosted-numbers-api/hosted-number-order-resource"""
IdentitySid = Annotated[str, SidConstraints(SidPrefix.IDENTITY)]
"""Identity. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource"""
InboundProcessingRegionSid = Annotated[str, SidConstraints(SidPrefix.INBOUND_PROCESSING_REGION)]
"""Inbound Processing Region. https://www.twilio.com/docs/global-infrastructure/inbound-processing-region-api-phone-number"""
InventoryDidSid = Annotated[str, SidConstraints(SidPrefix.INVENTORY_DID)]
"""Inventory DID. openapi:numbers_v1 numbers.v1.available_phone_number"""
PhoneNumberSid = Annotated[str, SidConstraints(SidPrefix.PHONE_NUMBER)]
"""Phone Number. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource"""
PortInPhoneNumberSid = Annotated[str, SidConstraints(SidPrefix.PORT_IN_PHONE_NUMBER)]
"""Port-in Phone Number. https://www.twilio.com/docs/phone-numbers/port-in/port-in-phone-numbers"""
PortInRequestSid = Annotated[str, SidConstraints(SidPrefix.PORT_IN_REQUEST)]
"""Port-in Request. https://www.twilio.com/docs/phone-numbers/port-in/port-in-request-api"""
SenderIdRegistrationApplicationSid = Annotated[
    str, SidConstraints(SidPrefix.SENDER_ID_REGISTRATION_APPLICATION, resource="Sender ID Registration Application")
]
"""Sender ID Registration Application. openapi:numbers_v2 SenderIdRegistration"""
SenderIdSid = Annotated[str, SidConstraints(SidPrefix.SENDER_ID)]
"""Sender ID. openapi:numbers_v2 SenderId"""
ShortCodeApplicationSid = Annotated[str, SidConstraints(SidPrefix.SHORT_CODE_APPLICATION)]
"""Short Code Application. openapi:numbers_v2 CreateShortCodeApplicationBundleInquiryResponse"""
SigningDocumentSid = Annotated[str, SidConstraints(SidPrefix.AUTHORIZATION_DOCUMENT)]
"""Authorization Document. https://www.twilio.com/docs/phone-numbers/hosted-numbers/hosted-numbers-api/authorization-document-resource"""

# Regulatory Compliance and Trust Hub

BundleEvaluationSid = Annotated[str, SidConstraints(SidPrefix.BUNDLE_EVALUATION)]
"""Bundle Evaluation. https://www.twilio.com/docs/phone-numbers/regulatory/api/evaluations"""
BundleSid = Annotated[str, SidConstraints(SidPrefix.BUNDLE)]
"""Bundle. https://www.twilio.com/docs/phone-numbers/regulatory/api/bundles"""
ChannelEndpointAssignmentSid = Annotated[str, SidConstraints(SidPrefix.CHANNEL_ENDPOINT_ASSIGNMENT)]
"""Channel Endpoint Assignment. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles/channel-endpoint-assignments"""
CustomerProfileSid = Annotated[str, SidConstraints(SidPrefix.CUSTOMER_PROFILE, resource="Customer Profile")]
"""Customer Profile. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles"""
EndUserSid = Annotated[str, SidConstraints(SidPrefix.END_USER)]
"""End User. https://www.twilio.com/docs/phone-numbers/regulatory/api/end-users"""
EndUserTypeSid = Annotated[str, SidConstraints(SidPrefix.END_USER_TYPE)]
"""End-User Type. https://www.twilio.com/docs/phone-numbers/regulatory/api/end-user-types"""
EntityAssignmentSid = Annotated[str, SidConstraints(SidPrefix.ENTITY_ASSIGNMENT, resource="Entity Assignment")]
"""Entity Assignment. https://www.twilio.com/docs/trust-hub/trusthub-rest-api"""
ItemAssignmentSid = Annotated[str, SidConstraints(SidPrefix.ITEM_ASSIGNMENT)]
"""Item Assignment. https://www.twilio.com/docs/phone-numbers/regulatory/api/item-assignments"""
PolicySid = Annotated[str, SidConstraints(SidPrefix.TRUST_HUB_POLICY, resource="Trust Hub Policy")]
"""Trust Hub Policy. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/policies"""
RegulationSid = Annotated[str, SidConstraints(SidPrefix.REGULATION)]
"""Regulation. https://www.twilio.com/docs/phone-numbers/regulatory/api/regulations"""
SupportingDocumentSid = Annotated[str, SidConstraints(SidPrefix.SUPPORTING_DOCUMENT)]
"""Supporting Document. https://www.twilio.com/docs/phone-numbers/regulatory/api/supporting-documents"""
SupportingDocumentTypeSid = Annotated[
    str, SidConstraints(SidPrefix.SUPPORTING_DOCUMENT_TYPE, resource="Supporting Document Type")
]
"""Supporting Document Type. https://www.twilio.com/docs/phone-numbers/regulatory/api/supporting-document-types"""
TrustProductSid = Annotated[str, SidConstraints(SidPrefix.TRUST_PRODUCT, resource="Trust Product")]
"""Trust Product. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/trust-products"""

# Conversations

AddressConfigurationSid = Annotated[str, SidConstraints(SidPrefix.ADDRESS_CONFIGURATION)]
"""Conversations Address Configuration. https://www.twilio.com/docs/conversations/api/address-configuration-resource"""
ChatServiceSid = Annotated[str, SidConstraints(SidPrefix.CHAT_SERVICE)]
"""Chat Service. https://www.twilio.com/docs/chat/api/services"""
ConversationMessageReceiptSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_MESSAGE_RECEIPT)]
"""Conversation Message Receipt. https://www.twilio.com/docs/conversations/api/receipt-resource"""
ConversationMessageSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_MESSAGE)]
"""Conversation Message. https://www.twilio.com/docs/conversations/api/conversation-message-resource"""
ConversationParticipantSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_PARTICIPANT)]
"""Conversation Participant. https://www.twilio.com/docs/conversations/api/conversation-participant-resource/"""
ConversationScopedWebhookSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_SCOPED_WEBHOOK)]
"""Conversation Scoped Webhook. https://www.twilio.com/docs/conversations/api/conversation-scoped-webhook-resource"""
ConversationServiceSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION_SERVICE, resource="Conversation Service")]
"""Conversation Service. https://www.twilio.com/docs/conversations/api/service-resource"""
ConversationSid = Annotated[str, SidConstraints(SidPrefix.CONVERSATION)]
"""Conversation. https://www.twilio.com/docs/conversations/api/conversation-resource"""
ConversationsBindingSid = Annotated[str, SidConstraints(SidPrefix.BINDING, resource="Conversations Binding")]
"""Conversations Binding. https://www.twilio.com/docs/conversations/api/service-binding-resource"""
ConversationsRoleSid = Annotated[str, SidConstraints(SidPrefix.ROLE, resource="Conversations Role")]
"""Conversations Role. https://www.twilio.com/docs/conversations/api/role-resource"""
CredentialSid = Annotated[str, SidConstraints(SidPrefix.CREDENTIAL)]
"""Credential. https://www.twilio.com/docs/conversations/api/credential-resource"""

# Programmable Chat

ChatBindingSid = Annotated[str, SidConstraints(SidPrefix.CHAT_BINDING, resource="Chat Binding")]
"""Chat Binding. https://www.twilio.com/docs/chat/rest/binding-resource"""
ChatChannelSid = Annotated[str, SidConstraints(SidPrefix.CHAT_CHANNEL, resource="Chat Channel")]
"""Chat Channel. https://www.twilio.com/docs/chat/rest/channel-resource"""
ChatChannelWebhookSid = Annotated[str, SidConstraints(SidPrefix.CHAT_CHANNEL_WEBHOOK, resource="Chat Channel Webhook")]
"""Chat Channel Webhook. https://www.twilio.com/docs/chat/rest/channel-webhook-resource"""
ChatInviteSid = Annotated[str, SidConstraints(SidPrefix.CHAT_INVITE)]
"""Chat Invite. https://www.twilio.com/docs/chat/api/invites"""
ChatMessageSid = Annotated[str, SidConstraints(SidPrefix.CHAT_MESSAGE, resource="Chat Message")]
"""Chat Message. https://www.twilio.com/docs/chat/api/messages"""
ChatRoleSid = Annotated[str, SidConstraints(SidPrefix.CHAT_ROLE, resource="Chat Role")]
"""Chat Role. https://www.twilio.com/docs/chat/rest/role-resource.md"""
MemberSid = Annotated[str, SidConstraints(SidPrefix.CHAT_MEMBER, resource="Chat Member")]
"""Chat Member. https://www.twilio.com/docs/chat/rest/member-resource"""

# Flex

AssessmentSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INSIGHTS_ASSESSMENT)]
"""Flex Insights Assessment. openapi:flex_v1 flex.v1.insights_assessments"""
CategorySid = Annotated[str, SidConstraints(SidPrefix.FLEX_INSIGHTS_CATEGORY)]
"""Flex Insights Category. openapi:flex_v1 flex.v1.insights_questionnaires_category"""
ConfigurationSid = Annotated[str, SidConstraints(SidPrefix.FLEX_PLUGIN_CONFIGURATION)]
"""Flex Plugin Configuration. https://www.twilio.com/docs/flex/developer/plugins/api/plugin-configuration"""
FlexFlowSid = Annotated[str, SidConstraints(SidPrefix.FLEX_FLOW)]
"""Flex Flow. https://www.twilio.com/docs/flex/developer/messaging/flow"""
FlexInstanceSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INSTANCE)]
"""Flex Instance. https://www.twilio.com/docs/flex/developer/create-a-flex-instance"""
FlexInteractionSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INTERACTION)]
"""Flex Interaction. https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions"""
FlexTeamSid = Annotated[str, SidConstraints(SidPrefix.FLEX_TEAM)]
"""Flex Team. https://www.twilio.com/docs/flex/developer/user-management/flex-teams-api"""
FlexUserSid = Annotated[str, SidConstraints(SidPrefix.FLEX_USER)]
"""Flex User. https://www.twilio.com/docs/flex/developer/user-management/flex-users-api"""
InteractionChannelInviteSid = Annotated[str, SidConstraints(SidPrefix.INTERACTION_CHANNEL_INVITE)]
"""Interaction Channel Invite. https://www.twilio.com/docs/flex/developer/conversations/interactions-api/invites-subresource"""
InteractionChannelParticipantSid = Annotated[
    str, SidConstraints(SidPrefix.INTERACTION_CHANNEL_PARTICIPANT, resource="Interaction Channel Participant")
]
"""Interaction Channel Participant. https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interaction-channel-participants"""
InteractionChannelSid = Annotated[str, SidConstraints(SidPrefix.INTERACTION_CHANNEL)]
"""Interaction Channel. https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interaction-channel-participants"""
InteractionContextSid = Annotated[str, SidConstraints(SidPrefix.INTERACTION_CONTEXT)]
"""Interaction Context. openapi:flex_v1 flex.v1.interaction"""
InteractionTransferExecutionSid = Annotated[str, SidConstraints(SidPrefix.INTERACTION_TRANSFER_EXECUTION)]
"""Interaction Transfer Execution. openapi:flex_v1 flex.v1.interaction.interaction_channel.interaction_transfer"""
InteractionTransferSid = Annotated[str, SidConstraints(SidPrefix.INTERACTION_TRANSFER)]
"""Interaction Transfer. openapi:flex_v1 flex.v1.interaction.interaction_channel.interaction_transfer"""
NoteSid = Annotated[str, SidConstraints(SidPrefix.INTERACTION_TRANSFER_NOTE)]
"""Interaction Transfer Note. openapi:flex_v1 flex.v1.interaction.interaction_channel.interaction_transfer"""
PluginReleaseSid = Annotated[str, SidConstraints(SidPrefix.FLEX_PLUGIN_RELEASE)]
"""Flex Plugin Release. https://www.twilio.com/docs/flex/developer/plugins/api/release"""
PluginSid = Annotated[str, SidConstraints(SidPrefix.FLEX_PLUGIN)]
"""Flex Plugin. https://www.twilio.com/docs/flex/developer/plugins/api/plugin"""
PluginVersionSid = Annotated[str, SidConstraints(SidPrefix.FLEX_PLUGIN_VERSION)]
"""Flex Plugin Version. https://www.twilio.com/docs/flex/developer/plugins/api/plugin-version"""
QuestionSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INSIGHTS_QUESTION)]
"""Flex Insights Question. openapi:flex_v1 flex.v1.insights_questionnaires_question"""
QuestionnaireSid = Annotated[str, SidConstraints(SidPrefix.FLEX_INSIGHTS_QUESTIONNAIRE)]
"""Flex Insights Questionnaire. openapi:flex_v1 flex.v1.insights_questionnaires"""

# Studio

ContactSid = Annotated[str, SidConstraints(SidPrefix.STUDIO_CONTACT)]
"""Studio Contact. https://www.twilio.com/docs/studio/rest-api/execution"""
EngagementSid = Annotated[str, SidConstraints(SidPrefix.STUDIO_ENGAGEMENT, resource="Studio Engagement")]
"""Studio Engagement. openapi:studio_v1 studio.v1.flow.engagement"""
FlowSid = Annotated[str, SidConstraints(SidPrefix.STUDIO_FLOW)]
"""Studio Flow. https://www.twilio.com/docs/studio/rest-api/v2/flow"""
StepSid = Annotated[str, SidConstraints(SidPrefix.STUDIO_STEP)]
"""Studio Step. https://www.twilio.com/docs/studio/rest-api/v2/step"""
StudioExecutionSid = Annotated[str, SidConstraints(SidPrefix.STUDIO_EXECUTION)]
"""Studio Execution. https://www.twilio.com/docs/studio/rest-api/v2/execution"""

# TaskRouter

ActivitySid = Annotated[str, SidConstraints(SidPrefix.ACTIVITY)]
"""TaskRouter Activity. https://www.twilio.com/docs/taskrouter/activities"""
ReservationSid = Annotated[str, SidConstraints(SidPrefix.RESERVATION)]
"""TaskRouter Reservation. https://www.twilio.com/docs/taskrouter/api/reservations.md"""
TaskChannelSid = Annotated[str, SidConstraints(SidPrefix.TASK_CHANNEL)]
"""Task Channel. https://www.twilio.com/docs/taskrouter/api/task-channel"""
TaskQueueSid = Annotated[str, SidConstraints(SidPrefix.TASK_QUEUE)]
"""Task Queue. https://www.twilio.com/docs/taskrouter/api/task-queue.md"""
TaskRouterEventSid = Annotated[str, SidConstraints(SidPrefix.TASKROUTER_EVENT)]
"""TaskRouter Event. https://www.twilio.com/docs/taskrouter/api/event"""
TaskSid = Annotated[str, SidConstraints(SidPrefix.TASK)]
"""TaskRouter Task. https://www.twilio.com/docs/taskrouter/tasks"""
WorkerChannelSid = Annotated[str, SidConstraints(SidPrefix.WORKER_CHANNEL)]
"""Worker Channel. https://www.twilio.com/docs/taskrouter/api/worker-channel"""
WorkerSid = Annotated[str, SidConstraints(SidPrefix.WORKER)]
"""TaskRouter Worker. https://www.twilio.com/docs/taskrouter/api/worker.md"""
WorkflowSid = Annotated[str, SidConstraints(SidPrefix.WORKFLOW)]
"""TaskRouter Workflow. https://www.twilio.com/docs/taskrouter/workflows"""
WorkspaceSid = Annotated[str, SidConstraints(SidPrefix.WORKSPACE)]
"""TaskRouter Workspace. https://www.twilio.com/docs/taskrouter/api/workspace.md"""

# Conversational Intelligence

IntelligenceServiceSid = Annotated[str, SidConstraints(SidPrefix.INTELLIGENCE_SERVICE)]
"""Intelligence Service. https://www.twilio.com/docs/conversational-intelligence/api/service-resource"""
OperatorSid = Annotated[str, SidConstraints(SidPrefix.OPERATOR)]
"""Language Operator. https://www.twilio.com/docs/conversational-intelligence/api/operator-resource"""
OperatorTypeSid = Annotated[str, SidConstraints(SidPrefix.OPERATOR_TYPE)]
"""Operator Type. https://www.twilio.com/docs/conversation-intelligence-classic/api/operator-type-resource.md"""
TranscriptSentenceSid = Annotated[str, SidConstraints(SidPrefix.TRANSCRIPT_SENTENCE)]
"""Transcript Sentence. https://www.twilio.com/docs/conversational-intelligence/api/transcript-sentence-subresource"""
TranscriptSid = Annotated[str, SidConstraints(SidPrefix.TRANSCRIPT)]
"""Transcript. https://www.twilio.com/docs/eip/api/transcript-resource"""

# Verify

AttemptSid = Annotated[str, SidConstraints(SidPrefix.VERIFICATION_ATTEMPT)]
"""Verification Attempt. https://www.twilio.com/docs/verify/api/attempts"""
ChallengeNotificationSid = Annotated[
    str, SidConstraints(SidPrefix.CHALLENGE_NOTIFICATION, resource="Challenge Notification")
]
"""Challenge Notification. openapi:verify_v2 verify.v2.service.entity.challenge.notification"""
ChallengeSid = Annotated[str, SidConstraints(SidPrefix.CHALLENGE)]
"""Challenge. https://www.twilio.com/docs/verify/api/challenge"""
EntitySid = Annotated[str, SidConstraints(SidPrefix.ENTITY)]
"""Entity. https://www.twilio.com/docs/verify/api/entity"""
FactorSid = Annotated[str, SidConstraints(SidPrefix.FACTOR)]
"""Factor. https://www.twilio.com/docs/verify/api/factor"""
RateLimitBucketSid = Annotated[str, SidConstraints(SidPrefix.RATE_LIMIT_BUCKET)]
"""Rate Limit Bucket. https://www.twilio.com/docs/verify/api/service-rate-limit-buckets"""
RateLimitSid = Annotated[str, SidConstraints(SidPrefix.RATE_LIMIT)]
"""Rate Limit. https://www.twilio.com/docs/verify/api/service-rate-limits"""
SafeListSid = Annotated[str, SidConstraints(SidPrefix.SAFE_LIST)]
"""Safe List. https://www.twilio.com/docs/verify/api/safe-list"""
TemplateSid = Annotated[str, SidConstraints(SidPrefix.VERIFICATION_TEMPLATE)]
"""Verification Template. https://www.twilio.com/docs/verify/api/templates"""
VerificationSid = Annotated[str, SidConstraints(SidPrefix.VERIFICATION)]
"""Verification. https://www.twilio.com/docs/verify/api/verification"""
VerifyAccessTokenSid = Annotated[str, SidConstraints(SidPrefix.VERIFY_ACCESS_TOKEN)]
"""Verify Access Token. https://www.twilio.com/docs/verify/api/access-token"""
VerifyServiceSid = Annotated[str, SidConstraints(SidPrefix.VERIFY_SERVICE)]
"""Verify Service. https://www.twilio.com/docs/verify/api/service"""
VerifyWebhookSid = Annotated[str, SidConstraints(SidPrefix.VERIFY_WEBHOOK)]
"""Verify Webhook. https://www.twilio.com/docs/verify/api/webhooks"""

# Video

CompositionHookSid = Annotated[str, SidConstraints(SidPrefix.COMPOSITION_HOOK)]
"""Composition Hook. https://www.twilio.com/docs/video/api/composition-hooks"""
CompositionSid = Annotated[str, SidConstraints(SidPrefix.COMPOSITION)]
"""Composition. https://www.twilio.com/docs/video/api/compositions-resource"""
RoomSid = Annotated[str, SidConstraints(SidPrefix.ROOM)]
"""Room. https://www.twilio.com/docs/video/api/rooms-resource"""
TrackSid = Annotated[str, SidConstraints(SidPrefix.VIDEO_TRACK)]
"""Video Track. https://www.twilio.com/docs/video/api/publishedtrack"""
VideoParticipantSid = Annotated[str, SidConstraints(SidPrefix.VIDEO_PARTICIPANT)]
"""Video Participant. https://www.twilio.com/docs/video/api/participants"""
VideoRecordingSid = Annotated[str, SidConstraints(SidPrefix.VIDEO_RECORDING)]
"""Video Recording. https://www.twilio.com/docs/video/api/recordings-resource"""

# Sync

DocumentSid = Annotated[str, SidConstraints(SidPrefix.SYNC_DOCUMENT)]
"""Sync Document. https://www.twilio.com/docs/sync/documents"""
ListSid = Annotated[str, SidConstraints(SidPrefix.SYNC_LIST)]
"""Sync List. https://www.twilio.com/docs/sync/api/list-resource"""
MapSid = Annotated[str, SidConstraints(SidPrefix.SYNC_MAP)]
"""Sync Map. https://www.twilio.com/docs/sync/api/map-resource"""
SyncServiceSid = Annotated[str, SidConstraints(SidPrefix.SYNC_SERVICE, resource="Sync Service")]
"""Sync Service. https://www.twilio.com/docs/sync/api/service"""
SyncStreamMessageSid = Annotated[str, SidConstraints(SidPrefix.SYNC_STREAM_MESSAGE)]
"""Sync Stream Message. openapi:sync_v1 sync.v1.service.sync_stream.stream_message"""
SyncStreamSid = Annotated[str, SidConstraints(SidPrefix.SYNC_STREAM)]
"""Sync Stream. https://www.twilio.com/docs/sync/api/stream-resource"""

# Functions and Assets

AssetSid = Annotated[str, SidConstraints(SidPrefix.ASSET, resource="Asset")]
"""Asset. https://www.twilio.com/docs/serverless/api/resource/asset"""
AssetVersionSid = Annotated[str, SidConstraints(SidPrefix.ASSET_VERSION, resource="Asset Version")]
"""Asset Version. https://www.twilio.com/docs/serverless/api/resource/asset-version"""
BuildSid = Annotated[str, SidConstraints(SidPrefix.BUILD)]
"""Build. https://www.twilio.com/docs/serverless/api/resource/build"""
DeploymentSid = Annotated[str, SidConstraints(SidPrefix.DEPLOYMENT)]
"""Deployment. https://www.twilio.com/docs/serverless/api/resource/deployment"""
EnvironmentSid = Annotated[str, SidConstraints(SidPrefix.ENVIRONMENT)]
"""Environment. https://www.twilio.com/docs/serverless/api/resource/environment"""
FunctionSid = Annotated[str, SidConstraints(SidPrefix.FUNCTION)]
"""Function. https://www.twilio.com/docs/serverless/api/resource/function"""
FunctionVersionSid = Annotated[str, SidConstraints(SidPrefix.FUNCTION_VERSION)]
"""Function Version. https://www.twilio.com/docs/serverless/api/resource/function-version"""
ServerlessLogSid = Annotated[str, SidConstraints(SidPrefix.SERVERLESS_LOG, resource="Serverless Log")]
"""Serverless Log. https://www.twilio.com/docs/serverless/api/resource/logs"""
ServerlessRequestSid = Annotated[str, SidConstraints(SidPrefix.SERVERLESS_REQUEST)]
"""Serverless Request. openapi:serverless_v1 serverless.v1.service.environment.log"""
ServerlessServiceSid = Annotated[str, SidConstraints(SidPrefix.SERVERLESS_SERVICE)]
"""Serverless Service. https://www.twilio.com/docs/serverless/api/resource/service"""
VariableSid = Annotated[str, SidConstraints(SidPrefix.VARIABLE)]
"""Variable. https://www.twilio.com/docs/serverless/api/resource/variable"""

# Notify

NotifyBindingSid = Annotated[str, SidConstraints(SidPrefix.NOTIFY_BINDING, resource="Notify Binding")]
"""Notify Binding. https://www.twilio.com/docs/notify/api/binding-resource"""
NotifyNotificationSid = Annotated[str, SidConstraints(SidPrefix.NOTIFY_NOTIFICATION)]
"""Notify Notification. https://www.twilio.com/docs/notify/api/notification-resource"""
NotifyServiceSid = Annotated[str, SidConstraints(SidPrefix.NOTIFY_SERVICE, resource="Notify Service")]
"""Notify Service. https://www.twilio.com/docs/notify/api/service-resource"""

# Proxy

ProxyInteractionSid = Annotated[str, SidConstraints(SidPrefix.PROXY_INTERACTION)]
"""Proxy Interaction. https://www.twilio.com/docs/proxy/api/interaction"""
ProxyParticipantSid = Annotated[str, SidConstraints(SidPrefix.PROXY_PARTICIPANT)]
"""Proxy Participant. https://www.twilio.com/docs/proxy/api/participant"""
ProxyServiceSid = Annotated[str, SidConstraints(SidPrefix.PROXY_SERVICE)]
"""Proxy Service. https://www.twilio.com/docs/proxy/api/pb-proxy-service"""
SessionSid = Annotated[str, SidConstraints(SidPrefix.PROXY_SESSION)]
"""Proxy Session. https://www.twilio.com/docs/proxy/api/session"""

# Super SIM

BillingPeriodSid = Annotated[str, SidConstraints(SidPrefix.BILLING_PERIOD)]
"""Billing Period. https://www.twilio.com/docs/iot/supersim/api/sim-resource/billingperiod-resource"""
EsimProfileSid = Annotated[str, SidConstraints(SidPrefix.ESIM_PROFILE)]
"""eSIM Profile. https://www.twilio.com/docs/iot/supersim/api/esimprofile-resource"""
FleetSid = Annotated[str, SidConstraints(SidPrefix.FLEET)]
"""Fleet. https://www.twilio.com/docs/iot/supersim/api/fleet-resource"""
IpCommandSid = Annotated[str, SidConstraints(SidPrefix.IP_COMMAND)]
"""IP Command. https://www.twilio.com/docs/iot/supersim/api/ipcommand-resource"""
NetworkAccessProfileSid = Annotated[str, SidConstraints(SidPrefix.NETWORK_ACCESS_PROFILE)]
"""Network Access Profile. https://www.twilio.com/docs/iot/supersim/api/networkaccessprofile-resource"""
NetworkSid = Annotated[str, SidConstraints(SidPrefix.NETWORK)]
"""Network. https://www.twilio.com/docs/iot/supersim/api/networkaccessprofile-resource/network-resource"""
SettingsUpdateSid = Annotated[str, SidConstraints(SidPrefix.SETTINGS_UPDATE)]
"""Settings Update. https://www.twilio.com/docs/iot/supersim/api/settingsupdates-resource"""
SmsCommandSid = Annotated[str, SidConstraints(SidPrefix.SMS_COMMAND)]
"""SMS Command. https://www.twilio.com/docs/iot/supersim/api/smscommand-resource"""
SuperSimSid = Annotated[str, SidConstraints(SidPrefix.SUPER_SIM)]
"""Super SIM. https://www.twilio.com/docs/iot/supersim/api/sim-resource"""

# Programmable Wireless

RatePlanSid = Annotated[str, SidConstraints(SidPrefix.RATE_PLAN)]
"""Rate Plan. https://www.twilio.com/docs/iot/wireless/api/rateplan-resource"""
WirelessCommandSid = Annotated[str, SidConstraints(SidPrefix.WIRELESS_COMMAND)]
"""Wireless Command. https://www.twilio.com/docs/iot/wireless/api/command-resource"""
WirelessSimSid = Annotated[str, SidConstraints(SidPrefix.WIRELESS_SIM)]
"""Wireless SIM. https://www.twilio.com/docs/iot/wireless/api/sim-resource"""

# Event Streams and exports

BulkExportJobSid = Annotated[str, SidConstraints(SidPrefix.EXPORT_JOB)]
"""Export Job. https://www.twilio.com/docs/usage/bulkexport/job"""
SinkSid = Annotated[str, SidConstraints(SidPrefix.EVENT_STREAMS_SINK)]
"""Event Streams Sink. https://www.twilio.com/docs/events/event-streams/sink-resource"""
SubscriptionSid = Annotated[str, SidConstraints(SidPrefix.EVENT_STREAMS_SUBSCRIPTION)]
"""Event Streams Subscription. https://www.twilio.com/docs/events/event-streams/subscription"""

# Monitor

MonitorAlarmSid = Annotated[str, SidConstraints(SidPrefix.MONITOR_ALARM)]
"""Monitor Alarm. https://www.twilio.com/docs/usage/monitor-alarms"""
MonitorAlertSid = Annotated[str, SidConstraints(SidPrefix.MONITOR_ALERT)]
"""Monitor Alert. https://www.twilio.com/docs/usage/monitor-alert"""
MonitorEventSid = Annotated[str, SidConstraints(SidPrefix.MONITOR_EVENT)]
"""Monitor Event. https://www.twilio.com/docs/usage/monitor-events"""

# Marketplace

AddOnExtensionSid = Annotated[str, SidConstraints(SidPrefix.ADD_ON_EXTENSION)]
"""Add-on Extension. https://www.twilio.com/docs/marketplace/api/available-add-ons-extensions"""
AddOnResultSid = Annotated[str, SidConstraints(SidPrefix.ADD_ON_RESULT)]
"""Add-on Result. https://www.twilio.com/docs/add-ons/api/results"""
AvailableAddOnSid = Annotated[str, SidConstraints(SidPrefix.AVAILABLE_ADD_ON)]
"""Available Add-on. https://www.twilio.com/docs/marketplace/api/available-add-ons"""
InstalledAddOnSid = Annotated[str, SidConstraints(SidPrefix.INSTALLED_ADD_ON)]
"""Installed Add-on. https://www.twilio.com/docs/marketplace/api/installed-add-ons"""
PayloadSid = Annotated[str, SidConstraints(SidPrefix.ADD_ON_RESULT_PAYLOAD)]
"""Add-on Result Payload. https://www.twilio.com/docs/marketplace/api/recording-add-on-results-payloads"""
ReferralRecordSid = Annotated[str, SidConstraints(SidPrefix.REFERRAL_RECORD)]
"""Referral Record. openapi:marketplace_v1 marketplace.v1.referral_records"""
