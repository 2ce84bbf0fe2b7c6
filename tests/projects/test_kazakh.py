import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects import kazakh
from projects.canonical import canonical, tokens
from tests.projects.orthographies import spelled

#: Letters that stand one for one in every Latin orthography and beside each other make no other letter.
ONE_TO_ONE = "абвгғдәжзкқлмнңоөпртуүұфыі"
LATIN = (kazakh.LATIN_2018, kazakh.LATIN_2021, kazakh.LATIN_OLD)
LATIN_TEXTS = st.text(alphabet=st.sampled_from("aAáǵńÝýŞşñÑiıİIïw sSh qQ-–«».,1м2MWмв\u0301\u0307×ﬁ霍尔"), max_size=60)
ARABIC_TEXTS = st.text(alphabet=st.sampled_from("ءٴابۆگكقەىيوۇۋتسجل ـ\u200c\u0651،؟aZм1-霍"), max_size=60)


def words(consonants, vowels):
    syllable = st.tuples(st.sampled_from(consonants), st.sampled_from(vowels)).map("".join)
    return st.tuples(st.lists(syllable, min_size=1, max_size=5).map("".join), st.sampled_from(["", *consonants])).map(
        "".join
    )


@given(words("бвгғджзқлмнңртфчш", "аәоөыіуұү"), st.sampled_from(LATIN))
@settings(max_examples=300, deadline=None)
def test_what_is_one_for_one_comes_back_from_latin_letters(word, orthography):
    if "ч" not in word or orthography != kazakh.LATIN_2021:
        assert kazakh.cyrillic(spelled(word, orthography), orthography) == word


@given(words("бвғджзқлмнңпртчш", "аоұы") | words("бгджзклмнңпртчш", "еүі"))
@settings(max_examples=300, deadline=None)
def test_words_of_one_sort_of_vowels_come_back_from_arabic_letters(word):
    assert kazakh.cyrillic(spelled(word, kazakh.ARABIC), kazakh.ARABIC) == word


@given(LATIN_TEXTS | ARABIC_TEXTS | st.text(max_size=60), st.sampled_from(kazakh.ORTHOGRAPHIES))
@settings(max_examples=400, deadline=None)
def test_tokens_point_at_the_words_as_written(text, orthography):
    found = list(tokens(text, orthography))
    assert " ".join(token.word for token in found) == canonical(text, orthography)
    last = 0
    for token in found:
        assert last <= token.start < token.end <= len(text)
        assert token.word in canonical(text[token.start : token.end], orthography).split()
        last = token.start


@given(st.text(alphabet=ONE_TO_ONE + "АБҚЁйхцщьюя 12-–«».,", max_size=60), st.sampled_from(kazakh.ORTHOGRAPHIES))
@settings(max_examples=200, deadline=None)
def test_cyrillic_words_are_read_as_in_cyrillic_texts(text, orthography):
    assert list(tokens(text, orthography)) == list(tokens(text, "kk"))
    assert kazakh.orthography(text, text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Ақтау портындағы жаңа астық терминалының құрылысы басталды",
        "Теміржолдың құны екі миллиард теңге, оны Көлік министрлігі қаржыландырады",
        "Түркістан және Қорғас арасындағы электр станциясы туралы",
        "Компанияның аяқталған жобасы, бөлімдері, кейін экономика",
    ],
)
@pytest.mark.parametrize("orthography", [*LATIN, kazakh.ARABIC])
def test_a_sentence_has_the_same_stems_in_every_orthography(text, orthography):
    other = spelled(text, orthography)
    assert canonical(other, orthography) == canonical(text, "kk")
    told = kazakh.orthography("", other)
    assert told == orthography or (told, orthography) == (kazakh.LATIN_2021_ONE_I, kazakh.LATIN_2021)
    assert canonical(other, told) == canonical(text, "kk")


@pytest.mark.parametrize(
    ("orthography", "word", "written"),
    [
        (kazakh.LATIN_2018, "Iran", "иран"),
        (kazakh.LATIN_2018, "Ishki", "ішкі"),
        (kazakh.LATIN_2018, "stansııasy", "станциясы"),
        (kazakh.LATIN_2018, "Aqtay\u0301", "ақтау"),
        (kazakh.LATIN_2021, "İran", "иран"),
        (kazakh.LATIN_2021, "Ile", "іле"),
        (kazakh.LATIN_2021_ONE_I, "ministrligi", "министрлігі"),
        (kazakh.LATIN_2021_ONE_I, "keiin", "кейін"),
        (kazakh.LATIN_2021_ONE_I, "biik", "биік"),
        (kazakh.LATIN_2021_ONE_I, "Türkistan", "түркістан"),
        (kazakh.LATIN_OLD, "Aqtaw", "ақтау"),
        (kazakh.LATIN_OLD, "kompanïya", "компания"),
        (kazakh.ARABIC, "تەمىرجول", "теміржол"),
        (kazakh.ARABIC, "تەمىرجولىنىڭ", "теміржолының"),
        (kazakh.ARABIC, "ءۇش", "үш"),
        (kazakh.ARABIC, "اياق", "аяқ"),
        (kazakh.ARABIC, "كومپانيا", "компания"),
        (kazakh.ARABIC, "كولىك", "көлік"),
        (kazakh.ARABIC, "تەرمينالى", "терминалы"),
        (kazakh.ARABIC, "ءارقاشان", "әрқашан"),
        (kazakh.ARABIC, "وڭتۇستىكتە", "оңтүстікте"),
        (kazakh.ARABIC, "ونەركاسىپ", "өнеркәсіп"),
        (kazakh.ARABIC, "گەس", "гэс"),
        (kazakh.ARABIC, "ء", ""),
    ],
)
def test_how_a_word_is_written(orthography, word, written):
    assert kazakh.cyrillic(word, orthography) == written


@pytest.mark.parametrize("word", ["LRT", "COSCO", "KTZ", "Khorgos", "Xinjiang", "Railway"])
def test_words_of_other_languages_stay(word):
    assert kazakh.cyrillic(word, kazakh.LATIN_2021) == word


def test_power_stations_are_no_foreign_acronyms():
    assert canonical("Balqash AES-i", kazakh.LATIN_2018) == canonical("Балқаш АЭС-і", "kk")


@pytest.mark.parametrize(
    ("text", "orthography"),
    [
        ("Aqtau portynda jaña terminal salyndy, Kölik ministrligi habarlady", kazakh.LATIN_2021_ONE_I),
        ("Qurylys bastaldy, ol kelesi jyly ashylady", kazakh.LATIN_2018),
        ("Открыт порт Aqtaý", ""),
        ("2026", ""),
        ("", ""),
    ],
)
def test_which_orthography_a_text_is_in(text, orthography):
    assert kazakh.orthography("", text) == orthography
