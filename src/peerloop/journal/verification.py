"""Whether the journal still says what it said: what is wrong with the sealed part of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from peerloop.journal.heads import heads
from peerloop.journal.models import Entry, Seal
from peerloop.journal.seals import GENESIS, detail_digest, mac_of, secrets_so_far


@dataclass
class Verdict:
    """What was looked at, and what is wrong with it in words; nothing is wrong where ``findings`` is empty."""

    seals: int = 0
    entries: int = 0
    unsealed: int = 0
    erased: int = 0
    findings: list[str] = field(default_factory=list)


def verify() -> Verdict:
    """Go through the whole chain once, in constant memory for each batch."""
    verdict = Verdict(unsealed=Entry.objects.filter(seal=None).count())
    secrets = secrets_so_far()
    chain = [GENESIS]
    sealed = Entry.objects.exclude(seal=None).order_by("seal_id", "id").select_related("detail")
    batches = groupby(sealed.iterator(chunk_size=2000), key=lambda entry: entry.seal_id)
    batch_of, batch = next(batches, (None, iter(())))
    for seal in Seal.objects.order_by("id").iterator():
        entries: list[Entry] = []
        while batch_of is not None and batch_of < seal.pk:
            verdict.findings.append(f"Seal {batch_of} is gone, and its {sum(1 for _ in batch)} entries are not.")
            batch_of, batch = next(batches, (None, iter(())))
        if batch_of == seal.pk:
            entries = list(batch)
            batch_of, batch = next(batches, (None, iter(())))
        verdict.seals += 1
        verdict.entries += len(entries)
        _look_at_seal(verdict, seal, entries, chain[-1], secrets)
        for entry in entries:
            _look_at_detail(verdict, entry)
        chain.append(seal.mac)
    if batch_of is not None:
        verdict.findings.append(f"Seal {batch_of} is gone, and its entries are not.")
    _look_at_heads(verdict, chain)
    return verdict


def _look_at_seal(verdict: Verdict, seal: Seal, entries: list[Entry], previous: str, secrets: list[str]) -> None:
    if seal.previous != previous:
        verdict.findings.append(f"Seal {seal.pk} does not follow the seal before it: one is missing or out of order.")
    if seal.count != len(entries):
        verdict.findings.append(f"Seal {seal.pk} covers {len(entries)} entries where it was put on {seal.count}.")
    elif seal.mac not in (mac_of(seal, entries, secret) for secret in secrets):
        span = f"{entries[0].pk} to {entries[-1].pk}" if entries else "none"
        verdict.findings.append(f"Seal {seal.pk} is broken: it or one of its entries ({span}) was changed.")


def _look_at_detail(verdict: Verdict, entry: Entry) -> None:
    if not hasattr(entry, "detail"):
        verdict.erased += 1
    elif detail_digest(entry.detail.salt, entry.detail.data) != entry.detail_digest:
        verdict.findings.append(f"The detail of entry {entry.pk} was changed.")


def _look_at_heads(verdict: Verdict, chain: list[str]) -> None:
    """Every line of the file must name a seal of the chain, in its order, up to the last one but for a crash."""
    written = heads()
    place = {mac: number for number, mac in enumerate(chain)}
    lost = [mac for mac in written if mac not in place]
    if lost:
        verdict.findings.append(f"{len(lost)} seals that were written down outside the database are gone from it.")
    found = [place[mac] for mac in written if mac in place]
    if found != sorted(set(found)):
        verdict.findings.append("The list of seals outside the database is out of order.")
    if verdict.seals and not written:
        verdict.findings.append("The list of seals outside the database is missing.")
