"""Dossiers as plain data, to compare what is shown before and after."""

from projects import dossier
from projects.dossier import NOW, View
from projects.models import Project


def shown(project: Project, view: View = NOW) -> dict:
    """All that a dossier says, by claim ids."""
    return told(dossier.load_one(Project.objects.get(pk=project.pk), view))


def told(found: dossier.Dossier) -> dict:
    return {
        "answers": sorted(
            (
                (
                    kind,
                    answer.shown.pk if answer.shown else None,
                    tuple(claim.pk for claim in answer.support),
                    tuple(claim.pk for claim in answer.rivals),
                    answer.contested,
                    answer.preferred,
                    answer.overtaken,
                    answer.unconfirmed,
                )
                for kind, group in found.answers.items()
                for answer in group
            ),
            key=repr,
        ),
        "history": [(period.status, period.since, [claim.pk for claim in period.claims]) for period in found.history],
        "slips": sorted(
            (
                (course.milestone.title, course.slip_months, [claim.pk for claim in course.promises])
                for course in found.courses
            ),
            key=repr,
        ),
        "committed": found.committed_usd,
        "evidence": found.last_evidence,
    }
