"""What a view leaves where it does not run: files, pages, and a picture of itself in the notebook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pairlens.card import card
from pairlens_widget.displayed import Displayed
from pairlens_widget.export import write_page
from pairlens_widget.linked import Linked
from pairlens_widget.saving import save_view
from pairlens_widget.seeing import seen


class Still(Linked, Displayed):
    """A view that can be written to files, and that leaves a picture of itself for whoever cannot show widgets."""

    def to_html(self, path: str | Path, title: str | None = None) -> Path:
        """Write the view as one page that works from disk, without a kernel and without a network.

        What is selected and pinned now is selected and pinned when the page opens; variants come along.

        Args:
            path: Where to; an existing file is replaced.
            title: The page's title; None is the caption.

        Returns:
            The path written to.
        """
        revision = self._revision
        variants = self._compared.page(revision)
        return write_page(self.pair, path, self._chosen(), title, revision=revision, variants=variants)

    def save(
        self,
        path: str | Path,
        **options: Any,  # noqa: ANN401 - those of `pairlens_widget.saving.file_bytes`, checked there
    ) -> Path:
        """Write what is seen now; the suffix of the path says as what.

        `.pdf`, `.svg` and `.png` are figures at a width on paper: the caption with its underlines, the picture with
        its heat and outlines, the scale, the pins and the ledger, in the colours of the look. `.html` is the
        page, `.csv` the numbers of words and patches, `.npz` the whole explanation, `.tex` the words as LaTeX.

        Args:
            path: Where to; an existing file is replaced.
            options: Of figures: `width` is "column", "page" (as it is by default), "slide", millimetres, or text
                such as "3.3in"; `panels="pins"` draws each pin in a panel of its own, all on one scale; `dpi`
                (300) and `ledger` (True).

        Returns:
            The path written to.

        Raises:
            pairlens.errors.OptionError: There is no such file, or an option does not belong to it.
        """
        if Path(path).suffix.lower() == ".html" and not options:
            return self.to_html(path)
        return save_view(self.pair, self._chosen(), path, **options)

    def render_static(self) -> str:
        """What is seen now as HTML alone, for places that keep nothing else: no script, no style sheet, no address.

        The picture has its heat and its outlines in its pixels; the words are underlined; the ledger is a table.
        """
        return card(self.pair, seen(self.pair, self._chosen()))
