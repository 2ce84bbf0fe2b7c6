"""Method: what the words mean and how a value is chosen, written from the tables the program itself runs on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from projects import choices, metrics, money, resolve, selectors
from projects.dossier import MAX_PAST_PROJECTS
from projects.kinds import KINDS, Rule
from public import live, views_home
from public.refusals import page

STATUS_WORDS = {
    "proposed": "Announced or planned; nothing is signed.",
    "preparation": "Agreed, studied or being financed; no work on site.",
    "procurement": "Contractors are being chosen.",
    "under_construction": "A source says that work goes on. A ceremony alone is told as a ceremony.",
    "suspended": "A source says that work has stopped and may go on.",
    "completed": "Built; no source speaks of its use.",
    "operating": "In use.",
    "mothballed": "Built and out of use, kept for later.",
    "cancelled": "A source says that it will not be built.",
    "decommissioned": "Taken out of use for good.",
}
STAGE_WORDS = {
    "cost_estimate": "What it is thought to cost. Nobody has given it.",
    "programme_total": "A sum for several projects together.",
    "target": "A goal for investment.",
    "pledge": "Promised, sought or approved, not signed.",
    "commitment": "Signed. Only commitments are summed as commitments.",
    "disbursement": "Paid out.",
}
RULE_WORDS = {
    Rule.CHANGING: "changing",
    Rule.FIXED: "fixed",
    Rule.LIST: "listed",
}


@page()
def method(request: HttpRequest) -> HttpResponse:
    """How to read the site."""
    ranks: dict[int, list[str]] = {}
    for publisher, rank in resolve.RANK.items():
        ranks.setdefault(rank, []).append(str(publisher.label))
    rules: dict[str, list[str]] = {word: [] for word in RULE_WORDS.values()}
    for name, kind in KINDS.items():
        rules[RULE_WORDS[kind.rule]].append(str(choices.ClaimKind(name).label).lower())
        for aspect, rule in kind.by_aspect.items():
            rules[RULE_WORDS[rule]].append(f"{choices.ClaimKind(name).label.lower()} that {aspect}")
    context = {
        "rule_version": resolve.RULE_VERSION,
        "ranks": sorted(ranks.items()),
        "rules": rules,
        "tie_days": resolve.TIE_WINDOW.days,
        "contest_days": resolve.CONTEST_WINDOW.days,
        "fresh": [(choices.Status(status).label, months) for status, months in resolve.FRESH_MONTHS.items()],
        "statuses": [(status, STATUS_WORDS[status]) for status in choices.Status],
        "stages": [(stage.label, STAGE_WORDS[stage]) for stage in choices.Stage],
        "metrics": sorted(metrics.all_metrics().values(), key=lambda metric: metric.label),
        "money_rule": money.RULE,
        "most_past": MAX_PAST_PROJECTS,
        "low": live.publishers().filter(reliability=choices.Reliability.LOW).count(),
        "publishers": live.publishers().count(),
        "missing": views_home.missing(selectors.projects(), timezone.now().date()),
        "total": selectors.projects().count(),
    }
    return render(request, "public/method.html", context)
