"""The words by which English speaks of a project, its parts, its plans and its money."""

from news.statements.language import Language, Stage, words
from news.statements.words.dates_en import DATES
from news.statements.words.events_en import EVENTS

_HEADS = (
    r"system|wind\s+farm|farm|cable|mega-?project|waterway|reservoir|deposit|field|power\s+line|transmission\s+line|cableway|cable\s+car|gas\s+line|power\s+plant|tube|carriageway|freeway|quay|berth\s+complex|steelworks|steel\s+mill|works(?=\s+(?:in|at|near)\b)|reactor\s+complex|network|railways?|railroad|rail\s+link|rail\s+line|line|(?<!on\s)tracks?|highway|motorway|expressway|road|route|ring\s+road|bypass"
    r"|ports?|dry\s+port|harbou?r|hub|terminal|pipeline|refinery|smelter|plant|factory|mill|mine|wind\s+farm|solar\s+farm"
    r"|power\s+(?:station|plant)|dam|hydropower\s+\w+|bridge|airport|metro|tram(?:way)?|light\s+rail|LRT|zone|park|centre"
    r"|center|facility|complex|crossing|link|corridor|canal|logistics\s+\w+|warehouse|(?:mega)?dam\s+project|first\s+(?:phase|stage|section)"
    r"|phase\s+(?:one|1|I)|stage\s+one"
)

# A plan that was given up plans nothing: "dropped its plans". Lookbehinds have one length each, so each pair of words
# has its own.
_NO_GIVEN_UP = "".join(
    rf"(?<!\b{given_up}\s{whose})"
    for given_up in (
        "dropped",
        "ditched",
        "abandoned",
        "scrapped",
        "shelved",
        "cancelled",
        "canceled",
        r"gave\sup",
        r"given\sup",
    )
    for whose in ("", r"its\s", r"the\s", r"their\s")
)

# Told by somebody of the project itself, "would" is a plain "will"; not what was said in another year or given up.
_TOLD = (
    r"(?:(?!\b(?:19|20)\d\d\b|\b(?:had|ago|once|earlier|previously|originally|initially|last\s+year|would)\b).){0,160}?"
    r"\b(?:said|announced|promised|pledged|confirmed|added)\s+(?:on\s+\w{1,9}\s+)?(?:that\s+)?(?:the\s+)?"
    r"(?:\ue000+(?:\s+project)?|it|project|railway|line|road|highway|port|plant|pipeline|bridge|dam|airport)\s+would\s+"
    r"(?:open|start|begin|enter|come\s+into|go\s+into|be\s+(?:opened|launched|finished|completed|commissioned|built|ready|operational|handed\s+over|put\s+into))\b"
    r"(?!.*\bwould\b)"
)
_DROPPED = (
    r".*\b(?:dropped|abandoned|scrapped|shelved|ditched|cancell?ed|given\s+up|gave\s+up|called\s+off|axed|discarded)\b"
)
# The name with nothing after it that would make it another thing: "the Example line security".
_ITSELF = r"\ue000+(?=[.,;:!]|\s*$|\s+(?:in|by|from|after|with|since|so|last|this|and|over)\b)"

ENGLISH = Language(
    code="en",
    plans_precede=True,
    leaning=words("\ue000[\\s-]*(?:section|stretch|leg|segment|bridge|tunnel)"),
    chain=words(
        r"\s+(?:(?:of|for|on|to|at|about|the|a|an|its|this|new|in|into|over|between|under|with)\s+)+(?:[a-z]+ing\s+)?(?:the\s+)?"
    ),
    governor=words(
        r"\b(?!(?:builders?|contractors?|developers?|operators?|owners?|construction|building|works?|opening|completion|launch|commissioning|contract|agreement|deal|loan|tender|ceremony|laying|runs?|trains?|part|line|railway|road|project|phase|stage|service|operations?)\b)[a-z]+\s+(?:of|for|at|on|to|near|about|with|by|in|from|along|over|under|between|around|into)\s+(?:the\s+|a\s+|an\s+|its\s+|this\s+)?(?:new\s+|whole\s+|entire\s+)?$"
    ),
    compound=words(r"(?:['’]s?)?\s"),
    locative=words(r"\b(?:at|near|on|in|outside|inside|around|beside|along)\s+(?:the\s+)?\ue000"),
    several=words(
        r"\bincluding\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:\w+\s+){0,2}(?:projects|lines|ports|railways|plants|roads|agreements|contracts|deals|documents)\b|\bprojects\s+worth\b|\btogether\b|\bin\s+total\b|\bcombined\b"
    ),
    breaks=words(r";\s|,\s+(?:but|while|whereas|though|although)\s|\s[–—]\s(?=[a-z])"),
    events=EVENTS,
    planned=words(
        r"\b(?:will|shall|would|(?:is|are|was|were|be)\s+to|to\s+(?:be|open|launch|start|begin|complete|finish|enter|commission|inaugurate|commence|sign|become|go|come)|set\s+to|due|"
        r"expect\w*|schedul\w*|slated|(?<![\w-])"
        rf"{_NO_GIVEN_UP}"
        r"plan(?:s|ned|ning)?(?!\s+(?:for|to\s+(?:build|construct))\b[^.;]{0,60}?\s(?:been|was|were|are)\s+(?:now\s+|finally\s+|officially\s+)?(?:shelved|suspended|frozen|put\s+on|scrapped|abandoned|dropped|cancell?ed|axed|ditched)\b)|aim(?:s|ed|ing)?|hop(?:es?|ed|ing)|intend\w*|target\w*|going\s+to|on\s+track|eyes|promis\w+|should|pledged|forecast|postponed|pushed\s+back|put\s+off|delayed)\b|['’]ll\b"
    ),
    undone=words(
        r"\b(?:(?:was|were)\s+(?:to|due|supposed|meant|scheduled|expected|planned|originally|initially)|had\s+been\s+(?:due|expected|planned|scheduled|hoped|supposed)"
        r"|had\s+(?:planned|hoped|promised|expected)|originally|initially|earlier\s+plans?|once\s+(?:planned|promised)|should\s+have|missed|postponed(?!\s+(?:\w+\s+)?(?:to|until|till)\s)|delayed\s+from)\b"
    ),
    doubt=words(
        rf"^(?!(?!{_DROPPED}){_TOLD}).*?\bwould\b|"
        r"\b(?:may\s+(?:only|just|merely)\s+be|(?-i:may|might|could|would\s+(?:have|like|prefer|need|love|be\s+(?:wrong|better|best|good|hard|difficult|easier|too|an?)\b))|if|unless|whether|report(?:edly|s\s+that\s+claim)|rumou?r\w*|alleged\w*|speculat\w*|unconfirmed|possib(?:le|ly)|potential\w*|perhaps|claims?\s+that"
        r"|calls?\s+(?:for|on)|called\s+(?:for|on)|urge[sd]?|wants?(?!\s+(?:\w+\s+)?(?:companies|firms|investors|partners|contractors)\b)|wanted|demand\w*|consider(?:s|ed|ing)?|discuss\w*|provided\s+that|subject\s+to|propos(?:al|als|e|ing)|talks|imagin\w+|hinges|doubt\w*|unclear|not\s+known|uncertain|unlikely|remains\s+to\s+be\s+seen|depends?\s+on|contingent|provided(?!\s+(?:by\b|(?:an?\s+|the\s+)?(?:(?:further|soft|concessional|preferential)\s+)?(?:(?:US\s?)?[$€£]|\d|loans?\b|funding\b|financing\b|credit\b)(?!(?:[^.;]|\.\d){0,60}\b(?:is|are|can)\b)))|as\s+long\s+as|in\s+case|whenever|assuming|only\s+after|anniversary|years?\s+after\s+(?:its|the|their)\s+(?:\w+\s+)?(?:opening|launch|completion|commissioning|inauguration)|once\s+(?:the|it|they|its|this|\ue000+)|as\s+soon\s+as|when\s+[^,;.]{0,60}\s(?:is|are)|(?:deny|denied|denies|denying)\s+(?:that|reports|claims))\b"
    ),
    modal=words(r"(?!report|rumou?r|alleg|speculat|unconfirm|claim|den|imagin|m\w+\s+\w+\s+be).*"),
    denial=words(
        r"\b(?:not|never|no|nor|neither|without|den(?:y|ied|ies)|fail(?:s|ed)?|refus\w+|yet\s+to|cannot|nobody|false(?:ly)?|untrue|instead\s+of|nothing|hardly|barely|far\s+from)\b|n['’]t\b"
    ),
    fraction=words(
        r"\d\s?/\s?\d|\d\s?(?:%|percent|per\s+cent)|\b(?:two|three|four)[\s-](?:thirds|quarters|fifths)\b|(?<!first\s)(?<!second\s)(?<!third\s)(?<!fourth\s)\b(?:half|most|much|part|portion|bulk|quarter|third)\s+of\b"
        r"|\b(?:shares?|portion|side|its\s+own|almost|nearly|partly|mostly|partial(?:ly)?)\b|\b(?:out\s+of|\d+\s+of\s+(?:the\s+)?\d+)\b|\bso\s+far\b|(?<!\bfull\s)\bcapacity\b"
    ),
    stalled=words(
        r"\b(?:but|although|though|however|yet|since\s+then|ever\s+since)\b[^.;]{0,60}\b(?:held\s+(?:it\s+)?up|stalled|idle|halted|on\s+hold|suspended|abandoned|closed|shut|dormant|never|frozen|nothing|stopped|little\s+progress|out\s+of\s+(?:service|order))\b"
    ),
    heads=words(rf"\b(?:{_HEADS})\b"),
    kinds=(
        words(r"\brail|\bmetro\b|\btram|\bLRT\b|\btracks?\b"),
        words(r"\bhighway|\bmotorway|\bexpressway|\broad\b|\bbypass|\bfreeway"),
        words(r"\bports?\b|\bharbou?r"),
        words(r"pipeline|\bgas\s+line"),
        words(
            r"refinery|smelter|factory|\bmill\b|steelworks|\bplants?\b|power\s+station|\bdam\b|\bfarm\b|hydropower|\bHPP\b|\bNPP\b|\bCHP\b|\bTPP\b"
        ),
        words(r"\bmines?\b|deposit|\bfield\b"),
        words(r"\bbridge\b|\bcrossing\b"),
        words(r"\bairport\b"),
        words(r"\bzone\b|\bpark\b|\bcent(?:re|er)\b|warehouse"),
    ),
    vague=words(r"\b(?:project|construction|scheme|undertaking|job|it)\b"),
    whole=words("\\b(?:all|every)\\b[^,;\ue002]{0,25}\ue002"),
    parts=words(
        r"\b(?:tunnels?|stations?|viaducts?|bridges?|sections?|stretch|segment|berths?|depot|interchange|overpass|lot|reactors?|blocks?|carriageway|lanes?|second\s+(?:phase|stage|line|terminal|unit|track)|phase\s+(?:two|2|II|three|3)|third\s+(?:phase|stage|line|string)"
        r"|spans?|towers?|cranes?|substation|units?|part|half|turbines?|canopy|roof|leg|extension|container\s+yard|lanes?)\b"
    ),
    others=words(
        # A thing of the project's that is neither its building nor a word for it: "the Example line's rival".
        rf"(?<=\ue000['’]s\s)(?!(?:{_HEADS}|construction|building|works?|completion|opening|launch|commissioning|inauguration|owners?|builders?|developers?|contractors?|operators?)\b)(?-i:[a-z][a-z-]{{1,30}})\b|"
        r"(?<!-)\b(?:km|kilomet(?:re|er)s|miles)\b(?![\s-]+(?:long\s+)?(?:\w+\s+)?(?:line|road|railway|highway|pipeline|motorway|cable|system|bridge))|\b(?:talks|negotiations|stud(?:y|ies)|survey|design|preparations?|tender|exhibition|forum|summit|conference|meeting|office|school|visits?|investigation|probe|case|company(?!\s+(?:said|says|announced|reported|added|expects|plans))|venture|fund|service|ferry|flights?"
        r"|train|trains|locomotives?|wagons?|hospital|clinic|stadium|kindergarten|houses?|housing|monument|mosque|market|mall|shipment|route\s+map|training|course|ticket|sales|bank|account|shop|restaurant|hotel|centre\s+of\s+excellence|museum|year\s+of|season|programme|program|campaign|website|app|review|audit|hearing|auction"
        r"|stake|shares|consultations|excavat\w+|repairs?|maintenance|upgrade|expansion|tests?(?!-run)|loans?|credit|inquiry|purchase|acquisition|sale|takeover|deal|handover|services|loading|operations|shipments?|deliver(?:y|ies)|dredging|electrification|renovation|reconstruction|moderni[sz]ation|workers|protests?|strike|production|output|(?<!for\s)(?<!to\s)traffic|land|right\s+of\s+way|joint\s+venture|wastewater\s+plant|access\s+roads?|power\s+supply|camps?|film|pavilion|branch|relocation|land\s+acquisition|approval|decision)\b"
    ),
    occasions=words(
        r"\b(?:during|at|after|before|following|amid|on\s+the\s+sidelines\s+of)\s+(?:an?\s+|the\s+|his\s+|her\s+|their\s+|its\s+)?"
        r"(?:[\w’'-]+\s+){0,3}?(?:visit|summit|forum|conference|meeting|talks|negotiations|exhibition|hearing)\b"
    ),
    strangers=words(
        r"(?-i:\b(?!The\b|This\b|That\b|Its\b|Their\b|Our\b|A\b|An\b|First\b|New\b|Chinese\b|Kazakh\b|Russian\b|Uzbek\b|Tajik\b|Kyrgyz\b|Turkmen\b|Pakistani\b|Lao\b|Construction\b|Work\b|When\b|In\b|On\b|At\b|By\b)"
        r"[A-Z][\w’'-]{1,30}(?:[ –][A-Z][\w’'-]{1,30}){0,5})"
        r"\s+(?:(?:international|oil|gas|coal|copper|dry|sea|deep[- ]sea|container|light|ring|wind"
        r"|power|solar|coal-fired|hydropower|cement|steel)\s+){0,4}"
        rf"(?:{_HEADS})\b(?!\s+(?-i:International|Group|Corp|Company|Construction|Engineering|Bureau|Ltd|Co|Bank|Holding|Authority)\b)"
    ),
    pronouns=words(
        r"^[\"“«]?(?:it|this|its|the\s+(?:whole\s+)?(?:project|facility|scheme|construction|works?))\b|^(?:opened|open|begun|built|launched|commissioned|completed|inaugurated|construction|work|running|completion|commissioning|opening)\b"
    ),
    anew=words(r"(?!)"),
    elsewhere=words(
        r"^(?:a|an)\s+(?:[\w-]+\s+){0,3}?(?:factory|plant|mill|workshop|school|hotel|warehouse)\b|\b(?:also|another(?!\s+(?:US\s?)?[$€£\d])|other|others|elsewhere|meanwhile|similar(?:ly)?|besides|neighbou?ring|nearby|unlike|like\s+the|rival|in\s+addition|separately|earlier\s+projects?|both|respectively|several|many|old(?:er)?)\b"
    ),
    affairs=words(
        r"\b(?:ceasefire|peace|trade(?!\s+bank)|tourism|unions|visas?|extradition|cultur\w+|education\w*|wages?|collective|shareholders?|sales|wagons?|locomotives?)\b"
    ),
    trial=words(r"\b(?:trial|test|pilot|soft\s+launch|partial(?:ly)?|limited)\b"),
    ceremonial=words(
        r"\b(?:attended|presided\s+over|watched|witnessed|took\s+place|was\s+held|were\s+held|happened|came\s+in|was\s+celebrated)\b"
    ),
    dates=DATES,
    stages=(
        Stage(
            words(
                r"\b(?:loans?|credit|lend(?:s|ing)?|lent|financing\s+of|export\s+credit|grants?|granted|approved|allocated|extended|earmarked|committed|lends|borrow(?:s|ed|ing)?|loaned|(?:agreement|deal|accord)\s+(?:that\s+(?:is\s+to\s+)?|which\s+(?:is\s+to\s+)?|to\s+)(?:pays?\s+for|finances?|funds?)|funding|puts\s+up|chip(?:s|ped)\s+in|inject(?:s|ed)|facility"
                r"|(?:bank|fund|AIIB|ADB|EBRD|IFC|EIB|JICA|KfW|AFD|lenders?|ministry|government|union|group|budget)\s+(?:gives|gave|provides|provided|contributes|contributed|is\s+(?:giving|providing|lending)|has\s+(?:given|provided|lent))|gives|gave(?!\s+up))\b"
            ),
            "commitment",
        ),
        Stage(
            words(
                r"\b(?:disbursed|paid\s+out|(?:has|have|had|already)\s+(?:already\s+)?(?:spent|sunk|poured|gone|put(?=\s+(?:\d|[^\w\s]|US|Tk|Rs|about|over|some|nearly|more)))|(?:was|were|been)\s+(?:spent|sunk|poured)|spent\s+so\s+far)\b"
                rf"|\b(?:has|have)\s+(?:already\s+|so\s+far\s+)?invested\b(?=[^.,;]{{0,40}}?\sin(?:to)?\s+(?:building\s+)?(?:the\s+)?{_ITSELF})"
                rf"|\b(?:was|were|been)\s+(?:already\s+)?invested\b(?=\s+in(?:to)?\s+(?:building\s+)?(?:the\s+)?{_ITSELF})"
            ),
            "disbursement",
        ),
        Stage(
            words(
                r"\b(?:(?:will|to|plans?\s+to|intends?\s+to|pledged\s+to|promised\s+to|agreed\s+to|ready\s+to|would|willing\s+to|prepared\s+to)\s+(?:invest|put|provide|contribute|spend|allocate|lend|finance|inject|pour|commit|give|grant|offer)|pledg(?:ed|es?|ing)|promised|offer(?:s|ed)|on\s+offer)\b"
            ),
            "pledge",
        ),
        Stage(
            words(
                r"\b(?:seek(?:s|ing)?|sought|ask(?:s|ed|ing)?\s+for|request(?:s|ed|ing)?|needs?\s+to\s+(?:raise|attract|borrow)|looking\s+for|hope[sd]?\s+to\s+(?:raise|borrow|attract)|wants?\s+to\s+borrow|still\s+needs?|needed|is\s+needed|hopes?\s+for|short\s+of|(?:another|a\s+further)\s+[$€£\w.,\s]{1,24}(?:is|are)\s+(?:needed|required|missing))\b"
            ),
            "target",
        ),
        Stage(
            words(
                r"\b(?:cost(?:s|ing)?|bill|budget(?:ed)?\s+(?:of|at)|investment\s+(?:totals?|totall?ed|amounts?|stands)|estimated\s+at|valued\s+at|price\s+tag|priced?|(?:is|was|are|were)\s+put\s+at|puts\s+(?:it|the\s+\w+)\s+at|reckon\w*|total\s+investment|investments?\s+of|investments?\s+(?:could|will|should|would|may|is\s+to)\s+(?:reach|total|exceed|amount)|investment\s+(?:should|reached|exceeds?|exceeded|came)|value\s+of|lifted\s+the\s+total|estimate[sd]?|bills?|(?:is|are)\s+putting\s+in|price\s+of|expense|swallow(?:s|ed)?|(?:comes?|came|ran|runs)\s+to|outlay|capex|capital\s+(?:cost|expenditure)|funded\s+with|financed\s+with|build(?:ing|s)?\s+(?:it|(?:the\s+)?\ue000+)\s+for(?=\s+(?:(?:about|some|around|nearly|almost|over|roughly|more\s+than)\s+)?(?:US\s?)?(?:[$€£]|\d))|contract\s+(?:is|was)\s+worth|(?:built|erected|constructed|completed|upgraded|laid|renovated)\b[^.;$€£]{0,60}?\sfor(?=\s+(?:(?:about|some|around|nearly|almost|over|roughly|more\s+than)\s+)?(?:US\s?)?(?:[$€£]|\d))|(?:deal|contract)\b[^.;$€£]{0,40}?\s(?:is|was)\s+for|(?:(?<=llion)|(?<=crore)|(?<=\dbn)|(?<=\dm))\scontract(?!\s+(?:for|to|on|with|covering)\b)|(?:the|this|its)\s+(?:(?:estimated|roughly|some|nearly|about)\s+)?(?:US\s?)?(?:[$€£¥]|Tk|RM)?\s?\d[\d.,]*[\s-]?(?:[bmt]n?|billion|million|trillion|crore)[\s-](?:(?:dollar|euro|yuan|tenge|rouble|ruble|taka)[\s-])?(?:[\w-]+\s){0,2}?(?:project|scheme|undertaking|venture)(?!\s+(?:loan|fund|bond|portfolio|credit|tender|upgrade|extension)|\s+(?:on|at|along|under|near|for|of|to|in)\s+(?:the\s+)?\ue000)|(?:project|scheme|undertaking),?\s{1,3}(?:is\s+|was\s+)?worth|contract\s+(?:to\s+(?:build|construct)|for\s+(?:the\s+)?(?:construction|building)\s+of)\s+(?:the\s+)?\ue000+\s+(?:is\s+|was\s+)?worth|investment\s+in\s+(?:the\s+)?\ue000+\s+(?:totals?|totall?ed|amounts?\s+to|stands\s+at|is|was|will|should|exceeds?|exceeded)|at\s+a\s+(?:total\s+)?(?:price|expense))\b"
                rf"|(?:(?<=llion)|(?<=crore)|(?<=\dbn)|(?<=\dm))\scontract\s+(?:for|to\s+(?:build|construct|design\s+and\s+build|extend))\s+(?:the\s+)?(?:(?:construction|building)\s+of\s+)?(?:the\s+)?(?={_ITSELF})"
                r"|^(?:the\s)?\ue000+(?:,|\s+is)\s+an?\s+(?:US\s?)?(?:[$€£¥]|Tk|RM)?\s?\d[\d.,]*[\s-]?(?:[bmt]n?|billion|million|trillion|crore)[\s-](?:(?:dollar|euro|yuan|tenge|rouble|ruble|taka)[\s-])?(?:[\w-]+\s){0,2}?(?:project|scheme|undertaking|venture|railway|line|highway|motorway|expressway|road|bridge|tunnel|port|airport|canal|pipeline|refinery|smelter|dam|plant|mine|metro|facility)\b"
            ),
            "cost_estimate",
        ),
    ),
    not_costs=words(
        r"\b(?:fares?|tickets?|brib\w*|kickbacks?|embezzl\w*|stolen|fin(?:e|ed|es)\b|debts?|ow(?:e|es|ed)|repa(?:y|id|ys|yment|yments)|arrears|sav(?:e|es|ed|ing|ings)|revenues?|profits?|loss(?:es)?|turnover|trade(?!\s+and\s+development)|exports?(?![\s-]import)|(?<!export-)(?<!export\s)imports?"
        r"|per\s+(?:year|annum|tonne|km|passenger|day|month|kilomet\w+)|a\s+(?:year|month|day|tonne)|annual(?:ly)?|tolls?|fees?|salar\w+|wages|compensation|damages?|stake|shares?|leas(?:e|ed|ing)|tax(?:es)?|budget\s+of\s+the\s+(?:city|country|state)|subsid\w+"
        r"|GDP|restructur\w*|overrun|extra|additional|more\s+expensive|(?:two|three|four|five|six|\d+)\s+(?:\w+\s+)?projects|portfolio|claims?|lawsuit|guarantee|interest|(?:risen|rose|grown|grew|increased|increase|went\s+up|fell|fallen|cut)\s+by|lost|legal\s+(?:costs?|bills?)|settlement|percent\s+of|per\s+cent\s+of|daily|upkeep|monthly|wagons?|locomotives?|rolling\s+stock|trains(?!\s+to)|trainsets?|buses|vessels|aircraft|spare\s+parts|repairs?|maintenance|tourism|cargo|goods|contraband|order|sold|sale|purchas\w*|bought|insurance|penalt\w+|fraud|donat\w+)\b"
    ),
    intended=words(
        r"\b(?:plans?|intends?|promis\w+|ready|agreed\s+in\s+principle|would|offer(?:s|ed)|on\s+offer|pledg\w+|expected|could)\b"
    ),
)
