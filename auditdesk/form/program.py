"""Questions → templates with compiled rules, in the order of settling. May not know files or answers.

What is wrong with a rule is a `Finding`; the compiler knows where in the author's files it stands.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from auditdesk.form.advice import Finding, advice, breaches
from auditdesk.form.closures import Maker, Run
from auditdesk.form.columns import EXPRESSIONS, is_expression
from auditdesk.form.depends import link, ordered
from auditdesk.form.expr import parse
from auditdesk.form.functions import calls
from auditdesk.form.scope import ToolScope, columns_of
from auditdesk.form.template import Formula, Ground, Read, Template
from auditdesk.form.tokens import ExprError
from auditdesk.form.trees import Call, Expr, inside
from auditdesk.form.values import Choice, Question

_CLOCK = frozenset({"today", "now"})
_CLOCK_ARGS = 4  # ad:clock with a moment of its own does not read the time of day
_TRUTHS = frozenset({"relevant", "constraint", "required", "readonly", "choice_filter"})
_REF = re.compile(r"\$\{([^{}]*)\}")

MOST_WRITTEN = 400_000
"""Characters of all rules of a tool: 3,000 rules of 130. A rule written once can be included 3,000 times."""

Lists = Mapping[str, tuple[Choice, ...]]


@dataclass(frozen=True, slots=True)
class Program:
    """A tool ready to run. `order` is the order of settling; `top` stands for the return itself."""

    top: Template
    templates: Mapping[str, Template]
    order: tuple[Template, ...]
    lists: Lists
    findings: tuple[Finding, ...] = field(default=(), compare=False)


def program_of(questions: Sequence[Question], lists: Lists) -> Program:
    """The program of questions, with what is wrong with their rules."""
    ground = Ground()
    top = Template(0, None, ground, ())
    ground.inner.append(top)
    templates = _tree(questions, top)
    findings: list[Finding] = []
    written = 0
    for template in templates.values():
        written += _written(template)
        if written > MOST_WRITTEN:
            text = f"the rules down to here have {written:,} characters together, at most {MOST_WRITTEN:,}"
            findings.append(Finding("TOOL_LIMIT", text, template.name, "", "error", 0))
            break
        findings.extend(_compile(template, templates, lists))
    link(templates)
    findings.extend(ordered(templates))
    order = tuple(sorted(templates.values(), key=lambda template: template.rank))
    return Program(top, templates, order, lists, tuple(findings))


def _tree(questions: Sequence[Question], top: Template) -> dict[str, Template]:
    found: dict[str, Template] = {}
    for index, question in enumerate(questions, 1):
        up = found[question.groups[-1]] if question.groups else top
        template = Template(index, question, up, question.repeats)
        up.inner.append(template)
        found[question.name] = template
    return found


def _written(template: Template) -> int:
    """Characters of a question's rules."""
    columns = template.question.columns if template.question else {}
    return sum(len(columns[column]) for column in EXPRESSIONS if column in columns)


def _compile(template: Template, templates: Mapping[str, Template], lists: Lists) -> Iterator[Finding]:
    question = template.question
    for column in EXPRESSIONS:
        text = question.columns.get(column, "") if question else ""
        if not text:
            continue
        if not is_expression(column, text):
            if column == "default":
                template.literal_default = text
            continue
        try:
            template.formulas[column] = formula(column, text, template, templates, lists)
        except ExprError as error:
            yield Finding(error.code, error.text, template.name, column, "error", error.at)
        else:
            tree = template.formulas[column].tree
            yield from advice(column, tree, template, templates)
    template.calculated = "calculation" in template.formulas
    yield from _texts(template, templates)


def formula(
    column: str, text: str, own: Template, templates: Mapping[str, Template], lists: Lists
) -> Formula:
    """One rule compiled.

    Raises:
        ExprError: it cannot be read, or names what is not there.
    """
    tree = parse(text)
    called = [part for part in inside(tree) if isinstance(part, Call)]
    breaches(column, called)
    reads: set[Read] = set()
    scope = ToolScope(templates, lists, own, reads)
    if column == "choice_filter":
        list_name = own.question.list_name if own.question else ""
        scope = scope.of_choices(columns_of(lists.get(list_name, ())))
    maker = Maker(scope, calls)
    return Formula(tree, _run(column, maker, tree), frozenset(reads), any(map(_reads_clock, called)))


def _run(column: str, maker: Maker, tree: Expr) -> Run:
    if column in _TRUTHS:
        return maker.truth(tree)
    return maker.number(tree) if column == "repeat_count" else maker.code(tree).run


def _reads_clock(call: Call) -> bool:
    return call.name in _CLOCK or (call.name == "ad:clock" and len(call.args) < _CLOCK_ARGS)


def _texts(template: Template, templates: Mapping[str, Template]) -> Iterator[Finding]:
    """Every `${name}` in a label, hint or message has to be there."""
    question = template.question
    if question is None:
        return
    texts = [*question.label.values(), *question.hint.values(), *question.guidance.values()]
    texts += [text for column, text in question.columns.items() if "message" in column]
    for name in (found for text in texts for found in _REF.findall(text)):
        if name.strip() not in templates:
            yield Finding("TOOL_REF", f"no question '{name}'", template.name, "label", "error", 0)
