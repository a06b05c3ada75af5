# Written by docs/write_types.py from types.py.

from pydantic_twilio_sid._constraints import NewSid

class Sid(NewSid):
    """Any SID with hexadecimal digits, for a field such as `resource_sid`. OAuth app SIDs (`OQ`) may have other letters, so use `Sid | OauthAppSid` if a field can hold one. https://www.twilio.com/docs/glossary/what-is-a-sid"""

class AccountSid(Sid):
    """Account, `AC`. https://www.twilio.com/docs/iam/api/account"""

class ApiKeySid(Sid):
    """API Key, `SK`. https://www.twilio.com/docs/iam/api-keys/key-resource-v1"""

class AwsCredentialsSid(Sid):
    """AWS Credentials, `CR`. https://www.twilio.com/docs/iam/credentialaws-resource"""

class ConnectAppSid(Sid):
    """Connect App, `CN`. https://www.twilio.com/docs/iam/connect-apps/api"""

class IamNotificationSid(Sid):
    """IAM Notification, `NF`. A user's invitation, change of email address, or request to join an organization. openapi:iam_v1 iam.v1.EmailChangeInitiateResponse"""

class IamRoleAssignmentSid(Sid):
    """IAM Role Assignment, `IY`. https://www.twilio.com/docs/iam/access-control/role-assignment-resource"""

class IamRolePermissionSid(Sid):
    """IAM Role Permission, `IZ`. openapi:iam_v1 iam.v1.role_permission"""

class IamRoleSid(Sid):
    """IAM Role, `IX`. https://www.twilio.com/docs/iam/access-control/role-resource"""

class IamUserSid(Sid):
    """IAM User, `US`. A person who logs in to Twilio. A user of Conversations is a `ConversationUserSid`. https://www.twilio.com/docs/iam/scim/api-reference"""

class IamWorkflowExecutionSid(Sid):
    """IAM Workflow Execution, `WX`. A change of an account's owner, or the acceptance of a request to join an organization. A workflow in TaskRouter is a `WorkflowSid`. openapi:iam_v1 iam.v1.ChangeAccountOwnerResponse"""

class OauthAppSid(NewSid):
    """OAuth App, `OQ`. Also the type of `client_sid`. Any letters and digits may follow the prefix. https://www.twilio.com/docs/iam/oauth-apps/account-oauth-apps-resource"""

class OrganizationDomainSid(Sid):
    """Organization Domain, `DN`. A domain that an organization has verified. A SIP domain is a `SipDomainSid`. openapi:iam_v1 iam.v1.CreateDomainResponse"""

class OrganizationSid(Sid):
    """Organization, `OR`. openapi:iam_v1 iam.v1.Organization"""

class PublicKeySid(Sid):
    """Public Key, `CR`. A key that encrypts recordings or signs requests. Also the type of `encryption_key_sid` and `encryption_credential_sid`. https://www.twilio.com/docs/iam/credentialpublickey-resource"""

class RequestSid(Sid):
    """API Request, `RQ`. The `Twilio-Request-Id` header of every response, and `request_sid` in logs. In the `AddOns` of a webhook, `request_sid` is an `AddOnResultSid` (`XR`). https://www.twilio.com/en-us/blog/twilio-request-telemetry"""

class UsageTriggerSid(Sid):
    """Usage Trigger, `UT`. https://www.twilio.com/docs/usage/api/usage-trigger"""

class ApplicationSid(Sid):
    """TwiML Application, `AP`. Also the type of `sms_application_sid` and `voice_application_sid`. https://www.twilio.com/docs/usage/api/applications"""

class CallNotificationSid(Sid):
    """Call Notification, `NO`. An error or warning logged during a call. https://www.twilio.com/docs/usage/api/notifications-deprecated"""

class CallSid(Sid):
    """Call, `CA`. https://www.twilio.com/docs/voice/api/call-resource"""

class ConferenceParticipantSid(Sid):
    """Conference Participant, `CP`. A participant in Voice Insights. The conference API uses the participant's `CallSid`. https://www.twilio.com/docs/voice/voice-insights/api/conference/participant-summary-resource"""

class ConferenceSid(Sid):
    """Conference, `CF`. https://www.twilio.com/docs/voice/api/conference-resource"""

class ConversationRelaySessionSid(Sid):
    """ConversationRelay Session, `VX`. `sessionId` in the WebSocket's `setup` message, and `SessionId` in the `<Connect>` callback. https://www.twilio.com/docs/voice/conversationrelay/websocket-messages"""

class GroupSid(Sid):
    """Call Group, `GP`. `group_sid` of a call. openapi:api_v2010 api.v2010.account.call"""

class OutgoingCallerIdSid(Sid):
    """Outgoing Caller ID, `PN`. https://www.twilio.com/docs/voice/api/outgoing-caller-ids"""

class PaymentSid(Sid):
    """Call Payment, `PK`. https://www.twilio.com/docs/voice/api/payment-resource"""

class QueueSid(Sid):
    """Call Queue, `QU`. A queue of calls. A queue in TaskRouter is a `TaskQueueSid`, which Flex also calls `queue_sid`. https://www.twilio.com/docs/voice/api/queue-resource"""

class RealTimeTranscriptionSid(Sid):
    """Real-Time Transcription, `GT`. `TranscriptionSid` in its callbacks. The transcription of a recording (`TR`) is a `RecordingTranscriptionSid`. https://www.twilio.com/docs/voice/api/realtime-transcription-resource"""

class RecordingSid(Sid):
    """Recording, `RE`. A recording of a call or conference. A recording in Video (`RT`) is a `VideoRecordingSid`. To list transcriptions by `sourceId` (Voice API v3), send the digits in lower case: Twilio rejects capitals. https://www.twilio.com/docs/voice/api/recording"""

class RecordingTranscriptionSid(Sid):
    """Recording Transcription, `TR`. `TranscriptionSid` in its callback. The transcription of a live call (`GT`) is a `RealTimeTranscriptionSid`. https://www.twilio.com/docs/voice/api/recording-transcription"""

class SiprecSid(Sid):
    """Siprec, `SR`. https://www.twilio.com/docs/voice/api/siprec"""

class StreamSid(Sid):
    """Media Stream, `MZ`. The audio of a call. A stream in Sync (`TO`) is a `SyncStreamSid`. https://www.twilio.com/docs/voice/api/stream-resource"""

class UserDefinedMessageSid(Sid):
    """User Defined Message, `KX`. https://www.twilio.com/docs/voice/api/userdefinedmessage-resource"""

class UserDefinedMessageSubscriptionSid(Sid):
    """User Defined Message Subscription, `ZY`. https://www.twilio.com/docs/voice/api/userdefinedmessagesubscription-resource"""

class ByocTrunkSid(Sid):
    """BYOC Trunk, `BY`. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/byoctrunk-resource"""

class ConnectionPolicySid(Sid):
    """Connection Policy, `NY`. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/connectionpolicy-resource"""

class ConnectionPolicyTargetSid(Sid):
    """Connection Policy Target, `NE`. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/connectionpolicytarget-resource"""

class CredentialListSid(Sid):
    """SIP Credential List, `CL`. https://www.twilio.com/docs/voice/sip/api/sip-credentiallist-resource"""

class IpAccessControlListSid(Sid):
    """IP Access Control List, `AL`. https://www.twilio.com/docs/voice/sip/api/sip-ipaccesscontrollist-resource"""

class IpRecordSid(Sid):
    """IP Record, `IL`. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/iprecord-resource"""

class OriginationUrlSid(Sid):
    """Origination URL, `OU`. https://www.twilio.com/docs/sip-trunking/api/originationurl-resource"""

class SipCredentialSid(Sid):
    """SIP Credential, `CR`. https://www.twilio.com/docs/voice/sip/api/sip-credential-resource"""

class SipDomainSid(Sid):
    """SIP Domain, `SD`. https://www.twilio.com/docs/voice/sip/api/sip-domain-resource"""

class SipIpAddressSid(Sid):
    """SIP IP Address, `IP`. https://www.twilio.com/docs/voice/sip/api/sip-ipaddress-resource"""

class SourceIpMappingSid(Sid):
    """Source IP Mapping, `IB`. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/sourceipmapping-resource"""

class TrunkSid(Sid):
    """SIP Trunk, `TK`. https://www.twilio.com/docs/sip-trunking/api/trunk-resource"""

class AlphaSenderSid(Sid):
    """Alpha Sender, `AI`. https://www.twilio.com/docs/messaging/api/alphasender-resource"""

class BrandRegistrationSid(Sid):
    """Brand Registration, `BN`. `brand_sid` in brand vettings and events. https://www.twilio.com/docs/messaging/api/brand-registration-resource"""

class BrandVettingSid(Sid):
    """Brand Vetting, `VT`. https://www.twilio.com/docs/messaging/api/brand-vetting-resource"""

class CampaignSid(Sid):
    """Campaign Registration, `CM`. `campaign_sid` in the registration of a phone number. The A2P 10DLC campaign of a messaging service (`QE`) is a `UsAppToPersonSid`. openapi:numbers_v2 numbers.v2.a2p_registration_details"""

class ChannelSenderSid(Sid):
    """Channel Sender, `XE`. A WhatsApp or RCS sender. https://www.twilio.com/docs/messaging/api/messaging-service-channelsender-resource"""

class ContentSid(Sid):
    """Content, `HX`. https://www.twilio.com/docs/content/content-api-resources"""

class MediaSid(Sid):
    """Message Media, `ME`. The media of an MMS or WhatsApp message. Media in Conversations is a `ConversationMediaSid`. https://www.twilio.com/docs/messaging/api/media-resource"""

class MessageSid(Sid):
    """Message, `SM` or `MM`. An SMS, MMS or WhatsApp message. A message in Conversations (`IM`) is a `ConversationMessageSid`. https://www.twilio.com/docs/messaging/api/message-resource"""

class MessagingAddOnTypeSid(Sid):
    """Messaging Add-on Type, `AO`. `add_on_type_sid` of a messaging service. An add-on in the Marketplace is an `AvailableAddOnSid`. openapi:messaging_v1 messaging.v1.service.addons"""

class MessagingDomainCertificateSid(Sid):
    """Messaging Domain Certificate, `CW`. openapi:messaging_v1 messaging.v1.domain_cert_v4"""

class MessagingDomainConfigSid(Sid):
    """Messaging Domain Config, `ZK`. openapi:messaging_v1 messaging.v1.domain_config"""

class MessagingDomainSid(Sid):
    """Messaging Domain, `DN`. `domain_sid` in Link Shortening. A SIP domain (`SD`) is a `SipDomainSid`. https://www.twilio.com/docs/messaging/features/link-shortening/onboarding-guide"""

class MessagingServiceSid(Sid):
    """Messaging Service, `MG`. https://www.twilio.com/docs/messaging/api/service-resource"""

class OptOutSid(Sid):
    """Opt-Out Configuration, `OO`. openapi:messaging_v3 OptOutConfig"""

class RegulatedItemSid(Sid):
    """Regulated Item, `RA`. openapi:messaging_v1 messaging.v1.tollfree_verification"""

class ShortCodeSid(Sid):
    """Short Code, `SC`. https://www.twilio.com/docs/messaging/api/short-code-resource"""

class TollfreeVerificationSid(Sid):
    """Toll-free Verification, `HH`. Verifies a toll-free number. A verification of a user is a `VerificationSid`. https://www.twilio.com/docs/messaging/api/tollfree-verification-resource"""

class UsAppToPersonSid(Sid):
    """UsAppToPerson, `QE`. The A2P 10DLC campaign of a messaging service. `campaign_sid` (`CM`) is a `CampaignSid`. https://www.twilio.com/docs/messaging/api/usapptoperson-resource"""

class AddressSid(Sid):
    """Address, `AD`. A postal address. An address configuration in Conversations (`IG`) is a `ConversationAddressConfigurationSid`. https://www.twilio.com/docs/usage/api/address"""

class BillableItemSid(Sid):
    """Billable Item, `BI`. openapi:numbers_v1 numbers.v1.available_phone_number"""

class BulkHostingSid(Sid):
    """Bulk Hosted Number Order, `BH`. An order for many hosted numbers. openapi:numbers_v2 numbers.v2.bulk_hosted_number_order"""

class HostedNumberBulkEligibilitySid(Sid):
    """Hosted Number Bulk Eligibility, `EC`. `request_id` of an eligibility check. https://www.twilio.com/docs/phone-numbers/hosted-numbers/hosted-numbers-api/eligibility-resource"""

class HostedNumberOrderSid(Sid):
    """Hosted Number Order, `HR`. https://www.twilio.com/docs/phone-numbers/hosted-numbers/hosted-numbers-api/hosted-number-order-resource"""

class IdentitySid(Sid):
    """Regulatory Identity, `RI`. The identity that some countries require for a phone number. Also the type of `verification_document_sid`. openapi:api_v2010 api.v2010.account.incoming_phone_number"""

class InboundProcessingRegionSid(Sid):
    """Inbound Processing Region, `QQ`. https://www.twilio.com/docs/global-infrastructure/inbound-processing-region-api-phone-number"""

class InventoryDidSid(Sid):
    """Inventory DID, `ID`. openapi:numbers_v1 numbers.v1.available_phone_number"""

class PhoneNumberSid(Sid):
    """Phone Number, `PN`. A phone number of the account. Also the type of `proxy_identifier_sid`. A number in a port-in request (`PU`) is a `PortInPhoneNumberSid`. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource"""

class PortInPhoneNumberSid(Sid):
    """Port-in Phone Number, `PU`. Porting also calls it `phone_number_sid`. A phone number of the account (`PN`) is a `PhoneNumberSid`. https://www.twilio.com/docs/phone-numbers/port-in/port-in-phone-numbers"""

class PortInRequestSid(Sid):
    """Port-in Request, `KW`. https://www.twilio.com/docs/phone-numbers/port-in/port-in-request-api"""

class SenderIdRegistrationApplicationSid(Sid):
    """Sender ID Registration Application, `WF`. `application_sid` in the registration. A TwiML application is an `ApplicationSid`. openapi:numbers_v2 SenderIdRegistration"""

class SenderIdSid(Sid):
    """Sender ID, `SU`. openapi:numbers_v2 SenderId"""

class SigningDocumentSid(Sid):
    """Authorization Document, `PX`. The letter that authorizes Twilio to host phone numbers. https://www.twilio.com/docs/phone-numbers/hosted-numbers/hosted-numbers-api/authorization-document-resource"""

class BundleEvaluationSid(Sid):
    """Bundle Evaluation, `EL`. Customer profiles and trust products are bundles too. https://www.twilio.com/docs/phone-numbers/regulatory/api/evaluations"""

class BundleItemAssignmentSid(Sid):
    """Bundle Item Assignment, `BV`. https://www.twilio.com/docs/phone-numbers/regulatory/api/item-assignments"""

class BundleSid(Sid):
    """Regulatory Bundle, `BU`. https://www.twilio.com/docs/phone-numbers/regulatory/api/bundles"""

class CustomerProfileSid(Sid):
    """Customer Profile, `BU`. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles"""

class EndUserSid(Sid):
    """End User, `IT`. https://www.twilio.com/docs/phone-numbers/regulatory/api/end-users"""

class EndUserTypeSid(Sid):
    """End-User Type, `OY`. https://www.twilio.com/docs/phone-numbers/regulatory/api/end-user-types"""

class RegulationSid(Sid):
    """Regulation, `RN`. https://www.twilio.com/docs/phone-numbers/regulatory/api/regulations"""

class SupportingDocumentSid(Sid):
    """Supporting Document, `RD`. Also the type of `logo_sid`. https://www.twilio.com/docs/phone-numbers/regulatory/api/supporting-documents"""

class SupportingDocumentTypeSid(Sid):
    """Supporting Document Type, `OY`. https://www.twilio.com/docs/phone-numbers/regulatory/api/supporting-document-types"""

class TrustHubChannelEndpointAssignmentSid(Sid):
    """Trust Hub Channel Endpoint Assignment, `RA`. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles/channel-endpoint-assignments"""

class TrustHubEntityAssignmentSid(Sid):
    """Trust Hub Entity Assignment, `BV`. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles/entity-assignments"""

class TrustHubPolicySid(Sid):
    """Trust Hub Policy, `RN`. `policy_sid` of a customer profile or trust product. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/policies"""

class TrustProductSid(Sid):
    """Trust Product, `BU`. https://www.twilio.com/docs/trust-hub/trusthub-rest-api/trust-products"""

class ConversationAddressConfigurationSid(Sid):
    """Conversation Address Configuration, `IG`. https://www.twilio.com/docs/conversations-classic/api/address-configuration-resource"""

class ConversationBindingSid(Sid):
    """Conversation Binding, `BS`. https://www.twilio.com/docs/conversations-classic/api/service-binding-resource"""

class ConversationMediaSid(Sid):
    """Conversation Media, `ME`. The media of a message in Conversations. The media of an MMS or WhatsApp message is a `MediaSid`. https://www.twilio.com/docs/conversations-classic/api/media-resource"""

class ConversationMessageReceiptSid(Sid):
    """Conversation Message Receipt, `DY`. `DeliveryReceiptSid` in webhooks. https://www.twilio.com/docs/conversations-classic/api/receipt-resource"""

class ConversationMessageSid(Sid):
    """Conversation Message, `IM`. `message_sid` in Conversations. An SMS, MMS or WhatsApp message is a `MessageSid`. https://www.twilio.com/docs/conversations-classic/api/conversation-message-resource"""

class ConversationParticipantSid(Sid):
    """Conversation Participant, `MB`. `participant_sid` in Conversations. https://www.twilio.com/docs/conversations-classic/api/conversation-participant-resource"""

class ConversationRoleSid(Sid):
    """Conversation Role, `RL`. https://www.twilio.com/docs/conversations-classic/api/role-resource"""

class ConversationScopedWebhookSid(Sid):
    """Conversation Scoped Webhook, `WH`. https://www.twilio.com/docs/conversations-classic/api/conversation-scoped-webhook-resource"""

class ConversationServiceSid(Sid):
    """Conversation or Chat Service, `IS`. The same as `ChatServiceSid`, named after the resource's page. https://www.twilio.com/docs/conversations-classic/api/service-resource"""

class ConversationSid(Sid):
    """Conversation, `CH`. https://www.twilio.com/docs/conversations-classic/api/conversation-resource"""

class ConversationUserSid(Sid):
    """Conversation User, `US`. `user_sid` in Conversations. A person who logs in to Twilio is an `IamUserSid`. https://www.twilio.com/docs/conversations-classic/api/user-resource"""

class PushCredentialSid(Sid):
    """Push Credential, `CR`. An APN, FCM or GCM credential for push notifications. `credential_sid` of a binding. https://www.twilio.com/docs/conversations-classic/api/credential-resource"""

class ChatBindingSid(Sid):
    """Chat Binding, `BS`. https://www.twilio.com/docs/chat/rest/binding-resource"""

class ChatChannelSid(Sid):
    """Chat Channel, `CH`. https://www.twilio.com/docs/chat/rest/channel-resource"""

class ChatChannelWebhookSid(Sid):
    """Chat Channel Webhook, `WH`. https://www.twilio.com/docs/chat/rest/channel-webhook-resource"""

class ChatInviteSid(Sid):
    """Chat Invite, `IN`. https://www.twilio.com/docs/chat/rest/invite-resource"""

class ChatMemberSid(Sid):
    """Chat Member, `MB`. https://www.twilio.com/docs/chat/rest/member-resource"""

class ChatMessageSid(Sid):
    """Chat Message, `IM`. https://www.twilio.com/docs/chat/rest/message-resource"""

class ChatRoleSid(Sid):
    """Chat Role, `RL`. https://www.twilio.com/docs/chat/rest/role-resource"""

class ChatUserSid(Sid):
    """Chat User, `US`. `user_sid` in Programmable Chat. https://www.twilio.com/docs/chat/rest/user-resource"""

class FlexFlowSid(Sid):
    """Flex Flow, `FO`. Routes a Flex channel to its handler. A flow in Studio is a `StudioFlowSid`. https://www.twilio.com/docs/flex/developer/messaging/flow"""

class FlexInsightsAssessmentSid(Sid):
    """Flex Insights Assessment, `FM`. openapi:flex_v1 flex.v1.insights_assessments"""

class FlexInsightsCategorySid(Sid):
    """Flex Insights Category, `FY`. openapi:flex_v1 flex.v1.insights_questionnaires_category"""

class FlexInsightsQuestionSid(Sid):
    """Flex Insights Question, `GE`. openapi:flex_v1 flex.v1.insights_questionnaires_question"""

class FlexInsightsQuestionnaireSid(Sid):
    """Flex Insights Questionnaire, `GM`. openapi:flex_v1 flex.v1.insights_questionnaires"""

class FlexInstanceSid(Sid):
    """Flex Instance, `GO`. https://www.twilio.com/docs/flex/developer/create-a-flex-instance"""

class FlexInteractionChannelInviteSid(Sid):
    """Flex Interaction Channel Invite, `KG`. https://www.twilio.com/docs/flex/developer/conversations/interactions-api/invites-subresource"""

class FlexInteractionChannelParticipantSid(Sid):
    """Flex Interaction Channel Participant, `UT`. https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interaction-channel-participants"""

class FlexInteractionChannelSid(Sid):
    """Flex Interaction Channel, `UO`. `channel_sid` in Flex. A channel in Programmable Chat is a `ChatChannelSid`. https://www.twilio.com/docs/flex/developer/conversations/interactions-api/channels-subresource"""

class FlexInteractionContextSid(Sid):
    """Flex Interaction Context, `HQ`. openapi:flex_v1 flex.v1.interaction"""

class FlexInteractionNoteSid(Sid):
    """Flex Interaction Note, `KQ`. `note_sid` of a transfer. openapi:flex_v1 flex.v1.interaction.interaction_channel.interaction_transfer"""

class FlexInteractionSid(Sid):
    """Flex Interaction, `KD`. https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions"""

class FlexInteractionSummarySid(Sid):
    """Flex Interaction Summary, `KQ`. `summary_sid` of a transfer. openapi:flex_v1 flex.v1.interaction.interaction_channel.interaction_transfer"""

class FlexInteractionTransferExecutionSid(Sid):
    """Flex Interaction Transfer Execution, `QW`. `execution_sid` of a transfer. openapi:flex_v1 flex.v1.interaction.interaction_channel.interaction_transfer"""

class FlexInteractionTransferSid(Sid):
    """Flex Interaction Transfer, `UX`. openapi:flex_v1 flex.v1.interaction.interaction_channel.interaction_transfer"""

class FlexPluginConfigurationSid(Sid):
    """Flex Plugin Configuration, `FJ`. https://www.twilio.com/docs/flex/developer/plugins/api/plugin-configuration"""

class FlexPluginReleaseSid(Sid):
    """Flex Plugin Release, `FK`. https://www.twilio.com/docs/flex/developer/plugins/api/release"""

class FlexPluginSid(Sid):
    """Flex Plugin, `FP`. https://www.twilio.com/docs/flex/developer/plugins/api/plugin"""

class FlexPluginVersionSid(Sid):
    """Flex Plugin Version, `FV`. https://www.twilio.com/docs/flex/developer/plugins/api/plugin-version"""

class FlexTeamSid(Sid):
    """Flex Team, `QO`. https://www.twilio.com/docs/flex/developer/user-management/flex-teams-api"""

class FlexUserSid(Sid):
    """Flex User, `FU`. `flex_user_sid`. The `user_sid` next to it is an `IamUserSid`. https://www.twilio.com/docs/flex/developer/user-management/flex-users-api"""

class StudioContactSid(Sid):
    """Studio Contact, `FC`. openapi:studio_v2 studio.v2.flow.execution"""

class StudioEngagementSid(Sid):
    """Studio Engagement, `FN`. openapi:studio_v1 studio.v1.flow.engagement"""

class StudioExecutionSid(Sid):
    """Studio Execution, `FN`. One run of a flow. The flow itself is a `StudioFlowSid`. https://www.twilio.com/docs/studio/rest-api/v2/execution"""

class StudioFlowSid(Sid):
    """Studio Flow, `FW`. `flow_sid` in events and executions. A flow in Flex is a `FlexFlowSid`. https://www.twilio.com/docs/studio/rest-api/v2/flow"""

class StudioStepSid(Sid):
    """Studio Step, `FT`. https://www.twilio.com/docs/studio/rest-api/v2/step"""

class ActivitySid(Sid):
    """TaskRouter Activity, `WA`. https://www.twilio.com/docs/taskrouter/api/activity"""

class OperatingUnitSid(Sid):
    """Operating Unit, `OU`. `OperatingUnitSid` in TaskRouter events. https://www.twilio.com/docs/taskrouter/api/event/reference"""

class ReservationSid(Sid):
    """TaskRouter Reservation, `WR`. https://www.twilio.com/docs/taskrouter/api/reservations"""

class TaskChannelSid(Sid):
    """TaskRouter Task Channel, `TC`. https://www.twilio.com/docs/taskrouter/api/task-channel"""

class TaskQueueSid(Sid):
    """TaskRouter Task Queue, `WQ`. Also `queue_sid` in Flex. A queue of calls is a `QueueSid`. https://www.twilio.com/docs/taskrouter/api/task-queue"""

class TaskRouterEventSid(Sid):
    """TaskRouter Event, `EV`. https://www.twilio.com/docs/taskrouter/api/event"""

class TaskSid(Sid):
    """TaskRouter Task, `WT`. https://www.twilio.com/docs/taskrouter/api/task"""

class WorkerChannelSid(Sid):
    """TaskRouter Worker Channel, `WC`. https://www.twilio.com/docs/taskrouter/api/worker-channel"""

class WorkerSid(Sid):
    """TaskRouter Worker, `WK`. https://www.twilio.com/docs/taskrouter/api/worker"""

class WorkflowSid(Sid):
    """TaskRouter Workflow, `WW`. https://www.twilio.com/docs/taskrouter/api/workflow"""

class WorkspaceSid(Sid):
    """TaskRouter Workspace, `WS`. https://www.twilio.com/docs/taskrouter/api/workspace"""

class IntelligenceOperatorSid(Sid):
    """Intelligence Operator, `LY`. `operator_sid` of a result. Version 3 of the API has TTIDs instead, such as `intelligence_operator_01k…`. https://www.twilio.com/docs/conversation-intelligence-classic/api/operator-resource"""

class IntelligenceOperatorTypeSid(Sid):
    """Intelligence Operator Type, `EY`. https://www.twilio.com/docs/conversation-intelligence-classic/api/operator-type-resource"""

class IntelligenceServiceSid(Sid):
    """Intelligence Service, `GA`. https://www.twilio.com/docs/conversation-intelligence-classic/api/service-resource"""

class IntelligenceTranscriptSentenceSid(Sid):
    """Intelligence Transcript Sentence, `GX`. https://www.twilio.com/docs/conversation-intelligence-classic/api/transcript-sentence-subresource"""

class IntelligenceTranscriptSid(Sid):
    """Intelligence Transcript, `GT`. A live call's transcription has the same prefix and is a `RealTimeTranscriptionSid`. https://www.twilio.com/docs/conversation-intelligence-classic/api/transcript-resource"""

class VerificationAttemptSid(Sid):
    """Verification Attempt, `VL`. `attempt_sid` of a verification. https://www.twilio.com/docs/verify/api/attempts"""

class VerificationSid(Sid):
    """Verification, `VE`. https://www.twilio.com/docs/verify/api/verification"""

class VerifyAccessTokenSid(Sid):
    """Verify Access Token, `YK`. https://www.twilio.com/docs/verify/api/access-token"""

class VerifyChallengeNotificationSid(Sid):
    """Verify Challenge Notification, `NT`. https://www.twilio.com/docs/verify/api/notifications-resource"""

class VerifyChallengeSid(Sid):
    """Verify Challenge, `YC`. https://www.twilio.com/docs/verify/api/challenge"""

class VerifyEntitySid(Sid):
    """Verify Entity, `YE`. https://www.twilio.com/docs/verify/api/entity"""

class VerifyFactorSid(Sid):
    """Verify Factor, `YF`. https://www.twilio.com/docs/verify/api/factor"""

class VerifyRateLimitBucketSid(Sid):
    """Verify Rate Limit Bucket, `BL`. https://www.twilio.com/docs/verify/api/service-rate-limit-buckets"""

class VerifyRateLimitSid(Sid):
    """Verify Rate Limit, `RK`. https://www.twilio.com/docs/verify/api/service-rate-limits"""

class VerifySafeListSid(Sid):
    """Verify Safe List, `GN`. https://www.twilio.com/docs/verify/api/safe-list"""

class VerifyServiceSid(Sid):
    """Verify Service, `VA`. https://www.twilio.com/docs/verify/api/service"""

class VerifyTemplateSid(Sid):
    """Verify Template, `HJ`. https://www.twilio.com/docs/verify/api/templates"""

class VerifyWebhookSid(Sid):
    """Verify Webhook, `YW`. https://www.twilio.com/docs/verify/api/webhooks"""

class CompositionHookSid(Sid):
    """Video Composition Hook, `HK`. https://www.twilio.com/docs/video/api/composition-hooks"""

class CompositionSid(Sid):
    """Video Composition, `CJ`. https://www.twilio.com/docs/video/api/compositions-resource"""

class RoomSid(Sid):
    """Video Room, `RM`. https://www.twilio.com/docs/video/api/rooms-resource"""

class VideoParticipantSid(Sid):
    """Video Participant, `PA`. https://www.twilio.com/docs/video/api/participants"""

class VideoRecordingSid(Sid):
    """Video Recording, `RT`. The recording of a call or conference (`RE`) is a `RecordingSid`. https://www.twilio.com/docs/video/api/recordings-resource"""

class VideoTrackSid(Sid):
    """Video Track, `MT`. https://www.twilio.com/docs/video/api/publishedtrack"""

class SyncDocumentSid(Sid):
    """Sync Document, `ET`. https://www.twilio.com/docs/sync/api/document-resource"""

class SyncListSid(Sid):
    """Sync List, `ES`. https://www.twilio.com/docs/sync/api/list-resource"""

class SyncMapSid(Sid):
    """Sync Map, `MP`. https://www.twilio.com/docs/sync/api/map-resource"""

class SyncServiceSid(Sid):
    """Sync Service, `IS`. https://www.twilio.com/docs/sync/api/service"""

class SyncStreamMessageSid(Sid):
    """Sync Stream Message, `TZ`. https://www.twilio.com/docs/sync/api/stream-message-resource"""

class SyncStreamSid(Sid):
    """Sync Stream, `TO`. `stream_sid` in Sync. The audio of a call is a `StreamSid`. https://www.twilio.com/docs/sync/api/stream-resource"""

class ServerlessAssetSid(Sid):
    """Serverless Asset, `ZH`. https://www.twilio.com/docs/serverless/api/resource/asset"""

class ServerlessAssetVersionSid(Sid):
    """Serverless Asset Version, `ZN`. https://www.twilio.com/docs/serverless/api/resource/asset-version"""

class ServerlessBuildSid(Sid):
    """Serverless Build, `ZB`. https://www.twilio.com/docs/serverless/api/resource/build"""

class ServerlessDeploymentSid(Sid):
    """Serverless Deployment, `ZD`. https://www.twilio.com/docs/serverless/api/resource/deployment"""

class ServerlessEnvironmentSid(Sid):
    """Serverless Environment, `ZE`. https://www.twilio.com/docs/serverless/api/resource/environment"""

class ServerlessFunctionSid(Sid):
    """Serverless Function, `ZH`. https://www.twilio.com/docs/serverless/api/resource/function"""

class ServerlessFunctionVersionSid(Sid):
    """Serverless Function Version, `ZN`. https://www.twilio.com/docs/serverless/api/resource/function-version"""

class ServerlessLogSid(Sid):
    """Serverless Log, `NO`. https://www.twilio.com/docs/serverless/api/resource/logs"""

class ServerlessServiceSid(Sid):
    """Serverless Service, `ZS`. https://www.twilio.com/docs/serverless/api/resource/service"""

class ServerlessVariableSid(Sid):
    """Serverless Variable, `ZV`. https://www.twilio.com/docs/serverless/api/resource/variable"""

class TwimlBinSid(Sid):
    """TwiML Bin, `EH`. The last part of the bin's URL, `https://handler.twilio.com/twiml/EH…`. https://www.twilio.com/docs/serverless/twiml-bins"""

class NotifyBindingSid(Sid):
    """Notify Binding, `BS`. https://www.twilio.com/docs/notify/api/binding-resource"""

class NotifyNotificationSid(Sid):
    """Notify Notification, `NT`. https://www.twilio.com/docs/notify/api/notification-resource"""

class NotifyServiceSid(Sid):
    """Notify Service, `IS`. https://www.twilio.com/docs/notify/api/service-resource"""

class ProxyInteractionSid(Sid):
    """Proxy Interaction, `KI`. https://www.twilio.com/docs/proxy/api/interaction"""

class ProxyParticipantSid(Sid):
    """Proxy Participant, `KP`. https://www.twilio.com/docs/proxy/api/participant"""

class ProxyServiceSid(Sid):
    """Proxy Service, `KS`. https://www.twilio.com/docs/proxy/api/service"""

class ProxySessionSid(Sid):
    """Proxy Session, `KC`. https://www.twilio.com/docs/proxy/api/session"""

class EsimProfileSid(Sid):
    """eSIM Profile, `HP`. https://www.twilio.com/docs/iot/supersim/api/esimprofile-resource"""

class SuperSimBillingPeriodSid(Sid):
    """Super SIM Billing Period, `HB`. https://www.twilio.com/docs/iot/supersim/api/sim-resource/billingperiod-resource"""

class SuperSimFleetSid(Sid):
    """Super SIM Fleet, `HF`. https://www.twilio.com/docs/iot/supersim/api/fleet-resource"""

class SuperSimIpCommandSid(Sid):
    """Super SIM IP Command, `HG`. https://www.twilio.com/docs/iot/supersim/api/ipcommand-resource"""

class SuperSimNetworkAccessProfileSid(Sid):
    """Super SIM Network Access Profile, `HA`. https://www.twilio.com/docs/iot/supersim/api/networkaccessprofile-resource"""

class SuperSimNetworkSid(Sid):
    """Super SIM Network, `HW`. https://www.twilio.com/docs/iot/supersim/api/network-resource"""

class SuperSimSettingsUpdateSid(Sid):
    """Super SIM Settings Update, `OB`. https://www.twilio.com/docs/iot/supersim/api/settingsupdates-resource"""

class SuperSimSid(Sid):
    """Super SIM, `HS`. https://www.twilio.com/docs/iot/supersim/api/sim-resource"""

class SuperSimSmsCommandSid(Sid):
    """Super SIM SMS Command, `HC`. https://www.twilio.com/docs/iot/supersim/api/smscommand-resource"""

class WirelessCommandSid(Sid):
    """Wireless Command, `DC`. https://www.twilio.com/docs/iot/wireless/api/command-resource"""

class WirelessRatePlanSid(Sid):
    """Wireless Rate Plan, `WP`. https://www.twilio.com/docs/iot/wireless/api/rateplan-resource"""

class WirelessSimSid(Sid):
    """Wireless SIM, `DE`. https://www.twilio.com/docs/iot/wireless/api/sim-resource"""

class BulkExportJobSid(Sid):
    """Bulk Export Job, `JS`. https://www.twilio.com/docs/usage/bulkexport/job"""

class EventStreamsEventSid(Sid):
    """Event Streams Event, `EZ`. The `id` of an event about a message's status, an inbound message, or a call's summary. Other events have other ids, such as `NO…` or `databridge_event_…`: use `str` if a sink receives several kinds. https://www.twilio.com/docs/events/webhook-quickstart"""

class EventStreamsSinkSid(Sid):
    """Event Streams Sink, `DG`. https://www.twilio.com/docs/events/event-streams/sink-resource"""

class EventStreamsSubscriptionSid(Sid):
    """Event Streams Subscription, `DF`. https://www.twilio.com/docs/events/event-streams/subscription"""

class MonitorAlarmSid(Sid):
    """Monitor Alarm, `AK`. https://www.twilio.com/docs/usage/monitor-alarms"""

class MonitorAlertSid(Sid):
    """Monitor Alert, `NO`. https://www.twilio.com/docs/usage/monitor-alert"""

class MonitorEventSid(Sid):
    """Monitor Event, `AE`. https://www.twilio.com/docs/usage/monitor-events"""

class AddOnExtensionSid(Sid):
    """Add-on Extension, `XF`. https://www.twilio.com/docs/marketplace/api/available-add-ons-extensions"""

class AddOnResultPayloadSid(Sid):
    """Add-on Result Payload, `XH`. https://www.twilio.com/docs/marketplace/api/recording-add-on-results-payloads"""

class AddOnResultSid(Sid):
    """Add-on Result, `XR`. `request_sid` in the `AddOns` of a webhook. https://www.twilio.com/docs/marketplace/api/recording-add-on-results"""

class AssignedAddOnSid(Sid):
    """Assigned Add-on, `XE`. An installed add-on that is assigned to a phone number. https://www.twilio.com/docs/marketplace/api/incoming-phone-number-assigned-add-ons"""

class AvailableAddOnSid(Sid):
    """Available Add-on, `XB`. Also the type of `add_on_sid`. https://www.twilio.com/docs/marketplace/api/available-add-ons"""

class InstalledAddOnSid(Sid):
    """Installed Add-on, `XE`. Also the type of `add_on_configuration_sid`. https://www.twilio.com/docs/marketplace/api/installed-add-ons"""

class MarketplaceReferralRecordSid(Sid):
    """Marketplace Referral Record, `XL`. openapi:marketplace_v1 marketplace.v1.referral_records"""

CallerIdSid = OutgoingCallerIdSid
BrandSid = BrandRegistrationSid
IncomingPhoneNumberSid = PhoneNumberSid
ChatServiceSid = ConversationServiceSid
DeliveryReceiptSid = ConversationMessageReceiptSid
