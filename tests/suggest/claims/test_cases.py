"""The table of sentences: each gives the claims that a careful reader finds, and no others."""

from __future__ import annotations

import pytest

from tests.suggest.claims.cases import Case, cases, expected, found_in


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.style)
def test_a_sentence_gives_its_claims(case: Case) -> None:
    assert found_in(case) == expected(case)
