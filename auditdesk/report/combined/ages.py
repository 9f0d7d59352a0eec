"""Ages and sexes in words, the same in both editions. May not know: which child is which."""

from auditdesk.report.figures import Figure, Figures
from auditdesk.report.runs import Num, Runs, Text, runs
from auditdesk.report.sentences import listed

_SEXES = {"female": ("girl", "girls"), "male": ("boy", "boys")}
_UNKNOWN = "of other or unknown sex"


def aged(figures: Figures) -> Runs:
    """As "12 to 17 years" or "5 months to 17 years"; nothing where ages are unknown or hidden."""
    youngest, oldest = figures.get("children.age.min"), figures.get("children.age.max")
    if youngest is None or oldest is None or not (youngest.shown and oldest.shown):
        return ()
    if youngest.shown == oldest.shown:
        return _age(oldest)
    low = (Num(youngest.id, youngest.shown),) if _is_years(youngest) and _is_years(oldest) else _age(youngest)
    return runs(*low, " to ", *_age(oldest))


def _is_years(figure: Figure) -> bool:
    return figure.shown.isdigit()


def _age(figure: Figure) -> Runs:
    years = () if not _is_years(figure) else (Text(" year" if figure.shown == "1" else " years"),)
    return (Num(figure.id, figure.shown), *years)


def sexes(figures: Figures) -> Runs:
    """As "4 girls and 1 boy"; only numbers that are shown."""
    found = []
    for id, figure in figures.items():
        stem, _, sex = id.rpartition(".")
        if stem == "children.sex" and figure.n:
            one, several = _SEXES.get(sex, (_UNKNOWN, _UNKNOWN))
            found.append(runs(Num(id, str(figure.n)), f" {one if figure.n == 1 else several}"))
    return listed(tuple(found))
