"""A Document with every kind of block; all of it invented."""

from datetime import date
from fractions import Fraction

from auditdesk.report.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Column,
    Contents,
    Cover,
    Document,
    Fields,
    Grid,
    Heading,
    KeyMessage,
    Landscape,
    PageBreak,
    Pair,
    Paragraph,
    Quote,
    Table,
    Tile,
    Tiles,
)
from auditdesk.report.runs import Cite, Fact, Num, See, Style, Text, Typed, runs
from auditdesk.report.series import Bar, DotStrips, GradeBars, Mark, Segment, Strip

ASPECTS = (
    ("Management oversight and supervision", (0, 7, 5, 0)),
    ("Recording full and accurate details", (0, 6, 5, 1)),
    ("Compliance with procedures", (0, 8, 4, 0)),
    ("History of involvement", (0, 6, 6, 0)),
    ("Voice of the child", (0, 6, 6, 0)),
    ("Referrals", (1, 11, 0, 0)),
    ("Assessments and plans", (0, 5, 7, 0)),
    ("Multi-agency working and meetings", (1, 3, 8, 0)),
    ("Escalation of concerns", (0, 3, 8, 1)),
)
GRADES = (Mark.OUTSTANDING, Mark.GOOD, Mark.RI, Mark.INADEQUATE)
AGENCIES = (
    "Children's Social Care and Early Help",
    "Police",
    "Community Health Trust",
    "University Hospitals",
    "Learning Services",
    "Integrated Care Board",
    "Health visiting and school nursing",
    "Youth justice service",
)
LATE = {(1, 3), (1, 8), (3, 1), (3, 5), (3, 10), (5, 2), (5, 4), (5, 10)}
NIL = {(1, 6), (2, 4), (2, 9), (6, 11), (7, 7)}


def num(shown: str) -> Num:
    return Num("sample", shown)


def bar(label: str, counts: tuple[int, ...], marks: tuple[Mark, ...] = GRADES) -> Bar:
    segments = tuple(Segment(mark, count, "sample") for mark, count in zip(marks, counts, strict=True))
    return Bar(runs(label), segments, num(str(sum(counts))))


def headline() -> tuple[Block, ...]:
    return (
        Heading(1, "Headline", "1", "headline"),
        Paragraph(
            runs(
                "Across ",
                num("12"),
                " children and ",
                num("8"),
                " agencies, help was most reliable where agencies met early. The records often listed a "
                "family’s history without using it, and disagreements were rarely escalated.",
            ),
            "lead",
        ),
        Tiles(
            (
                Tile(num("12"), runs("children’s records audited")),
                Tile(num("88"), runs("of ", num("96"), " returns received, ", num("5"), " of them nil")),
                Tile(num("7"), runs("of ", num("12"), " overall grades changed at the meeting")),
                Tile(num("1"), runs("immediate concern, closed in ", num("1"), " day")),
            )
        ),
        Chart(
            "c_grades",
            runs("Agreed grades by aspect, number of children (", num("12"), " audited)"),
            GradeBars(tuple(bar(name, counts) for name, counts in ASPECTS)),
            runs("Most aspects were good for about half of the children."),
            "t_grades",
            runs("n is the number of children with an agreed grade."),
        ),
        Heading(2, "What worked"),
        Bullets(
            (
                runs(
                    Text("Referrals", Style.STRONG),
                    " were clear and timely in most cases. ",
                    Cite(("F6.6.1",)),
                ),
                runs(
                    Text("Children were seen alone", Style.STRONG),
                    " in some cases but not all, and where they were, their words shaped the plan. ",
                    Cite(("F6.5.2",)),
                ),
            )
        ),
        Heading(2, "What we need to do more of"),
        Bullets(
            (
                runs(
                    Text("Use the history:", Style.STRONG),
                    " say what it means for this child now. ",
                    Cite(("F6.4.1", "F6.4.3")),
                ),
                runs(
                    Text("Escalate:", Style.STRONG),
                    " use the procedure on the day we disagree. ",
                    Cite(("F6.9.1",)),
                ),
            )
        ),
    )


def returns() -> tuple[Block, ...]:
    columns = (
        Column("agency", "Agency", 8),
        *(Column(f"c{n}", f"{n:02}", 1, kind="heat") for n in range(1, 13)),
        Column("received", "Received", 2, kind="count"),
    )
    rows = tuple(
        (
            Cell(runs(agency)),
            *(_return_cell(number, case) for case in range(12)),
            Cell(runs(Num("sample", "12 of 12", Style.STRONG))),
        )
        for number, agency in enumerate(AGENCIES)
    )
    return (
        Heading(1, "Returns", "4"),
        Paragraph(runs("Every agency was asked about every child. A nil return counts as received.")),
        Grid(
            "t_returns",
            runs("Returns by agency and child"),
            columns,
            rows,
            runs("✓ received. nil: nil return."),
        ),
        Heading(1, "The children", "5"),
        Paragraph(runs(num("12"), " children: ", num("7"), " girls, ", num("5"), " boys.")),
        Table(
            "t_children",
            runs("Children by main category at the audit date"),
            (
                Column("group", "Group", 3),
                Column("category", "Category", 6),
                Column("code", "Code", 2, kind="id"),
                Column("children", "Children", 2, kind="count"),
                Column("disagree", "Agencies disagree on", 4),
            ),
            (
                _category("Category", "Child protection plan", "CP", "4", ""),
                _category("", "Child in need", "CIN", "4", "NEG26-05 (CIN or EH)"),
                _category("", "Early help", "EH", "2", ""),
            ),
            runs("Value agreed by most returns; where tied, children’s social care’s."),
        ),
        Table("t_none", runs("Times"), (Column("a", "A"),), (), empty="No return gave a time."),
        Fields((Pair("Round", runs(Fact("NEG-2026-09"))), Pair("Signed", (Typed(""),)))),
    )


def _return_cell(number: int, case: int) -> Cell:
    if (number, case) in LATE:
        return Cell(runs("late"), Mark.LATE)
    if (number, case) in NIL:
        return Cell(runs("nil"), Mark.NIL)
    return Cell((), Mark.RECEIVED)


def _category(group: str, category: str, code: str, count: str, disagree: str) -> tuple[Cell, ...]:
    return (
        Cell(runs(Text(group, Style.STRONG))),
        Cell(runs(category)),
        Cell(runs(code)),
        Cell((num(count),)),
        Cell(runs(Fact(disagree))),
    )


def findings() -> tuple[Block, ...]:
    standards = (
        ("vc_seen", "The child was seen alone", (5, 3, 3, 1), "in some cases but not all (5 of 11)"),
        (
            "vc_views",
            "The child’s wishes and feelings are recorded in their words",
            (5, 3, 4, 0),
            "in some cases but not all (5 of 12)",
        ),
        (
            "vc_father",
            "Fathers and other carers were asked",
            (2, 1, 7, 1),
            "in a small number of cases (2 of 10)",
        ),
    )
    return (
        Heading(1, "Findings by aspect", "6"),
        Heading(2, "Voice of the child", "6.5", needs_room=True),
        Chart(
            "c_voice",
            runs("Agreed grade, and auditors’ grades by agency"),
            GradeBars(
                (
                    bar("Agreed, 12 children", (0, 6, 6, 0)),
                    *(bar(agency, (number % 4, 4, 3, number % 3)) for number, agency in enumerate(AGENCIES)),
                    bar("Reading centre", (1, 2, 3, 1, 4), (*GRADES, Mark.NOT_JUDGED)),
                    bar("Nobody yet", (0, 0, 0, 0, 2), (*GRADES, Mark.NOT_AGREED)),
                )
            ),
            runs("Grades of one aspect."),
            "t_standards",
        ),
        Table(
            "t_standards",
            runs("Standards for voice of the child, number of children"),
            (
                Column("question", "Question", 3, kind="id"),
                Column("standard", "Standard", 8),
                Column("met", "Met", 1, kind="count"),
                Column("partly", "Partly", 1, kind="count"),
                Column("not_met", "Not met", 1, kind="count"),
                Column("no_evidence", "No evidence", 2, kind="count"),
                Column("words", "In words (met, of known)", 6),
            ),
            tuple(
                (
                    Cell(runs(Fact(code))),
                    Cell(runs(standard)),
                    *(Cell((num(str(count)),)) for count in counts),
                    Cell(runs(phrase)),
                )
                for code, standard, counts, phrase in standards
            ),
            runs("Each child counts once. “No evidence” is never counted as not met."),
        ),
        KeyMessage(
            "",
            runs("We need to hear from children and families, including very young children and fathers."),
            runs("The child’s words were on file in some cases but not all. Where they were, plans changed."),
        ),
        Heading(3, "Why it fell short"),
        Paragraph(
            runs("Main reasons given by auditors: not asked ", num("5"), ", no interpreter ", num("2"), ".")
        ),
        Heading(3, "Where agencies disagreed"),
        Bullets(
            (
                runs(
                    Fact("NEG26-03"),
                    ", ",
                    Text("vc_seen", Style.CODE),
                    ": health visiting “met”; agreed “partly”.",
                ),
            )
        ),
        Bullets((runs("First step"), runs("Second step")), ordered=True),
        Quote((Typed("Nobody asked me what I wanted to happen."),), "a young person"),
        Callout(
            "Read this first", runs("One child was moved to a safe place on the day of the audit."), "care"
        ),
    )


def timeliness() -> tuple[Block, ...]:
    return (
        Heading(1, "Timeliness", "7"),
        Chart(
            "c_hours",
            runs("Hours from return to interview, one mark for each interview"),
            DotStrips(
                (
                    Strip(
                        runs("placed out of county"),
                        tuple((value, value > 72) for value in (10, 18, 21, 27, 33, 39, 49, 53, 65, 96, 120)),
                        (
                            runs(Num("s", "9 of 11 in time", Style.STRONG)),
                            runs(Text("1 date missing", Style.MUTED)),
                        ),
                    ),
                    Strip(
                        runs("several episodes"),
                        tuple(
                            (value, value > 72)
                            for value in (13, 14, 18, 22, 28, 29, 29, 38, 50, 51, 62, 67, 80, 160)
                        ),
                        (runs(Num("s", "12 of 14 in time", Style.STRONG)),),
                    ),
                    Strip(runs("single episode"), ((30, False), (Fraction(105, 2), False), (84, True))),
                ),
                (0, 24, 48, 72, 96, 120, 144, 168, 192),
                72,
                runs("limit ", Fact("72"), " hours"),
            ),
            runs("Most interviews were in time."),
            "t_clocks",
        ),
        Table(
            "t_clocks",
            runs("Clocks, number of events"),
            (
                Column("clock", "Clock", 6),
                *(
                    Column(key, key, 2, kind="count")
                    for key in ("In time", "Late", "Not done", "Date missing", "Due")
                ),
            ),
            (
                (
                    Cell(runs("Return interview offered within ", Fact("72"), " hours")),
                    *(Cell((num(str(count)),)) for count in (31, 9, 4, 3)),
                    Cell((Num("s", "47", Style.STRONG),)),
                ),
            ),
            runs("Counts are events, not children: see ", See("t_returns"), "."),
        ),
    )


def moderation() -> tuple[Block, ...]:
    names = ("Outstanding", "Good", "Requires improvement", "Inadequate")
    counts = ((3, 4, 1, 0), (1, 18, 19, 2), (0, 7, 16, 7), (0, 0, 1, 4))
    matrix = tuple(
        (
            Cell(runs(Text(name, Style.STRONG))),
            *(Cell((num(str(count)),), _near(row, column)) for column, count in enumerate(line)),
            Cell((Num("s", str(sum(line)), Style.STRONG),)),
        )
        for row, (name, line) in enumerate(zip(names, counts, strict=True))
    )
    heat = tuple(
        (
            Cell(runs(name)),
            *(
                Cell((num(f"{(row * 3 + column * 5) % 10} of 10"),), _band((row * 3 + column * 5) % 10))
                for column in range(7)
            ),
            Cell(runs("< 3"), Mark.TOO_FEW),
        )
        for row, (name, _) in enumerate(ASPECTS)
    )
    return (
        Heading(1, "Grades and moderation", "12"),
        Grid(
            "t_matrix",
            runs("Auditor’s grade (rows) and agreed grade (columns), number of returns"),
            (
                Column("auditor", "Auditor’s grade", 4),
                *(Column(name, name, 2, kind="count") for name in names),
                Column("all", "All", 2, kind="count"),
            ),
            matrix,
            runs("The shaded diagonal is exact agreement."),
        ),
        Heading(1, "Agency view", "13"),
        Grid(
            "t_heat",
            runs("Returns graded good or outstanding, by aspect and agency"),
            (
                Column("aspect", "Aspect", 5),
                *(
                    Column(code, code, 1, kind="heat")
                    for code in ("CSC", "POL", "CHT", "HOS", "EDU", "ICB", "HVS", "YJS")
                ),
            ),
            heat,
            runs("Shading: five bands of fifths; the count is always printed."),
        ),
    )


def _near(row: int, column: int) -> Mark:
    return Mark.DIAGONAL if row == column else Mark.NEAR if abs(row - column) == 1 else Mark.NONE


def _band(count: int) -> Mark:
    return (Mark.HEAT_1, Mark.HEAT_2, Mark.HEAT_3, Mark.HEAT_4, Mark.HEAT_5)[min(count // 2, 4)]


def actions() -> tuple[Block, ...]:
    lines = (
        (
            "1",
            "Adopt one multi-agency supervision standard with a four-weekly minimum for open cases",
            "Children’s Social Care",
            "31 Mar 2027",
            "not started",
            Mark.NOT_STARTED,
        ),
        (
            "2",
            "Add religion, language and father to the shared referral form",
            "Integrated Care Board",
            "28 Feb 2027",
            "on track",
            Mark.ON_TRACK,
        ),
        (
            "3",
            "Brief designated leads on escalation",
            "Learning Services",
            "30 Apr 2027",
            "at risk",
            Mark.AT_RISK,
        ),
        (
            "4",
            "Trial a day-in-my-life tool in neglect cases",
            "Community Health Trust",
            "30 Jun 2027",
            "late",
            Mark.OVERDUE,
        ),
        ("5", "Send strategy meeting minutes", "Police", "31 Jan 2027", "done", Mark.DONE),
    )
    return (
        Heading(1, "Recommendations and actions", "16"),
        Table(
            "t_actions",
            runs("Actions"),
            (
                Column("no", "No", 1),
                Column("action", "Action", 7),
                Column("owner", "Owner", 4),
                Column("due", "Due", 3),
                Column("status", "Status", 3, kind="status"),
            ),
            tuple(
                (
                    Cell((num(number),)),
                    Cell(runs(Typed(action, Style.STRONG))),
                    Cell(runs(owner)),
                    Cell(runs(Fact(due))),
                    Cell(runs(status), mark),
                )
                for number, action, owner, due, status, mark in lines
            ),
        ),
    )


def appendix(rows: int) -> tuple[Block, ...]:
    return (
        PageBreak(),
        Heading(1, "Where each number comes from", "A"),
        Table(
            "t_sources",
            runs("References, with what they count"),
            (
                Column("ref", "Reference", 2, kind="id"),
                Column("figure", "Figure", 4, kind="id"),
                Column("count", "Count", 1, kind="count"),
                Column("of", "Of", 1, kind="count"),
                Column("answers", "Answers", 6, kind="id"),
            ),
            tuple(
                (
                    Cell(runs(Fact(f"F6.{row}.1"))),
                    Cell(runs(Fact(f"standard.vc_seen_{row}.met"))),
                    Cell((num("5"),)),
                    Cell((num("11"),)),
                    Cell(runs(Fact(", ".join(f"NEG26-{case:02}/csc" for case in range(1, 2 + row % 6))))),
                )
                for row in range(1, rows + 1)
            ),
        ),
    )


def grades_table() -> tuple[Block, ...]:
    titles = ("Outstanding", "Good", "Requires improvement", "Inadequate")
    return (
        Landscape(
            (
                Heading(1, "Grades in full", "B"),
                Table(
                    "t_grades",
                    runs("Agreed grades by aspect, number of children"),
                    (
                        Column("aspect", "Aspect", 4),
                        *(Column(title, title, 2, kind="count") for title in titles),
                    ),
                    tuple(
                        (Cell(runs(name)), *(Cell((num(str(count)),)) for count in counts))
                        for name, counts in ASPECTS
                    ),
                ),
            )
        ),
    )


def cover() -> Cover:
    return Cover(
        "Harbourshire Safeguarding Children Partnership",
        "Restricted edition: for the partnership only",
        (
            Pair("Round", runs(Fact("NEG-2026-09"))),
            Pair("Audit date", runs(Fact("14 September 2026"))),
            Pair("Look-back", runs(Fact("14 September 2025 to 14 September 2026"))),
            Pair("Children", (num("12"),)),
            Pair("Agencies", (num("8"),)),
            Pair(
                "Returns",
                runs(num("88"), " received of ", num("96"), " expected, ", num("5"), " of them nil"),
            ),
            Pair("Discussion meeting", runs(Fact("14 October 2026"))),
            Pair("Audit tool", runs(Fact("NEG 1.2.0, fingerprint 9f2c 71ab 04de"))),
            Pair("Signed off", runs(Fact("1 November 2026"), ", partnership business group")),
        ),
        runs(
            "This report is about children. It holds no names. It shows small counts and case references: "
            "keep it where case records are kept, and do not send it on. A public edition exists."
        ),
    )


def document(*blocks: Block, language: str = "en-GB") -> Document:
    return Document(
        title="Neglect: multi-agency case audit",
        subtitle="Combined report, autumn 2026",
        edition="Restricted edition",
        marking="OFFICIAL-SENSITIVE",
        round_id="NEG-2026-09",
        language=language,
        made_on=date(2026, 11, 1),
        blocks=blocks,
    )


def whole(rows: int = 60) -> Document:
    return document(
        cover(),
        Contents(),
        PageBreak(),
        *headline(),
        PageBreak(),
        *returns(),
        *findings(),
        *timeliness(),
        *moderation(),
        *actions(),
        *appendix(rows),
        *grades_table(),
    )


def typed(text: str) -> Document:
    return document(Heading(1, "What people wrote", "9"), Paragraph((Typed(text),)))
