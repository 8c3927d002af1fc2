from __future__ import annotations

from collections.abc import Callable

_CODE = """\
import sys
sys.path.append("tests")
import samples
from pairlens_widget import Lesson, Step
lesson = Lesson([samples.husky(), samples.captions()], [Step("One"), Step("Two", pair=1)])
sent = []
lesson.send = lambda content, buffers=None: sent.append(content["type"])
revision = lesson._scene(1)["revision"]
lesson._hear(lesson, {"type": "ask", "id": "1", "question": {"kind": "show", "revision": revision}}, [])
print(sent, lesson._revision == revision)"""


def test_what_is_held_is_shown_without_what_computes(without: Callable[..., str]) -> None:
    """Importing torch takes seconds, in which nothing else of the view would be heard."""
    assert without(_CODE) == "['accepted', 'answer'] True\n"
