"""Rounds, their tools and what they give to every return. May not know who is asked (packs, returns)."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from auditdesk.audit.earlier import Earlier
from auditdesk.audit.filling import Setting
from auditdesk.audit.round import Guidance, Round, Rules, Sample
from auditdesk.audit.shape import ShapeError
from auditdesk.audit.written import (
    read_guidance,
    read_round,
    read_rules,
    read_sample,
    read_setting,
    written_guidance,
    written_round,
    written_rules,
    written_sample,
    written_setting,
)
from auditdesk.canonical import canonical, read
from auditdesk.desk.sqlite import Database
from auditdesk.errors import InputError
from auditdesk.form import Tool

_LARGEST = 16 << 20


def put(db: Database, audit_round: Round, sample: Sample, secret: str, setting: Setting, tool: Tool) -> None:
    """Keep a coordinator's new round, if all of it can be read again: packs and bundles have their limits.

    Raises:
        InputError: R_EXISTS, R_TOO_MUCH.
    """
    if db.execute("select 1 from round where id = ?", [audit_round.id]).fetchone():
        raise InputError("R_EXISTS", round=audit_round.id)
    add_tool(db, tool)
    db.table("round").insert(
        {
            **_plain(audit_round, sample.rules, setting, sample.guidance),
            "sample": canonical(written_sample(sample)),
            "secret": secret,
        }
    )
    _ensure_read_again(db, audit_round.id)


def _ensure_read_again(db: Database, round_id: str) -> None:
    try:
        for part in (one, sample, setting, rules, guidance):
            part(db, round_id)
    except ShapeError as error:
        raise InputError("R_TOO_MUCH", why=str(error)) from error


def compare_with(db: Database, round_id: str, earlier: Earlier) -> None:
    """Keep the earlier round that this one is compared with, in place of any other."""
    changed = replace(sample(db, round_id), earlier=earlier)
    db.table("round").update(round_id, {"sample": canonical(written_sample(changed))})


def take(
    db: Database, audit_round: Round, rules: Rules, setting: Setting, guidance: tuple[Guidance, ...]
) -> None:
    """Keep a round as an auditor's newest pack tells it; what a coordinator alone holds stays."""
    db.table("round").upsert(_plain(audit_round, rules, setting, guidance), pk="id")


def _plain(
    audit_round: Round, rules: Rules, setting: Setting, guidance: tuple[Guidance, ...]
) -> dict[str, object]:
    return {
        "id": audit_round.id,
        "body": canonical(written_round(audit_round)),
        "setting": canonical(written_setting(setting)),
        "rules": canonical(written_rules(rules)),
        "guidance": canonical([written_guidance(one) for one in guidance]),
    }


def add_tool(db: Database, tool: Tool) -> None:
    db.table("tool").insert({"hash": tool.hash, "body": tool.to_json()}, ignore=True, pk="hash")


def all_ids(db: Database) -> tuple[str, ...]:
    return tuple(row[0] for row in db.execute("select id from round order by id"))


def chosen(db: Database, round_id: str | None) -> str:
    """The round named, or the only one there is.

    Raises:
        InputError: R_ROUND, R_MANY.
    """
    known = all_ids(db)
    if round_id is None and len(known) > 1:
        raise InputError("R_MANY", list=", ".join(known))
    if round_id is None and known:
        return known[0]
    if round_id not in known:
        raise InputError("R_ROUND", round=round_id or "")
    return round_id


def _column(db: Database, round_id: str, column: str) -> bytes:
    """What a round holds.

    Raises:
        InputError: R_ROUND: there is no such round, or it has no such part on this desk.
    """
    found = db.execute(f"select {column} from round where id = ?", [round_id]).fetchone()  # noqa: S608 - ours
    if found is None or found[0] is None:
        raise InputError("R_ROUND", round=round_id)
    kept: bytes = found[0]
    return kept


def one(db: Database, round_id: str) -> Round:
    return read_round(read(_column(db, round_id, "body"), _LARGEST))


def sample(db: Database, round_id: str) -> Sample:
    return read_sample(read(_column(db, round_id, "sample"), _LARGEST))


def rules(db: Database, round_id: str) -> Rules:
    return read_rules(read(_column(db, round_id, "rules"), _LARGEST))


def setting(db: Database, round_id: str) -> Setting:
    found = read(_column(db, round_id, "setting"), _LARGEST)
    return read_setting(found, one(db, round_id).nation)


def guidance(db: Database, round_id: str) -> tuple[Guidance, ...]:
    """Local procedure that the round brought with it."""
    found = read(_column(db, round_id, "guidance"), _LARGEST)
    return tuple(read_guidance(one) for one in found) if isinstance(found, list) else ()


def zone(db: Database, round_id: str) -> ZoneInfo:
    return ZoneInfo(one(db, round_id).timezone)


def secret(db: Database, round_id: str) -> str:
    """The age secret of a round, on the coordinator's desk only."""
    return str(_column(db, round_id, "secret"))


def tools(db: Database) -> dict[str, Tool]:
    """Every tool on this desk by its hash."""
    return {row["hash"]: Tool.from_json(row["body"]) for row in db.query("select hash, body from tool")}


def tool(db: Database, round_id: str) -> Tool:
    """The tool that a coordinator's round started with."""
    return one_tool(db, sample(db, round_id).form)


def one_tool(db: Database, form: str) -> Tool:
    """A tool that lies on this desk, by its hash."""
    body = db.execute("select body from tool where hash = ?", [form]).fetchone()[0]
    return Tool.from_json(body)


def version_of(db: Database, form: str) -> str:
    """The version of a tool that lies on this desk, without compiling it."""
    body = db.execute("select body from tool where hash = ?", [form]).fetchone()[0]
    found = read(body, len(body))
    return str(found["version"]) if isinstance(found, dict) else ""


def revise(db: Database, round_id: str, tool: Tool) -> None:
    """From now on the round is asked with this version of its tool; the earlier ones stay for what came."""
    add_tool(db, tool)
    changed = replace(sample(db, round_id), form=tool.hash)
    db.table("round").update(round_id, {"sample": canonical(written_sample(changed))})


def around(db: Database, round_id: str, form: str) -> tuple[Round, Setting, Tool]:
    """What a session of one return is opened with."""
    return one(db, round_id), setting(db, round_id), one_tool(db, form)
