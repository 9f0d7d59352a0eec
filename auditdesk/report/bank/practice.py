"""Claims of every tool about an agency's own practice: oversight, recording, procedure, history, voice.

Words only: no figure is looked up here.
"""

from auditdesk.report.bank.claim import Claim

MANAGEMENT_AND_RECORDING = {
    "standard.mo_std": Claim(
        "supervision was as frequent as the agency’s own standard",
        "Keep supervision regular",
        "as often as our own standard says",
    ),
    "standard.mo_reason": Claim(
        "key decisions carried the manager’s reasons",
        "Give reasons",
        "for every key decision, with a date and a name",
    ),
    "standard.mo_reflect": Claim(
        "oversight was reflective and challenging",
        "Reflect and challenge",
        "ask in supervision what it is like to be this child",
    ),
    "standard.mo_tools": Claim(
        "managers steered to tools and research",
        "Use tools and research",
        "managers can point to those that fit",
    ),
    "standard.mo_comply": Claim(
        "managers checked that procedure was followed",
        "Check procedure",
        "and put slips right when we find them",
    ),
    "standard.mo_follow": Claim(
        "actions from supervision were done",
        "Follow actions through",
        "from one supervision to the next",
    ),
    "standard.mo_drift": Claim(
        "oversight spotted drift and dealt with it", "Stop drift", "name delay and act on it"
    ),
    "standard.rc_family": Claim(
        "all key family members were listed with their relationship",
        "List the whole family",
        "with relationships, and those who stay often",
    ),
    "standard.rc_father": Claim(
        "fathers and other significant men were recorded",
        "Record fathers",
        "and other significant men: who they are, and what risk or strength they bring",
    ),
    "standard.rc_divuse": Claim(
        "the child’s identity was used in the work, not only recorded",
        "Use identity",
        "let who the child is change how we help",
    ),
    "standard.rc_right": Claim(
        "information was in the right record and the right document",
        "Record in the right place",
        "the right child, the right document",
    ),
    "standard.rc_time": Claim("entries were made promptly", "Record promptly", "within the local standard"),
    "standard.rc_fact": Claim(
        "fact, opinion and what others said could be told apart",
        "Tell fact from opinion",
        "and say who told us",
    ),
    "standard.rc_lang": Claim(
        "language was respectful and did not blame the child",
        "Write with respect",
        "the child may read it one day",
    ),
    "standard.rc_contact": Claim(
        "contact details of professionals were current",
        "Keep contacts current",
        "so that anyone out of hours knows whom to ring",
    ),
}

PROCEDURE_AND_HISTORY = {
    "standard.co_proc": Claim(
        "the relevant multi-agency procedure was found and used",
        "Use the procedure",
        "find the right chapter, and show that it was followed",
    ),
    "standard.co_own": Claim(
        "the agency’s own policy was followed",
        "Follow our own policy",
        "and write down why when we cannot",
    ),
    "standard.co_consent": Claim(
        "consent, or the lawful reason to share, was recorded",
        "Record consent",
        "or the reason for sharing without it",
    ),
    "standard.co_policy": Claim(
        "other policies that applied were followed",
        "Follow linked policies",
        "such as those for missed appointments and transfers",
    ),
    "standard.co_thresh": Claim(
        "decisions applied the threshold document",
        "Use the threshold document",
        "name the level, and say why",
    ),
    "standard.hi_known": Claim(
        "earlier involvement with the agency was recorded",
        "Record earlier involvement",
        "with dates and what came of it",
    ),
    "standard.hi_use": Claim(
        "history shaped the assessment and the decisions",
        "Use the history",
        "say what it means for this child now",
    ),
    "standard.hi_partner": Claim(
        "partners’ history was asked for and used",
        "Ask partners",
        "what they know, and use it",
    ),
    "standard.hi_sib": Claim(
        "the history of brothers, sisters and earlier children was considered",
        "Think of siblings",
        "weigh what happened to brothers and sisters",
    ),
    "standard.hi_parent": Claim(
        "parents’ own childhood and history were considered",
        "Understand parents’ own history",
        "and what it means for their parenting now",
    ),
    "standard.hi_pattern": Claim(
        "the pattern was analysed, not the single incident",
        "Look for the pattern",
        "how often, how serious, how long between",
    ),
}

VOICE = {
    "standard.vc_views": Claim(
        "the child’s wishes and feelings were recorded in the child’s words or behaviour",
        "Record the child’s words",
        "or, for a child too young to speak, what we saw",
    ),
    "standard.vc_unborn": Claim(
        "the record thought about what life will be for the baby",
        "Think of the baby",
        "and of the life it will have",
    ),
    "standard.vc_day": Claim(
        "a day in the child’s life was described",
        "Describe the child’s day",
        "from waking to sleeping, weekday and weekend",
    ),
    "standard.vc_influence": Claim(
        "the child’s view changed a decision or plan",
        "Let the child’s view count",
        "and name the decision it changed",
    ),
    "standard.vc_feedback": Claim(
        "the child was told what happened because of what they said",
        "Tell the child",
        "what happened because of what they said",
    ),
    "standard.vc_focus": Claim(
        "the focus stayed on this child",
        "Stay with this child",
        "not only with parents, brothers and sisters",
    ),
    "standard.vc_interp": Claim(
        "an independent interpreter or communication aid was used where needed",
        "Use interpreters",
        "independent ones, each time it matters",
    ),
    "standard.vc_mother": Claim("the mother’s views were recorded", "Hear mothers", "in their own account"),
    "standard.vc_father": Claim(
        "the views of fathers and partners were recorded and used",
        "Hear fathers",
        "and partners, and use what they say",
    ),
    "standard.vc_worker": Claim(
        "the child had one steady, trusted worker",
        "Keep one trusted worker",
        "a relationship is what children ask for most",
    ),
}
