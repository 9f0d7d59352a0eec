"""Rounds invented by chance: whole ones through the real counts, and sets of tables without an audit."""

from collections import Counter
from dataclasses import dataclass, replace
from random import Random

from auditdesk.audit.grades import Grade
from auditdesk.merge.view import View
from auditdesk.report import suppress
from auditdesk.report.counts import counts
from auditdesk.report.figures import Figures
from auditdesk.report.making import figures
from tests.laws.worlds import CELLS, ByFigure, Publish, all_children, edition_of, table
from tests.report.invented import ROUND, agreed, case, told, tool, view_of

STANDARD = ("met", "partly", "not_met", "na", "no_evidence")
_PARTNERS = ("pol", "hcom", "edu")


@dataclass(frozen=True, slots=True)
class Invention:
    """One random round: its restricted figures, the threshold and the rules it is published with."""

    restricted: Figures
    threshold: int
    rng: Random
    publish: Publish = suppress.public

    def published(self, figures: ByFigure) -> Figures:
        return edition_of(figures, self.threshold, self.publish)


# ── a round ──────────────────────────────────────────────────────────────────────────────────────────────
def random_round(seed: int) -> Invention:
    rng = Random(seed)  # noqa: S311 - chance for tests, not for secrets
    threshold = rng.choice((3, 4, 5, 5, 5, 10))
    children = rng.randint(threshold, threshold + rng.choice((0, 3, 12, 30)))
    return Invention(figures(counts(_view(rng, children), ROUND.due_report)), threshold, rng)


def random_tables(seed: int) -> Invention:
    """Up to six tables of up to six parts of the same children, without any audit behind them."""
    rng = Random(seed)  # noqa: S311 - chance for tests, not for secrets
    threshold = rng.randint(3, 10)
    children = rng.randint(threshold, threshold + rng.choice((2, 10, 40)))
    made = all_children((children,))
    for at in range(rng.randint(1, 6)):
        weights = [rng.choice((0, 1, 1, 4, 20)) for _ in range(rng.randint(2, 6))]
        parts = Counter(rng.choices(range(len(weights)), [w + 0.01 for w in weights], k=children))
        made |= table(tuple(parts[part] for part in range(len(weights))), f"grade.{CELLS[at]}")
    return Invention(Figures("R", "t", "restricted", made), threshold, rng)


def _view(rng: Random, children: int) -> View:
    asked = [
        q.name for q in tool().questions if q.role == "standard" and q.list_name == "std" and not q.repeats
    ]
    chosen = rng.sample(asked, 4)
    lean = {name: rng.choices(range(1, 9), k=len(STANDARD) + 1) for name in chosen}
    categories = rng.sample([c.name for c in tool().question("cd_cat").choices], rng.randint(1, 6))
    weights = rng.choices(range(1, 20), k=len(categories))
    agencies, returns, settled = {}, [], []
    for number in range(1, children + 1):
        agencies[number] = ("csc", *rng.sample(_PARTNERS, rng.randint(0, 3)))
        answers = {"cd_cat": rng.choices(categories, weights)[0], **_child(rng)}
        answers |= {
            name: value
            for name in chosen
            if (value := rng.choices((*STANDARD, ""), lean[name])[0])
        }  # fmt: skip
        answers = {name: value for name, value in answers.items() if value and rng.random() < 0.97}
        returns.append(told(f"{case(number)}/csc", answers))
        returns += [
            told(f"{case(number)}/{who}", is_nil=rng.random() < 0.2)
            for who in agencies[number][1:]
            if rng.random() < 0.95
        ]
        settled.append(agreed(number, "overall", rng.choices(list(Grade), (1, 6, 8, 2, 1))[0]))
    view = view_of(agencies, returns, settled)
    strata = tuple(replace(each, stratum=rng.choice(("one", "two"))) for each in view.sample.cases)
    return replace(view, sample=replace(view.sample, cases=strata))


def _child(rng: Random) -> dict[str, str]:
    done = rng.random() < 0.8
    return {
        "cd_sex": rng.choices(("female", "male", "not_known"), (12, 8, 1))[0],
        "cd_age_m": str(rng.randint(1, 210)),
        "fb_child": rng.choices(("gave", "declined"), (2, 3))[0],
        "cse_tool": "by_us" if done else "not_done",
        "cse_ma_ok": rng.choice(("yes", "no")) if done else "",
        "cse_gap_ok": rng.choice(("yes", "no")) if done else "",
        "cse_lag": str(rng.randint(1, 60)) if done else "",
        "ic_any": rng.choices(("yes", "no"), (1, 6))[0],
    }
