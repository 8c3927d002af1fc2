from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import samples
from archives import change_header, rewrite
from pairlens.errors import FileError
from pairlens.result import PairAttribution
from pairlens.storage import load, save

ALL = pytest.mark.parametrize("make", samples.SAMPLES.values(), ids=samples.SAMPLES)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    save(samples.husky(), tmp_path / "x.npz")
    return tmp_path / "x.npz"


@ALL
def test_what_is_loaded_is_what_was_saved_bit_for_bit(
    make: Callable[[], PairAttribution], tmp_path: Path
) -> None:
    pair = make()
    pair.save(tmp_path / "x.npz")
    again = PairAttribution.load(tmp_path / "x.npz")
    for name in PairAttribution.__dataclass_fields__:
        before, after = getattr(pair, name), getattr(again, name)
        if isinstance(before, np.ndarray):
            assert before.tobytes() == after.tobytes()
            assert before.dtype == after.dtype
            assert not after.flags.writeable
        elif name == "a":
            np.testing.assert_array_equal(before.pixels, after.pixels)
            assert (before.kinds, before.rows, before.cols) == (after.kinds, after.rows, after.cols)
        else:
            assert before == after
            assert type(before) is type(after)
    assert again.ledger == pair.ledger
    assert again.top_pairs() == pair.top_pairs()


def test_a_file_needs_no_pickle(saved: Path) -> None:
    with np.load(saved, allow_pickle=False) as archive:
        assert {str(archive[name].dtype) for name in archive.files} == {"float32", "uint8"}


def test_any_name_will_do_and_nothing_else_is_left_behind(tmp_path: Path) -> None:
    save(samples.tiny(), tmp_path / "without suffix")
    assert [path.name for path in tmp_path.iterdir()] == ["without suffix"]
    assert load(tmp_path / "without suffix").tokens == ("dog",)


def test_a_failed_write_keeps_the_old_file(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = saved.read_bytes()

    def fail(file: Any, **_: Any) -> None:
        file.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez_compressed", fail)
    with pytest.raises(FileError, match="No space left"):
        save(samples.tiny(), saved)
    assert saved.read_bytes() == before
    assert len(list(saved.parent.iterdir())) == 1


def test_whoever_has_the_old_file_open_reads_it_to_its_end(saved: Path) -> None:
    before = saved.read_bytes()
    with saved.open("rb") as file:
        save(samples.tiny(), saved)
        assert file.read() == before


def test_a_link_is_followed_and_stays_a_link(saved: Path) -> None:
    link = saved.with_name("link.npz")
    link.symlink_to(saved)
    save(samples.tiny(), link)
    assert link.is_symlink()
    assert load(saved).tokens == ("dog",)


def test_a_new_file_has_the_usual_permissions(saved: Path) -> None:
    saved.with_name("plain").write_bytes(b"")
    assert saved.stat().st_mode == saved.with_name("plain").stat().st_mode


@pytest.mark.parametrize("name", [".", "none/x.npz"])
def test_a_place_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileError, match="folder"):
        save(samples.tiny(), tmp_path / name)


def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(FileError, match="cannot be written: Permission denied"):
        save(samples.tiny(), tmp_path / "x.npz")


def test_a_missing_file_or_a_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="No such file"):
        load(tmp_path / "none.npz")
    with pytest.raises(FileError, match="directory"):
        load(tmp_path)


@pytest.mark.parametrize("content", [b"", b"hello", b"\x80\x04pickle", b"\x93NUMPY", b"{}" * 500])
def test_a_foreign_file_is_told_apart_from_a_damaged_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.npz").write_bytes(content)
    with pytest.raises(FileError, match="not an explanation saved by Pairlens"):
        load(tmp_path / "x.npz")


def test_a_foreign_archive_is_foreign(tmp_path: Path) -> None:
    np.savez(tmp_path / "a.npz", weights=np.zeros(3))
    np.savez(tmp_path / "b.npz", header=np.frombuffer(b'{"format": "other"}', np.uint8))
    for name in ("a.npz", "b.npz"):
        with pytest.raises(FileError, match="not an explanation"):
            load(tmp_path / name)


def test_every_cut_is_noticed(saved: Path) -> None:
    whole = saved.read_bytes()
    for length in [3, 30, *range(100, len(whole), len(whole) // 40), len(whole) - 1]:
        saved.write_bytes(whole[:length])
        with pytest.raises(FileError, match="damaged or cut off"):
            load(saved)


def test_no_flipped_byte_crashes_or_changes_a_number(saved: Path) -> None:
    whole, good = saved.read_bytes(), samples.husky()
    random = np.random.default_rng(0)
    for position in random.integers(0, len(whole), 250):
        data = bytearray(whole)
        data[position] ^= int(random.integers(1, 256))
        saved.write_bytes(data)
        try:
            found = load(saved)
        except FileError:
            continue
        assert found.interactions.tobytes() == good.interactions.tobytes()
        assert found.score == good.score


def test_another_version_asks_for_an_update(saved: Path) -> None:
    change_header(saved, lambda found: found.update(version=99))
    with pytest.raises(FileError, match=r"format 99, this one reads 1.*upgrade"):
        load(saved)


@pytest.mark.parametrize(
    "members",
    [
        {"interactions": None},
        {"interactions": np.zeros((50, 77), np.float32)},
        {"interactions": np.zeros((77, 50))},
        {"interactions": np.full((77, 50), np.nan, np.float32)},
        {"interactions": np.zeros((77, 50), np.float32)},
        {"text_effects": np.array([{"run": "me"}] * 77, object)},
        {"pixels": np.zeros((224, 224), np.uint8)},
        {"pixels": b"\x93NUMPY\x01\x00"},
        {"pixels": b"nothing"},
        {"header": np.frombuffer(b"{", np.uint8)},
        {"header": np.frombuffer(b"[" * 100_000, np.uint8)},
    ],
)
def test_an_array_that_makes_no_sense_is_damage(saved: Path, members: dict[str, Any]) -> None:
    rewrite(saved, **members)
    with pytest.raises(FileError, match="damaged"):
        load(saved)


def test_an_array_that_claims_to_be_huge_is_not_allocated(saved: Path) -> None:
    stream = io.BytesIO()
    head = {"descr": "<f4", "fortran_order": False, "shape": (10**6, 10**6)}
    np.lib.format.write_array_header_1_0(stream, head)
    rewrite(saved, interactions=stream.getvalue() + bytes(100))
    with pytest.raises(FileError, match="damaged"):
        load(saved)


def test_a_member_that_would_unpack_to_too_much_is_not_unpacked(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(saved) as archive:
        data = {name: archive.read(name) for name in archive.namelist()}
    data["interactions.npy"] = bytes(30_000_000)
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in data.items():
            archive.writestr(name, content)
    read: list[str] = []
    plain = zipfile.ZipFile.read
    monkeypatch.setattr(
        zipfile.ZipFile,
        "read",
        lambda self, info, *rest: (read.append(info.filename), plain(self, info, *rest))[1],
    )
    with pytest.raises(FileError, match="damaged"):
        load(saved)
    assert read == ["header.npy"]


def test_standard_errors_are_kept_where_there_are_any(tmp_path: Path) -> None:
    plain = samples.husky()
    sampled = replace(plain, standard_error=np.abs(plain.interactions) / 10)
    sampled.save(tmp_path / "x.npz")
    again = PairAttribution.load(tmp_path / "x.npz").standard_error
    np.testing.assert_array_equal(again, sampled.standard_error)
    assert not again.flags.writeable
    plain.save(tmp_path / "plain.npz")
    assert PairAttribution.load(tmp_path / "plain.npz").standard_error is None


def test_a_file_whose_standard_errors_have_another_shape_is_damaged(tmp_path: Path) -> None:
    pair = samples.husky()
    replace(pair, standard_error=pair.interactions).save(tmp_path / "x.npz")
    with pytest.raises(FileError, match="damaged"):
        load(rewrite(tmp_path / "x.npz", standard_error=np.zeros((2, 2), np.float32)))
