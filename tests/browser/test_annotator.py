"""Annotating in JupyterLab as a person does it: by keyboard, with a page that reloads and a kernel that dies."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

import annotations
from accessibility import violations
from cells import Notebook, cells
from notebooks import Lab, lab
from pairlens import cases

pytestmark = pytest.mark.browser

COUNT = 30
MAKE = f"""\
import os, sys
sys.path.append(os.environ["PAIRLENS_TESTS"])
import annotations
from pairlens.cases import Store
from pairlens_widget import Annotator
store = Store(FILE, timeout=0.3)
annotator = Annotator(annotations.pairs({COUNT}), store, reviewer="ada")
annotator"""
PATIENCE = 60_000
FOCUS = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return `${at.localName}.${at.className} ${at.dataset.label ?? ''}`.trim();
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with lab(tmp_path_factory.mktemp("lab")) as running:
        yield running


@pytest.fixture
def file(server: Lab, request: pytest.FixtureRequest) -> Path:
    return server.home / f"{request.node.originalname}.db"


@pytest.fixture
def book(
    server: Lab, context: BrowserContext, request: pytest.FixtureRequest, file: Path
) -> Iterator[Notebook]:
    """A notebook whose first cell has shown an annotator; the cells that the test names follow."""
    more = getattr(request, "param", ())
    make = MAKE.replace("FILE", repr(file.name))
    address = server.notebook(f"{request.node.originalname}.ipynb", [make, *more])
    opened = Notebook(context.new_page(), address)
    opened.run(0)
    yield opened
    context.close()
    server.stop_kernels()


class Bench:
    """What an annotator sees, and the keys under their fingers."""

    def __init__(self, book: Notebook) -> None:
        self.page = book.page
        self.root = book.cell(0).locator(".annotator-box")
        expect(self.root).to_be_visible(timeout=PATIENCE)
        self.press = self.page.keyboard.press

    def begin(self) -> None:
        """Once into the panel, by the mouse; from here on the keyboard does."""
        self.root.get_by_role("heading", name="What is wrong?").click()

    def place(self) -> Locator:
        return self.root.locator(".place")

    def far(self) -> Locator:
        return self.root.locator(".far")

    def saved(self) -> Locator:
        return self.root.locator(".saved .text")

    def notice(self) -> Locator:
        return self.root.locator(".notice")

    def marked(self) -> list[str]:
        ticks = self.root.locator("[data-label]")
        names: list[str] = ticks.evaluate_all("all => all.filter(e => e.checked).map(e => e.dataset.label)")
        return names

    def words(self) -> Locator:
        return self.root.locator(".caption")

    def at(self, number: int) -> None:
        """Expect a pair, wholly shown."""
        expect(self.place()).to_have_text(f"{number} of {COUNT}", timeout=PATIENCE)
        expect(self.words()).to_have_text(annotations.captions(COUNT)[number - 1])

    def all_saved(self) -> None:
        expect(self.saved()).to_have_text(re.compile(r"^(Saved \d|Everything is saved)"), timeout=PATIENCE)


def kept(file: Path) -> dict[str, cases.Case]:
    """Cases that the store has, by caption."""
    with cases.Store(file, readonly=True) as store:
        captions = {item.id: item.caption for item in store.items()}
        return {captions[case.item]: case for case in store.cases(reviewer="ada")}


def test_thirty_pairs_by_keyboard_alone_and_nothing_is_lost(book: Notebook, file: Path) -> None:
    bench, captions = Bench(book), annotations.captions(COUNT)
    bench.begin()
    for i in range(COUNT - 1):
        bench.at(i + 1)
        if i % 7 == 6:
            bench.press("0")
            continue
        bench.press(str(i % 9 + 1))
        if i % 5 == 0:
            bench.press("v")
            bench.press("n")
            bench.page.keyboard.type(f"note {i}")
            bench.press("Shift+Enter")
        else:
            bench.press("Enter")
    bench.at(COUNT)
    expect(bench.far()).to_have_text(f"{COUNT - 1} of {COUNT} decided")
    bench.press("u")
    bench.at(COUNT - 1)
    expect(bench.notice()).to_have_text("Undone: not submitted.")
    bench.press("y")
    expect(bench.notice()).to_have_text("Done again: submitted.")
    expect(bench.far()).to_have_text(f"{COUNT - 1} of {COUNT} decided")
    bench.press("4")
    bench.all_saved()
    _expect_all(file, COUNT - 1)
    assert set(kept(file)[captions[COUNT - 2]].labels) == {
        cases.CATEGORIES[(COUNT - 2) % 9].key,
        "relation_ignored",
    }

    book.save()
    book.page.reload()
    bench = Bench(book)
    bench.at(COUNT - 1)
    expect(bench.far()).to_have_text(f"{COUNT - 1} of {COUNT} decided")
    assert "relation_ignored" in bench.marked()

    book.restart()
    book.run(0)
    bench = Bench(book)
    bench.at(COUNT)
    expect(bench.far()).to_have_text(f"{COUNT - 1} of {COUNT} decided")
    bench.begin()
    bench.press("0")
    expect(bench.notice()).to_have_text(f"All {COUNT} are decided.")
    bench.press("[")
    bench.at(COUNT - 1)
    assert len(bench.marked()) == 2
    bench.all_saved()
    _expect_all(file, COUNT)


def _expect_all(file: Path, count: int) -> None:
    found = kept(file)
    for i, caption in enumerate(annotations.captions(count)):
        case = found[caption]
        nothing = i % 7 == 6 or i == COUNT - 1
        assert case.status == "submitted"
        assert (cases.CATEGORIES[i % 9].key in case.labels) != nothing
        noted = i % 5 == 0 and not nothing
        assert case.judgement.note == (f"note {i}" if noted else "")
        assert case.judgement.severity == (1 if noted else None)
    assert len(found) == count


@cells("annotator.pins, annotator.at")
def test_pins_are_kept_as_what_shows_it_and_come_back(book: Notebook, file: Path) -> None:
    bench = Bench(book)
    bench.words().locator(".unit", has_text="black").click()
    bench.press("p")
    expect(bench.root.locator(".evidence li")).to_have_count(1)
    bench.press("2")
    assert bench.page.evaluate(FOCUS) == "input. missed_object"
    bench.press("Escape")
    assert "unit" in bench.page.evaluate(FOCUS)
    bench.press("Shift+Enter")
    bench.at(2)
    expect(bench.root.locator(".evidence li")).to_have_count(0)
    assert bench.root.locator(".pinned").count() == 0
    bench.press(",")
    bench.at(1)
    expect(bench.root.locator(".pinned")).to_have_count(1)
    expect(bench.root.locator(".stands")).to_contain_text("Submitted")
    bench.all_saved()
    book.read(1, re.compile(r"\(\[\{'tokens': \[1, 2\], 'patches': \[\], 'colour': 0\}\], 0\)"))
    (case,) = kept(file).values()
    (evidence,) = case.judgement.evidence
    assert (evidence.phrase, evidence.box) == ("black", None)
    assert evidence.value is not None


def test_a_locked_store_is_said_work_is_kept_and_trying_again_saves_it(book: Notebook, file: Path) -> None:
    bench = Bench(book)
    bench.begin()
    bench.press("1")
    bench.all_saved()
    with _locked(file):
        bench.press("Enter")
        bench.at(2)
        bench.press("3")
        expect(bench.saved()).to_contain_text("Not saved:", timeout=PATIENCE)
        expect(bench.saved()).to_contain_text("2 changes are kept here.")
        assert bench.marked() == ["attribute_binding"]
        with bench.page.expect_download() as downloading:
            bench.root.get_by_role("button", name="Save as a file").click()
        bundle = cases.read(_moved(downloading.value.path(), file.with_suffix(".jsonl")))
        assert len(bundle.history) == 2
    bench.root.get_by_role("button", name="Try again").click()
    bench.all_saved()
    assert [case.status for case in kept(file).values()] == ["submitted", "draft"]


def _moved(found: Path, to: Path) -> Path:
    to.write_bytes(found.read_bytes())
    return to


class _locked:  # noqa: N801 - read as a verb
    """Somebody else writes for a long time."""

    def __init__(self, file: Path) -> None:
        self.held = sqlite3.connect(file, isolation_level=None)

    def __enter__(self) -> None:
        self.held.execute("BEGIN EXCLUSIVE")

    def __exit__(self, *_: object) -> None:
        self.held.execute("ROLLBACK")
        self.held.close()


def test_what_a_dead_kernel_did_not_write_is_written_by_the_next(book: Notebook, file: Path) -> None:
    bench = Bench(book)
    bench.begin()
    bench.press("1")
    bench.press("Enter")
    bench.at(2)
    bench.all_saved()
    book.restart()
    expect(bench.root.locator(".submit")).to_be_visible()
    bench.begin()
    bench.press("2")
    bench.press("n")
    bench.page.keyboard.type("while nobody listened")
    bench.press("Escape")
    expect(bench.saved()).to_contain_text("The kernel is gone.", timeout=PATIENCE)
    expect(bench.saved()).to_contain_text("2 changes are kept here.")
    assert len(kept(file)) == 1
    bench.page.wait_for_timeout(
        4000
    )  # the notebook greets the new kernel; ipykernel 7 drops what comes amid that
    book.run(0)
    bench = Bench(book)
    bench.at(2)
    bench.all_saved()
    assert bench.marked() == ["missed_object"]
    second = kept(file)[annotations.captions(2)[1]]
    assert (second.labels, second.judgement.note) == (("missed_object",), "while nobody listened")


def test_another_process_changes_the_case_that_is_shown(book: Notebook, file: Path) -> None:
    bench = Bench(book)
    bench.begin()
    bench.press("1")
    bench.all_saved()
    with cases.Store(file) as store:
        assert store.undo("ada") is not None
    expect(bench.notice()).to_contain_text("changed elsewhere", timeout=PATIENCE)
    assert bench.marked() == []


@cells("annotator.at = 6", "import time; time.sleep(4)")
def test_python_leads_and_a_busy_python_is_said(book: Notebook, file: Path) -> None:
    bench = Bench(book)
    book.run(1)
    bench.at(7)
    book.cell(2).locator(".jp-InputArea-editor").click()
    bench.press("Control+Enter")
    bench.begin()
    bench.press("5")
    assert bench.marked() == ["correlated_context"]
    bench.all_saved()
    assert [case.labels for case in kept(file).values()] == [("correlated_context",)]


_STATES: dict[str, Callable[[Bench], None]] = {
    "opened": lambda bench: bench.all_saved(),
    "said": lambda bench: [bench.press(key) for key in ("2", "v", "?")] and bench.all_saved(),
    "undone": lambda bench: [bench.press(key) for key in ("0", "u")] and bench.all_saved(),
}


@pytest.mark.parametrize(("theme", "width"), [("light", 1500), ("dark", 600)])
def test_axe_has_nothing_to_say(book: Notebook, theme: str, width: int) -> None:
    book.page.set_viewport_size({"width": width, "height": 900})
    if theme == "dark":
        book.page.evaluate(
            """() => { document.body.dataset.jpThemeLight = 'false';
            for (const e of document.querySelectorAll('.jp-Notebook *')) e.style.background = '#111'; }"""
        )
    bench = Bench(book)
    bench.begin()
    found = {}
    for name, run in _STATES.items():
        run(bench)
        found[name] = violations(book.page, ".annotator-box")
    assert not any(found.values()), found


def test_a_click_on_nothing_brings_the_keys_here_and_not_to_the_notebook(book: Notebook, file: Path) -> None:
    bench = Bench(book)
    bench.root.locator(".bar > .track").click()
    bench.press("2")
    expect(bench.root.get_by_role("checkbox", name="Missed object")).to_be_checked()
    bench.all_saved()
    assert [case.labels for case in kept(file).values()] == [("missed_object",)]
    expect(book.cell(0).locator(".annotator-box")).to_be_visible()  # the notebook takes 2 for "a heading"
