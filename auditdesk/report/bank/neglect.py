"""Claims of the neglect tool, and names of what it counts. Words only: no figure is looked up here."""

from auditdesk.report.bank.claim import Claim

NEGLECT = {
    "neg.tool.any": Claim(
        "a neglect tool was used",
        "Use a neglect tool",
        "one that practitioners can use with the child and the family, as soon as neglect is thought of",
    ),
    "neg.tool.gcp2": Claim(
        "the second version of the Graded Care Profile was used",
        "Use the second version of the Graded Care Profile",
        "with people trained in it, or agree on a tool that is easier to use",
    ),
    "neg.chronology.impact": Claim(
        "a chronology said what events meant for the child",
        "Keep a chronology of impact",
        "what happened, and what each event meant for the child",
    ),
    "standard.ng_incid": Claim(
        "the record looked at build-up over time, not at single events",
        "See the build-up",
        "put events side by side, with dates and what they did to the child",
    ),
    "standard.ng_each": Claim(
        "each child in the home was considered separately",
        "Think of each child",
        "every child in the home has a profile of their own",
    ),
    "standard.ng_inform": Claim(
        "the tool’s result shaped the assessment and the plan",
        "Let the tool shape the plan",
        "the weakest areas of care become goals",
    ),
    "standard.ng_day": Claim(
        "the child’s day was described from waking to sleeping",
        "Describe the child’s day at home",
        "meals, washing, school, evenings, sleep and weekends",
    ),
    "standard.ng_impact": Claim(
        "the record said what neglect did to this child, not only what the home was like",
        "Say what neglect does to this child",
        "to health, mood, learning and friendships, now and later",
    ),
    "standard.ng_wnbp": Claim(
        "the was-not-brought policy was followed",
        "Follow up missed appointments",
        "a child is not brought: contact parents, share, escalate",
    ),
    "standard.ng_sch": Claim(
        "school recorded how the child came to school, over time",
        "Record what school sees",
        "food, clothing, tiredness and lateness, with dates and what was done",
    ),
    "standard.ng_father": Claim(
        "the part of fathers and other adults in care and neglect was assessed",
        "Assess fathers too",
        "their care, the harm they do and what they could give",
    ),
    "standard.ng_change": Claim(
        "capacity and motivation to change were tested, not assumed",
        "Test change",
        "set goals, and look for change that lasts: turning up is not change",
    ),
    "standard.ng_pov": Claim(
        "poverty was told from neglect, and practical help was given",
        "Tell poverty from neglect",
        "help with income, debt and housing, and judge care fairly",
    ),
    "standard.ng_teen": Claim(
        "neglect was recognised behind an adolescent’s behaviour",
        "See neglect in adolescence",
        "running away, offending and self-neglect may come of it",
    ),
    "standard.ng_plo": Claim(
        "legal advice or pre-proceedings were considered at the right time",
        "Think of legal advice in time",
        "when a child protection plan is not working",
    ),
}

NEGLECT_NAMED = {
    "neg.tool.gcp": "any version of the Graded Care Profile was used",
    "neg.chronology.list": "a chronology listed events only",
    "neg.chronology.none": "there was no chronology",
    "neg.plans.two_or_more": "the child had had two or more earlier plans for neglect",
}
"""Counts that say how things are: they are named in tables, and no sentence asks for more of them."""
