"""Settings, people and places: kept whole, and a broken file does not stop the start."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import AnnotatorId
from hashiya.workspace.people import handle_from, is_handle, named, person_of, proposed_person, with_free_handle
from hashiya.workspace.places import Places
from hashiya.workspace.settings import MOST_RECENT, Settings, SettingsStore

from tests import builders as b


@pytest.fixture
def store(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "config" / "settings.json")


def test_settings_come_back_as_they_were_saved(store: SettingsStore) -> None:
    settings = replace(
        store.load(), language="ar", theme="dark", bindings={"undo": ["Ctrl+Z"]}, panes={"list": [1, True]}
    ).with_person(b.SARA)
    store.save(settings)
    assert store.load() == settings
    assert store.load().person == b.SARA


def test_a_device_is_made_once(store: SettingsStore) -> None:
    first = store.load()
    assert len(first.device_id) == 36
    store.save(first)
    assert store.load().device == first.device


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"language": 7, "text_size": "big", "theme": "light"}', "\ufeff"]
)
def test_a_broken_settings_file_does_not_stop_the_start(store: SettingsStore, tmp_path: Path, text: str) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.json").write_text(text, "utf-8")
    settings = store.load()
    assert (settings.language, settings.text_size) == (None, Settings().text_size)
    assert settings.theme == ("light" if "light" in text else "system")


def test_unknown_settings_and_numbers_of_another_kind_do_no_harm(store: SettingsStore, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    stored = {"interface_scale": 2, "text_size": 22, "from_the_future": 1, "arabic_digits": False}
    (tmp_path / "config" / "settings.json").write_text(json.dumps(stored), "utf-8")
    settings = store.load()
    assert (settings.interface_scale, settings.text_size, settings.arabic_digits) == (2, 22, False)


def test_recent_projects_are_the_last_ones_once(tmp_path: Path) -> None:
    settings = Settings()
    for number in range(MOST_RECENT + 3):
        settings = settings.with_recent(tmp_path / str(number))
    settings = settings.with_recent(tmp_path / "5")
    assert settings.recent[0] == str(tmp_path / "5")
    assert len(settings.recent) == len(set(settings.recent)) == MOST_RECENT


def test_a_person_is_proposed_once_and_kept(store: SettingsStore) -> None:
    first = person_of(store.load(), store)
    assert is_handle(first.handle)
    assert person_of(store.load(), store) == first
    assert proposed_person().id != first.id


@pytest.mark.parametrize(
    ("name", "handle"),
    [("Sara Ahmad", "sara-ahmad"), ("سارة", "annotator"), ("o_mar-2", "o_mar-2"), ("x" * 60, "x" * 40)],
)
def test_a_handle_is_made_of_what_it_may_hold(name: str, handle: str) -> None:
    assert handle_from(name) == handle
    assert is_handle(handle)


def test_a_named_person_is_found_or_made() -> None:
    known = [b.SARA, b.OMAR]
    assert named(None, known, b.OMAR) == b.OMAR
    assert named("sara", known, b.OMAR) == b.SARA
    assert named("سارة", known, b.OMAR) == b.SARA
    made = named("ليلى", known, b.OMAR)
    assert (made.handle, made.name) == ("annotator", "ليلى")
    assert named("layla", known, b.OMAR).handle == "layla"


def test_a_taken_handle_gets_a_number() -> None:
    other = replace(b.SARA, id=b.OMAR.id)
    third = replace(b.SARA, id=AnnotatorId("3"))
    assert with_free_handle(b.SARA, [b.SARA]) == b.SARA
    assert with_free_handle(other, [b.SARA]).handle == "sara-2"
    assert with_free_handle(third, [b.SARA, replace(other, handle="sara-2")]).handle == "sara-3"


def test_everything_stands_below_the_home_that_is_named(hashiya_home: Path) -> None:
    places = Places.of_this_computer().make()
    for place in (places.data, places.config, places.logs, places.backups, places.projects):
        assert place.is_dir()
        assert place.is_relative_to(hashiya_home)
    assert places.sample.is_relative_to(hashiya_home)
    assert places.settings.is_relative_to(hashiya_home)


def test_a_place_that_cannot_be_made_is_a_known_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    places = Places.below(tmp_path / "file")
    for gesture in (places.make, lambda: SettingsStore(places.settings).save(Settings())):
        with pytest.raises(KnownFailure) as failure:
            gesture()
        assert failure.value.code == "own_folder"
        assert failure.value.details["path"].startswith(str(tmp_path / "file"))


def test_a_portable_copy_keeps_everything_beside_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HASHIYA_HOME")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "hashiya"))
    assert not Places.of_this_computer().data.is_relative_to(tmp_path)
    (tmp_path / "portable.txt").write_text("", "utf-8")
    places = Places.of_this_computer()
    for place in (places.data, places.config, places.logs, places.cache):
        assert place.is_relative_to(tmp_path / "data")
