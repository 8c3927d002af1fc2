"""Questions of the view: each is answered in its own time, with progress, and the newest of a kind wins."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING, Any
from weakref import ref

from pairlens.errors import OptionError, PairlensError
from pairlens.progress import listening
from pairlens_widget.worker import Worker, worker_of

if TYPE_CHECKING:
    from pairlens_widget.explorer import Explorer

LOG = logging.getLogger("pairlens")

OFTEN = 0.05
"""Seconds between two messages about progress."""

CANCEL = ("explain", "strike", "maps")
"""What is no longer wanted once another explanation is."""


@dataclass(frozen=True)
class Kind:
    """How one kind of question is answered.

    Attributes:
        home: Module and function that answers; imported when it is first asked. It takes an `Asked`, and returns
            plain JSON (a mapping), buffers, both, or nothing.
        computes: Whether it takes time: it is then answered in the thread of the encoder, one after another.
        cancels: Kinds of questions of the same explorer that are no longer wanted once this one is asked.
        spare: Whether it is worked on only while there is nothing else to do. What answers then returns an iterator,
            which takes one short step after another and holds on to no explorer.
    """

    home: str
    computes: bool = True
    cancels: tuple[str, ...] = ()
    spare: bool = False


KINDS: dict[str, Kind] = {
    "show": Kind("pairlens_widget.showing:show", computes=False, cancels=("explain", "strike")),
    "explain": Kind("pairlens_widget.asking:explain", cancels=CANCEL),
    "prepare": Kind("pairlens_widget.asking:prepare", cancels=("prepare",), spare=True),
    "file": Kind("pairlens_widget.files:file"),
    "strike": Kind("pairlens_widget.striking:strike", cancels=("strike",)),
    "maps": Kind("pairlens_widget.comparing:maps", cancels=("maps",)),
}
"""Every kind of question by its name."""


class Cancelled(Exception):  # noqa: N818 - no error: a person changed their mind
    """The answer is no longer wanted."""


@dataclass(frozen=True, eq=False)
class Asked:
    """One question while it is answered.

    Attributes:
        explorer: Who is asked.
        question: What is asked, as the view wrote it.
        buffers: Bytes that came with it.
        tell: Says how far the answer is: what is being done, parts done, parts in all. What `pairlens` computes
            says so by itself. Raises `Cancelled` where the answer is no longer wanted.
    """

    explorer: Explorer
    question: Mapping[str, Any]
    buffers: Sequence[bytes]
    tell: Callable[[str, int, int], None]


Answer = tuple[Mapping[str, Any], Sequence[bytes]]


@dataclass(eq=False)
class _Ticket:
    """A question that is not answered yet."""

    id: str
    kind: str
    cancelled: threading.Event = field(default_factory=threading.Event)
    told: float = 0.0


class Desk:
    """Answers the questions of one explorer's views. Messages may come in, and go out, on any thread.

    Args:
        explorer: Whose; held weakly. The thread of its encoder computes; one that shows a finished explanation has a
            thread of its own.
    """

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = ref(explorer)
        self._own: Worker | None = None
        self._open: dict[str, _Ticket] = {}
        self._lock = threading.Lock()

    def hear(self, content: Mapping[str, Any], buffers: Sequence[Any] = ()) -> None:
        """Take one message of a view."""
        if content.get("type") == "cancel":
            self._cancel(lambda ticket: ticket.id == content["id"])
        elif content.get("type") == "ask":
            self._ask(
                _Ticket(str(content["id"]), str(content["question"]["kind"])), content["question"], buffers
            )

    def cancel(self, kinds: Sequence[str] | None = None) -> None:
        """Stop answering questions of these kinds; None is all of them."""
        self._cancel(lambda ticket: kinds is None or ticket.kind in kinds)

    def _cancel(self, meant: Callable[[_Ticket], bool]) -> None:
        with self._lock:
            found = [ticket for ticket in self._open.values() if meant(ticket)]
        for ticket in found:
            ticket.cancelled.set()

    def _ask(self, ticket: _Ticket, question: Mapping[str, Any], buffers: Sequence[Any]) -> None:
        self._send(ticket, "accepted")
        kind = KINDS.get(ticket.kind)
        if kind is None:
            self._failed(ticket, OptionError(f"Nobody here answers {ticket.kind!r}.", "Update Pairlens."))
            return
        self.cancel(kind.cancels)
        with self._lock:
            self._open[ticket.id] = ticket
        if kind.spare:
            self._worker().spare(self._steps(ticket, kind, question))
            return
        # bytes are copied: a buffer may be a window into a message that is reused
        job = partial(self._answer, ticket, kind, question, [bytes(buffer) for buffer in buffers])
        if kind.computes:
            self._worker().do(job)
        else:
            job()

    def _worker(self) -> Worker:
        explorer = self._explorer()
        if explorer is not None and explorer.question is not None:
            return worker_of(explorer.question.encoder)
        self._own = self._own or Worker()
        return self._own

    def _answer(
        self, ticket: _Ticket, kind: Kind, question: Mapping[str, Any], buffers: Sequence[bytes]
    ) -> None:
        """Answer a question, whatever comes of it: what was shown stays where it cannot be answered."""
        explorer = self._explorer()
        tell = partial(self._tell, ticket)
        with self._replying(ticket):
            _check(ticket)
            if explorer is None:
                return
            with listening(tell):
                found = _function(kind.home)(Asked(explorer, question, buffers, tell))
            content, sent = found if isinstance(found, tuple) else (found or {}, ())
            self._send(ticket, "answer", sent, content=content)

    def _steps(self, ticket: _Ticket, kind: Kind, question: Mapping[str, Any]) -> Iterator[None]:
        """Work on a question a little at a time; nobody goes on once the explorer is gone."""
        with self._replying(ticket):
            _check(ticket)
            for _ in self._begun(kind, question):
                yield
                _check(ticket)
                if self._explorer() is None:
                    return
            self._send(ticket, "answer", content={})

    def _begun(self, kind: Kind, question: Mapping[str, Any]) -> Iterator[object]:
        explorer = self._explorer()
        if explorer is None:
            return iter(())
        steps: Iterator[object] = _function(kind.home)(Asked(explorer, question, (), lambda *_: None))
        return steps

    @contextmanager
    def _replying(self, ticket: _Ticket) -> Iterator[None]:
        """Say so where what is done inside does not come to an answer."""
        try:
            yield
        except Cancelled:
            self._send(ticket, "cancelled")
        except PairlensError as error:
            self._failed(ticket, error)
        except Exception as error:
            LOG.exception("A question of the view (%s) could not be answered", ticket.kind)
            cause = f"Something unexpected happened: {type(error).__name__}: {error}"
            self._failed(ticket, PairlensError(cause, "The kernel's log has the details."))
        finally:
            with self._lock:
                self._open.pop(ticket.id, None)

    def _tell(self, ticket: _Ticket, what: str, done: int, total: int) -> None:
        _check(ticket)
        now = monotonic()
        if now - ticket.told >= OFTEN:
            ticket.told = now
            self._send(ticket, "progress", what=what, done=done, total=total)

    def _failed(self, ticket: _Ticket, error: PairlensError) -> None:
        self._send(ticket, "failed", message=error.cause, remedy=error.remedy)

    def _send(self, ticket: _Ticket, answer: str, buffers: Sequence[bytes] = (), **content: Any) -> None:  # noqa: ANN401 - plain JSON
        explorer = self._explorer()
        if explorer is not None:
            explorer.send({"id": ticket.id, "type": answer, **content}, list(buffers))


def _check(ticket: _Ticket) -> None:
    if ticket.cancelled.is_set():
        raise Cancelled


def _function(home: str) -> Callable[[Asked], Any]:
    module, _, name = home.partition(":")
    found: Callable[[Asked], Any] = getattr(import_module(module), name)
    return found
