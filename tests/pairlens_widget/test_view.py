from __future__ import annotations

import traitlets

import samples
import toys
from pairlens_widget import Explorer, Lesson, Step
from pairlens_widget.export import bundle
from pairlens_widget.view import View

TOY = toys.TOYS[0]


def _sent(view: View) -> set[str]:
    """Names of the parts that the browser gets of it, each whole."""
    parts = view.get_state()["_parts"]
    assert parts == {name: bundle(f"{name}.js") for name in parts}
    view.close()
    return set(parts)


def test_a_widget_sends_the_parts_that_it_has_a_use_for_and_no_other() -> None:
    assert _sent(Explorer(samples.husky())) == {"export"}
    assert _sent(Lesson(samples.husky(), [Step("One")])) == {"export", "lesson"}
    assert _sent(Explorer(toys.encoder(TOY), toys.picture(TOY, 1), "a black dog", layer=(2, 1))) == {
        "export",
        "live",
    }


def test_a_subclass_names_its_parts_and_the_one_that_draws_it() -> None:
    class Other(View):
        _main = traitlets.Unicode("lesson", read_only=True).tag(sync=True)
        _uses = ("lesson",)

    other = Other()
    assert other.get_state()["_main"] == "lesson"
    assert _sent(other) == {"lesson"}
