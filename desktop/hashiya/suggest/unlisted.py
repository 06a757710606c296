"""Words of names that no list has: which word may be one, by its form and by what stands around it."""

from __future__ import annotations

from hashiya.suggest import personwords as words
from hashiya.suggest.gazetteer import built_in
from hashiya.suggest.phrases import Text, is_common
from hashiya.suggest.tokens import APART, keeps
from hashiya.suggest.wordlists import word_list


class UnlistedNames:
    """Tells of one text's words whether they may belong to a person's name."""

    def __init__(self, text: Text) -> None:
        self._text, self._tokens = text, text.tokens
        self._given = word_list("given")

    def _ends_a_phrase(self, index: int) -> bool:
        """Whether a comma, a bracket or an end stands before the word."""
        return index >= len(self._tokens) or self._tokens.bonds[index] == APART

    def _is_unknown(self, end: int, form: str, *, first: bool, trusted: bool) -> bool:
        """Whether a word that no list has may be a name."""
        if len(form) < 2 or not form.isalpha() or form.isascii():
            return False
        if (
            is_common(form)
            or form in words.AFTER_SPEECH | words.OFFICES
            or (form[0] in "وف" and form[1:] in words.PARTICLES)
        ):
            return False
        if self._text.is_nationality(end) and (first or not self._closes_name(end)):
            return False
        match = self._text.matches[end]
        if match is not None and match.label != "NORP" and (first or match.end > end + 1 or not trusted):
            return False
        spelled = self._tokens.spelled(end)
        if spelled.endswith(("ً", "ًا", "اً")) or form.endswith(("ها", "هم", "هما")) or form.startswith("لل"):
            return False
        if self._tokens.is_accusative(end):
            return False
        if form.endswith("ه") and len(form) > 4 and not spelled.endswith("ة") and self._is_owned(form):
            return False
        family = not first and (self._tokens.forms[end - 1] in self._given or self._tokens.form(end - 2) == "عبد")
        after = self._tokens.form(end + 1)
        before_family = trusted and first and (after.startswith("ال") or after in self._given)
        if not family and not before_family and (spelled.endswith("ة") or form.endswith(("اء", "ات"))):
            return False
        if form[0] in "وفبلك" and not keeps(form) and self._is_clitic(form):
            return False
        if form[0] in "يت" and len(form) > 3 and not keeps(form) and form[1:2] not in "وا" and first:
            return trusted and self._tokens.form(end + 1).endswith(words.FOREIGN) and self._tokens.goes_on(end + 1)
        return not (form.startswith("م") and form.endswith("ا") and len(form) > 4 and not first)

    @staticmethod
    def _is_owned(form: str) -> bool:
        """Whether the word is rather a noun with «his»: تصريحه."""
        return form.endswith("ته") or form == "كلامه" or is_common(form[:-1])

    def _closes_name(self, end: int) -> bool:
        """Whether an adjective of origin is a family's name: «محمد حضري، …»."""
        return self._tokens.forms[end - 1] in self._given and self._ends_a_phrase(end + 1)

    def _is_clitic(self, form: str) -> bool:
        """Whether the first letter is rather a proclitic."""
        rest = form[1:]
        if form[0] == "و":
            return len(rest) > 2 or rest in self._given
        if form[0] == "ب" and rest.endswith("يه") and len(rest) > 4:
            return True  # «بكيدية»
        if form[:2] == "بل" and (form[2:] in self._given or is_common(form[2:])):
            return False  # بلحسن, بلقاسم
        if form[0] in "بل" and built_in().labels.get(rest) in {"GPE", "LOC", "ORG"}:
            return True
        if words.DOING.fullmatch(f"ال{rest}"):
            return True  # «لإنجاح»
        return (rest.startswith("ال") and len(rest) > 3) or rest in self._given or rest in word_list("common")
