"""GDELT's lists, zips, records and filter, without a database: what is read, what is refused and why."""

import contextlib
import hashlib
import io
import struct
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from corridors.errors import Invalid
from news.gdelt import archive, listing, records, wanted
from news.gdelt.archive import BadFile
from news.gdelt.listing import BadList, Listed
from news.gdelt.records import BrokenLine
from tests.news.gdelt_worlds import NEWEST, THEME, packed, record, zipped

BASE = "http://data.example/gdeltv2/"
WANTED = wanted.settle(wanted.load(wanted.OWN_FILTER), ["KZ", "TM", "CN"], ["Velmar Railway", "Velmar"])


def line(size: int, md5: str, name: str) -> str:
    return f"{size} {md5} {BASE}{name}"


class TestListing:
    TEXT = "\n".join(
        [
            "2 of a line that was cut",
            line(10, "a" * 32, "20260502100000.export.CSV.zip"),
            line(20, "b" * 32, "20260502100000.gkg.csv.zip"),
            line(30, "c" * 32, "20260502101500.translation.gkg.csv.zip"),
            line(40, "d" * 32, "20260502101500.gkg.csv.zip"),
            f"50 {'e' * 32} http://elsewhere.example/gdeltv2/20260502103000.gkg.csv.zip",
            line(60, "f" * 32, "20260502103700.gkg.csv.zip"),
            line(70, "f" * 32, "20269902103000.gkg.csv.zip"),
        ]
    )

    def test_the_files_of_one_stream_are_found_by_their_quarter_of_an_hour(self):
        found = listing.parse(self.TEXT, translated=False, host="data.example")
        assert list(found) == [NEWEST - timedelta(minutes=15), NEWEST]
        assert found[NEWEST] == Listed(NEWEST, f"{BASE}20260502101500.gkg.csv.zip", 40, "d" * 32)
        other = listing.parse(self.TEXT, translated=True, host="data.example")
        assert [one.size for one in other.values()] == [30]

    @pytest.mark.parametrize("text", ["", "<html>Sorry</html>", "20 zz http://data.example/gdeltv2/x"])
    def test_what_is_no_list_is_told(self, text):
        with pytest.raises(BadList, match="no line has a size, a check sum and an address"):
            listing.parse(text, translated=False, host="data.example")

    @pytest.mark.parametrize("folder", ["x" * 2000, "?utm_source=" + "x" * 2000])
    def test_an_address_too_long_to_be_kept_is_passed_over(self, folder):
        text = f"{self.TEXT}\n1 {'a' * 32} {BASE}{folder}/20260502101500.gkg.csv.zip"
        assert listing.parse(text, translated=False, host="data.example")[NEWEST].size == 40

    def test_a_name_is_made_as_it_is_listed(self):
        named = [listing.named(NEWEST, translated=flag, base=BASE) for flag in (False, True)]
        text = "\n".join(f"1 {'a' * 32} {one.url}" for one in named)
        for flag, one in zip((False, True), named, strict=True):
            assert listing.parse(text, translated=flag, host="data.example")[NEWEST].url == one.url

    @given(st.integers(0, 200))
    def test_slots_leave_no_gap(self, count):
        until = NEWEST + listing.SLOT * count
        slots = listing.slots(NEWEST, until)
        assert len(slots) == count
        assert [NEWEST, *slots] == sorted({NEWEST + listing.SLOT * number for number in range(count + 1)})


class TestArchive:
    def test_the_lines_of_the_only_member_are_read(self):
        assert list(archive.lines(packed(b"one", b"", b"two"))) == [b"one", b"", b"two"]

    def test_a_right_check_sum_passes(self):
        body = packed(b"one")
        archive.check(body, Listed(NEWEST, "", len(body), hashlib.md5(body).hexdigest()))

    @pytest.mark.parametrize(
        ("change", "code", "words"),
        [
            (lambda body: body[:-20], "wrong_size", "The file is not whole"),
            (lambda body: body[:-1] + b"?", "wrong_md5", "The check sum is wrong"),
        ],
    )
    def test_another_body_than_listed_is_refused(self, change, code, words):
        body = packed(b"one line and another")
        with pytest.raises(BadFile, match=words) as caught:
            archive.check(change(body), Listed(NEWEST, "", len(body), hashlib.md5(body).hexdigest()))
        assert caught.value.code == code

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            (b"", "not_a_zip"),
            (b"<html>Sorry</html>", "not_a_zip"),
            (packed(b"word " * 500)[:80], "damaged_zip"),
            (zipped({"a.csv": b"1\n", "b.csv": b"2\n"}), "not_one_file"),
            (zipped({}), "not_one_file"),
            (zipped({f"{number}.csv": b"" for number in range(200)}), "not_one_file"),
        ],
        ids=["empty", "a page", "cut short", "two files", "no file", "many files"],
    )
    def test_what_is_no_zip_of_one_file_is_refused(self, body, code):
        with pytest.raises(BadFile) as caught:
            list(archive.lines(body))
        assert caught.value.code == code

    def test_damage_inside_is_found_by_the_zips_own_check_sum(self):
        whole = bytearray(zipped({"a.csv": bytes(range(256)) * 40}))
        whole[60:64] = b"\x00\x00\x00\x00"
        with pytest.raises(BadFile) as caught:
            list(archive.lines(bytes(whole)))
        assert caught.value.code == "damaged_zip"

    def test_a_member_that_says_it_is_too_large_is_refused_before_it_is_unpacked(self, monkeypatch):
        monkeypatch.setattr(archive, "MOST_BYTES", 1000)
        with pytest.raises(BadFile, match="Unpacked it would have") as caught:
            list(archive.lines(packed(b"x" * 2000)))
        assert caught.value.code == "too_big"

    def test_a_bomb_that_lies_about_its_size_gives_no_more_than_it_announced(self):
        bomb = bytearray(packed(b"x" * 5_000_000))
        directory = bomb.rindex(b"PK\x01\x02")
        struct.pack_into("<I", bomb, directory + 24, 50)
        with pytest.raises(BadFile) as caught:
            list(archive.lines(bytes(bomb)))
        assert caught.value.code == "damaged_zip"

    def test_an_encrypted_or_oddly_packed_member_is_refused(self):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as made:
            made.writestr("a.csv", b"1\n")
        with pytest.raises(BadFile) as caught:
            list(archive.lines(buffer.getvalue()))
        assert caught.value.code == "odd_zip"

    @pytest.mark.parametrize("flag", [0x1, 0x20, 0x40])
    def test_a_zip_of_a_kind_that_cannot_be_read_is_said(self, flag):
        body = bytearray(packed(b"one"))
        body[body.index(b"PK\x01\x02") + 8] |= flag
        with pytest.raises(BadFile) as caught:
            list(archive.lines(bytes(body)))
        assert caught.value.code == "odd_zip"

    def test_a_name_that_is_no_text_is_a_damaged_zip(self):
        body = bytearray(packed(b"one", name="й.csv"))
        body[body.index("й".encode())] = 0xFF
        with pytest.raises(BadFile) as caught:
            list(archive.lines(bytes(body)))
        assert caught.value.code == "damaged_zip"

    def test_of_an_endless_line_only_the_beginning_is_kept(self, monkeypatch):
        monkeypatch.setattr(archive, "LONGEST_LINE", 10)
        assert list(archive.lines(packed(b"x" * 95, b"next"))) == [b"x" * 10, b"next"]

    @given(st.lists(st.binary(max_size=60).filter(lambda part: b"\n" not in part and b"\r" not in part)))
    def test_whatever_was_packed_comes_out(self, parts):
        assert list(archive.lines(packed(*parts))) == parts


class TestRecords:
    def test_the_columns_are_read_where_the_codebook_has_them(self):
        told = record(
            "https://news.example/a",
            themes=[THEME, "TAX_FNCACT"],
            countries=["KZ", "CH"],
            names=["Velmar Railway", "Smith, Jones and Sons"],
            number=7,
            translation="srclc:zho;eng:GT-ZHO 1.0",
        )
        found = records.parse(told)
        assert found == records.Record(
            record_id="20260502101500-T7",
            seen_at=datetime(2026, 5, 2, 10, 15, tzinfo=UTC),
            kind=1,
            source="news.example",
            document="https://news.example/a",
            themes=(THEME, "TAX_FNCACT"),
            countries=frozenset({"KZ", "CH"}),
            names=("Velmar Railway", "Smith, Jones and Sons"),
            language="zho",
        )

    def test_what_version_2_leaves_empty_is_read_from_version_1(self):
        parts = record("https://news.example/a").split(b"\t")
        parts[8] = parts[10] = b""
        found = records.parse(b"\t".join(parts))
        assert (found.themes, found.countries, found.language) == ((THEME,), frozenset({"KZ"}), "")

    def test_a_later_version_may_have_more_columns(self):
        assert records.parse(record("https://news.example/a") + b"\tmore").document == "https://news.example/a"

    @pytest.mark.parametrize(
        ("broken", "words"),
        [
            (b"five\tcolumns\tof\twhat\tis", "5 columns instead of 27"),
            (record("").replace(b"20260502101500-0", b"nothing"), "GKGRECORDID is 'nothing'"),
            (record("https://news.example/a").replace(b"\t1\t", b"\tx\t", 1), "V2SOURCECOLLECTIONIDENTIFIER is 'x'"),
            (record(""), "V2DOCUMENTIDENTIFIER is empty or damaged"),
            (record("https://news.example/a").replace(b"/a", b"/\xff"), "V2DOCUMENTIDENTIFIER is empty or damaged"),
            (record("https://news.example/a").replace(b"\t20260502101500\t", b"\t20269902101500\t"), "V2.1DATE is"),
        ],
    )
    def test_a_broken_line_is_told(self, broken, words):
        with pytest.raises(BrokenLine, match=words):
            records.parse(broken)

    @given(st.lists(st.binary(max_size=30), min_size=20, max_size=30))
    def test_no_line_ends_otherwise_than_read_or_broken(self, parts):
        with contextlib.suppress(BrokenLine):
            assert records.parse(b"\t".join(parts)).document

    @given(st.lists(st.text(alphabet="ABCDEFGH_ -,", min_size=1, max_size=12)))
    def test_names_come_out_as_they_went_in(self, names):
        kept = tuple(name.strip() for name in names if name.strip())
        assert records.parse(record("https://news.example/a", names=kept)).names == kept


class TestFilter:
    def selected(self, *lines: bytes, most: int = 100) -> wanted.Selection:
        return wanted.select(lines, WANTED, most)

    @pytest.mark.parametrize(
        ("values", "taken"),
        [
            ({}, True),
            ({"themes": ["TAX_FNCACT"]}, False),
            ({"countries": ["US"]}, False),
            ({"countries": ["TX"]}, True),  # Turkmenistan, which ISO calls TM
            ({"countries": ["TM"]}, False),
            ({"countries": ["CH"]}, False),  # China alone says too little
            ({"countries": ["CH"], "names": ["the velmar railway"]}, False),
            ({"countries": [], "themes": [], "names": ["VELMAR  Railway"]}, True),
            ({"countries": [], "themes": [], "names": ["Velmar"]}, False),  # one word names too much
            ({"kind": 2}, False),
        ],
    )
    def test_a_record_is_wanted_by_country_and_theme_or_by_name(self, values, taken):
        found = self.selected(record("https://news.example/a", **values))
        assert bool(found.addresses) is taken
        assert (found.records, found.broken) == (1, 0)

    def test_broken_lines_are_counted_and_the_others_kept(self):
        found = self.selected(b"not a record", record("https://news.example/a"), b"", record("ftp://news.example/b"))
        assert (found.records, found.broken) == (2, 2)
        assert found.first_broken == "1 columns instead of 27"
        assert list(found.addresses.values()) == ["https://news.example/a"]

    def test_a_file_without_any_record_is_refused(self):
        with pytest.raises(BadFile, match="None of its 2 lines is a record") as caught:
            self.selected(b"one", b"two")
        assert caught.value.code == "not_gkg"

    def test_an_empty_file_has_no_records(self):
        assert self.selected().records == 0

    def test_two_spellings_of_an_address_are_one(self):
        found = self.selected(record("https://www.news.example/a?utm_source=x"), record("http://news.example/a"))
        assert found.wanted == len(found.addresses) == 1

    def test_of_more_than_allowed_the_most_wanted_are_taken(self):
        lines = [
            record("https://news.example/first"),
            record("https://news.example/more", themes=[THEME, "WB_167_PORTS"]),
            record("https://news.example/second"),
            record("https://news.example/named", themes=[], names=["Velmar Railway"]),
        ]
        found = self.selected(*lines, most=3)
        assert found.wanted == 4
        assert [url.rpartition("/")[2] for url in found.addresses.values()] == ["named", "more", "first"]

    def test_an_operators_filter_is_read(self, tmp_path):
        own = tmp_path / "mine.yaml"
        told = {"themes": ["X"], "countries": ["KZ"], "countries_that_say_too_little": [], "names": False}
        own.write_text(yaml.safe_dump(told))
        settled = wanted.settle(wanted.load(own), ["US"], ["Velmar Railway"])
        assert settled == wanted.Wanted(frozenset({"X"}), frozenset({"KZ"}), frozenset())

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("a: [", "cannot be read"),
            ("- a", "needs the keys countries, countries_that_say_too_little, names, themes"),
            (
                "{themes: [], countries: projects, names: true, countries_that_say_too_little: [], x: 1}",
                "needs the keys",
            ),
            ("{themes: x, countries: projects, names: true, countries_that_say_too_little: []}", "themes is 'x'"),
            ("{themes: [], countries: [Q1], names: true, countries_that_say_too_little: []}", "no FIPS code .* Q1"),
            ("{themes: [], countries: [KZ], names: often, countries_that_say_too_little: []}", "names is 'often'"),
        ],
    )
    def test_a_filter_that_makes_no_sense_is_told(self, tmp_path, text, words):
        own = tmp_path / "mine.yaml"
        own.write_text(text)
        with pytest.raises(Invalid, match=f"mine.yaml.*{words}"):
            wanted.load(own)

    def test_every_country_of_the_seeds_has_a_code(self, settings):
        projects = yaml.safe_load((settings.BASE_DIR / "seeds" / "facts" / "projects.yaml").read_text(encoding="utf-8"))
        isos = {code for project in projects for code in project["countries"]}
        assert isos <= wanted.fips_codes().keys()

    def test_no_code_stands_for_two_countries(self):
        codes = [code for several in wanted.fips_codes().values() for code in several]
        assert len(codes) == len(set(codes))
        assert all(len(code) == 2 and code.isupper() for code in codes)
