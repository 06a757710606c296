"""A small program for the tests on a real X server: it says which strokes reach the actions and what was copied."""

from __future__ import annotations

import sys

from hashiya.ui.keys.filter import KeyFilter, is_text_field
from hashiya.ui.keys.strokes import Stroke
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QVBoxLayout, QWidget

TEXT, NAME = "وقال لافروف", "طهران"
NATIVE = {"Ctrl+A", "Ctrl+C"}
"""What no action takes, so that the widgets get it."""


def say(line: str) -> None:
    """One line to whoever started the program, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Show a viewer and a field until Esc.

    F6 goes to the field; F3 says what is copied, F5 what the field holds, F7 what the cap of C shows.
    """
    app = QApplication(sys.argv)
    window = QWidget()
    viewer, field = QTextEdit(TEXT), QLineEdit(NAME)
    viewer.setReadOnly(True)
    column = QVBoxLayout(window)
    column.addWidget(viewer)
    column.addWidget(field)

    def would_handle(stroke: Stroke, widget: QWidget) -> bool:
        return str(stroke) not in NATIVE and widget in {viewer, field}

    def handle(stroke: Stroke, widget: QWidget) -> bool:
        if not would_handle(stroke, widget):
            return False
        if str(stroke) == "Esc":
            app.quit()
        elif str(stroke) == "F6":
            field.setFocus()
        elif str(stroke) == "F3":
            say(f"copied {QGuiApplication.clipboard().text()}")
            QGuiApplication.clipboard().setText("")
        elif str(stroke) == "F5":
            say(f"field {field.text()}")
        elif str(stroke) == "F7":
            say(f"cap {keys.layout.letter('C')}")
        else:
            say(f"{'field ' if is_text_field(widget) else ''}did {stroke}")
        return True

    keys = KeyFilter(handle, would_handle)
    keys.install()
    window.show()
    viewer.setFocus()
    QTimer.singleShot(0, lambda: say(f"ready {int(window.winId())}"))
    code = app.exec()
    app.removeEventFilter(keys)
    return code


if __name__ == "__main__":
    sys.exit(main())
