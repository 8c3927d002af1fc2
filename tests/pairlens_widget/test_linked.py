from __future__ import annotations

import samples
from pairlens_widget import Explorer

OLD = "a white husky and a black dog"


def test_what_a_view_chose_in_an_earlier_explanation_is_taken_in_terms_of_the_new() -> None:
    explorer = Explorer(samples.pair(OLD))
    first = explorer._revision
    new = samples.pair("one more " + OLD)
    explorer._show(explorer._shelf.put(new))
    tokens = list(samples.pair(OLD).indices("dog"))
    explorer.set_state({"selected_tokens": tokens, "_seen": first})
    assert explorer.selected_tokens == list(new.indices("dog"))
    explorer.close()


def test_what_was_chosen_in_something_unknown_is_left() -> None:
    explorer = Explorer(samples.pair(OLD))
    explorer.selected_tokens = [1]
    explorer.set_state({"selected_tokens": [99], "look": {"grey": True}, "_seen": "no such"})
    assert (explorer.selected_tokens, explorer.look) == ([1], {"grey": True})
    explorer.close()


def test_everything_about_an_explanation_changes_at_once() -> None:
    explorer = Explorer(samples.pair(OLD))
    explorer.selected_tokens = list(explorer.pair.indices("dog"))
    seen: list[tuple[str, list[int]]] = []
    explorer.observe(lambda _: seen.append((explorer._revision, explorer.selected_tokens)), "selected_tokens")
    revision = explorer._shelf.put(samples.pair("the " + OLD))
    explorer._show(revision)
    assert seen == [(revision, list(explorer.pair.indices("dog")))]
    assert explorer._pair["b"]["text"] == "the " + OLD
    explorer.close()
