"""A paragraph whose marks change piece by piece looks as if it had been measured anew."""

from __future__ import annotations

import random

import pytest
from hashiya.ui.viewer.content import LayerName, Mark, ViewContent
from hashiya.ui.viewer.scene import Scene
from hashiya.ui.viewer.scenes import Scenes
from hashiya.ui.viewer.viewer import Viewer

from tests.ui.viewer.conftest import Shower
from tests.ui.viewer.sample import first_seed, styles

KINDS: tuple[tuple[LayerName, bool], ...] = (
    ("entities", False),
    ("entities", True),
    ("claims", False),
    ("claims", True),
    ("regions", False),
)
OPERATIONS = 400


def anew(viewer: Viewer, number: int) -> Scene:
    """The paragraph with the marks of now, made from nothing."""
    fresh = Scenes()
    fresh.show(viewer.document(), viewer.scenes.display)
    fresh.set_marks(viewer.scenes.marks.values())
    return fresh.scene(viewer.document().findBlockByNumber(number))


ONE_PARAGRAPH = "قال الوزير إن إيران وروسيا تعملان على دعم هذا الاتفاق، مشيراً إلى أن البلدين " * 4


@pytest.mark.parametrize("content", [first_seed(), ViewContent(ONE_PARAGRAPH, 0, [], styles())], ids=["many", "one"])
def test_what_is_kept_of_the_scene_before_is_what_would_be_made(show: Shower, content: ViewContent) -> None:
    viewer = show(content)
    scenes, chance = viewer.scenes, random.Random(11)
    last = viewer.document().blockCount() - 1
    for number in range(last + 1):
        scenes.scene(viewer.document().findBlockByNumber(number))
    for step in range(OPERATIONS):
        if scenes.marks and chance.random() < 0.4:
            scenes.take(chance.choice(sorted(scenes.marks)))
        else:
            layer, proposal = chance.choice(KINDS)
            start = chance.randrange(len(scenes.display.text) - 40)
            name = f"m{chance.randrange(60)}"
            scenes.put(Mark(name, layer, "PERS", start, start + chance.randrange(1, 40), None, proposal))
        if chance.random() < 0.5:
            scenes.changed()
        if chance.random() < 0.3:
            # Several changes come before a paragraph is measured again.
            continue
        number = chance.randrange(last + 1)
        assert scenes.scene(viewer.document().findBlockByNumber(number)) == anew(viewer, number), step
