import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.text import (
    bigrams,
    display_width,
    fold,
    is_kana,
    kana_reading,
    nfkc,
    to_hiragana,
    to_katakana,
    truncate_width,
)


@pytest.mark.parametrize(
    "one, other",
    [
        ("ﾀｶﾊｼ ﾊﾅｺ", "タカハシ　ハナコ"),
        ("たかはし", "タカハシ"),
        ("１ー２ー３", "1-2-3"),
        ("1‐2‐3", "1−2−3"),
        ("1–2—3", "1─2―3"),
        ("㈱山田精機", "(株)山田精機"),
        ("（株）山田精機", "(株)山田精機"),
        ("ＡＢＣ-100", "abcｰ100"),
        ("〜5mm", "～5mm"),
        ("デ-タ", "データ"),
        ("ＳＵＳ３０４　　丸棒", "sus304 丸棒"),
        ("ヴァイス", "ゔぁいす"),
        ("山田\u200b精機\ufeff", "山田精機"),
    ],
)
def test_what_a_reader_takes_for_the_same_folds_to_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    "text, folded",
    [
        ("センター", "せんたー"),
        ("センター1", "せんたー1"),
        ("1ー2", "1-2"),
        (" Ａ  Ｂ ", "a b"),
        ("髙橋", "髙橋"),
        ("第①ビル", "第1びる"),
        ("", ""),
        ("Straße", "strasse"),
    ],
)
def test_folded_form(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="あアｱーｰ-‐1aＡ株山"), st.integers(0, 20))
def test_the_beginning_of_a_word_folds_as_the_whole_does(text, length):
    assert fold(text).startswith(fold(text[:length]))


def test_bigrams_do_not_cross_spaces():
    assert bigrams("山田精機 大阪") == {"山田", "田精", "精機", "大阪"}
    assert bigrams("山 田") == set()


@given(st.text(), st.data())
def test_every_word_searched_for_is_found_by_its_bigrams(text, data):
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    end = data.draw(st.integers(start, len(folded)))
    assert bigrams(folded[start:end]) <= bigrams(folded)


def test_kana_meet_both_ways():
    assert to_katakana("やまだせいきゔ") == "ヤマダセイキヴ"
    assert to_hiragana("ヤマダセイキヴー") == "やまだせいきゔー"


@pytest.mark.parametrize("text", ["ヤマダ", "やまだ", "ﾔﾏﾀﾞ ｾｲｷ", "ー"])
def test_kana_is_kana(text):
    assert is_kana(text)


@pytest.mark.parametrize("text", ["", "  ", "山田", "ヤマダ1", "yamada"])
def test_other_text_is_not_kana(text):
    assert not is_kana(text)


def test_a_reading_is_stored_as_lists_sort_by_it():
    assert kana_reading(" ﾔﾏﾀﾞ　 せいき ") == "ヤマダ セイキ"


def test_a_reading_in_kanji_is_refused():
    with pytest.raises(ValueError, match="Write the reading in kana."):
        kana_reading("山田")


@pytest.mark.parametrize(
    "text, width", [("abc", 3), ("山田", 4), ("ﾀﾞ", 2), ("①", 2), ("ａ", 2), ("", 0), ("か\u3099", 2)]
)
def test_display_width(text, width):
    assert display_width(text) == width


@given(st.text(), st.integers(0, 30))
def test_truncating_keeps_the_longest_beginning_that_fits(text, width):
    kept = truncate_width(text, width)
    assert text.startswith(kept)
    assert display_width(kept) <= width
    assert kept == text or display_width(text[: len(kept) + 1]) > width


def test_nfkc_makes_compatibility_forms_plain():
    assert nfkc(" ﾀｶﾞ㈱① ") == "タガ(株)1"
