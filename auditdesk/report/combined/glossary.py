"""Words that readers outside the field may not know (domain/glossary.md). May not know: the round."""

GLOSSARY = (
    ("agreed grade", "the grade that the audit group and the auditors settled at the discussion meeting"),
    ("aspect", "one of the nine parts of practice that every audit looks at, the theme, or the whole"),
    (
        "known",
        "answers that show how it was: those where it does not apply or the record shows nothing left out",
    ),
    ("nil return", "the agency searched its records and does not know the child; it counts as received"),
    ("no evidence", "the record does not let an auditor tell; it is never counted as not met"),
    ("return", "one agency’s audit of its own record of one child"),
    ("standard", "a question answered with met, partly met, not met, not applicable or no evidence"),
    ("CSE", "child sexual exploitation"),
    ("MACE", "multi-agency child exploitation panel"),
    ("NRM", "National Referral Mechanism for modern slavery"),
    ("SMART", "specific, measurable, achievable, relevant, timed"),
)
"""Term and meaning, our own words first."""
