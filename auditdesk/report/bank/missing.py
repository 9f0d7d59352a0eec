"""Claims of the tool on missing from home, and names of its counts. Words only: no figure is looked up."""

from auditdesk.report.bank.claim import Claim

MISSING = {
    "mfh.interview.completed_in_time": Claim(
        "a return interview that was held came within the time procedure sets",
        "Hold return interviews in time",
        "soon after the return, where and with whom the child chooses",
    ),
    "mfh.offer.in_time": Claim(
        "a return interview that was offered was offered in time",
        "Offer return interviews at once",
        "before the child is back where that can be done",
    ),
    "mfh.stage1.held": Claim(
        "a stage one meeting was held when it fell due",
        "Hold stage one meetings",
        "when the episodes of three months make one due",
    ),
    "mfh.stage2.held": Claim(
        "a stage two meeting was held when it fell due",
        "Hold stage two meetings",
        "when they add up to many more",
    ),
    "mfh.meeting.all_invited": Claim(
        "every agency that procedure names was invited to a stage meeting",
        "Invite the right agencies",
        "social care, police, health and education, and whoever else knows the child",
    ),
    "standard.mfh_s1act": Claim(
        "the actions of the stage one meeting were done",
        "Do what stage one agreed",
        "by the review, and say why where it was not",
    ),
    "standard.mfh_s2act": Claim(
        "the actions of the stage two meeting were done",
        "Do what stage two agreed",
        "by the review, and say why where it was not",
    ),
    "standard.mfh_ra": Claim(
        "a missing risk assessment was on file before the child went missing",
        "Have the trigger plan ready",
        "with a photograph, places, people and health needs",
    ),
    "standard.mfh_q": Claim(
        "return interviews were led by the child, specific and analysed",
        "Make return interviews count",
        "why, where, with whom, what harm and what would help, not a list of ticks",
    ),
    "standard.mfh_ch": Claim(
        "the child had a choice of who asked, where and when",
        "Give the child a choice",
        "of who asks, where and when",
    ),
    "standard.mfh_an": Claim(
        "the interview was read together with the plan and the risk assessment",
        "Read interview and plan together",
        "what the child said belongs in both",
    ),
    "standard.mfh_pl": Claim(
        "the plan had a strategy to keep the child safe and to reduce running",
        "Plan to reduce running",
        "say what keeps the child safe, and who does it",
    ),
    "standard.mfh_str": Claim(
        "a strategy meeting was held when significant harm was likely",
        "Meet when harm is likely",
        "when the threshold is reached, not after the next episode",
    ),
    "standard.mfh_exp": Claim(
        "exploitation was thought of after each episode",
        "Think of exploitation each time",
        "with a tool or a note after every episode",
    ),
    "standard.mfh_pol": Claim(
        "the police response was kind and curious, and checked that the child was safe",
        "Be kind and curious",
        "whatever the number of the episode",
    ),
    "standard.mfh_not": Claim(
        "social care was told promptly",
        "Tell social care at once",
        "on the same or the next working day",
    ),
    "standard.mfh_sch": Claim(
        "school was told and supported the child",
        "Bring school in",
        "say why it is told, and what support the child needs",
    ),
    "standard.mfh_care": Claim(
        "carers acted as a parent would",
        "Act as a parent would",
        "look, call, keep a log, and welcome the child back",
    ),
    "standard.mfh_rul": Claim(
        "the placement’s rules were thought about with the child",
        "Talk about the rules",
        "overnight stays and times, together with the child",
    ),
    "standard.mfh_mov": Claim(
        "moves of placement were weighed as cause or effect",
        "Weigh every move",
        "before it, and again after it",
    ),
    "standard.mfh_oo1": Claim(
        "it was agreed who interviews a child who lives far away",
        "Agree who travels",
        "in writing, before the first episode",
    ),
    "standard.mfh_oo2": Claim(
        "the host area’s police knew the child and the plan",
        "Tell the host area",
        "its police and its hub, before the first episode",
    ),
    "standard.mfh_pi4": Claim(
        "the placing authority was chased for interviews that did not come",
        "Chase the placing authority",
        "within five working days, then one level higher",
    ),
    "standard.mfh_par": Claim(
        "parents’ worries and views were taken",
        "Ask the parents",
        "what they did to find the child, what worries them, what would help",
    ),
}

MISSING_NAMED = {
    "mfh.interview.in_time": "the return interview was held in time",
    "mfh.interview.late": "the return interview was late",
    "mfh.interview.declined": "the child declined the return interview",
    "mfh.interview.not_offered": "no return interview was offered",
    "mfh.interview.unavailable": "the child could not be reached for an interview",
    "mfh.interview.not_returned": "the placing authority did not send the interview back",
    "mfh.interview.date_missing": "the record does not say when or whether the interview was held",
    "mfh.stage1.due": "a stage one meeting fell due",
    "mfh.stage2.due": "a stage two meeting fell due",
}
"""Counts that say how things are: they are named in tables, and no sentence asks for more of them."""
