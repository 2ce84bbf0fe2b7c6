"""The words by which English speaks of a project, its parts, its plans and its money."""

from news.statements.language import Language, Stage, words
from news.statements.words.dates_en import DATES
from news.statements.words.events_en import EVENTS

_HEADS = (
    r"system|wind\s+farm|farm|cable|network|railways?|railroad|rail\s+link|rail\s+line|line|(?<!on\s)tracks?|highway|motorway|expressway|road|route|ring\s+road|bypass"
    r"|ports?|dry\s+port|harbou?r|hub|terminal|pipeline|refinery|smelter|plant|factory|mill|mine|wind\s+farm|solar\s+farm"
    r"|power\s+(?:station|plant)|dam|hydropower\s+\w+|bridge|airport|metro|tram(?:way)?|light\s+rail|LRT|zone|park|centre"
    r"|center|facility|complex|crossing|link|corridor|canal|logistics\s+\w+|warehouse|first\s+(?:phase|stage|section)"
    r"|phase\s+(?:one|1|I)|stage\s+one"
)

ENGLISH = Language(
    code="en",
    plans_precede=True,
    leaning=words("\ue000[\\s-]*(?:section|stretch|leg|segment|bridge|tunnel)"),
    chain=words(
        r"\s+(?:(?:of|for|on|to|at|about|the|a|an|its|this|new|in|into|over|between|under|with)\s+)+(?:[a-z]+ing\s+)?(?:the\s+)?"
    ),
    governor=words(
        r"\b(?!(?:construction|building|works?|opening|completion|launch|commissioning|contract|agreement|deal|loan|tender|ceremony|laying|runs?|trains?|part|line|railway|road|project|phase|stage|service|operations?)\b)[a-z]+\s+(?:of|for|at|on|to|near|about|with|by|in|from|along|over|under|between|around|into)\s+(?:the\s+|a\s+|an\s+|its\s+|this\s+)?(?:new\s+|whole\s+|entire\s+)?$"
    ),
    compound=words(r"\s"),
    locative=words(r"\b(?:at|near|on|in|outside|inside|around|beside|along)\s+(?:the\s+)?\ue000"),
    several=words(
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:\w+\s+){0,2}(?:projects|lines|ports|railways|plants|roads|agreements|contracts|deals|documents)\b|\bprojects\s+worth\b|\btogether\b|\bin\s+total\b|\bcombined\b"
    ),
    breaks=words(r";\s|,\s+(?:but|while|whereas|though|although)\s|\s[–—]\s(?=[a-z])"),
    events=EVENTS,
    planned=words(
        r"\b(?:will|shall|(?:is|are|was|were|be)\s+to|to\s+(?:be|open|launch|start|begin|complete|finish|enter|commission|inaugurate|commence|sign|become|go|come)|set\s+to|due|"
        r"expect\w*|schedul\w*|slated|plan(?:s|ned|ning)?|aim(?:s|ed|ing)?|hop(?:es?|ed|ing)|intend\w*|target\w*|going\s+to|on\s+track|eyes|promis\w+|should|pledged|forecast)\b|['’]ll\b"
    ),
    undone=words(
        r"\b(?:(?:was|were)\s+(?:to|due|supposed|meant|scheduled|expected|planned|originally|initially)|had\s+been\s+(?:due|expected|planned|scheduled|hoped|supposed)"
        r"|had\s+(?:planned|hoped|promised|expected)|originally|initially|earlier\s+plans?|once\s+(?:planned|promised)|missed|postponed|delayed\s+from)\b"
    ),
    doubt=words(
        r"\b(?:(?-i:may|might|could|would)|if|unless|whether|report(?:edly|s\s+that\s+claim)|rumou?r\w*|alleged\w*|speculat\w*|unconfirmed|possib\w+|potential\w*|perhaps|claims?\s+that"
        r"|calls?\s+(?:for|on)|called\s+(?:for|on)|urge[sd]?|wants?|wanted|demand\w*|consider(?:s|ed|ing)?|discuss\w*|provided\s+that|subject\s+to|propos(?:al|als|e|ing)|talks|imagin\w+|anniversary|years?\s+after\s+(?:its|the|their)\s+(?:\w+\s+)?(?:opening|launch|completion|commissioning|inauguration)|once\s+(?:the|it|they|its|this|\ue000+)|as\s+soon\s+as|when\s+[^,;.]{0,60}\s(?:is|are)|(?:deny|denied|denies|denying)\s+(?:that|reports|claims))\b"
    ),
    denial=words(
        r"\b(?:not|never|no|nor|neither|without|den(?:y|ied|ies)|fail(?:s|ed)?|refus\w+|yet\s+to|cannot|nobody|false(?:ly)?|untrue|instead\s+of)\b|n['’]t\b"
    ),
    heads=words(rf"\b(?:{_HEADS})\b"),
    vague=words(r"\b(?:project|construction|scheme|undertaking|it)\b"),
    whole=words("\\b(?:all|every)\\b[^,;\ue002]{0,25}\ue002"),
    parts=words(
        r"\b(?:tunnels?|stations?|viaducts?|bridges?|sections?|stretch|segment|berths?|depot|interchange|overpass|lot|second\s+(?:phase|stage|line|terminal|unit)|phase\s+(?:two|2|II|three|3)|third\s+(?:phase|stage|line|string)"
        r"|spans?|towers?|cranes?|substation|units?|part|half|turbines?|canopy|roof|leg|extension|container\s+yard|lanes?)\b"
    ),
    others=words(
        r"(?<!-)\b(?:km|kilomet(?:re|er)s|miles)\b(?![\s-]+(?:long\s+)?(?:\w+\s+)?(?:line|road|railway|highway|pipeline|motorway|cable|system|bridge))|\b(?:talks|negotiations|stud(?:y|ies)|survey|design|preparations?|tender|exhibition|forum|summit|conference|meeting|office|school|visits?|investigation|probe|case|company(?!\s+(?:said|says|announced|reported|added|expects|plans))|venture|fund|service|ferry|flights?"
        r"|train|trains|shipment|route\s+map|training|course|ticket|sales|bank|account|shop|restaurant|hotel|centre\s+of\s+excellence|museum|year\s+of|season|programme|program|campaign|website|app|review|audit|hearing|auction"
        r"|stake|shares|consultations|excavat\w+|repairs?|maintenance|upgrade|expansion|tests?|loans?|credit|inquiry|purchase|acquisition|sale|takeover|deal|handover|services|loading|operations|shipments?|deliver(?:y|ies)|dredging|electrification|renovation|reconstruction|moderni[sz]ation|workers|protests?|strike|traffic|land|film|pavilion|branch|relocation|land\s+acquisition|approval)\b"
    ),
    strangers=words(
        r"(?-i:\b(?!The\b|This\b|That\b|Its\b|Their\b|Our\b|A\b|An\b|First\b|New\b|Chinese\b|Kazakh\b|Russian\b|Uzbek\b|Tajik\b|Kyrgyz\b|Turkmen\b|Pakistani\b|Lao\b|Construction\b|Work\b|When\b|In\b|On\b|At\b|By\b)"
        r"[A-Z][\w’'-]+(?:[ –-][A-Z][\w’'-]+)*)"
        r"\s+(?:(?:international|oil|gas|coal|copper|dry|sea|deep[- ]sea|container|light|ring|wind"
        r"|power|solar|coal-fired|hydropower|cement|steel)\s+)*"
        rf"(?:{_HEADS})\b(?!\s+(?-i:International|Group|Corp|Company|Construction|Engineering|Bureau|Ltd|Co|Bank|Holding|Authority)\b)"
    ),
    pronouns=words(
        r"^[\"“«]?(?:it|they|this|its|the\s+(?:whole\s+)?(?:project|facility|scheme|construction|works?))\b|^(?:opened|built|launched|commissioned|completed|inaugurated|construction|work|running|completion|commissioning|opening)\b"
    ),
    elsewhere=words(
        r"^(?:a|an)\s+(?:[\w-]+\s+){0,3}?(?:factory|plant|mill|workshop|school|hotel|warehouse)\b|\b(?:also|another|other|others|elsewhere|meanwhile|similar(?:ly)?|besides|neighbou?ring|nearby|unlike|like\s+the|rival|in\s+addition|separately|earlier\s+projects?|both|respectively|several|many|old(?:er)?)\b"
    ),
    trial=words(r"\b(?:trial|test|pilot|soft\s+launch|partial(?:ly)?|limited)\b"),
    ceremonial=words(r"\b(?:took\s+place|was\s+held|were\s+held|happened|came\s+in|was\s+celebrated)\b"),
    dates=DATES,
    stages=(
        Stage(words(r"\b(?:loans?|credit|lend(?:s|ing)?|lent|financing\s+of|export\s+credit)\b"), "commitment"),
        Stage(words(r"\b(?:has|have|was|were|been)?\s*(?:disbursed|paid\s+out)\b"), "disbursement"),
        Stage(
            words(
                r"\b(?:(?:will|to|plans?\s+to|intends?\s+to|pledged\s+to|promised\s+to|agreed\s+to|ready\s+to|would)\s+(?:invest|put|provide|contribute)|pledg(?:ed|es?)|promised)\b"
            ),
            "pledge",
        ),
        Stage(
            words(
                r"\b(?:seek(?:s|ing)?|sought|ask(?:s|ed|ing)?\s+for|request(?:s|ed|ing)?|needs?\s+to\s+(?:raise|attract|borrow)|looking\s+for|hope[sd]?\s+to\s+(?:raise|borrow|attract)|wants?\s+to\s+borrow)\b"
            ),
            "target",
        ),
        Stage(
            words(
                r"\b(?:cost(?:s|ing)?|bill|budget(?:ed)?\s+(?:of|at)|investment\s+(?:totals?|totall?ed|amounts?|stands)|estimated\s+at|valued\s+at|price\s+tag|priced\s+at|total\s+investment|investment\s+of|investments\s+of)\b"
            ),
            "cost_estimate",
        ),
        Stage(words(r"\bworth\b"), "cost_estimate", weak=True),
    ),
    not_costs=words(
        r"\b(?:fares?|tickets?|brib\w*|kickbacks?|embezzl\w*|stolen|fin(?:e|ed|es)\b|debts?|ow(?:e|es|ed)|repa(?:y|id|ys|yment|yments)|arrears|sav(?:e|es|ed|ing|ings)|revenues?|profits?|loss(?:es)?|turnover|trade|exports?|imports?"
        r"|per\s+(?:year|annum|tonne|km|passenger|day|month|kilomet\w+)|a\s+(?:year|month|day|tonne)|annual(?:ly)?|tolls?|fees?|salar\w+|wages|compensation|damages?|stake|shares?|leas(?:e|ed|ing)|tax(?:es)?|budget\s+of\s+the\s+(?:city|country|state)|subsid\w+"
        r"|GDP|restructur\w*|overrun|extra|additional|more\s+expensive|(?:two|three|four|five|six|\d+)\s+(?:\w+\s+)?projects|portfolio|claims?|lawsuit|guarantee|interest|cargo|goods|contraband|contract|deal|order|sold|sale|purchas\w*|bought|insurance|penalt\w+|fraud|donat\w+)\b"
    ),
    intended=words(
        r"\b(?:will|plans?|intends?|promis\w+|ready|agreed\s+in\s+principle|to\s+receive|pledg\w+|to\s+lend|to\s+provide|expected)\b"
    ),
)
