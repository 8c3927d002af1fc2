"""Questions of a view: accepted, told of, answered, cancelled, failed; one after another for each encoder."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import samples
import toys
from pairlens.errors import OptionError
from pairlens.progress import tell
from pairlens_widget import Explorer, desk
from pairlens_widget.desk import Asked, Kind
from pairlens_widget.worker import Worker, worker_of

PATIENCE = 20


class Heard:
    """An explorer that is asked, and what it sent."""

    def __init__(self, explorer: Explorer, monkeypatch: pytest.MonkeyPatch) -> None:
        self.explorer = explorer
        self.sent: list[dict[str, Any]] = []
        self.buffers: list[list[bytes]] = []
        self._came = threading.Condition()
        monkeypatch.setattr(explorer, "send", self._send)

    def _send(self, content: dict[str, Any], buffers: Any = None) -> None:
        with self._came:
            self.sent.append(content)
            self.buffers.append(list(buffers or ()))
            self._came.notify_all()

    def ask(self, number: str, kind: str, buffers: tuple[Any, ...] = (), **question: Any) -> None:
        self.explorer._hear(
            None, {"type": "ask", "id": number, "question": {"kind": kind, **question}}, list(buffers)
        )

    def ended(self, number: str) -> dict[str, Any]:
        """The last message about a question, once there is one."""

        def last() -> dict[str, Any] | None:
            ends = {"answer", "failed", "cancelled"}
            return next((m for m in self.sent if m["id"] == number and m["type"] in ends), None)

        with self._came:
            assert self._came.wait_for(lambda: last() is not None, PATIENCE), self.sent
        found = last()
        assert found is not None
        return found

    def types(self, number: str) -> list[str]:
        return [m["type"] for m in self.sent if m["id"] == number]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    explorer = Explorer(samples.husky())
    yield Heard(explorer, monkeypatch)
    explorer.close()


def answering(monkeypatch: pytest.MonkeyPatch, run: Any, **options: Any) -> None:
    """Let questions of the kind "test" be answered by a function."""
    monkeypatch.setitem(desk.KINDS, "test", Kind("nowhere:run", **options))
    monkeypatch.setattr(desk, "_function", lambda _: run)


def test_an_answer_carries_json_and_buffers(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(asked: Asked) -> Any:
        return {"got": asked.question["x"], "bytes": len(asked.buffers[0])}, [b"png"]

    answering(monkeypatch, run)
    heard.ask("1", "test", (memoryview(b"12345")[1:3],), x=7)
    assert heard.ended("1") == {"id": "1", "type": "answer", "content": {"got": 7, "bytes": 2}}
    assert heard.buffers[-1] == [b"png"]
    assert heard.types("1") == ["accepted", "answer"]


def test_what_pairlens_computes_tells_how_far_it_is(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, lambda _: tell("units", 2, 5))
    heard.ask("1", "test")
    heard.ended("1")
    assert heard.sent[1] == {"id": "1", "type": "progress", "what": "units", "done": 2, "total": 5}


def test_a_question_that_cannot_be_answered_says_why_and_what_to_do(
    heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(_: Asked) -> None:
        raise OptionError("There is no such thing.", "Ask for another.")

    answering(monkeypatch, run)
    heard.ask("1", "test")
    assert heard.ended("1") == {
        "id": "1", "type": "failed", "message": "There is no such thing.", "remedy": "Ask for another."
    }  # fmt: skip


def test_the_unexpected_is_named_and_logged(
    heard: Heard, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def run(_: Asked) -> None:
        raise ZeroDivisionError("by nothing")

    answering(monkeypatch, run)
    heard.ask("1", "test")
    assert "ZeroDivisionError: by nothing" in heard.ended("1")["message"]
    assert "Traceback" in caplog.text


def test_an_unknown_question_fails(heard: Heard) -> None:
    heard.ask("1", "dance")
    assert "dance" in heard.ended("1")["message"]


def test_a_cancelled_question_stops_where_it_next_tells(
    heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, cancelled = threading.Event(), threading.Event()
    passed: list[str] = []

    def run(_: Asked) -> None:
        begun.set()
        assert cancelled.wait(PATIENCE)
        tell("units", 1, 2)
        passed.append("too far")

    answering(monkeypatch, run)
    heard.ask("1", "test")
    assert begun.wait(PATIENCE)
    heard.explorer._hear(None, {"type": "cancel", "id": "1"}, [])
    cancelled.set()
    assert heard.ended("1")["type"] == "cancelled"
    assert passed == []


def test_the_newest_of_a_kind_wins(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = threading.Event(), threading.Event()

    def run(asked: Asked) -> dict[str, Any]:
        begun.set()
        assert go.wait(PATIENCE)
        asked.tell("units", 1, 2)
        return {"n": asked.question["n"]}

    answering(monkeypatch, run, cancels=("test",))
    for n in (1, 2, 3):
        heard.ask(str(n), "test", n=n)
    assert begun.wait(PATIENCE)
    go.set()
    assert heard.ended("3")["content"] == {"n": 3}
    assert [heard.ended(str(n))["type"] for n in (1, 2)] == ["cancelled", "cancelled"]


def test_two_explorers_of_one_encoder_never_compute_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder, source = toys.encoder(toys.TOYS[0]), toys.picture(toys.TOYS[0], 1)
    both = [Heard(Explorer(encoder, source, toys.CAPTION), monkeypatch) for _ in range(2)]
    inside, most, lock = 0, [0], threading.Lock()

    def run(_: Asked) -> None:
        nonlocal inside
        with lock:
            inside += 1
            most[0] = max(most[0], inside)
        threading.Event().wait(0.02)
        with lock:
            inside -= 1

    answering(monkeypatch, run)
    for n in range(6):
        both[n % 2].ask(str(n), "test")
    for n in range(6):
        assert both[n % 2].ended(str(n))["type"] == "answer"
    assert most == [1]
    for each in both:
        each.explorer.close()


def test_an_idle_worker_ends_and_starts_anew() -> None:
    worker, done = Worker(patience=0.01), threading.Event()
    worker.do(lambda: None)
    thread = worker._thread
    if thread is not None:
        thread.join(PATIENCE)
    worker.do(done.set)
    assert done.wait(PATIENCE)


def test_a_job_that_fails_does_not_stop_the_next() -> None:
    worker, done = Worker(), threading.Event()
    worker.do(lambda: 1 / 0)  # type: ignore[arg-type, return-value] # the error is the point
    worker.do(done.set)
    assert done.wait(PATIENCE)


def test_a_worker_keeps_nothing_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = toys.encoder(toys.TOYS[1])
    explorer = Explorer(encoder, toys.picture(toys.TOYS[1], 1), toys.CAPTION)
    heard = Heard(explorer, monkeypatch)
    heard.ask("1", "explain", revision="1", b="a cat")
    assert heard.ended("1")["type"] == "answer"
    assert worker_of(encoder) is worker_of(encoder)
    gone = weakref.ref(explorer)
    explorer.close()
    monkeypatch.undo()
    del explorer, heard
    gc.collect()
    assert gone() is None


def test_closing_gives_up_what_is_asked(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go = threading.Event(), threading.Event()

    def run(asked: Asked) -> None:
        begun.set()
        assert go.wait(PATIENCE)
        asked.tell("units", 1, 2)

    answering(monkeypatch, run)
    heard.ask("1", "test")
    assert begun.wait(PATIENCE)
    heard.explorer.close()
    go.set()
    assert heard.ended("1")["type"] == "cancelled"


def test_a_strike_is_answered_with_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    toy = toys.TOYS[0]
    explorer = Explorer(toys.encoder(toy), toys.picture(toy, 1), toys.CAPTION)
    heard = Heard(explorer, monkeypatch)
    heard.ask("1", "strike", revision="1", a=[0], b=[1, 2])
    found = heard.ended("1")["content"]
    assert found["change"] == pytest.approx(found["without"] - found["score"])
    assert found["score"] == pytest.approx(explorer.pair.score, abs=1e-6)
    assert np.isfinite(found["predicted"])
    explorer.close()


def test_what_is_spare_waits_for_every_job_and_goes_on_after_it() -> None:
    done: list[str] = []
    worker, begun, go = Worker(), threading.Event(), threading.Event()

    def steps() -> Iterator[None]:
        for name in ("one", "two"):
            done.append(name)
            begun.set()
            assert go.wait(PATIENCE)
            yield
        ended.set()

    ended = threading.Event()
    worker.spare(steps())
    assert begun.wait(PATIENCE)
    worker.do(lambda: done.append("job"))
    go.set()
    assert ended.wait(PATIENCE)
    assert done == ["one", "job", "two"]


def stepping(monkeypatch: pytest.MonkeyPatch, steps: Any) -> None:
    """Let questions of the kind "test" be worked on in steps."""
    answering(monkeypatch, lambda _: steps(), spare=True)


def test_steps_are_answered_when_there_are_no_more(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    stepping(monkeypatch, lambda: iter([1, 2]))
    heard.ask("1", "test")
    assert heard.ended("1")["type"] == "answer"
    assert heard.types("1") == ["accepted", "answer"]


def test_steps_end_where_they_are_cancelled(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = threading.Event()

    def steps() -> Iterator[None]:
        while True:
            taken.set()
            yield

    stepping(monkeypatch, steps)
    heard.ask("1", "test")
    assert taken.wait(PATIENCE)
    heard.explorer._hear(None, {"type": "cancel", "id": "1"}, [])
    assert heard.ended("1")["type"] == "cancelled"


def test_a_step_that_fails_is_said_and_the_next_question_is_answered(
    heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    def steps() -> Iterator[None]:
        yield
        raise OptionError("It does not work.", "Leave it.")

    stepping(monkeypatch, steps)
    heard.ask("1", "test")
    assert heard.ended("1")["message"] == "It does not work."
    answering(monkeypatch, lambda _: {"fine": True})
    heard.ask("2", "test")
    assert heard.ended("2")["content"] == {"fine": True}


def test_steps_keep_no_explorer_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    taken, gone = threading.Event(), threading.Event()

    def steps() -> Iterator[None]:
        try:
            while True:
                taken.set()
                yield
        finally:
            gone.set()

    stepping(monkeypatch, steps)
    explorer = Explorer(samples.husky())
    seen = weakref.ref(explorer)
    explorer._hear(None, {"type": "ask", "id": "1", "question": {"kind": "test"}}, [])
    assert taken.wait(PATIENCE)
    explorer.close()
    del explorer
    assert gone.wait(PATIENCE)
    gc.collect()
    assert seen() is None
