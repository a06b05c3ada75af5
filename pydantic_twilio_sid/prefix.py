"""The facts: every SID prefix in Twilio's OpenAPI description, and what Twilio's documentation calls its resource.

Read from twilio-oai at commit d50069b (2026-04-14), and each name from the resource's own page, which decides where
the SID glossary differs: it calls `WQ`, a task queue, "TaskRouter Task Assignment Activity". What has no page has the
name that the OpenAPI description gives. `tests/test_twilio_oai.py` says which prefixes a newer description adds.

Not here are prefixes that stand only in examples of the description, and that no page of the documentation confirms:
`JV` (`TranscriptionConfiguration` of a call), `MD` (`MailerSid` of a Verify service), `PV` (a `plugin_version_sid`,
of which pattern and page say `FV`) and `WN` (a data session of Programmable Wireless). `SidConstraints("JV")` takes
them all the same.
"""

import re
from enum import Enum

__all__ = ["SidPrefix"]

HEXADECIMAL = "0-9a-fA-F"
ALPHANUMERIC = "a-zA-Z0-9"


class SidPrefix(str, Enum):
    """The two capital letters with which a SID begins, and the resource that they stand for.

    A member is a `str`, its value the two letters. Where Twilio has several resources with one prefix, the further
    names are aliases of the first.

    >>> SidPrefix.API_KEY
    <SidPrefix.API_KEY: 'SK'>
    >>> SidPrefix.API_KEY.resource
    'API Key'
    >>> SidPrefix.CUSTOMER_PROFILE is SidPrefix.BUNDLE
    True
    """

    _value_: str
    _resource: str
    _alphabet: str

    def __new__(cls, value: str, resource: str = "", alphabet: str = HEXADECIMAL) -> "SidPrefix":  # noqa: PYI034
        """Make a member of a line of the table below; for a type checker, look one up by its value alone."""
        self = str.__new__(cls, value)
        self._value_ = value
        self._resource = resource
        self._alphabet = alphabet
        return self

    @property
    def resource(self) -> str:
        """What Twilio's documentation calls the resource."""
        return self._resource

    @property
    def alphabet(self) -> str:
        """What the 32 characters after the prefix may be, as in the brackets of a regular expression."""
        return self._alphabet

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    def from_sid(cls, sid: str) -> "SidPrefix":
        """Return the prefix of a well-formed SID.

        Raises:
            ValueError: The argument is not a SID, or its prefix is not a member. The message never has the SID.

        >>> SidPrefix.from_sid("SKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
        <SidPrefix.API_KEY: 'SK'>
        >>> SidPrefix.from_sid("SKaaaa")
        Traceback (most recent call last):
        ValueError: not a Twilio SID: it is not two capital letters followed by 32 hexadecimal digits
        >>> SidPrefix.from_sid("ZZaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
        Traceback (most recent call last):
        ValueError: a well-formed SID, but its prefix 'ZZ' is not one that is known
        """
        text = sid if isinstance(sid, str) else ""  # pyright: ignore[reportUnnecessaryIsInstance]
        try:
            member = cls(text[:2])
        except ValueError:
            member = None
        if not re.fullmatch(f"[A-Z]{{2}}[{member.alphabet if member else HEXADECIMAL}]{{32}}", text):
            raise ValueError("not a Twilio SID: it is not two capital letters followed by 32 hexadecimal digits")
        if member is None:
            raise ValueError(f"a well-formed SID, but its prefix '{text[:2]}' is not one that is known")
        return member

    ACCOUNT = "AC", "Account"
    ADDRESS = "AD", "Address"
    MONITOR_EVENT = "AE", "Monitor Event"
    ALPHA_SENDER = "AI", "Alpha Sender"
    MONITOR_ALARM = "AK", "Monitor Alarm"
    IP_ACCESS_CONTROL_LIST = "AL", "IP Access Control List"
    ADD_ON_TYPE = "AO", "Add-on Type"
    TWIML_APPLICATION = "AP", "TwiML Application"
    BULK_HOSTED_NUMBER_ORDER = "BH", "Bulk Hosted Number Order"
    BILLABLE_ITEM = "BI", "Billable Item"
    RATE_LIMIT_BUCKET = "BL", "Rate Limit Bucket"
    BRAND_REGISTRATION = "BN", "Brand Registration"
    BINDING = "BS", "Binding"
    NOTIFY_BINDING = BINDING  # Notify Binding
    CHAT_BINDING = BINDING  # Chat Binding
    BUNDLE = "BU", "Bundle"
    CUSTOMER_PROFILE = BUNDLE  # Customer Profile
    TRUST_PRODUCT = BUNDLE  # Trust Product
    ITEM_ASSIGNMENT = "BV", "Item Assignment"
    ENTITY_ASSIGNMENT = ITEM_ASSIGNMENT  # Entity Assignment
    BYOC_TRUNK = "BY", "BYOC Trunk"
    CALL = "CA", "Call"
    CONFERENCE = "CF", "Conference"
    CONVERSATION = "CH", "Conversation"
    CHAT_CHANNEL = CONVERSATION  # Chat Channel
    COMPOSITION = "CJ", "Composition"
    CREDENTIAL_LIST = "CL", "Credential List"
    CAMPAIGN = "CM", "A2P 10DLC Campaign"
    CONNECT_APP = "CN", "Connect App"
    CONFERENCE_PARTICIPANT = "CP", "Conference Participant"
    CREDENTIAL = "CR", "Credential"
    SIP_CREDENTIAL = CREDENTIAL  # SIP Credential
    PUBLIC_KEY = CREDENTIAL  # Public Key
    AWS_CREDENTIALS = CREDENTIAL  # AWS Credentials
    DOMAIN_CERTIFICATE = "CW", "Domain Certificate"
    WIRELESS_COMMAND = "DC", "Wireless Command"
    WIRELESS_SIM = "DE", "Wireless SIM"
    EVENT_STREAMS_SUBSCRIPTION = "DF", "Event Streams Subscription"
    EVENT_STREAMS_SINK = "DG", "Event Streams Sink"
    ORGANIZATION_DOMAIN = "DN", "Organization Domain"
    CONVERSATION_MESSAGE_RECEIPT = "DY", "Conversation Message Receipt"
    BULK_ELIGIBILITY = "EC", "Bulk Eligibility"
    BUNDLE_EVALUATION = "EL", "Bundle Evaluation"
    SYNC_LIST = "ES", "Sync List"
    SYNC_DOCUMENT = "ET", "Sync Document"
    TASKROUTER_EVENT = "EV", "TaskRouter Event"
    OPERATOR_TYPE = "EY", "Operator Type"
    STUDIO_CONTACT = "FC", "Studio Contact"
    FLEX_PLUGIN_CONFIGURATION = "FJ", "Flex Plugin Configuration"
    FLEX_PLUGIN_RELEASE = "FK", "Flex Plugin Release"
    FLEX_INSIGHTS_ASSESSMENT = "FM", "Flex Insights Assessment"
    STUDIO_EXECUTION = "FN", "Studio Execution"
    STUDIO_ENGAGEMENT = STUDIO_EXECUTION  # Studio Engagement
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
    SAFE_LIST = "GN", "Safe List"
    FLEX_INSTANCE = "GO", "Flex Instance"
    GROUP = "GP", "Group"
    TRANSCRIPT = "GT", "Transcript"
    REAL_TIME_TRANSCRIPTION = TRANSCRIPT  # Real-Time Transcription
    TRANSCRIPT_SENTENCE = "GX", "Transcript Sentence"
    NETWORK_ACCESS_PROFILE = "HA", "Network Access Profile"
    BILLING_PERIOD = "HB", "Billing Period"
    SMS_COMMAND = "HC", "SMS Command"
    FLEET = "HF", "Fleet"
    IP_COMMAND = "HG", "IP Command"
    TOLLFREE_VERIFICATION = "HH", "Toll-free Verification"
    VERIFICATION_TEMPLATE = "HJ", "Verification Template"
    COMPOSITION_HOOK = "HK", "Composition Hook"
    ESIM_PROFILE = "HP", "eSIM Profile"
    INTERACTION_CONTEXT = "HQ", "Interaction Context"
    HOSTED_NUMBER_ORDER = "HR", "Hosted Number Order"
    SUPER_SIM = "HS", "Super SIM"
    NETWORK = "HW", "Network"
    CONTENT = "HX", "Content"
    SOURCE_IP_MAPPING = "IB", "Source IP Mapping"
    INVENTORY_DID = "ID", "Inventory DID"
    ADDRESS_CONFIGURATION = "IG", "Conversations Address Configuration"
    IP_RECORD = "IL", "IP Record"
    CONVERSATION_MESSAGE = "IM", "Conversation Message"
    CHAT_MESSAGE = CONVERSATION_MESSAGE  # Chat Message
    CHAT_INVITE = "IN", "Chat Invite"
    SIP_IP_ADDRESS = "IP", "SIP IP Address"
    CHAT_SERVICE = "IS", "Chat Service"
    CONVERSATION_SERVICE = CHAT_SERVICE  # Conversation Service
    SYNC_SERVICE = CHAT_SERVICE  # Sync Service
    NOTIFY_SERVICE = CHAT_SERVICE  # Notify Service
    END_USER = "IT", "End User"
    IAM_ROLE = "IX", "IAM Role"
    ROLE_ASSIGNMENT = "IY", "Role Assignment"
    ROLE_PERMISSION = "IZ", "Role Permission"
    EXPORT_JOB = "JS", "Export Job"
    PROXY_SESSION = "KC", "Proxy Session"
    FLEX_INTERACTION = "KD", "Flex Interaction"
    INTERACTION_CHANNEL_INVITE = "KG", "Interaction Channel Invite"
    PROXY_INTERACTION = "KI", "Proxy Interaction"
    PROXY_PARTICIPANT = "KP", "Proxy Participant"
    INTERACTION_TRANSFER_NOTE = "KQ", "Interaction Transfer Note"
    PROXY_SERVICE = "KS", "Proxy Service"
    PORT_IN_REQUEST = "KW", "Port-in Request"
    USER_DEFINED_MESSAGE = "KX", "User Defined Message"
    OPERATOR = "LY", "Language Operator"
    CONVERSATION_PARTICIPANT = "MB", "Conversation Participant"
    CHAT_MEMBER = CONVERSATION_PARTICIPANT  # Chat Member
    MEDIA = "ME", "Media"
    MESSAGING_SERVICE = "MG", "Messaging Service"
    MMS_MESSAGE = "MM", "Message"
    SYNC_MAP = "MP", "Sync Map"
    VIDEO_TRACK = "MT", "Video Track"
    MEDIA_STREAM = "MZ", "Media Stream"
    CONNECTION_POLICY_TARGET = "NE", "Connection Policy Target"
    IDENTITY_NOTIFICATION = "NF", "Identity Notification"
    MONITOR_ALERT = "NO", "Monitor Alert"
    NOTIFICATION = MONITOR_ALERT  # Notification
    SERVERLESS_LOG = MONITOR_ALERT  # Serverless Log
    NOTIFY_NOTIFICATION = "NT", "Notify Notification"
    CHALLENGE_NOTIFICATION = NOTIFY_NOTIFICATION  # Challenge Notification
    CONNECTION_POLICY = "NY", "Connection Policy"
    SETTINGS_UPDATE = "OB", "Settings Update"
    OPT_OUT = "OO", "Opt-Out"
    OAUTH_APP = "OQ", "OAuth App", ALPHANUMERIC
    ORGANIZATION = "OR", "Organization"
    ORIGINATION_URL = "OU", "Origination URL"
    END_USER_TYPE = "OY", "End-User Type"
    SUPPORTING_DOCUMENT_TYPE = END_USER_TYPE  # Supporting Document Type
    VIDEO_PARTICIPANT = "PA", "Video Participant"
    PAYMENT = "PK", "Payment"
    PHONE_NUMBER = "PN", "Phone Number"
    INCOMING_PHONE_NUMBER = PHONE_NUMBER  # Incoming Phone Number
    OUTGOING_CALLER_ID = PHONE_NUMBER  # Outgoing Caller ID
    PORT_IN_PHONE_NUMBER = "PU", "Port-in Phone Number"
    AUTHORIZATION_DOCUMENT = "PX", "Authorization Document"
    US_APP_TO_PERSON = "QE", "UsAppToPerson"
    FLEX_TEAM = "QO", "Flex Team"
    INBOUND_PROCESSING_REGION = "QQ", "Inbound Processing Region"
    QUEUE = "QU", "Queue"
    INTERACTION_TRANSFER_EXECUTION = "QW", "Interaction Transfer Execution"
    CHANNEL_ENDPOINT_ASSIGNMENT = "RA", "Channel Endpoint Assignment"
    REGULATED_ITEM = CHANNEL_ENDPOINT_ASSIGNMENT  # Regulated Item
    SUPPORTING_DOCUMENT = "RD", "Supporting Document"
    RECORDING = "RE", "Recording"
    IDENTITY = "RI", "Identity"
    RATE_LIMIT = "RK", "Rate Limit"
    ROLE = "RL", "Role"
    CHAT_ROLE = ROLE  # Chat Role
    ROOM = "RM", "Room"
    REGULATION = "RN", "Regulation"
    TRUST_HUB_POLICY = REGULATION  # Trust Hub Policy
    SERVERLESS_REQUEST = "RQ", "Serverless Request"
    VIDEO_RECORDING = "RT", "Video Recording"
    SHORT_CODE = "SC", "Short Code"
    SIP_DOMAIN = "SD", "SIP Domain"
    API_KEY = "SK", "API Key"
    SMS_MESSAGE = "SM", "Message"
    SIPREC = "SR", "Siprec"
    SENDER_ID = "SU", "Sender ID"
    TASK_CHANNEL = "TC", "Task Channel"
    SIP_TRUNK = "TK", "SIP Trunk"
    SYNC_STREAM = "TO", "Sync Stream"
    RECORDING_TRANSCRIPTION = "TR", "Recording Transcription"
    SYNC_STREAM_MESSAGE = "TZ", "Sync Stream Message"
    INTERACTION_CHANNEL = "UO", "Interaction Channel"
    USER = "US", "User"
    USAGE_TRIGGER = "UT", "Usage Trigger"
    INTERACTION_CHANNEL_PARTICIPANT = USAGE_TRIGGER  # Interaction Channel Participant
    INTERACTION_TRANSFER = "UX", "Interaction Transfer"
    VERIFY_SERVICE = "VA", "Verify Service"
    VERIFICATION = "VE", "Verification"
    VERIFICATION_ATTEMPT = "VL", "Verification Attempt"
    BRAND_VETTING = "VT", "Brand Vetting"
    ACTIVITY = "WA", "TaskRouter Activity"
    WORKER_CHANNEL = "WC", "Worker Channel"
    SHORT_CODE_APPLICATION = "WF", "Short Code Application"
    SENDER_ID_REGISTRATION_APPLICATION = SHORT_CODE_APPLICATION  # Sender ID Registration Application
    CONVERSATION_SCOPED_WEBHOOK = "WH", "Conversation Scoped Webhook"
    CHAT_CHANNEL_WEBHOOK = CONVERSATION_SCOPED_WEBHOOK  # Chat Channel Webhook
    WORKER = "WK", "TaskRouter Worker"
    RATE_PLAN = "WP", "Rate Plan"
    TASK_QUEUE = "WQ", "Task Queue"
    RESERVATION = "WR", "TaskRouter Reservation"
    WORKSPACE = "WS", "TaskRouter Workspace"
    TASK = "WT", "TaskRouter Task"
    WORKFLOW = "WW", "TaskRouter Workflow"
    WORKFLOW_EXECUTION = "WX", "Workflow Execution"
    AVAILABLE_ADD_ON = "XB", "Available Add-on"
    MARKETPLACE_LISTING = AVAILABLE_ADD_ON  # Marketplace Listing
    INSTALLED_ADD_ON = "XE", "Installed Add-on"
    CHANNEL_SENDER = INSTALLED_ADD_ON  # Channel Sender
    ADD_ON_EXTENSION = "XF", "Add-on Extension"
    ADD_ON_RESULT_PAYLOAD = "XH", "Add-on Result Payload"
    REFERRAL_RECORD = "XL", "Referral Record"
    ADD_ON_RESULT = "XR", "Add-on Result"
    CHALLENGE = "YC", "Challenge"
    ENTITY = "YE", "Entity"
    FACTOR = "YF", "Factor"
    VERIFY_ACCESS_TOKEN = "YK", "Verify Access Token"
    VERIFY_WEBHOOK = "YW", "Verify Webhook"
    BUILD = "ZB", "Build"
    DEPLOYMENT = "ZD", "Deployment"
    ENVIRONMENT = "ZE", "Environment"
    FUNCTION = "ZH", "Function"
    ASSET = FUNCTION  # Asset
    DOMAIN_CONFIG = "ZK", "Domain Config"
    FUNCTION_VERSION = "ZN", "Function Version"
    ASSET_VERSION = FUNCTION_VERSION  # Asset Version
    SERVERLESS_SERVICE = "ZS", "Serverless Service"
    VARIABLE = "ZV", "Variable"
    USER_DEFINED_MESSAGE_SUBSCRIPTION = "ZY", "User Defined Message Subscription"
