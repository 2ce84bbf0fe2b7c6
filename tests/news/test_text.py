"""Encodings, languages, dates and likeness of texts."""

import codecs
import encodings as codec_modules
import json
import pkgutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from corridors import outbound
from news import encodings, language, minhash, robots, schedule
from news.extract import dates, said
from news.extract.opened import opened

RU = "В посёлке открыли новый железнодорожный вокзал, строительство которого заняло два года. "
ZH = "新的铁路货运站今天开通，货物将经过这里运往欧洲各国，工程建设历时两年。"
ZH_TW = "新的鐵路貨運站今天開通，貨物將經過這裡運往歐洲各國，工程建設歷時兩年。"
KK = "Ауылда жаңа теміржол вокзалы ашылды, оның құрылысы екі жылға созылды. "


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RU, "windows-1251"),
        (RU, "koi8-r"),
        (RU, "iso8859-5"),
        (RU, "cp866"),
        (KK, "kz1048"),
        (KK, "ptcp154"),
        (ZH, "gb18030"),
        (ZH_TW, "big5"),
        (RU, "utf-16"),
        (KK, "utf-8"),
        (ZH, "utf-8"),
    ],
)
@pytest.mark.parametrize("declared", ["right", "none", "utf-8", "iso-8859-1"])
def test_text_is_read_whatever_it_declares(text, encoding, declared):
    charset = {"right": f"; charset={encoding}", "none": ""}.get(declared, f"; charset={declared}")
    document = f"<p>{text}</p>" * 3
    assert encodings.decode(document.encode(encoding), f"text/html{charset}").text == document


@pytest.mark.parametrize(
    "body", [RU.encode("windows-1251"), RU.encode("koi8-r"), bytes(range(256)), b"\xff"], ids=list("abcd")
)
def test_whatever_codec_is_declared_there_is_text(body):
    every = [module.name for module in pkgutil.iter_modules(codec_modules.__path__)]
    for name in (*every, "кои8", "utf_8_sig", ""):
        assert encodings.decode(body, f"text/html; charset={name}").text


@pytest.mark.parametrize("name", ["undefined", "idna", "punycode", "unicode_escape", "utf-7"])
def test_a_codec_that_is_none_of_the_webs_does_not_lose_a_readable_page(name):
    found = encodings.decode((RU * 3).encode("windows-1251"), f"text/html; charset={name}")
    assert (found.text, found.guessed) == (RU * 3, True)


def test_a_declaration_inside_the_document_counts():
    body = ('<?xml version="1.0" encoding="windows-1251"?><a>' + RU + "</a>").encode("windows-1251")
    found = encodings.decode(body)
    assert (found.encoding, found.guessed) == ("windows-1251", False)
    assert RU in found.text


def test_a_wrong_declaration_is_noticed():
    found = encodings.decode(RU.encode("koi8-r"), "text/html; charset=windows-1251")
    assert (found.text, found.encoding, found.guessed) == (RU, "koi8-r", True)


def test_utf16_without_a_mark_is_seen_by_its_zero_bytes():
    assert encodings.decode("<rss>".encode("utf-16-le")).text == "<rss>"
    assert encodings.decode("<rss>".encode("utf-16-be")).text == "<rss>"


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "iso8859-5", "cp866"])
@pytest.mark.parametrize("declared", [True, False])
def test_a_text_all_in_capitals_is_read(encoding, declared):
    content_type = f"text/html; charset={encoding}" if declared else ""
    assert encodings.decode(RU.upper().encode(encoding), content_type).text == RU.upper()


@pytest.mark.parametrize("encoding", ["koi8-r", "iso8859-5", "cp866"])
@pytest.mark.parametrize("declared", ["windows-1251", "koi8-r", "iso8859-5"])
def test_another_cyrillic_encoding_than_declared_is_noticed(encoding, declared):
    assert encodings.decode(RU.encode(encoding), f"text/html; charset={declared}").text == RU


@pytest.mark.parametrize("encoding", ["kz1048", "ptcp154"])
def test_kazakh_that_declares_windows_1251_keeps_its_own_letters(encoding):
    found = encodings.decode(KK.encode(encoding), "text/html; charset=windows-1251")
    assert (found.text, found.encoding, found.guessed) == (KK, encoding, True)


@pytest.mark.parametrize(
    "text",
    [
        "Уряд підписав угоду про її під'їзд: ґрунтову дорогу з'єднають із залізницею України.",
        "Урад падпісаў пагадненне аб чыгунцы: новы ўчастак злучыў гарады і быў адкрыты ўчора.",
        "Влада је потписала уговор о прузи: њена деоница ће бити отворена, каже Вучић, ђаци путују.",
        "Нормы ±5 µм и 20 °C: «точные» рельсы, €1,8 млрд и 3 ‰ уклона, м¦с, сы\u00adрьё." + RU,
        RU * 3 + "По словам газеты «Київ», вокзал ждали давно.",
    ],
    ids=["Ukrainian", "Belarusian", "Serbian", "Russian with signs", "Russian that quotes"],
)
@pytest.mark.parametrize("declared", ["", "; charset=windows-1251"])
def test_windows_1251_of_the_neighbours_is_not_taken_for_kazakh(text, declared):
    assert encodings.decode(text.encode("windows-1251"), f"text/html{declared}").text == text


#: Encoding and language, and of a hundred texts how many may be misread: of headlines, of two hundred characters.
OBSERVED = {
    "windows-1251": ("ru", 0, 0),
    "koi8-r": ("ru", 0, 0),
    "iso8859-5": ("ru", 0, 0),
    "cp866": ("ru", 0, 0),
    "kz1048": ("kk", 4, 1),
    "ptcp154": ("kk", 5, 1),
    "gb18030": ("zh", 1, 0),
}


@pytest.mark.parametrize("encoding", OBSERVED)
def test_real_headlines_and_leads_are_read_without_a_declaration(encoding):
    written, of_headlines, of_leads = OBSERVED[encoding]
    lines = (Path(__file__).parent / "observed" / f"{written}.jsonl").read_text().splitlines()
    items = list(map(json.loads, lines))
    for texts, most in (
        ([item["title"] for item in items], of_headlines),
        ([item["text"][:200] for item in items], of_leads),
    ):
        bodies = {text.encode(encoding, errors="ignore") for text in texts if not text.isascii()}
        misread = [body for body in bodies if encodings.decode(body).text != body.decode(encoding)]
        assert len(misread) * 100 <= most * len(bodies), [body.decode(encoding) for body in misread]


def test_one_damaged_letter_does_not_change_the_encoding():
    body = (RU * 5).encode()[:-1] + b"\xff"
    assert encodings.decode(codecs.BOM_UTF8 + body).encoding == "utf-8-sig"
    assert RU in encodings.decode(body, "text/html; charset=utf-8").text


@pytest.mark.parametrize(
    ("text", "encoding", "broken"),
    [(RU, "windows-1251", b"\x98"), (RU, "koi8-r", b""), (ZH, "gb18030", b"\xff"), (ZH_TW, "big5", b"\xff")],
)
@pytest.mark.parametrize("declared", ["right", "none", "utf-8"])
def test_a_damaged_letter_is_all_that_is_lost(text, encoding, broken, declared):
    """A headline cut in the middle of a letter, a stray byte: as common as the encodings themselves."""
    sound = f"<p>{text}</p>".encode(encoding)
    body = f"<title>{text}".encode(encoding)[:-1] + broken + b"</title>" + sound
    name = {"right": encoding, "none": ""}.get(declared, declared)
    assert f"<p>{text}</p>" in encodings.decode(body, f"text/html; charset={name}" if name else "text/html").text


@pytest.mark.parametrize(("declared", "guessed"), [("windows-1252", False), ("iso-8859-1", False), ("utf-8", True)])
def test_accented_letters_within_latin_words_are_not_cyrillic(declared, guessed):
    text = "Müller and São Paulo’s café signed – the “Türkiye” deal."
    found = encodings.decode(text.encode("windows-1252"), f"text/html; charset={declared}")
    assert (found.text, found.guessed) == (text, guessed)


@pytest.mark.parametrize("other", ["windows-1251", "koi8-r", "gb18030"])
@pytest.mark.parametrize("declared", ["", "; charset=utf-8"])
def test_a_piece_in_another_encoding_costs_that_piece_and_not_the_page(declared, other):
    piece = " Все права защищены, нашли ошибку - сообщите. ".encode(other)
    assert RU in encodings.decode((RU * 3).encode() + piece, f"text/html{declared}").text


def test_an_encoding_nobody_knows_is_no_obstacle():
    assert encodings.decode(b"plain", "text/html; charset=x-unheard-of").text == "plain"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (RU, "ru"),
        (KK, "kk"),
        (ZH, "zh"),
        (ZH_TW, "zh"),
        ("中国将重振坦赞铁路", "zh"),
        ("The railway station was opened today after two years of construction work.", "en"),
        ("Нова залізнична станція відкрита сьогодні після двох років будівництва, її вітали її мешканці.", "uk"),
        ("Der neue Bahnhof wurde heute nach zwei Jahren Bauzeit eröffnet und eingeweiht.", "de"),
        ("12345 67890", "und"),
        ("", "und"),
    ],
)
def test_the_language_of_a_text(text, code):
    assert language.tell(text).code == code


@pytest.mark.parametrize(
    "text",
    [
        "Aqtaý portynda jańa astyq termınaly salyndy. Bul týraly Kólik mınıstrligi habarlady, jol úsh jylǵa jabyldy.",
        "Aqtau portynda jaña astyq terminaly salyndy. Būl turaly Kölık ministrlıgı habarlady, jol üş jylğa jabyldy.",
        "Aqtau portynda jaña astyq terminaly salyndy. Bul turaly Kölik ministrligi habarlady, qurylys bastaldy.",
        "Aqtaw portında jaña astıq termïnalı salındı. Bul twralı Kölik mïnïstrligi xabarladı, qurılıs jäne jol üşin.",
        "اقتاۋ پورتىندا جاڭا استىق تەرمينالى سالىندى. بۇل تۋرالى كولىك مينيسترلىگى حابارلادى.",
        "Aqtaý porty keńeıtiledi: qurylys bastaldy",
        "اقتاۋ پورتىنىڭ قۇرىلىسى باستالدى",
    ],
)
def test_kazakh_is_known_in_all_its_letters(text):
    assert language.tell(text).code == "kk"
    assert language.tell(text, hint="tr").code == "kk"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Aktau limanında yeni bir tahıl terminali inşa edildi. Bakanlık, Katar ve Irak'ın katıldığını açıkladı.",
            "tr",
        ),
        (
            "Bakı limanında yeni taxıl terminalı tikilib. Layihənin dəyəri iki milyard manatdır, qatar yolu çəkilir.",
            "az",
        ),
        ("Qo‘qon shahrida yangi temir yo‘l vokzali qurildi. Bu haqda transport vazirligi ma’lum qildi.", "uz"),
        ("پایانه جدید غلات در بندر ساخته شد. وزارت حمل و نقل این خبر را اعلام کرد و گفت هزینه دو میلیارد است.", "fa"),
        ("پورتتا يېڭى ئاشلىق تېرمىنالى قۇرۇلدى. بۇ ھەقتە قاتناش مىنىستىرلىقى خەۋەر قىلدى.", "ug"),
        ("تم بناء محطة جديدة للحبوب في الميناء. أعلنت وزارة النقل ذلك يوم الاثنين وقالت إن المشروع كبير.", "ar"),
        ("Men from Qatar and Iraq met in Baghdad to discuss the new railway; it will cost two billion dollars.", "en"),
        (
            "El puerto tendrá una nueva terminal que construirá una compañía de Qatar, según informó el ministerio.",
            "es",
        ),
        ("Türkmenbaşy portunda täze terminal guruldy. Bu barada Ulag ministrligi habar berdi.", "tk"),
    ],
)
def test_the_neighbours_of_kazakh_are_not_taken_for_it(text, code):
    assert language.tell(text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            (
                "Ўзбекистон Президенти янги темир йўл қурилиши ҳақида қарор қабул қилди. Лойиҳа Хитой билан биргаликда "
                "амалга оширилади, унинг қиймати икки миллиард долларни ташкил этади."
            ),
            "uz",
        ),
        (
            (
                "Президенти Ҷумҳурии Тоҷикистон дар бораи сохтмони роҳи оҳани нав қарор қабул кард. Лоиҳа якҷоя бо Чин "
                "амалӣ карда мешавад ва арзиши он ду миллиард доллар аст."
            ),
            "tg",
        ),
        ("Казан шәһәрендә яңа тимер юл вокзалы ачылды, аның төзелеше ике елга сузылды һәм юл ачык.", "tt"),
        ("Өфө ҡалаһында яңы тимер юл вокзалы асылды, уның төҙөлөшө ике йылға һуҙылды. Был турала хәбәр итте.", "ba"),
    ],
)
def test_the_neighbours_of_kazakh_in_cyrillic_letters_are_not_taken_for_it(text, code):
    assert language.tell(text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Казахстан начал экспорт нефти", "ru"),
        ("Уголь, нефть, газ: планы на год", "ru"),
        ("Дорога до порта готова", "ru"),
        ("Открит е новият мост край града, съобщи министърът", "bg"),
        ("Нови мост отворен у граду, каже министар", "sr"),
        ("Міністр відкрив новий міст через річку", "uk"),
        ("Порт жолы ашылды, пойыздар жолда", "kk"),
    ],
)
def test_a_russian_headline_is_not_taken_for_a_sister_whose_letters_it_lacks(text, code):
    assert language.tell(text).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("АО «Қазақстан темір жолы» построит железнодорожный вокзал", "ru"),
        ('Глава "Қазақстан темір жолы" рассказал о строительстве железной дороги', "ru"),
        ("«Қазақстан темір жолы» жаңа вокзал салып жатыр", "kk"),
        ("«Қазақстан темір жолы»", "kk"),
        ("Ауыл тұрғындары «Ўзбекистон» пойызын қарсы алды, жолаушылар қуанышты", "kk"),
    ],
)
def test_a_kazakh_name_in_quotes_does_not_make_a_headline_kazakh(text, code):
    assert language.tell(text).code == code


def test_sisters_that_no_detector_tells_are_not_kazakh():
    karakalpak = "Nókis qalasında jańa temir jol vokzalı qurıldı. Bul haqqında ministrlik xabar berdi hám jol ashıldı."
    tatar = "Qırım limanında yañı terminal quruldı. Bu aqqında nazirlik haber berdi ve qurucılıq devam etecek dedi."
    assert "kk" not in {language.tell(karakalpak).code, language.tell(tatar).code}


def test_a_hint_counts_only_where_nothing_else_tells():
    assert language.tell("2026", hint="kk-KZ").code == "kk"
    assert language.tell(RU, hint="en").code == "ru"
    assert language.tell("", hint="not a language").code == "und"


def test_control_characters_do_not_stop_the_detector():
    assert language.tell("The railway\x00 station was\x85 opened today after years of work.").code == "en"


BOUNDS = dates.Bounds.seen(date(2026, 11, 23))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-05-03T10:00:00+05:00", "2026-05-03"),
        ("2026-05-03 10:00", "2026-05-03"),
        ("03.05.2026", "2026-05-03"),
        ("2026年5月3日 10:00", "2026-05-03"),
        ("20260503", "2026-05-03"),
        ("2107-01-01", ""),
        ("2026-11-25", ""),
        ("2026-11-24", "2026-11-24"),
        ("1969-12-31", ""),
        ("2016-11-20", ""),
        ("2016-11-24", "2016-11-24"),
        ("3 мая 2026, 10:00", "2026-05-03"),
        ("3 Мая 2026 г.", "2026-05-03"),
        ("Опубликовано: 28 февраля 2026 года", "2026-02-28"),
        ("3 мамыр 2026", "2026-05-03"),
        ("3 Мамыр, 2026", "2026-05-03"),
        ("2026 жылғы 3 мамыр", "2026-05-03"),
        ("2026 ж. 3 мамыр", "2026-05-03"),
        ("2026 жылдың 12 желтоқсаны", ""),
        ("2026 жылдың 9 қыркүйегінде", "2026-09-09"),
        ("2026年05月03日", "2026-05-03"),
        ("2026 年 5 月 3 日 星期日", "2026-05-03"),
        ("May 3, 2026", "2026-05-03"),
        ("5/3/2026 10:00 AM", "2026-05-03"),
        ("Posted 5/3/2026, 1:05:09 p.m.", "2026-05-03"),
        ("5/3/2026 at 10:00 pm", "2026-05-03"),
        ("13/3/2026 10:00 AM", "2026-03-13"),
        ("5/13/2026", "2026-05-13"),
        ("20260503101500", "2026-05-03"),
        ("202605031015001", ""),
        ("5/3/2026 10:00", "2026-03-05"),
        ("5/3/2026", "2026-03-05"),
        ("Sunday, 3rd May 2026", "2026-05-03"),
        ("Sept. 9, 2026", "2026-09-09"),
        ("3 апр. 2026, 10:00", "2026-04-03"),
        ("9 сент 2026", "2026-09-09"),
        ("3-мамыр, 2026", "2026-05-03"),
        ("03-May-2026", "2026-05-03"),
        ("03-05-2026", "2026-05-03"),
        ("31 ноября 2026", ""),
        ("3 мая", ""),
        ("2026-02-30", ""),
        ("soon", ""),
    ],
)
def test_written_days(written, day):
    assert dates.read(written, BOUNDS) == day


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<script type="application/ld+json">{"datePublished":"2026-05-03T10:00"}</script>', ("2026-05-03", "json-ld")),
        (
            '<script type="application/ld+json">{"@graph":[{"datePublished":"2026-05-03"}]}</script>',
            ("2026-05-03", "json-ld"),
        ),
        (
            '<script type="application/ld+json">{broken</script><meta name="pubdate" content="2026-05-04">',
            ("2026-05-04", "meta"),
        ),
        (
            '<meta name="pubdate" content="2107-01-01"><meta property="article:published_time" content="2026-05-05">',
            ("2026-05-05", "meta"),
        ),
        ('<time datetime="2026-05-06">6 May</time>', ("2026-05-06", "time element")),
        (
            (
                '<title>A line opens</title><script type="application/ld+json">'
                '[{"headline":"A port rests","datePublished":"2026-01-01"},'
                '{"headline":"A line opens","datePublished":"2026-05-07"}]</script>'
            ),
            ("2026-05-07", "json-ld"),
        ),
        ("<script>var expires = '2026-12-31'</script>", ("", "")),
    ],
)
def test_the_day_a_page_declares(head, expected):
    source = f"<html><head>{head}</head><body>x</body></html>"
    assert dates.declared(said.gather(opened(encodings.decode(source.encode()))), BOUNDS) == expected


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2026/05/03/story", "2026-05-03"),
        ("https://news.example/2026-05-03/story.html", "2026-05-03"),
        ("https://news.example/t20260503_1.html", ""),
        ("https://news.example/n-20260503", "2026-05-03"),
        ("https://news.example/n1/2026/0503/c90000-1.html", "2026-05-03"),
        ("https://news.example/2026-05/03/content_1.htm", "2026-05-03"),
        ("https://news.example/a/202605/03/WS1.html", "2026-05-03"),
        ("https://news.example/zwgk/202605/t20260503_123.htm", "2026-05-03"),
        ("https://news.example/zwgk/202604/t20260503_123.htm", ""),
        ("https://news.example/2107/01/01/20260503", "2026-05-03"),
        ("https://news.example/2026/1350/c1.html", ""),
        ("https://news.example/2107/01/01/story", ""),
        ("https://news.example/article/12345678", ""),
    ],
)
def test_the_day_an_address_carries(url, day):
    assert dates.in_address(url, BOUNDS)[0] == day


STORY = " ".join(f"word{number} about the crossing and its {number % 17} platforms" for number in range(120))


def test_a_syndicated_copy_is_alike_and_another_story_is_not():
    copy = "EXAMPLE CITY, May 3 (Example Wire) " + STORY.replace("word50", "term50") + " Read more on our site."
    other = " ".join(f"different{number} text of some thing {number % 13} else" for number in range(120))
    assert minhash.likeness(minhash.signature(STORY), minhash.signature(copy)) >= minhash.SAME
    assert minhash.likeness(minhash.signature(STORY), minhash.signature(other)) < 0.3


def test_a_copy_cut_to_half_is_known_by_its_lead():
    half = STORY[: len(STORY) // 2]
    leads = [minhash.signature(minhash.lead(text)) for text in (STORY, half)]
    assert minhash.likeness(*leads) >= minhash.SAME


def test_chinese_copies_are_compared_by_characters():
    text = ZH * 3 + "更多消息请看下文，编辑部供稿。"
    assert minhash.likeness(minhash.signature(text), minhash.signature(text + "（完）")) >= minhash.SAME
    assert (
        minhash.likeness(minhash.signature(text), minhash.signature("完全不同的另外一篇文章，讲述天气和粮食收成。" * 3))
        < 0.3
    )


def test_signatures_are_stable_and_alike_texts_share_a_band():
    assert minhash.signature("one two three four").hex()[:16] == minhash.signature("One, two; three FOUR!").hex()[:16]
    signed = minhash.signature(STORY)
    assert len(signed) == 512
    assert set(minhash.bands(signed, "full")) & set(minhash.bands(minhash.signature(STORY + " end"), "full"))
    assert not set(minhash.bands(signed, "full")) & set(minhash.bands(signed, "lead"))
    assert all(0 <= band < 2**63 for band in minhash.bands(signed, "full"))
    assert minhash.signature("") == b""
    assert minhash.bands(b"", "full") == []


def test_robots_rules():
    rules = robots.from_answer(200, b"User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n")
    assert "robots.txt" in rules.reason_against("https://news.example/private/a")
    assert rules.reason_against("https://news.example/a") == ""
    assert rules.delay == 7
    ours = robots.from_answer(200, b"User-agent: *\nAllow: /\n\nUser-agent: corridors\nDisallow: /\n")
    assert ours.reason_against("https://news.example/a")
    assert robots.from_answer(200, b"User-agent: *\nCrawl-delay: 9999").delay == 60


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False), (302, False)])
def test_robots_that_cannot_be_had(status, allowed):
    assert (robots.from_answer(status, b"").reason_against("https://news.example/a") == "") is allowed


def test_robots_out_of_reach_close_the_site_with_the_reason():
    assert "nobody there" in robots.from_failure(outbound.Unreachable("nobody there")).reason_against(
        "https://news.example/a"
    )


@pytest.mark.parametrize("per_day", [4, 400])
def test_the_interval_settles_near_the_pace_of_the_feed(per_day):
    """Twenty items a feed: the interval ends where polls overlap, between ten minutes and a day."""
    interval = schedule.DEFAULT
    for _ in range(10):
        new = min(20, round(per_day * interval / timedelta(days=1)))
        assert new < 20 or per_day * interval.total_seconds() / 86400 <= 20
        interval = schedule.next_interval(interval, 20, new)
        assert schedule.FLOOR <= interval <= schedule.CEILING
    assert per_day * interval / timedelta(days=1) <= 20


@pytest.mark.parametrize(("status", "heavy"), [(404, 0.5), (429, 0.5), (500, 0.5), (503, 0.5), (403, 1.0), (400, 1.0)])
def test_what_is_likely_to_pass_weighs_less(status, heavy):
    assert schedule.weight(status, passing=False) == heavy
    assert schedule.weight(0, passing=True) == 0.5
    assert schedule.weight(0, passing=False) == 1.0


def test_waits_after_failures_grow_to_a_day_and_never_end():
    hour = timedelta(hours=1)
    waits = [schedule.after_failure(hour, failures, timedelta(0), 0) for failures in (0.5, 1, 3, 29.5, 30, 300)]
    assert waits == [hour, hour, 3 * hour, 24 * hour, timedelta(days=30), timedelta(days=30)]
    assert schedule.after_failure(hour, 1, timedelta(hours=5), 0) == 5 * hour
    assert schedule.after_failure(hour, 1, timedelta(0), 0.9) > schedule.after_failure(hour, 1, timedelta(0), 0.1)


def test_retry_after_is_read_in_both_forms_and_capped():
    now = datetime(2026, 5, 3, 10, tzinfo=UTC)
    assert schedule.retry_after("120", now) == timedelta(minutes=2)
    assert schedule.retry_after("Sun, 03 May 2026 11:00:00 GMT", now) == timedelta(hours=1)
    assert schedule.retry_after("Sat, 02 May 2026 11:00:00 GMT", now) == timedelta(0)
    assert schedule.retry_after("999999", now) == timedelta(days=1)
    assert schedule.retry_after("later", now) == timedelta(0)
    assert schedule.retry_after("-5", now) == timedelta(0)
    assert schedule.retry_after("Sunday, 03-May-26 11:00:00 GMT", now) == timedelta(hours=1)
    assert schedule.retry_after("Sun, 03 May 2026 11:00:00 +999999999999", now) == timedelta(0)
    assert schedule.fresh_for({"expires": "Sun, 03 May 2026 11:00:00 +999999999999"}, now) == timedelta(0)
    assert schedule.max_age("public, max-age=3600") == timedelta(hours=1)
    assert schedule.max_age("no-cache, max-age=3600") == timedelta(0)
    assert schedule.page_retry(1, timedelta(0), 0) == timedelta(minutes=2)
    assert schedule.page_retry(50, timedelta(0), 0) == timedelta(hours=6)


@pytest.mark.parametrize(
    "text",
    ["Iraqi men already home", "Qatar men ready", "Iraq steady, Qatar ready for talks", "Iraqi candy lady"],
)
def test_short_english_with_a_q_is_not_taken_for_kazakh(text):
    assert language.tell(text, hint="en").code == "en"


def test_karakalpak_without_its_frequent_words_is_not_kazakh():
    text = "Qaraqalpaqstan Respublikası Joqarǵı Keńesiniń sessiyası bolıp ótti. Onda bir qatar máseleler qaraldı."
    assert language.tell(text).code != "kk"
