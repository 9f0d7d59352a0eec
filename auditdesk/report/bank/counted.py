"""Names of what early help, pre-birth, domestic abuse and female genital mutilation count. Words only."""

EARLY_HELP_NAMED = {
    "eh.consent.recorded": "consent was recorded",
    "eh.lead.known": "the family knew its lead practitioner",
    "eh.reviewed_in_time": "assessment and reviews followed one another in time",
    "eh.drift": "the case was open for long, or reviewed often without progress",
    "eh.stepup.needed": "the case should have been stepped up",
    "eh.stepup.done": "the case was stepped up",
    "eh.stepup.direct": "the step up went straight to the front door",
    "eh.stepup.waited": "somebody waited for the panel",
}

PRE_BIRTH_NAMED = {
    "pb.booking.late": "the pregnancy was booked late",
    "pb.referral.early_enough": "the referral came early enough",
    "pb.plan.in_time": "the birth plan was written in time",
    "pb.lens.met": "the record imagined the baby’s daily life",
    "pb.conference.needed": "a pre-birth conference was needed",
    "pb.conference.held": "the pre-birth conference was held",
    "pb.conference.in_time": "the pre-birth conference was held in time",
}

ABUSE_NAMED = {
    "dv.child.seen": "the child was seen or spoken to",
    "dv.school.in_time": "school was told before its next day began",
    "dv.school.late": "school was told late",
    "dv.school.not_sent": "school was not told",
    "dv.school.date_missing": "the record does not say when",
    "dv.high.unmarked": "the score was high and the level recorded was not",
    "dv.marac.met": "the threshold of the risk conference (MARAC) was met",
    "dv.marac.referred": "the case went to the risk conference (MARAC)",
    "dv.idva.engaged": "a specialist adviser (IDVA) worked with the adult victim",
    "dv.recovery.received": "the child had support to recover",
}

MUTILATION_NAMED = {
    "fgm.duty.applied": "the duty to report to the police applied",
    "fgm.report.in_time": "the report to the police was made in time",
    "fgm.report.late": "the report to the police was late",
    "fgm.report.not_made": "the report to the police was not made",
    "fgm.report.date_missing": "the record does not say when the report was made",
    "fgm.report.in_person": "the professional made the report in person",
    "fgm.tool.any": "a risk assessment tool was used",
    "fgm.strategy.in_time": "the strategy meeting was held in time",
    "fgm.order.considered": "a protection order was considered",
}
