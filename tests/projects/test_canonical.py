import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.canonical import canonical, search_form, simplified, stem, tokens

LANGUAGES = st.sampled_from([None, "en", "ru", "kk", "zh"])
ALPHABETS = st.text(
    alphabet=st.sampled_from("aZé'’-–«» .,1２ёЙйжқҒөіßıﬁ\u0301\u00ad\u200b\n　，。霍尔果斯鐵臺乾"), max_size=60
) | st.text(max_size=60)


@given(ALPHABETS)
@settings(max_examples=300, deadline=None)
def test_the_form_of_a_form_is_itself(text):
    form = canonical(text)
    assert canonical(form) == form


@given(ALPHABETS, LANGUAGES)
@settings(max_examples=300, deadline=None)
def test_the_token_stream_says_the_same_and_points_into_the_text_in_order(text, language):
    stream = list(tokens(text, language))
    assert " ".join(token.word for token in stream) == canonical(text, language)
    starts = [0, *(token.start for token in stream)]
    for before, token in zip(starts, stream, strict=False):
        assert before <= token.start < token.end <= len(text)
        assert canonical(text[token.start : token.end], language)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Testburg – Example", "testburg-example"),
        ("«Testburg»", '"TESTBURG"'),
        ("Xi'an", "Xi’an"),
        ("Ёлка", "елка"),
        ("Tëstbürg", "Testburg"),
        ("Test\u00adburg", "Testburg"),
        ("\uff34\uff45\uff53\uff54\u3000１２", "test 12"),
        ("「匈塞铁路」", "匈塞铁路"),
    ],
)
def test_what_differs_only_in_writing_has_one_form(one, other):
    assert canonical(one) == canonical(other)


def test_traditional_characters_are_simplified_ones_at_the_same_offsets():
    text = "樣本港至臺灣的鐵路線"
    assert canonical(text) == canonical("样本港至台湾的铁路线")
    assert canonical(text, "zh") == simplified(text)
    assert [(token.start, token.end) for token in tokens(text, "zh")] == [(0, len(text))]
    assert canonical("\ufa61") == canonical("視") == canonical("视")
    long = "鐵" * 60
    assert canonical(long) == "铁" * 60
    assert [token.word for token in tokens(long)] == ["铁" * 60]


def test_kazakh_letters_stay_and_fold_only_for_searching():
    assert canonical("Қорғас") == "қорғас"
    assert search_form("Қорғас") == search_form("Коргас") == "коргас"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ru", ["Казахстан", "Казахстана", "казахстанский", "Казахстанско"]),
        ("ru", ["железная дорога", "железной дороги", "железную дорогу"]),
        ("ru", ["Шымкент", "Шымкента", "шымкентского"]),
        # Each form of a name, though some look like forms of a verb.
        ("ru", ["Иран", "Ирана", "Ирану", "Ираном", "Иране", "иранский", "иранского"]),
        ("ru", ["Астана", "Астаны", "Астане", "Астану", "Астаной"]),
        ("ru", ["Кашаган", "Кашагана", "Кашагану", "Кашаганом", "Кашагане"]),
        ("ru", ["Жанаозен", "Жанаозена", "Жанаозену", "Жанаозеном", "Жанаозене"]),
        ("ru", ["Жамбыл", "Жамбыла", "Жамбылу", "Жамбылом", "Жамбыле"]),
        ("ru", ["терминал", "терминала", "терминалу", "терминалом", "терминале", "терминалов"]),
        ("ru", ["Алят", "алятский", "алятского"]),
        ("kk", ["кен орны", "кен орнын", "кен орнында", "кен орнындағы", "кен орындары"]),
        ("kk", ["орталық", "орталығы", "орталығында", "орталықтың"]),
        ("kk", ["порт", "порты", "портындағы", "порттарының"]),
        ("kk", ["Ақтау", "Ақтауда", "Ақтаудағы", "Ақтаудың"]),
        ("kk", ["Желкен", "Желкенде", "Желкендегі", "Желкеннің"]),
        ("kk", ["айлақ", "айлағы", "айлағына", "айлағындағы"]),
        ("kk", ["Қорғас", "Қорғастың", "Қорғасқа", "Қорғаста"]),
        ("en", ["railway", "railways"]),
        ("zh", ["railway", "railways"]),
    ],
)
def test_inflected_forms_share_a_stem(language, forms):
    assert len({canonical(form, language) for form in forms}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("ru", "запуск", "записка"), ("ru", "польский", "поле"), ("ru", "выпуск", "выпь")],
)
def test_words_of_other_meaning_share_no_stem(language, one, other):
    assert canonical(one, language) != canonical(other, language)


def test_stems_keep_short_words_and_han_whole():
    assert stem("да", "ru") == "да"
    assert stem("霍尔果斯", "zh") == "霍尔果斯"


def test_han_is_parted_from_letters_and_digits():
    assert canonical("阿斯塔纳LRT二期18站") == "阿斯塔纳 lrt 二期 18 站"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("500MW", "500 mw"),
        ("220кВ", "220 кв"),
        ("1700км", "1700 км"),
        ("60га", "60 га"),
        ("2,5млн", "2 5 млн"),
        ("500kV变电站", "500 kv 变电站"),
    ],
)
def test_a_figure_is_parted_from_its_unit(text, form):
    assert canonical(text) == form
    assert [text[token.start : token.end].casefold() for token in tokens(text)] == form.split()


@pytest.mark.parametrize("name", ["A380", "5G", "ML1", "M39", "2B", "3M", "Z20km", "4K", "10kmh", "Mi8M", "km5"])
def test_names_of_letters_and_figures_stay_whole(name):
    assert canonical(name) == name.casefold()


def test_very_long_words_are_read_like_short_ones():
    text = "Testburg" * 40 + "铁路" * 60
    assert "".join(canonical(text).split()) == text.casefold()


def test_plain_letters_fold_in_a_word_as_they_do_one_by_one():
    letters = [chr(number) for number in range(0x20, 0x530)]
    for letter in letters:
        # A soft hyphen leaves no trace, but makes the word one that is read letter by letter.
        assert canonical(f"ab{letter}cd") == canonical(f"ab{letter}cd\u00ad"), letter
