"""The journal's seals: what they find, and what they let pass."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from peerloop.journal import seals
from peerloop.journal.actions import record
from peerloop.journal.heads import heads, heads_file
from peerloop.journal.models import Entry, EntryDetail, Job, Seal
from peerloop.journal.seals import seal_all
from peerloop.journal.verification import verify

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_data_folder(settings: SettingsWrapper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(seals, "BATCH", 4)


def happen(count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            record("thing.happened", actor=None, subject=Job(pk=number + 1), about=[7], word=f"word {number}", size=1e2)


@pytest.fixture
def sealed() -> list[Entry]:
    """Ten entries under three seals."""
    happen(10)
    assert seal_all() == 10
    return list(Entry.objects.order_by("id"))


def seal_of(entries: list[Entry], number: int) -> int:
    """The seal under which the fixture put an entry."""
    assert entries[number].seal_id
    return entries[number].seal_id


def findings() -> list[str]:
    return verify().findings


def test_what_nobody_touched_is_as_it_was_sealed(sealed: list[Entry]) -> None:
    happen(2)
    verdict = verify()
    assert (verdict.entries, verdict.seals, verdict.unsealed, verdict.findings) == (10, 3, 2, [])


def test_sealing_again_adds_nothing_and_the_chain_goes_on(sealed: list[Entry]) -> None:
    assert seal_all() == 0
    happen(1)
    assert seal_all() == 1
    assert list(Seal.objects.order_by("id").values_list("count", flat=True)) == [4, 4, 2, 1]
    assert heads() == list(Seal.objects.order_by("id").values_list("mac", flat=True))
    assert findings() == []


@pytest.mark.parametrize(
    "change",
    [{"verb": "thing.hidden"}, {"actor": 9}, {"subject": 99}, {"about": [8]}, {"detail_digest": "0" * 64}],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_entry_is_found(sealed: list[Entry], change: dict[str, object]) -> None:
    Entry.objects.filter(pk=sealed[5].pk).update(**change)
    span = f"{sealed[4].pk} to {sealed[7].pk}"
    broken = f"Seal {seal_of(sealed, 5)} is broken: it or one of its entries ({span}) was changed."
    assert broken in findings()


def test_a_deleted_entry_is_found(sealed: list[Entry]) -> None:
    sealed[5].delete()
    assert findings() == [f"Seal {seal_of(sealed, 5)} covers 3 entries where it was put on 4."]


def test_two_entries_that_changed_places_are_found(sealed: list[Entry]) -> None:
    first, second = sealed[0], sealed[1]
    first.pk, second.pk = second.pk, first.pk
    EntryDetail.objects.all().delete()
    first.save()
    second.save()
    assert len(findings()) == 1


def test_an_entry_moved_under_another_seal_is_found(sealed: list[Entry]) -> None:
    Entry.objects.filter(pk=sealed[0].pk).update(seal=seal_of(sealed, 9))
    assert len(findings()) == 2


def test_an_entry_taken_from_its_seal_changed_and_sealed_again_is_found(sealed: list[Entry]) -> None:
    Entry.objects.filter(pk=sealed[5].pk).update(seal=None, verb="thing.hidden")
    seal_all()
    assert findings() == [f"Seal {seal_of(sealed, 5)} covers 3 entries where it was put on 4."]


def test_a_changed_detail_is_found_and_an_erased_one_is_allowed(sealed: list[Entry]) -> None:
    EntryDetail.objects.get(entry=sealed[2]).delete()
    assert findings() == []
    assert verify().erased == 1
    EntryDetail.objects.filter(entry=sealed[3]).update(data='{"word": "another"}')
    assert findings() == [f"The detail of entry {sealed[3].pk} was changed."]


def test_a_missing_seal_in_the_middle_is_found(sealed: list[Entry]) -> None:
    middle = seal_of(sealed, 5)
    Entry.objects.filter(seal=middle).delete()
    Seal.objects.get(pk=middle).delete()
    assert (
        f"Seal {seal_of(sealed, 9)} does not follow the seal before it: one is missing or out of order." in findings()
    )


def test_a_cut_tail_is_found_even_after_more_was_sealed(sealed: list[Entry]) -> None:
    last = seal_of(sealed, 9)
    Entry.objects.filter(seal=last).delete()
    Seal.objects.get(pk=last).delete()
    gone = ["1 seals that were written down outside the database are gone from it."]
    assert findings() == gone
    happen(3)
    seal_all()
    assert findings() == gone


def test_a_journal_made_anew_under_the_same_secret_is_found(sealed: list[Entry]) -> None:
    Entry.objects.all().delete()
    Seal.objects.all().delete()
    happen(3)
    seal_all()
    assert findings() == ["3 seals that were written down outside the database are gone from it."]


def test_who_does_not_know_the_secret_cannot_seal(sealed: list[Entry], settings: SettingsWrapper) -> None:
    happen(1)
    known = settings.SECRET_KEY
    settings.SECRET_KEY = "guessed"
    seal_all()
    settings.SECRET_KEY = known
    assert len(findings()) == 1


def test_a_retired_secret_still_proves_old_seals(
    sealed: list[Entry], settings: SettingsWrapper, tmp_path: Path
) -> None:
    (tmp_path / "secret.retired").write_text(settings.SECRET_KEY + "\n")
    settings.SECRET_KEY = "another"
    assert findings() == []


def test_an_entry_that_committed_late_comes_under_a_later_seal(sealed: list[Entry]) -> None:
    late = Entry.objects.create(pk=sealed[-1].pk + 100, verb="a", subject_type="x", subject=1, detail_digest="")
    seal_all()
    Entry.objects.create(pk=late.pk - 50, verb="b", subject_type="x", subject=1, detail_digest="")
    seal_all()
    assert findings() == []


def test_a_head_that_a_crash_kept_from_the_file_is_written_next_time(sealed: list[Entry]) -> None:
    whole = heads_file().read_bytes()
    heads_file().write_bytes(whole[:-30])
    assert len(heads()) == 2
    seal_all()
    assert heads_file().read_bytes() == whole


def test_a_missing_list_of_heads_is_found(sealed: list[Entry]) -> None:
    heads_file().unlink()
    assert findings() == ["The list of seals outside the database is missing."]


def test_seals_that_are_gone_from_under_their_entries_are_found(sealed: list[Entry]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite lets foreign keys be switched off")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute("DELETE FROM journal_seal WHERE id = %s", [seal_of(sealed, 5)])
        found = findings()
        cursor.execute("DELETE FROM journal_entrydetail")
        cursor.execute("DELETE FROM journal_entry")
        cursor.execute("PRAGMA foreign_keys=ON")
    assert f"Seal {seal_of(sealed, 5)} is gone, and its 4 entries are not." in found


def test_the_command_says_what_it_found_and_fails(sealed: list[Entry]) -> None:
    said = StringIO()
    call_command("journal_verify", stdout=said)
    assert said.getvalue().splitlines()[-1] == "Nothing is amiss."
    sealed[0].delete()
    with pytest.raises(CommandError, match="not as it was sealed"):
        call_command("journal_verify", stdout=said)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(-1e9, 1e9).map(lambda x: round(x, 4))
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(detail=st.dictionaries(st.sampled_from(["word", "size", "more"]), JSON))
def test_any_detail_has_the_same_digest_after_a_way_through_the_database(detail: dict[str, object]) -> None:
    with transaction.atomic():
        record("thing.happened", actor=None, subject=Job(pk=1), **detail)
    seal_all()
    assert findings() == []
