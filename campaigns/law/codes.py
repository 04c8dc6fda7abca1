"""The words in which a rule says whom it concerns, what it is about and how surely it is known."""

from enum import StrEnum
from typing import Final


class Anything(StrEnum):
    """Stands where a rule makes no difference between audiences or techniques."""

    ANY = "ANY"


ANY: Final = Anything.ANY
# The state of a number that belongs to none we know: rules of this region are the strictest of all.
UNKNOWN_REGION = "unknown"


class Technique(StrEnum):
    """How a call is set off; manual is one call for each explicit human act."""

    MANUAL = "manual"
    PROGRESSIVE = "progressive"
    PREDICTIVE = "predictive"
    PRERECORDED = "prerecorded"


# A call set off singly, on a person's explicit command, is the only one that is not automated.
AUTOMATED = frozenset({Technique.PROGRESSIVE, Technique.PREDICTIVE, Technique.PRERECORDED})
# With these nobody is sure to speak when the person answers; a progressive call has its caller.
UNATTENDED = frozenset({Technique.PREDICTIVE, Technique.PRERECORDED})


class Sector(StrEnum):
    """What is sold, as far as the law tells sectors apart."""

    ENERGY_WORKS = "energy_works"
    HOME_ADAPTATION = "home_adaptation"
    TRAINING_ACCOUNT = "training_account"
    PRESS = "press"
    CLAIMS_MANAGEMENT = "claims_management"
    PENSIONS = "pensions"
    OTHER = "other"


class RuleKind(StrEnum):
    """What a rule is about."""

    CONSENT = "consent"
    EXEMPTION = "exemption"
    WINDOW = "window"
    HOLIDAY = "holiday"
    FREQUENCY = "frequency"
    COOL_OFF = "cool_off"
    OBJECTION = "objection"
    SECTOR = "sector"
    TECHNIQUE = "technique"
    LIST_SCRUB = "list_scrub"
    CALLER_ID = "caller_id"
    ABANDONMENT = "abandonment"
    RINGING = "ringing"
    LANGUAGE = "language"
    DEFINITION = "definition"
    POLICY = "policy"
    DISCLOSURE = "disclosure"
    RETENTION = "retention"
    RECORDING = "recording"


class Severity(StrEnum):
    """Whether a breach forbids the call, is shown, or is only kept on record."""

    BLOCK = "block"
    WARN = "warn"
    LOG = "log"


class Confidence(StrEnum):
    """How the rule is known: read at its source, read second-hand, run, common knowledge."""

    SEEN = "S"
    SECOND_HAND = "S2"
    VERIFIED = "V"
    GENERAL = "G"
    UNCERTAIN = "?"


class Moment(StrEnum):
    """When something must be said or shown."""

    COLLECTION = "collection"
    OPENING = "opening"
    FIRST_CONTACT = "first_contact"
    CLOSING = "closing"
    ABANDONED = "abandoned"


class Register(StrEnum):
    """A public list of numbers that must not be rung, by the name it goes by."""

    BLOCTEL = "Bloctel"
    TPS = "TPS"
    CTPS = "CTPS"
    US_DNC = "National Do Not Call"
    CA_DNCL = "National DNCL"
    ITALIAN = "Registro delle opposizioni"
    ROBINSON = "Lista Robinson"
    BELGIAN = "Do Not Call Me"
    SWISS_DIRECTORY = "Swiss directory"


class Relief(StrEnum):
    """What frees a call from a rule; consent given after the check of a list is surely newer than it."""

    CONSENT = "consent"
    LATER_CONSENT = "later_consent"
    CONTRACT = "contract"
