"""Where in a file something stands, so that an error can say it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pairlens.errors import FileError

AGAIN = "Correct it in the file, or export the cases anew."


@dataclass(frozen=True)
class Place:
    """A file, a line of it and a field of that line.

    Attributes:
        file: Name of the file.
        line: Line, row or entry, counted from 1; None where there are none.
        field: Name of the field, with dots between its levels.
        unit: What is counted: "line", "row", "image", … .
    """

    file: str
    line: int | None = None
    field: str = ""
    unit: str = "line"

    def on(self, line: int, unit: str = "line") -> Place:
        """Another line."""
        return replace(self, line=line, field="", unit=unit)

    def at(self, field: str | int) -> Place:
        """A field within this one."""
        return replace(self, field=f"{self.field}.{field}" if self.field else str(field))

    def error(self, fault: str, remedy: str = AGAIN) -> FileError:
        """What is wrong here."""
        line = f", {self.unit} {self.line}" if self.line is not None else ""
        field = f", field {shown(self.field)}" if self.field else ""
        return FileError(f"{self.file}{line}{field}: {fault}", remedy)


def shown(value: object, most: int = 80) -> str:
    """A value from a file in an error's text: short, and nothing in it moves a terminal's cursor."""
    text = ascii(value) if isinstance(value, bytes | bytearray) else repr(value)
    text = text.encode("utf-8", "backslashreplace").decode()
    return text if len(text) <= most else f"{text[: most - 1]}…"
