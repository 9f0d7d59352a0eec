"""The verbs: one for each thing a person sits down to do. Doors call these and nothing else."""

from auditdesk.desk.desk import Desk
from auditdesk.desk.facts import Logged
from auditdesk.merge.outcome import FileOutcome
from auditdesk.report.figures import EDITIONS, Edition
from auditdesk.work.bundles import Exported, check_bundles, make_bundle
from auditdesk.work.desks import (
    DeskChecked,
    DeskStatus,
    Made,
    Owner,
    change_passphrase,
    check_desk,
    desk_status,
    make_desk,
    open_desk,
    recover_desk,
)
from auditdesk.work.identities import CardFile, Known, enrol, people_known, revoke, write_card
from auditdesk.work.meetings import Applied, Beside, BesideRow, apply_meeting, case_beside
from auditdesk.work.merging import merge_files, merge_log, undo_merge
from auditdesk.work.packs import PackMade, PackOpened, PacksMade, make_packs, open_pack
from auditdesk.work.papers import Paper, Written, figures, report, trace
from auditdesk.work.receipts import ReceiptMade, ReceiptTaken, make_receipts, take_receipt
from auditdesk.work.rehearse import Rehearsed, rehearse
from auditdesk.work.returns import (
    Checked,
    Filled,
    ReturnLine,
    Shown,
    Signed,
    check_return,
    fill_return,
    reopen_return,
    returns_asked,
    show_return,
    sign_return,
)
from auditdesk.work.rounds import RoundMade, RoundStatus, begin_round, close_round, round_status
from auditdesk.work.tools import ToolLine, check_tool, one_tool, tools

__all__ = [
    "EDITIONS",
    "Applied",
    "Beside",
    "BesideRow",
    "CardFile",
    "Checked",
    "Desk",
    "DeskChecked",
    "DeskStatus",
    "Edition",
    "Exported",
    "FileOutcome",
    "Filled",
    "Known",
    "Logged",
    "Made",
    "Owner",
    "PackMade",
    "PackOpened",
    "PacksMade",
    "Paper",
    "ReceiptMade",
    "ReceiptTaken",
    "Rehearsed",
    "ReturnLine",
    "RoundMade",
    "RoundStatus",
    "Shown",
    "Signed",
    "ToolLine",
    "Written",
    "apply_meeting",
    "begin_round",
    "case_beside",
    "change_passphrase",
    "check_bundles",
    "check_desk",
    "check_return",
    "check_tool",
    "close_round",
    "desk_status",
    "enrol",
    "figures",
    "fill_return",
    "make_bundle",
    "make_desk",
    "make_packs",
    "make_receipts",
    "merge_files",
    "merge_log",
    "one_tool",
    "open_desk",
    "open_pack",
    "people_known",
    "recover_desk",
    "rehearse",
    "reopen_return",
    "report",
    "returns_asked",
    "revoke",
    "round_status",
    "show_return",
    "sign_return",
    "take_receipt",
    "tools",
    "trace",
    "undo_merge",
    "write_card",
]
