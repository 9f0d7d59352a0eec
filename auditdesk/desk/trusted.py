"""What a coordinator's desk knows and trusts, as bundles are judged by it. May not know how one is judged."""

from auditdesk.audit.trusted import KnownRound, Trusted
from auditdesk.desk import packs, people, rounds
from auditdesk.desk.sqlite import Database


def known(db: Database, own_card: str) -> Trusted:
    """Everything that incoming bundles are judged by. `own_card` is the text of the desk's own card."""
    ids = rounds.all_ids(db)
    return Trusted(
        people.by_keys(db, own_card),
        {pack.id: pack for name in ids for pack in packs.of_round(db, name)},
        rounds.tools(db),
        {name: KnownRound(rounds.one(db, name), rounds.setting(db, name)) for name in ids},
    )


def keys(db: Database) -> tuple[str, ...]:
    """The age secrets of all rounds: what opens a bundle."""
    return tuple(rounds.secret(db, name) for name in rounds.all_ids(db))
