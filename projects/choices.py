"""The vocabularies: every word a field may hold, in the field's standard terms."""

from django.db.models import TextChoices


class State(TextChoices):
    """Where an entry stands in its own life; rows are never deleted, so ids are never reused."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    MERGED = "merged", "Merged into another"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Status(TextChoices):
    """The physical axis: what stands on the ground. The money axis is derived from funding."""

    PROPOSED = "proposed", "Proposed"
    PREPARATION = "preparation", "In preparation"
    PROCUREMENT = "procurement", "Procurement"
    UNDER_CONSTRUCTION = "under_construction", "Under construction"
    SUSPENDED = "suspended", "Suspended"
    COMPLETED = "completed", "Completed"
    OPERATING = "operating", "Operating"
    MOTHBALLED = "mothballed", "Mothballed"
    CANCELLED = "cancelled", "Cancelled"
    DECOMMISSIONED = "decommissioned", "Decommissioned"


class Sector(TextChoices):
    """What kind of thing a project builds."""

    RAIL = "rail", "Railway"
    URBAN_RAIL = "urban_rail", "Urban rail"
    ROAD = "road", "Road"
    PORT = "port", "Port"
    LOGISTICS = "logistics", "Logistics hub or dry port"
    AIRPORT = "airport", "Airport"
    INDUSTRIAL_ZONE = "industrial_zone", "Industrial zone"
    TRADE_ZONE = "trade_zone", "Trade zone"
    OIL_PIPELINE = "oil_pipeline", "Oil pipeline"
    GAS_PIPELINE = "gas_pipeline", "Gas pipeline"
    GAS_FIELD = "gas_field", "Gas field"
    REFINERY = "refinery", "Refinery"
    PETROCHEMICALS = "petrochemicals", "Petrochemicals"
    WIND_POWER = "wind_power", "Wind power"
    SOLAR_POWER = "solar_power", "Solar power"
    HYDROPOWER = "hydropower", "Hydropower"
    COAL_POWER = "coal_power", "Coal power"
    GAS_POWER = "gas_power", "Gas power"
    POWER_TRANSMISSION = "power_transmission", "Power transmission"
    MINING = "mining", "Mining"
    TELECOMMUNICATIONS = "telecommunications", "Telecommunications"
    FINANCING_PROGRAMME = "financing_programme", "Financing programme"
    OTHER = "other", "Other"


class Mode(TextChoices):
    """How goods move along a corridor."""

    RAIL = "rail", "Rail"
    ROAD = "road", "Road"
    SEA = "sea", "Sea"
    PIPELINE = "pipeline", "Pipeline"
    POWER = "power", "Power lines"
    AIR = "air", "Air"


class PlaceKind(TextChoices):
    """What a place is, seen from the corridor."""

    CITY = "city", "Town or city"
    SEAPORT = "seaport", "Seaport"
    STATION = "station", "Railway station"
    BORDER_CROSSING = "border_crossing", "Border crossing"
    PLANT = "plant", "Plant"
    FIELD = "field", "Field"
    DRY_PORT = "dry_port", "Dry port"
    OTHER = "other", "Other"


class CoordinateQuality(TextChoices):
    """How coordinates are known. Anything but a source's own is a stand-in and is drawn as approximate."""

    GIVEN_BY_SOURCE = "given_by_source", "Given by a source"
    POPULATED_PLACE_CENTROID = "populated_place_centroid", "Centre of the town (GeoNames)"
    NEARBY_PLACE_PROXY = "nearby_place_proxy", "A place nearby"
    APPROXIMATE_UNSOURCED = "approximate_unsourced", "Approximate, without a source"


class OrganisationKind(TextChoices):
    """What an organisation is."""

    GOVERNMENT = "government", "Government"
    STATE_OWNED_ENTERPRISE = "state_owned_enterprise", "State-owned enterprise"
    PRIVATE_COMPANY = "private_company", "Private company"
    POLICY_BANK = "policy_bank", "Policy bank"
    COMMERCIAL_BANK = "commercial_bank", "Commercial bank"
    MULTILATERAL = "multilateral", "Multilateral body"
    OTHER = "other", "Other"


class PublisherKind(TextChoices):
    """Who speaks. The order in which kinds are believed stands in resolve.py."""

    OFFICIAL_HOST = "official_host", "Official, of a country where projects stand"
    OFFICIAL_CHINA = "official_china", "Official, of China"
    IMPLEMENTER = "implementer", "Implementer"
    LENDER = "lender", "Lender"
    MULTILATERAL = "multilateral", "Multilateral body"
    ACADEMIC = "academic", "Academic"
    MEDIA = "media", "Media"
    DATASET = "dataset", "Dataset"
    AGGREGATOR = "aggregator", "Aggregator, repost or encyclopaedia"
    UNKNOWN = "unknown", "Unknown"


class Reliability(TextChoices):
    """Whether a publisher may carry a figure alone."""

    NORMAL = "normal", "Normal"
    LOW = "low", "Low: never wins alone"


class MilestoneKind(TextChoices):
    """What happens at a milestone. A ceremony proves no work on site."""

    AGREEMENT_SIGNED = "agreement_signed", "Agreement signed"
    FINANCING_CLOSED = "financing_closed", "Financing closed"
    CEREMONY = "ceremony", "Ceremony"
    CONSTRUCTION_START = "construction_start", "Construction starts"
    TRACK_LAID = "track_laid", "Track laid"
    TEST_RUN = "test_run", "Test run"
    COMPLETED = "completed", "Completed"
    OPENED = "opened", "Opened, taken into use"
    OTHER = "other", "Other"


class Stage(TextChoices):
    """How far money has come. Only commitments are summed as commitments."""

    COST_ESTIMATE = "cost_estimate", "Cost estimate"
    PROGRAMME_TOTAL = "programme_total", "Programme total"
    TARGET = "target", "Target"
    PLEDGE = "pledge", "Pledge"
    COMMITMENT = "commitment", "Commitment"
    DISBURSEMENT = "disbursement", "Disbursement"


class Instrument(TextChoices):
    """In what form money comes."""

    LOAN = "loan", "Loan"
    GRANT = "grant", "Grant"
    EQUITY = "equity", "Equity"
    FDI = "fdi", "Foreign direct investment"
    PPP = "ppp", "Public-private partnership"
    EPC = "epc", "Engineering, procurement and construction contract"
    BOND = "bond", "Bond"
    JOINT_VENTURE = "joint_venture", "Joint venture"
    MIXED = "mixed", "Mixed or not stated"


class Role(TextChoices):
    """What a party is to a project, or to one funding of it."""

    OWNER = "owner", "Owner"
    SHAREHOLDER = "shareholder", "Shareholder"
    OPERATOR = "operator", "Operator"
    CONCESSIONAIRE = "concessionaire", "Concessionaire"
    HOST_AGENCY = "host_agency", "Host agency"
    IMPLEMENTING_AGENCY = "implementing_agency", "Implementing agency"
    DEVELOPER = "developer", "Developer"
    INVESTOR = "investor", "Investor"
    PROSPECTIVE_INVESTOR = "prospective_investor", "Prospective investor"
    SELECTED_BIDDER = "selected_bidder", "Selected bidder"
    CONTRACTOR = "contractor", "Contractor"
    PARENT_OF_CONTRACTOR = "parent_of_contractor", "Parent of contractor"
    SUBCONTRACTOR = "subcontractor", "Subcontractor"
    DESIGNER = "designer", "Designer"
    SUPPLIER = "supplier", "Supplier"
    SUPERVISOR = "supervisor", "Supervisor"
    LENDER = "lender", "Lender"
    GUARANTOR = "guarantor", "Guarantor"
    INSURER = "insurer", "Insurer"
    FUNDER = "funder", "Funder"
    FINANCIER = "financier", "Financier, form not stated"
    PARTNER = "partner", "Partner"
    STAKEHOLDER = "stakeholder", "Stakeholder"


class ClaimKind(TextChoices):
    """What a claim is on. kinds.py says of each which columns it fills and how it resolves."""

    NAME = "name", "Name"
    STATUS = "status", "Status"
    DATE = "date", "Date"
    AMOUNT = "amount", "Amount"
    MEASURE = "measure", "Measure"
    PARTY = "party", "Party"
    RELATION = "relation", "Relation"
    PLACE = "place", "Place"
    CORRIDOR = "corridor", "Corridor"
    TEXT = "text", "Text"
    MENTION = "mention", "Mention"


class NameAspect(TextChoices):
    """How far a name identifies its bearer."""

    SAFE = "safe", "Identifies it alone"
    WITH_CONTEXT = "with_context", "Needs a place or a second word beside it"


class DateAspect(TextChoices):
    """Whether a date is a promise or happened."""

    PROMISED = "promised", "Promised"
    RECOUNTED = "recounted", "Promised, but told only afterwards"
    HAPPENED = "happened", "Happened"


class AmountAspect(TextChoices):
    """Whether money still stands."""

    STANDS = "stands", "Stands"
    WITHDRAWN = "withdrawn", "Withdrawn later"


class MeasureAspect(TextChoices):
    """What kind of number a measure is."""

    ACTUAL = "actual", "Actual"
    PLANNED = "planned", "Planned"
    TARGET = "target", "Target"
    DESIGN_CAPACITY = "design_capacity", "Design capacity"
    BASELINE = "baseline", "Before the project"
    EXPECTED = "expected", "Expected for the period"


class MentionAspect(TextChoices):
    """How a source concerns a project."""

    ABOUT = "about", "About the project"
    PASSING = "passing", "Mentioned in passing"
    ROUND_UP = "round_up", "One of several in a round-up"


class Relation(TextChoices):
    """How one project stands to another."""

    PART_OF = "part_of", "Part of"
    PHASE_OF = "phase_of", "Phase of"
    CONTINUES = "continues", "Continues"
    FEEDS = "feeds", "Feeds into"
    RIVALS = "rivals", "Rival of"
    FUNDED_FROM = "funded_from", "Funded from"


class RulingKind(TextChoices):
    """What a curator did about a claim."""

    RETRACTED = "retracted", "Retracted: misread, or taken back by its source"
    PREFERRED = "preferred", "Preferred over rivals not later than it"
    DEPRECATED = "deprecated", "Deprecated: kept, never shown as the value"


class Origin(TextChoices):
    """Where a suggestion came from."""

    FEED = "feed", "Feed"
    PASTED = "pasted", "Pasted address"
    PARTNER = "partner", "Partner"
    READER = "reader", "Reader"


class SuggestionState(TextChoices):
    """Whether a suggestion still waits."""

    OPEN = "open", "Open"
    CONFIRMED = "confirmed", "Confirmed"
    REJECTED = "rejected", "Rejected"


class Verdict(TextChoices):
    """What a curator said of one candidate or proposed claim."""

    OPEN = "", "Open"
    CONFIRMED = "confirmed", "Confirmed"
    REJECTED = "rejected", "Rejected"


class ActorKind(TextChoices):
    """Who acts."""

    CURATOR = "curator", "Curator"
    PARTNER = "partner", "Partner"
    READER = "reader", "Reader"
    SYSTEM = "system", "System"
