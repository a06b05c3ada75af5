"""The facts: every SID prefix of Twilio's current APIs, and what its documentation calls the resources.

The prefixes come from Twilio's OpenAPI description in the npm package `@twilio/cli-core@9.0.0` (2026-09-19), except for
two that only appear in Twilio's documentation: `EH` (TwiML Bin) and `EZ` (Event Streams event). A resource is called
what its own page calls it, even if the SID glossary disagrees: the glossary calls `WQ`, a task queue, "TaskRouter Task
Assignment Activity". If it has no page, the name comes from the description. If the name alone could mean another
resource, the product comes first. `tests/test_twilio_oai.py` reports what a newer description adds.

`docs/types.md` lists the prefixes that are left out, and why. If you need one of them, write
`Annotated[str, SidConstraints("FX", resource="Fax")]`.
"""

import re
from enum import Enum

from typing_extensions import Never, Self

from pydantic_twilio_sid._rule import ANY, alphabet_of, in_words, rule_of, safe_repr

__all__ = ["SidPrefix"]


class SidPrefix(str, Enum):
    """The two capital letters that start a SID and say which resource it identifies."""

    __module__ = "pydantic_twilio_sid"  # which pickles keep
    _resources: tuple[str, ...]

    def __new__(cls, value: str, *resources: str) -> Self:
        """Build a member from one line of the table below. Type checkers read this as the look-up `SidPrefix("AC")`."""
        self = str.__new__(cls, value)
        self._value_ = value
        self._resources = resources
        return self

    @property
    def value(self) -> str:  # ty: ignore[incompatible-property-override]
        """The two letters as a plain `str`. Declared for mypy, which can't infer the type from `__new__`."""
        return str.__str__(self)

    @property
    def resources(self) -> tuple[str, ...]:
        """What Twilio's documentation calls each resource with this prefix.

        >>> SidPrefix.BUNDLE.resources
        ('Regulatory Bundle', 'Customer Profile', 'Trust Product')
        """
        return self._resources

    @property
    def resource(self) -> str:
        """What Twilio's documentation calls the resource, or all resources that share the prefix.

        >>> SidPrefix.SYNC_STREAM.resource
        'Sync Stream'
        >>> SidPrefix.TRUST_HUB_POLICY.resource
        'Trust Hub Policy or Regulation'
        """
        return in_words(self.resources)

    @property
    def pattern(self) -> str:
        """The regular expression of a SID with this prefix, as in our JSON Schemas and most of Twilio's own.

        >>> SidPrefix.CALL.pattern
        '^CA[0-9a-fA-F]{32}$'
        """
        return rule_of((self.value,)).pattern

    def __str__(self) -> str:
        return self.value

    @classmethod
    def from_sid(cls, sid: object) -> Self:
        """Return the prefix of a well-formed SID.

        Raises:
            ValueError: The argument is not a SID, or its prefix is not a member. The message never contains the SID.

        >>> SidPrefix.from_sid("SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
        <SidPrefix.API_KEY: 'SK'>
        >>> SidPrefix.from_sid("SKaaaa")
        Traceback (most recent call last):
        ValueError: not a Twilio SID: expected two capital letters followed by 32 hexadecimal digits
        >>> SidPrefix.from_sid("ZZaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
        Traceback (most recent call last):
        ValueError: a well-formed SID, but its prefix 'ZZ' is unknown
        """
        text = sid if isinstance(sid, str) else ""
        letters = text[:2]
        try:
            prefix = cls(letters)
        except ValueError:
            prefix = None
        if not re.fullmatch(rule_of((letters if prefix else ANY,)).pattern, text):
            words = alphabet_of(letters).words
            raise ValueError(f"not a Twilio SID: expected two capital letters followed by 32 {words}")
        if prefix is None:
            raise ValueError(f"a well-formed SID, but its prefix '{letters}' is unknown")
        return prefix

    @classmethod
    def _missing_(cls, value: object) -> Never:
        """Raise an error that doesn't contain a SID: `SidPrefix(sid)` is an easy slip for `SidPrefix.from_sid(sid)`."""
        raise ValueError(
            f"{safe_repr(value)} is not a valid SidPrefix; for the prefix of a SID, use SidPrefix.from_sid"
        )

    ACCOUNT = "AC", "Account"
    ADDRESS = "AD", "Address"
    MONITOR_EVENT = "AE", "Monitor Event"
    ALPHA_SENDER = "AI", "Alpha Sender"
    MONITOR_ALARM = "AK", "Monitor Alarm"
    IP_ACCESS_CONTROL_LIST = "AL", "IP Access Control List"
    MESSAGING_ADD_ON_TYPE = "AO", "Messaging Add-on Type"
    APPLICATION = "AP", "TwiML Application"
    BULK_HOSTING = "BH", "Bulk Hosted Number Order"
    BILLABLE_ITEM = "BI", "Billable Item"
    VERIFY_RATE_LIMIT_BUCKET = "BL", "Verify Rate Limit Bucket"
    BRAND_REGISTRATION = "BN", "Brand Registration"
    CONVERSATION_BINDING = "BS", "Conversation Binding", "Chat Binding", "Notify Binding"
    BUNDLE = "BU", "Regulatory Bundle", "Customer Profile", "Trust Product"
    TRUST_HUB_ENTITY_ASSIGNMENT = "BV", "Trust Hub Entity Assignment", "Bundle Item Assignment"
    BYOC_TRUNK = "BY", "BYOC Trunk"
    CALL = "CA", "Call"
    CONFERENCE = "CF", "Conference"
    CONVERSATION = "CH", "Conversation", "Chat Channel"
    COMPOSITION = "CJ", "Video Composition"
    CREDENTIAL_LIST = "CL", "SIP Credential List"
    CAMPAIGN = "CM", "Campaign Registration"
    CONNECT_APP = "CN", "Connect App"
    CONFERENCE_PARTICIPANT = "CP", "Conference Participant"
    PUSH_CREDENTIAL = "CR", "Push Credential", "Public Key", "AWS Credentials", "SIP Credential"
    MESSAGING_DOMAIN_CERTIFICATE = "CW", "Messaging Domain Certificate"
    WIRELESS_COMMAND = "DC", "Wireless Command"
    WIRELESS_SIM = "DE", "Wireless SIM"
    EVENT_STREAMS_SUBSCRIPTION = "DF", "Event Streams Subscription"
    EVENT_STREAMS_SINK = "DG", "Event Streams Sink"
    ORGANIZATION_DOMAIN = "DN", "Organization Domain", "Messaging Domain"
    CONVERSATION_MESSAGE_RECEIPT = "DY", "Conversation Message Receipt"
    HOSTED_NUMBER_BULK_ELIGIBILITY = "EC", "Hosted Number Bulk Eligibility"
    TWIML_BIN = "EH", "TwiML Bin"
    BUNDLE_EVALUATION = "EL", "Bundle Evaluation"
    SYNC_LIST = "ES", "Sync List"
    SYNC_DOCUMENT = "ET", "Sync Document"
    TASK_ROUTER_EVENT = "EV", "TaskRouter Event"
    INTELLIGENCE_OPERATOR_TYPE = "EY", "Intelligence Operator Type"
    EVENT_STREAMS_EVENT = "EZ", "Event Streams Event"
    STUDIO_CONTACT = "FC", "Studio Contact"
    FLEX_PLUGIN_CONFIGURATION = "FJ", "Flex Plugin Configuration"
    FLEX_PLUGIN_RELEASE = "FK", "Flex Plugin Release"
    FLEX_INSIGHTS_ASSESSMENT = "FM", "Flex Insights Assessment"
    STUDIO_EXECUTION = "FN", "Studio Execution", "Studio Engagement"
    FLEX_FLOW = "FO", "Flex Flow"
    FLEX_PLUGIN = "FP", "Flex Plugin"
    STUDIO_STEP = "FT", "Studio Step"
    FLEX_USER = "FU", "Flex User"
    FLEX_PLUGIN_VERSION = "FV", "Flex Plugin Version"
    STUDIO_FLOW = "FW", "Studio Flow"
    FLEX_INSIGHTS_CATEGORY = "FY", "Flex Insights Category"
    INTELLIGENCE_SERVICE = "GA", "Intelligence Service"
    FLEX_INSIGHTS_QUESTION = "GE", "Flex Insights Question"
    FLEX_INSIGHTS_QUESTIONNAIRE = "GM", "Flex Insights Questionnaire"
    VERIFY_SAFE_LIST = "GN", "Verify Safe List"
    FLEX_INSTANCE = "GO", "Flex Instance"
    GROUP = "GP", "Call Group"
    INTELLIGENCE_TRANSCRIPT = "GT", "Intelligence Transcript", "Real-Time Transcription"
    INTELLIGENCE_TRANSCRIPT_SENTENCE = "GX", "Intelligence Transcript Sentence"
    SUPER_SIM_NETWORK_ACCESS_PROFILE = "HA", "Super SIM Network Access Profile"
    SUPER_SIM_BILLING_PERIOD = "HB", "Super SIM Billing Period"
    SUPER_SIM_SMS_COMMAND = "HC", "Super SIM SMS Command"
    SUPER_SIM_FLEET = "HF", "Super SIM Fleet"
    SUPER_SIM_IP_COMMAND = "HG", "Super SIM IP Command"
    TOLLFREE_VERIFICATION = "HH", "Toll-free Verification"
    VERIFY_TEMPLATE = "HJ", "Verify Template"
    COMPOSITION_HOOK = "HK", "Video Composition Hook"
    ESIM_PROFILE = "HP", "eSIM Profile"
    FLEX_INTERACTION_CONTEXT = "HQ", "Flex Interaction Context"
    HOSTED_NUMBER_ORDER = "HR", "Hosted Number Order"
    SUPER_SIM = "HS", "Super SIM"
    SUPER_SIM_NETWORK = "HW", "Super SIM Network"
    CONTENT = "HX", "Content"
    SOURCE_IP_MAPPING = "IB", "Source IP Mapping"
    INVENTORY_DID = "ID", "Inventory DID"
    CONVERSATION_ADDRESS_CONFIGURATION = "IG", "Conversation Address Configuration"
    IP_RECORD = "IL", "IP Record"
    CONVERSATION_MESSAGE = "IM", "Conversation Message", "Chat Message"
    CHAT_INVITE = "IN", "Chat Invite"
    SIP_IP_ADDRESS = "IP", "SIP IP Address"
    CONVERSATION_SERVICE = "IS", "Conversation or Chat Service", "Sync Service", "Notify Service"
    END_USER = "IT", "End User"
    IAM_ROLE = "IX", "IAM Role"
    IAM_ROLE_ASSIGNMENT = "IY", "IAM Role Assignment"
    IAM_ROLE_PERMISSION = "IZ", "IAM Role Permission"
    BULK_EXPORT_JOB = "JS", "Bulk Export Job"
    PROXY_SESSION = "KC", "Proxy Session"
    FLEX_INTERACTION = "KD", "Flex Interaction"
    FLEX_INTERACTION_CHANNEL_INVITE = "KG", "Flex Interaction Channel Invite"
    PROXY_INTERACTION = "KI", "Proxy Interaction"
    PROXY_PARTICIPANT = "KP", "Proxy Participant"
    FLEX_INTERACTION_NOTE = "KQ", "Flex Interaction Note", "Flex Interaction Summary"
    PROXY_SERVICE = "KS", "Proxy Service"
    PORT_IN_REQUEST = "KW", "Port-in Request"
    USER_DEFINED_MESSAGE = "KX", "User Defined Message"
    INTELLIGENCE_OPERATOR = "LY", "Intelligence Operator"
    CONVERSATION_PARTICIPANT = "MB", "Conversation Participant", "Chat Member"
    MEDIA = "ME", "Message Media", "Conversation Media"
    MESSAGING_SERVICE = "MG", "Messaging Service"
    MMS_MESSAGE = "MM", "Message"
    SYNC_MAP = "MP", "Sync Map"
    VIDEO_TRACK = "MT", "Video Track"
    STREAM = "MZ", "Media Stream"
    CONNECTION_POLICY_TARGET = "NE", "Connection Policy Target"
    IAM_NOTIFICATION = "NF", "IAM Notification"
    CALL_NOTIFICATION = "NO", "Call Notification", "Monitor Alert", "Serverless Log"
    NOTIFY_NOTIFICATION = "NT", "Notify Notification", "Verify Challenge Notification"
    CONNECTION_POLICY = "NY", "Connection Policy"
    SUPER_SIM_SETTINGS_UPDATE = "OB", "Super SIM Settings Update"
    OPT_OUT = "OO", "Opt-Out Configuration"
    OAUTH_APP = "OQ", "OAuth App"
    ORGANIZATION = "OR", "Organization"
    ORIGINATION_URL = "OU", "Origination URL", "Operating Unit"
    END_USER_TYPE = "OY", "End-User Type", "Supporting Document Type"
    VIDEO_PARTICIPANT = "PA", "Video Participant"
    PAYMENT = "PK", "Call Payment"
    PHONE_NUMBER = "PN", "Phone Number", "Outgoing Caller ID"
    PORT_IN_PHONE_NUMBER = "PU", "Port-in Phone Number"
    SIGNING_DOCUMENT = "PX", "Authorization Document"
    US_APP_TO_PERSON = "QE", "UsAppToPerson"
    FLEX_TEAM = "QO", "Flex Team"
    INBOUND_PROCESSING_REGION = "QQ", "Inbound Processing Region"
    QUEUE = "QU", "Call Queue"
    FLEX_INTERACTION_TRANSFER_EXECUTION = "QW", "Flex Interaction Transfer Execution"
    TRUST_HUB_CHANNEL_ENDPOINT_ASSIGNMENT = "RA", "Trust Hub Channel Endpoint Assignment", "Regulated Item"
    SUPPORTING_DOCUMENT = "RD", "Supporting Document"
    RECORDING = "RE", "Recording"
    IDENTITY = "RI", "Regulatory Identity"
    VERIFY_RATE_LIMIT = "RK", "Verify Rate Limit"
    CONVERSATION_ROLE = "RL", "Conversation Role", "Chat Role"
    ROOM = "RM", "Video Room"
    TRUST_HUB_POLICY = "RN", "Trust Hub Policy", "Regulation"
    REQUEST = "RQ", "API Request"
    VIDEO_RECORDING = "RT", "Video Recording"
    SHORT_CODE = "SC", "Short Code"
    SIP_DOMAIN = "SD", "SIP Domain"
    API_KEY = "SK", "API Key"
    SMS_MESSAGE = "SM", "Message"
    SIPREC = "SR", "Siprec"
    SENDER_ID = "SU", "Sender ID"
    TASK_CHANNEL = "TC", "TaskRouter Task Channel"
    TRUNK = "TK", "SIP Trunk"
    SYNC_STREAM = "TO", "Sync Stream"
    RECORDING_TRANSCRIPTION = "TR", "Recording Transcription"
    SYNC_STREAM_MESSAGE = "TZ", "Sync Stream Message"
    FLEX_INTERACTION_CHANNEL = "UO", "Flex Interaction Channel"
    IAM_USER = "US", "IAM User", "Conversation User", "Chat User"
    USAGE_TRIGGER = "UT", "Usage Trigger", "Flex Interaction Channel Participant"
    FLEX_INTERACTION_TRANSFER = "UX", "Flex Interaction Transfer"
    VERIFY_SERVICE = "VA", "Verify Service"
    VERIFICATION = "VE", "Verification"
    VERIFICATION_ATTEMPT = "VL", "Verification Attempt"
    BRAND_VETTING = "VT", "Brand Vetting"
    CONVERSATION_RELAY_SESSION = "VX", "ConversationRelay Session"
    ACTIVITY = "WA", "TaskRouter Activity"
    WORKER_CHANNEL = "WC", "TaskRouter Worker Channel"
    SHORT_CODE_APPLICATION = "WF", "Short Code Application", "Sender ID Registration Application"
    CONVERSATION_SCOPED_WEBHOOK = "WH", "Conversation Scoped Webhook", "Chat Channel Webhook"
    WORKER = "WK", "TaskRouter Worker"
    WIRELESS_RATE_PLAN = "WP", "Wireless Rate Plan"
    TASK_QUEUE = "WQ", "TaskRouter Task Queue"
    RESERVATION = "WR", "TaskRouter Reservation"
    WORKSPACE = "WS", "TaskRouter Workspace"
    TASK = "WT", "TaskRouter Task"
    WORKFLOW = "WW", "TaskRouter Workflow"
    IAM_WORKFLOW_EXECUTION = "WX", "IAM Workflow Execution"
    AVAILABLE_ADD_ON = "XB", "Available Add-on", "Marketplace Listing"
    INSTALLED_ADD_ON = "XE", "Installed Add-on", "Assigned Add-on", "Channel Sender"
    ADD_ON_EXTENSION = "XF", "Add-on Extension"
    ADD_ON_RESULT_PAYLOAD = "XH", "Add-on Result Payload"
    MARKETPLACE_REFERRAL_RECORD = "XL", "Marketplace Referral Record"
    ADD_ON_RESULT = "XR", "Add-on Result"
    VERIFY_CHALLENGE = "YC", "Verify Challenge"
    VERIFY_ENTITY = "YE", "Verify Entity"
    VERIFY_FACTOR = "YF", "Verify Factor"
    VERIFY_ACCESS_TOKEN = "YK", "Verify Access Token"
    VERIFY_WEBHOOK = "YW", "Verify Webhook"
    SERVERLESS_BUILD = "ZB", "Serverless Build"
    SERVERLESS_DEPLOYMENT = "ZD", "Serverless Deployment"
    SERVERLESS_ENVIRONMENT = "ZE", "Serverless Environment"
    SERVERLESS_FUNCTION = "ZH", "Serverless Function", "Serverless Asset"
    MESSAGING_DOMAIN_CONFIG = "ZK", "Messaging Domain Config"
    SERVERLESS_FUNCTION_VERSION = "ZN", "Serverless Function Version", "Serverless Asset Version"
    SERVERLESS_SERVICE = "ZS", "Serverless Service"
    SERVERLESS_VARIABLE = "ZV", "Serverless Variable"
    USER_DEFINED_MESSAGE_SUBSCRIPTION = "ZY", "User Defined Message Subscription"
