"""The viewer: an article with its marks, painted under and over a text that Qt sets.

`Viewer(source)` is the widget; `ViewContent`, `Mark`, `LabelStyle`, `ClaimGloss`, `RoleMark`, `Arc`, `Link` and `Tip`
are what it is given; `Reach` is how much a click or a dragged edge takes; `Move` is how far the caret goes.
"""

from hashiya.ui.viewer.caret import Move
from hashiya.ui.viewer.content import (
    CONTENT,
    Arc,
    ClaimGloss,
    LabelStyle,
    Link,
    Mark,
    Reach,
    RoleMark,
    Tip,
    ViewContent,
)
from hashiya.ui.viewer.viewer import Viewer

__all__ = [
    "CONTENT",
    "Arc",
    "ClaimGloss",
    "LabelStyle",
    "Link",
    "Mark",
    "Move",
    "Reach",
    "RoleMark",
    "Tip",
    "ViewContent",
    "Viewer",
]
