"""The card: attributes, referent, roles, notes and relations, changed with real keys and clicks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Scheme
from hashiya.resources.messages import Messages
from hashiya.ui.kit import TextLabel
from hashiya.ui.panes.card import Card
from hashiya.ui.panes.values import AnyCard, ReferentInUse, SeveralCard, Topic
from hashiya.ui.theme import ThemeSource
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.panes.values import MINISTER, ZARIF, claim, claim_card, entity_card, mention, region_card, relation_card

Texts = Callable[[], Messages]
KeyOf = Callable[[str], str]


@pytest.fixture
def asked_for() -> list[str]:
    """The names that candidates were asked for."""
    return []


@pytest.fixture
def card(qtbot: QtBot, source: ThemeSource, arabic: Texts, key_of: KeyOf, scheme: Scheme, asked_for: list[str]) -> Card:
    def candidates(query: str) -> list[ReferentInUse]:
        asked_for.append(query)
        return [ZARIF, MINISTER]

    made = Card(source, arabic, key_of, candidates)
    qtbot.addWidget(made)
    made.show_scheme(scheme)
    made.resize(340, 900)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def texts_of(widget: QWidget) -> str:
    shown = [label.text() for label in widget.findChildren(TextLabel) if label.isVisible()]
    shown += [button.text() for button in widget.findChildren(QAbstractButton) if button.isVisible()]
    return " | ".join(shown).replace("\u2068", "").replace("\u2069", "")


def press(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_nothing_selected_says_how_to_begin_with_its_keys(card: Card) -> None:
    card.show_card(None)
    assert "كيف تبدأ" in texts_of(card)
    caps = [key.caps for strip in card.nothing.strips for key in strip.keys]
    assert caps == [("Space",), ("١", "…", "-"), ("C",)]


def test_a_mention_is_shown_with_label_place_words_referent_and_relations(card: Card) -> None:
    card.show_card(entity_card())
    said = texts_of(card)
    for words in ("منصب", "من ١٧٠ إلى ١٩٢", "وزير الخارجية الإيراني", "يشغله", "محمد جواد ظريف", "سلمى"):
        assert words in said
    assert "٦ أذكار في ٣ مقالات" in card.entity.referent.button.accessibleName().replace("\u2068", "").replace(
        "\u2069", ""
    )
    assert card.entity.referent.button.text() == MINISTER.referent.name


def test_a_value_that_is_pressed_is_told(card: Card) -> None:
    told = QSignalSpy(card.news.attribute_changed)
    card.show_card(entity_card())
    row = card.entity.attributes.groups["metonymy"].row
    assert row.current == "none"  # its default, though nobody touched it
    press(row.chips()[1])
    assert told.at(0) == ["e1", "metonymy", "government"]


def test_digits_choose_while_the_group_has_the_keyboard(qtbot: QtBot, card: Card) -> None:
    told = QSignalSpy(card.news.attribute_changed)
    card.show_card(entity_card())
    row = card.entity.attributes.groups["mention"].row
    row.focus_first()
    qtbot.waitUntil(row.chips()[0].hasFocus)
    QTest.keyClick(row.chips()[0], Qt.Key.Key_3)
    assert told.at(0) == ["e1", "mention", "pronoun"]


def test_showing_a_card_tells_nobody(card: Card) -> None:
    spies = [QSignalSpy(card.news.attribute_changed), QSignalSpy(card.news.note_changed)]
    card.show_card(entity_card(mention(attributes={"mention": "pronoun"}, note="ملاحظة")))
    card.show_card(claim_card(claim(note="أخرى", restatement="جملة")))
    card.show_card(entity_card())
    assert [spy.count() for spy in spies] == [0, 0]


def test_a_value_that_the_scheme_does_not_have_is_shown_while_it_is_set(card: Card) -> None:
    card.show_card(entity_card(mention(attributes={"certainty": "guessed"})))
    row = card.entity.attributes.groups["certainty"].row
    assert row.current == "guessed"
    card.show_card(entity_card())
    assert [chip.key for chip in row.chips()] == ["sure", "unsure"]


def test_a_referent_is_chosen_by_typing(qtbot: QtBot, card: Card, asked_for: list[str]) -> None:
    chosen = QSignalSpy(card.news.referent_chosen)
    card.show_card(entity_card(referent=None))
    card.edit_referent()
    qtbot.waitUntil(card.entity.referent.field.hasFocus)
    card.entity.referent.field.setText("")
    QTest.keyClicks(card.entity.referent.field, "zarif")
    assert asked_for[-1] == "zarif"
    QTest.keyClick(card.entity.referent.field, Qt.Key.Key_Down)
    QTest.keyClick(card.entity.referent.field, Qt.Key.Key_Return)
    assert chosen.at(0) == ["e1", MINISTER.referent.id]
    assert not card.entity.referent.is_editing


def test_ctrl_enter_makes_a_new_referent(qtbot: QtBot, card: Card) -> None:
    made = QSignalSpy(card.news.referent_made)
    card.show_card(entity_card())
    press(card.entity.referent.button)
    qtbot.waitUntil(card.entity.referent.field.hasFocus)
    card.entity.referent.field.setText("كاظم جلالي")
    QTest.keyClick(card.entity.referent.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert made.at(0) == ["e1", "كاظم جلالي"]


def test_an_empty_field_offers_to_take_the_referent_away(card: Card) -> None:
    removed = QSignalSpy(card.news.referent_removed)
    card.show_card(entity_card())
    card.edit_referent()
    for _ in range(2):
        QTest.keyClick(card.entity.referent.field, Qt.Key.Key_Down)
    QTest.keyClick(card.entity.referent.field, Qt.Key.Key_Return)
    assert removed.at(0) == ["e1"]


def test_escape_leaves_the_referent_as_it_was(card: Card) -> None:
    left, chosen = QSignalSpy(card.news.left), QSignalSpy(card.news.referent_chosen)
    card.show_card(entity_card())
    card.edit_referent()
    QTest.keyClick(card.entity.referent.field, Qt.Key.Key_Escape)
    assert (left.count(), chosen.count()) == (1, 0)
    assert card.entity.referent.button.isVisible()


def test_a_claim_is_shown_in_the_order_in_which_one_reads_it(card: Card) -> None:
    card.show_card(claim_card())
    assert [row.words.text() for row in card.claim.filler_rows] == [
        "الرئيس الإيراني حسن روحاني",
        "كان",
        "أشاد",
        "روسيا",
    ]
    said = texts_of(card)
    assert "ادعاء ١٣" in said
    assert said.count("أداة الإسناد") == 1  # the role's name stands once, before its first filler
    assert "مرجع" in said
    assert "بلا قائل" not in said


def test_a_claim_without_a_speaker_says_how_to_give_it_one(card: Card) -> None:
    card.show_card(claim_card(filled=False))
    assert "بلا قائل" in texts_of(card)
    card.show_card(claim_card(claim(attributes={"source_form": "writer"}), filled=False))
    assert "بلا قائل" not in texts_of(card)


def test_fillers_lead_to_where_they_stand_and_del_takes_them_away(card: Card) -> None:
    gone_to, referent, removed = (
        QSignalSpy(signal)
        for signal in (card.news.filler_activated, card.news.referent_activated, card.news.role_removed)
    )
    card.show_card(claim_card())
    rows = card.claim.filler_rows
    press(rows[0].words)
    press(rows[3].words)
    rows[2].words.setFocus()
    QTest.keyClick(rows[2].words, Qt.Key.Key_Delete)
    assert gone_to.at(0) == ["e5"]
    assert referent.at(0) == ["r9"]
    assert removed.at(0) == ["c13", "cue", 1]


def test_attributes_at_their_defaults_are_behind_one_button(card: Card) -> None:
    card.show_card(claim_card())
    attributes = card.claim.attributes
    hidden = [key for key, group in attributes.groups.items() if not group.isVisible()]
    assert "polarity" in hidden
    assert "act" not in hidden
    assert "٥ خصائص" in attributes.rest.text()
    press(attributes.rest)
    assert attributes.groups["polarity"].isVisible()
    press(attributes.rest)
    card.show_card(claim_card(claim(attributes={"polarity": "negated"})))
    assert attributes.groups["polarity"].isVisible()
    assert "٤ خصائص" in attributes.rest.text()


def test_an_attribute_that_hangs_on_another_appears_with_it(card: Card) -> None:
    card.show_card(claim_card(claim(attributes={"verifiable": "yes"})))
    press(card.claim.attributes.rest)
    assert card.claim.attributes.groups["check_worthy"].isVisible()
    card.show_card(claim_card(claim(attributes={"verifiable": "no"})))
    assert not card.claim.attributes.groups["check_worthy"].isVisible()


def test_ctrl_enter_in_the_restatement_tells_it_and_goes_back(card: Card) -> None:
    told, left = QSignalSpy(card.news.restatement_changed), QSignalSpy(card.news.left)
    card.show_card(claim_card())
    field = card.claim.restatement.field
    field.setFocus()
    field.setPlainText("أشاد روحاني بدعم روسيا.")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.at(0) == ["c13", "أشاد روحاني بدعم روسيا."]
    assert left.count() == 1


def test_the_cluster_shows_the_others_and_can_be_left(card: Card) -> None:
    gone_to, leave = QSignalSpy(card.news.cluster_activated), QSignalSpy(card.news.leave_cluster_requested)
    card.show_card(claim_card())
    assert "ادعاء ٣، في لقاءه مع لافروف" in texts_of(card)
    mate = next(b for b in card.claim.cluster.findChildren(QAbstractButton) if b.text() == "بمواقف روسيا")
    press(mate)
    press(card.claim.cluster.leave)
    assert gone_to.at(0) == ["c3"]
    assert leave.at(0) == ["c13"]
    card.show_card(claim_card(filled=False))
    assert not card.claim.cluster.leave.isVisible()


def test_a_note_opens_where_there_is_none(qtbot: QtBot, card: Card) -> None:
    told = QSignalSpy(card.news.note_changed)
    card.show_card(entity_card())
    assert not card.entity.note.field.isVisible()
    card.edit_note()
    qtbot.waitUntil(card.entity.note.field.hasFocus)
    QTest.keyClicks(card.entity.note.field, "unclear")
    card.entity.note.field.clearFocus()
    assert told.at(0) == ["e1", "unclear"]


def test_relations_lead_on_and_can_be_deleted(card: Card) -> None:
    gone_to, deleted = QSignalSpy(card.news.relation_activated), QSignalSpy(card.news.relation_delete_requested)
    card.show_card(entity_card())
    words = card.entity.relations.buttons[0]
    press(words)
    words.setFocus()
    QTest.keyClick(words, Qt.Key.Key_Delete)
    assert gone_to.at(0) == ["e2"]
    assert deleted.at(0) == ["x1"]


def test_a_relation_shows_both_ends_and_where_the_other_article_is(card: Card) -> None:
    gone_to, deleted = QSignalSpy(card.news.relation_activated), QSignalSpy(card.news.relation_delete_requested)
    card.show_card(relation_card())
    said = texts_of(card)
    for words in ("محمد جواد ظريف", "وزير الخارجية الإيراني", "في لقاءه مع لافروف"):
        assert words in said
    press(card.relation.end_buttons[1])
    press(card.relation.delete)
    assert gone_to.at(0) == ["e1"]
    assert deleted.at(0) == ["x1"]


def test_several_marks_show_what_they_share_and_differs_for_the_rest(card: Card) -> None:
    deleted = QSignalSpy(card.news.delete_requested)
    other = mention("e3", "GPE", attributes={"metonymy": "government"})
    card.show_card(SeveralCard((mention(), other)))
    groups = card.several.attributes.groups
    assert groups["mention"].row.current == "name"
    assert groups["metonymy"].row.current is None
    assert "مختلف" in texts_of(groups["metonymy"])
    assert "وسمان محددان" in texts_of(card)
    press(card.several.delete)
    assert deleted.at(0) == [["e1", "e3"]]


def test_the_history_and_the_guide_are_asked_for(card: Card) -> None:
    history, guide = QSignalSpy(card.news.history_requested), QSignalSpy(card.news.guide_requested)
    card.show_card(region_card())
    press(next(b for b in card.region.findChildren(QAbstractButton) if b.text() == "السجل"))
    box = next(w for w in card.region.findChildren(QWidget) if w.accessibleName().startswith("من الدليل"))
    press(box)
    assert history.at(0) == ["g1"]
    assert guide.at(0) == [Topic(Layer.REGIONS, "BOILERPLATE")]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("shown", [entity_card(), claim_card(), region_card(), relation_card()])
def test_no_card_is_wider_than_its_pane(card: Card, source: ThemeSource, scale: float, shown: AnyCard) -> None:
    source.set_scale(scale)
    card.resize(340, 600)
    card.show_card(shown)
    QTest.qWait(0)
    for area in card.findChildren(QScrollArea):
        page = area.widget()
        if area.isVisible() and page is not None:
            assert page.width() <= area.viewport().width()
            inside = [child for child in page.findChildren(QWidget) if child.isVisible()]
            assert all(
                child.mapTo(page, child.rect().topLeft()).x() >= 0
                and child.mapTo(page, child.rect().topRight()).x() <= page.width()
                for child in inside
            )


@pytest.mark.parametrize("shown", [None, entity_card(), claim_card(), region_card(), relation_card()])
def test_every_control_of_the_card_has_a_name(card: Card, shown: AnyCard | None) -> None:
    card.show_card(shown)
    nameless = [
        child
        for child in card.findChildren(QWidget)
        if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus and not child.accessibleName()
    ]
    assert nameless == []
