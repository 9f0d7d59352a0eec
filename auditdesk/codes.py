"""Every AD- code: what happened, and what to do next. Codes are for ever; sentences may improve.

May not know: anything. The tables of formats.md 15 and forms.md 9 are the source; docs/errors.md is made from here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence of at most 160 characters and one next step; `{names}` are filled in by the error.

    The next step can be taken in the window and at the command line alike; `command` says what the command
    line adds to it.
    """

    sentence: str
    hint: str
    command: str = ""


def _same(codes: str, sentence: str, hint: str) -> dict[str, Words]:
    return dict.fromkeys(codes.split(), Words(sentence, hint))


_FORM_OF_FILE = (
    "T_SHORT T_HEADER T_PAD T_TRAIL S_SIZE S_ARMOR S_SHAPE Z_BAD Z_SIZE J_SIZE J_PARSE J_CANON J_CTRL J_BIDI "
    "J_DEPTH J_KEY J_LONG J_NUMBER M_KEYS M_SEQ M_EPOCH M_PREV M_TIME M_MEMBERS P_SHAPE P_COUNT"
)

SEALED_FILES = {
    "A_MAGIC": Words(
        "{file} is not an auditdesk file.",
        "Choose the file that ends in .adbundle (.adround, .adreceipt).",
    ),
    **_same(
        "A_SIZE T_LIMIT Z_LIMIT P_MANY",
        "{file} is larger than any {type} can be.",
        "Ask the sender whether this is the right file.",
    ),
    **_same(
        "A_HEADER A_STANZAS A_STANZA_TYPE A_ARMOR",
        "The outside of {file} is damaged or was not made by auditdesk.",
        "Ask for the file again; on USB if mail changed it.",
    ),
    "A_DECRYPT": Words(
        "{file} cannot be opened with the key of any open round: it was changed on the way, "
        "or made for someone else.",
        "Ask the sender to export again for this round.",
    ),
    **_same(
        _FORM_OF_FILE,
        "The contents of {file} are not in the form auditdesk writes.",
        "Send the sender's version number and this code to support.",
    ),
    "S_UNKNOWN_SIGNER": Words(
        "{file} is signed by someone not enrolled yet. It is kept and has not been read.",
        "Ask for their identity card and ring them.",
    ),
    "S_ROLE": Words(
        "{name} may not sign a {type}.",
        "Ring {name}; somebody may be using their key.",
    ),
    **_same(
        "S_WEAK S_BAD",
        "The signature on {file} is not right. It may have been changed on purpose.",
        "Ring the sender before anything else; keep the file.",
    ),
    "M_KIND": Words("{file} is a {kind}, not a {type}.", "Open it from the screen for {kind}."),
    "M_NEWER": Words("{file} was made by a newer auditdesk.", "Update; it is then read by itself."),
    "M_SIGNER": Words("{file} names one person and is signed by another.", "Ring both."),
    "M_RECIPIENT": Words(
        "{file} was made for someone else and passed on.",
        "Ask the sender for one made for this round.",
    ),
    **_same(
        "M_ROUND_UNKNOWN M_PACK_UNKNOWN M_FORM_UNKNOWN",
        "{file} belongs to a round, pack or form that is not on this desk.",
        "Load the round; it is then read by itself.",
    ),
    "M_PACK_AUDITOR": Words(
        "{name} worked from a pack sent to somebody else.",
        "Send {name} their own pack; their answers are kept.",
    ),
    "M_FORM_HASH": Words(
        "{name} used a form that differs from the one you sent.",
        "Send the pack again; ask {name} to move the returns to it.",
    ),
    "P_HASH": Words(
        "The answers in {file} are not the ones that were signed.",
        "Ring the sender; keep the file.",
    ),
    **_same(
        "P_ASSIGN P_FORM",
        "{file} has a return that {name} was not asked for.",
        "Add the assignment and send a new pack.",
    ),
    "P_REVISION": Words(
        "{file} claims an impossible revision number.",
        "Ring the sender; their key may be in other hands.",
    ),
    "P_ANSWER": Words(
        "An answer in {file} does not fit its question ({question}).",
        "Ask the sender to open that question and export again.",
    ),
    "M_BUNDLE_UNKNOWN": Words(
        "This receipt answers a bundle that was not sent from here.",
        "Check that it is for you.",
    ),
    **_same("C_SHAPE C_SIG C_WEAK", "{file} is not a valid identity card.", "Ask for the card again."),
    "C_DIFFERENT": Words(
        "{name} is enrolled with other keys.",
        "Ring {name}; enrol the new card only after the check.",
    ),
    "C_WORDS": Words(
        "The words do not match the card. Do not enrol it.",
        "Ring again on a number you already had.",
    ),
}

OWN_DESK = {
    **_same(
        "V_SHAPE V_PARAM V_CARD",
        "The key file of this desk is damaged or was replaced. The desk was not opened.",
        "Restore it from a backup.",
    ),
    "V_WRONG": Words(
        "That does not open this desk. Nothing was changed.",
        "Try again, or use the recovery sheet.",
    ),
    "V_WEAK": Words(
        "This passphrase is too easy to guess. No desk was made.",
        "Use the six words offered, or at least 14 characters that are not a common phrase.",
    ),
    "V_EXISTS": Words(
        "There is a desk in this folder already. Nothing was changed.", "Open it, or choose another folder."
    ),
    "V_NONE": Words("There is no desk in this folder.", "Make one, or choose the folder of yours.", "`auditdesk desk new` makes one."),
    "V_ASK": Words(
        "No passphrase was given, so the desk was not opened.",
        "Type it when asked, or set {variable}.",
    ),
    **_same(
        "V_NEWER D_NEWER",
        "This desk was last used by a newer auditdesk. It was not opened.",
        "Install that version.",
    ),
    "D_LOCKED": Words(
        "auditdesk is already open on this desk.",
        "Use the window or command that has it open, or wait for it.",
    ),
    **_same(
        "D_KEY D_DAMAGED",
        "The store cannot be read. Nothing was changed.",
        "Restore the newest backup.",
    ),
    **_same(
        "D_FULL F_FULL",
        "The disk is full, so {file} was not written. What was saved before is still there.",
        "Free space, or choose another disk, and try again.",
    ),
    **_same(
        "D_READONLY F_READONLY",
        "{file} cannot be written: its folder does not allow it. Nothing was changed.",
        "Choose another folder.",
    ),
    "D_DISK": Words(
        "The disk did not answer while {file} was used. What was saved before is still there.",
        "Check the disk, save a copy of the desk elsewhere, and try again.",
    ),
    "D_MEANWHILE": Words(
        "Something else was recorded on this desk at the same moment, so this was not.",
        "Try again.",
    ),
    "D_PLACE": Words("The desk may not live on a network or synced drive.", "Choose a local folder."),
    "D_SWAPPED": Words(
        "Another program replaced the store while it was open. A rescue copy was written.",
        "Close auditdesk and look at both.",
    ),
    "F_BUSY": Words(
        "Another program holds {file}. It was saved as {other}.", "Close the other program, then rename it."
    ),
    "F_VERIFY": Words("What was written to {file} could not be read back.", "Use another disk."),
    "F_PRINTER": Words(
        "The printer {printer} did not take the pages. Nothing on this desk was changed.",
        "See whether it is switched on and has paper, choose another, or save the PDF and print that.",
    ),
    "F_EXISTS": Words("{file} exists already and was not touched.", "Choose another name or folder.", "--force replaces it."),
    "F_MISSING": Words("There is no file or folder {file}. Nothing was done.", "Check the name."),
    "F_UNREADABLE": Words(
        "{file} cannot be read: {why}. Nothing was done.", "Check that it is a file you may read."
    ),
    "F_BIG": Words(
        "{file} is larger than anything read here ({limit} bytes). It was not read.",
        "Check that it is the right file.",
    ),
    **_same(
        "B_SHAPE B_HASH B_DAMAGED B_OTHER",
        "This backup is damaged, or belongs to another desk.",
        "Choose another; the present desk is unchanged.",
    ),
}

ROUNDS_AND_RETURNS = {
    "R_SHAPE": Words(
        "{file}, line {line}: {why}. Nothing was taken from it.", "Correct the line and try again."
    ),
    "R_ANSWER": Words(
        "{file}, line {line}, question {question}: {why}. Nothing was taken from it.",
        "Correct the answer and try again.",
    ),
    "R_LINE": Words(
        "{file}, line {line}: {what}. It was not recorded; all that was acknowledged before is.",
        "Correct the line and go on from there.",
    ),
    "R_QUESTION": Words("There is no question {question} in this tool.{near} Nothing was recorded.", "Check its code in the tool.", "`auditdesk tool show` lists them."),
    "R_LIMIT": Words("{question}: {why}. Nothing was recorded.", "Enter less, or split it."),
    "R_VALUE": Words(
        "The answer to {question} does not fit: {why}. It is kept as typed.", "Correct the answer."
    ),
    "R_OPEN": Words(
        "{ref} is not ready to sign: {count} things are open. It was not signed.", "Answer or correct: {list}"
    ),
    "R_NONE": Words("There is no return {ref} on this desk.", "Check the case and the agency.", "`auditdesk return list` lists an auditor's returns."),
    "R_SIGNED": Words("{ref} is signed. Nothing was recorded.", "Reopen it first.", "`auditdesk return reopen {ref}` does."),
    "R_NEWEST": Words("{ref} is on the newest version of its tool. Nothing was changed.", "Go on with it."),
    "R_VERSION": Words(
        "The round cannot go on with this tool: {why} Nothing was changed.",
        "Correct the number in the tool's file, or choose the right tool.",
        "`auditdesk tool diff` tells what changed and which number that needs.",
    ),
    "R_UNSIGNED": Words("{ref} is not signed, so no bundle was made.", "Sign it first.", "`auditdesk return sign {ref}` does."),
    "R_NOTHING": Words("There is nothing signed to send. No bundle was made.", "Sign a return first."),
    "R_ROUND": Words("There is no round {round} on this desk. Nothing was done.", "Check its id, or open a pack.", "`auditdesk round status` tells the round of a desk."),
    "R_MANY": Words("There is more than one round on this desk, so nothing was done.", "Say which: {list}", "Name it with --round."),
    "R_TOO_MUCH": Words("The round holds more than a round can: {why}. Nothing was set up.", "Split it into two rounds, or shorten that part."),
    "R_EXISTS": Words(
        "The round {round} is on this desk already. Nothing was changed.",
        "Use another id, or go on with the one that is there.",
    ),
    "R_CASE": Words("There is no case {case} in this round. Nothing was recorded.", "Check the reference.", "`auditdesk round status` lists them."),
    "R_AGREE": Words(
        "The decision on {case} does not fit: {why}. Nothing was recorded.", "Correct {file} and try again."
    ),
    "R_ROLE": Words(
        "This desk belongs to the role {role}; {verb} needs the role {needed}. Nothing was done.",
        "Use the desk of that role.",
    ),
    "R_CARD": Words("There is no enrolled card of an auditor for agency {agency}. No pack was made.", "Enrol a card of that agency first.", "`auditdesk identity trust` does."),
    "R_TOOL": Words("There is no tool {tool}.", "Choose one that is there.", "`auditdesk tool list` lists them."),
    "R_EARLIER": Words("{file} does not hold the figures of a round: {why}. Nothing was compared.", "Give the figures-restricted.json of the earlier round.", "What `auditdesk figures --json` printed will do too."),
    "R_EDITION": Words(
        "The public edition cannot be made safely: {why}. It was not written.",
        "Audit more children, or publish findings in words alone; the restricted edition is not affected.",
    ),
    "R_FIGURE": Words("There is no figure {figure} in this edition.", "Check its id.", "`auditdesk figures` lists them."),
    "R_FORMAT": Words(
        "Nothing is written as {suffix} by this version. Nothing was written.",
        "Use a name that ends in .pdf, or in .xlsx for a tool.",
    ),
    "U_USAGE": Words("{why}", "Check what was asked for, and try again.", "See `auditdesk --help`."),
    "X_CRASH": Words(
        "Something went wrong inside auditdesk. What was saved is safe.",
        "Read {file} and send it to support; it holds no case content.",
    ),
}

TOOLS = {
    "TOOL_YAML": Words("The file is not YAML as tools use it. {what}", "Correct the line; every value is text."),
    "TOOL_BOOK": Words("The file is no workbook that a tool can be in. {what}", "Save it as .xlsx in a spreadsheet program, without macros, links or a password."),
    "TOOL_SHEET": Words("A sheet, or a group in it, is not as it has to be. {what}", "Correct the sheet or row named; every begin has its end."),
    "TOOL_CELL": Words("A cell holds something other than a text. {what}", "Write the text itself into the cell named."),
    "TOOL_COLUMN": Words("A column is not known. {what}", "Use a column of the form language."),
    "TOOL_TYPE": Words("A type is not known. {what}", "Use a type of the form language."),
    "TOOL_NAME": Words("A name cannot be used. {what}", "Give every row a name of its own."),
    "TOOL_LIST": Words("A choice list is missing or doubled. {what}", "Write the list once, in choices or an include."),
    "TOOL_CHOICE": Words("A choice cannot be used. {what}", "Give every choice of a list a code of its own."),
    "TOOL_EXPR": Words("An expression cannot be read. {what}", "Correct it at the character named."),
    "TOOL_REF": Words("A question is not there. {what}", "Name a question of this tool."),
    "TOOL_FUNCTION": Words("A function is not known. {what}", "Use a function of the form language."),
    "TOOL_ARGS": Words("A function is given the wrong values. {what}", "Give it as many values, of the kinds it takes."),
    "TOOL_FACT": Words("A fact is not known. {what}", "Use one of the facts named."),
    "TOOL_CYCLE": Words("Questions wait for one another. {what}", "Let one of them read something else."),
    "TOOL_CODE": Words("A comparison can never hold. {what}", "Use a code of the list."),
    "TOOL_AGGREGATE": Words("A total stands inside its own row. {what}", "Put the total outside the repeat."),
    "TOOL_BLANK": Words("A sum fails on the first blank. {what}", "Leave blanks out with [. != '']."),
    "TOOL_INCLUDE": Words("An include cannot be followed. {what}", "Correct its path or its words."),
    "TOOL_TEXT": Words("A text is missing or cannot be used. {what}", "Write the text in the language named."),
    "TOOL_LIMIT": Words("The tool is larger than any tool may be. {what}", "Make the part named smaller."),
    "TOOL_SEMVER": Words("The version does not say how much changed. {what}", "Raise the version as named."),
    "TOOL_HASH": Words("The tool does not have the hash that its pack names. {what}", "Send the pack again."),
}

WORDS: dict[str, Words] = {**SEALED_FILES, **OWN_DESK, **ROUNDS_AND_RETURNS, **TOOLS}
"""Every code that a person or program can meet, without its prefix `AD-`."""
