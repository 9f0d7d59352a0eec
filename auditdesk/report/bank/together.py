"""Claims of every tool about work with others: referrals, plans, meetings, escalation (C6 to C9).

Words only: no figure is looked up here.
"""

from auditdesk.report.bank.claim import Claim

REFERRALS = {
    "standard.rf_qual": Claim(
        "referrals were comprehensive and clear about the risk to the child",
        "Refer with the whole picture",
        "what was seen, what it does to the child, what has been tried",
    ),
    "standard.rf_thr": Claim(
        "threshold language was used, and rightly",
        "Name the threshold",
        "in every referral, and say so when we disagree",
    ),
    "standard.rf_cons": Claim(
        "the family was told, or asked, unless that was unsafe",
        "Tell the family",
        "before we refer, unless that is unsafe",
    ),
    "standard.rf_chase": Claim(
        "a referral without a reply was chased",
        "Chase an answer",
        "when a referral gets no reply",
    ),
    "standard.rf_next": Claim(
        "referrers knew what would happen next and kept the child safe meanwhile",
        "Keep the child safe meanwhile",
        "know what happens next after a referral",
    ),
}

ASSESSMENTS_AND_PLANS = {
    "standard.ap_time": Claim(
        "assessment was timely for the child",
        "Assess in the child’s time",
        "the pace that the child needs, not only the limit",
    ),
    "standard.ap_analysis": Claim(
        "risk, need and strength were robustly analysed",
        "Analyse",
        "say what the facts mean for the child, not only what they are",
    ),
    "standard.ap_tools": Claim(
        "assessment was informed by the right tool and research",
        "Use the right tool",
        "and use its result in the argument",
    ),
    "standard.ap_parent": Claim(
        "both parents and the wider family were assessed",
        "Assess both parents",
        "and the wider family, or say why not",
    ),
    "standard.ap_upd": Claim(
        "assessment was updated when things changed",
        "Update the assessment",
        "when something changes",
    ),
    "standard.ap_risk": Claim(
        "the risk that this audit is about was explicit in the plan",
        "Make the risk explicit",
        "in the plan, apart from other needs",
    ),
    "standard.ap_cont": Claim(
        "the plan said what happens if things get worse",
        "Plan for worse",
        "who does what, by when",
    ),
    "standard.ap_sharep": Claim(
        "the plan was shared with the child and the parents, who understood it",
        "Share the plan with the family",
        "in plain words and the right language",
    ),
    "standard.ap_sharea": Claim(
        "plans were shared with the agencies that need them",
        "Share the plan",
        "with each agency that has a part in it",
    ),
    "standard.ap_prog": Claim(
        "the plan reduced risk and made things better for the child",
        "Make the plan work",
        "and change it when it does not reduce risk",
    ),
    "standard.ap_rev": Claim(
        "the plan was reviewed when it should be",
        "Review the plan",
        "in time, and after each serious event",
    ),
}

MEETINGS_AND_ESCALATION = {
    "standard.ma_mtg_smart": Claim(
        "actions from meetings were specific and had owners",
        "Leave with clear actions",
        "each with an owner and a date",
    ),
    "standard.ma_share": Claim(
        "information was shared promptly and in proportion",
        "Share in time",
        "with the right people, the same day when it is urgent",
    ),
    "standard.ma_role": Claim(
        "roles were clear and partners knew who leads",
        "Know who leads",
        "and what each agency’s part is",
    ),
    "standard.ma_adult": Claim(
        "adult services were brought in where they matter",
        "Bring in adult services",
        "where a parent’s needs bear on the child",
    ),
    "standard.ma_chal": Claim(
        "agencies challenged one another with respect",
        "Challenge with respect",
        "voice a different view, and answer it",
    ),
    "standard.ma_act": Claim(
        "agencies did the actions they had agreed",
        "Do what we agreed",
        "on time, or say why not",
    ),
    "standard.es_policy": Claim(
        "the formal escalation policy was cited",
        "Cite the policy",
        "policy and step, in the record",
    ),
    "standard.es_timely": Claim(
        "concerns were escalated in time for the child",
        "Escalate in time",
        "while it can still change the outcome",
    ),
    "standard.es_safe": Claim(
        "it was clear how the child was kept safe meanwhile",
        "Keep the child safe meanwhile",
        "write down how, while we disagree",
    ),
    "standard.es_outc": Claim(
        "the outcome of escalation was obtained and recorded",
        "Get the outcome",
        "and record what it means for the child",
    ),
}
