"""The tables of the domain."""

from projects.models.catalogue import Corridor, Country, Entry, Organisation, Place, Project, Stop
from projects.models.changes import Change
from projects.models.claims import Claim, Funding, Milestone, Ruling
from projects.models.installation import Installation
from projects.models.listing import Listing
from projects.models.sources import Publisher, Source
from projects.models.suggestions import Candidate, ProposedClaim, Suggestion

__all__ = [
    "Candidate",
    "Change",
    "Claim",
    "Corridor",
    "Country",
    "Entry",
    "Funding",
    "Installation",
    "Listing",
    "Milestone",
    "Organisation",
    "Place",
    "Project",
    "ProposedClaim",
    "Publisher",
    "Ruling",
    "Source",
    "Stop",
    "Suggestion",
]
