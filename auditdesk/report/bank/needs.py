"""What we need to do more of, aspect by aspect, where an aspect fell short (key-message table).

Words only: whether an aspect fell short is for sentences.py to see.
"""

NEEDS = {
    "C1": (
        "We need managers who ask, challenge and reflect with us, write down the reasons for key "
        "decisions, and check that our work follows procedure and uses the tools and research that "
        "fit."
    ),
    "C2": (
        "We need to record full and accurate details of the child and everyone in the family, in the "
        "right place, so that a colleague out of hours could act on them."
    ),
    "C3": ("We need to know the procedures that bear on our work, follow them, and say why when we do not."),
    "C4": (
        "We need to find out what happened before, in our own agency and with partners, and say what "
        "it means for this child now."
    ),
    "C5": (
        "We need to hear from children and families, including very young children, fathers and those "
        "who need an interpreter, and let what they say change what we do."
    ),
    "C6": (
        "We need to give the whole picture when we refer, in the words of the threshold document, and "
        "find out what happens next."
    ),
    "C7": (
        "We need timely assessments that say what the facts mean, to which every partner contributes, "
        "and plans that are specific, shared and understood by the child, the parents and every "
        "agency with a part in them."
    ),
    "C8": (
        "We need to bring the right people together in good time, hear from each of them, and send "
        "minutes that are accurate and quick."
    ),
    "C9": (
        "We need to raise a disagreement early, by the policy, keep the child safe meanwhile, and "
        "obtain and record the outcome."
    ),
    "T": (
        "We need to keep the risk that this audit is about in sight: name it, assess it together and "
        "plan for it."
    ),
}

THEME_NEEDS = {
    "cse": (
        "We need to complete the risk assessment tool together, review it regularly, share it with "
        "everyone who needs it, and say in the child’s plan what will reduce the risk of exploitation "
        "and who does it."
    ),
    "neg": (
        "We need to use a neglect tool that suits us and the family, see how neglect builds up over "
        "time, and say what it does to this child, so that the plan can change the child’s daily life."
    ),
    "mfh": (
        "We need to see a child soon after every return, let the child choose who asks and where, read "
        "what was said together with plan and risk assessment, and meet with the right agencies when "
        "episodes add up."
    ),
}
"""By the theme of the tool; a theme without its own words takes those of "T"."""

KEEP_ON = "We need to keep doing what works here."
TOO_FEW = "Too few records answered this to say what we need to do more of."
"""Where every standard of an aspect rests on one or two of many children."""
