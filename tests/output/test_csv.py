"""CSV as Excel and WPS open it: its bytes, its encodings, the guard against formulas, and rows written as they come."""

import csv
import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from conftest import Program
from gongkai_cli.errors import RefusedError
from gongkai_cli.output.formats import delimited
from gongkai_cli.output.formats.options import Options
from gongkai_cli.output.listing import Field, Kind, Listing
from gongkai_cli.spreadsheets.guards import FORMULA_STARTS

Process = Callable[..., subprocess.CompletedProcess[bytes]]

MARK = b"\xef\xbb\xbf"
MADE_AT = datetime(2024, 10, 8, 1, 30, tzinfo=UTC)

PLANS = (
    "标识,标题,年度,地区,印发单位,印发日期,截止日期,任务,已完成任务,进度,单位,活动,文号\r\n"
    "shicheng-2024,石城县2024年政务公开工作要点,2024,江西省赣州市石城县,石城县人民政府办公室,2024-05-26,2024-12-31,"
    "12,0,0%,40,28,\r\n"
)

HOSTILE_PLAN = """\
plan:
  key: hostile
  title: "=标题"
  year: 2024
  region: "+地区"
  issuer: "-单位"
  issued_on: 2024-05-26
units:
  - {name: "=1+1", kind: "@类别", aliases: ["+别名", "＝别名"]}
  - {name: "＋单位", kind: "-类别"}
collectives:
  - {name: "＠集体", kind: "@类别"}
tasks:
  - no: 1
    title: "-2+3+cmd|' /C calc'!A0"
    lead: ["＋单位"]
    responsible: ["＠集体"]
    measures:
      - {text: "@SUM(1)", indicator: "+100%"}
activities:
  - {no: 1, month: 9, theme: "=主题", organizer: "=1+1", note: "－备注"}
"""
"""A plan in which every name and text would be run as a formula."""


def cells(answer: str) -> list[list[str]]:
    """Return the cells of an answer in CSV, its mark taken away."""
    return list(csv.reader(io.StringIO(answer.removeprefix("\ufeff"), newline=""), strict=True))


def column(answer: str, heading: str) -> list[str]:
    """Return the cells under a heading."""
    headings, *rows = cells(answer)
    return [row[headings.index(heading)] for row in rows]


def written(rows: list[tuple[str | None, ...]], headings: str, *, is_raw: bool = False) -> bytes:
    """Return the bytes of a listing of these rows."""
    stream = io.BytesIO()
    listed = [Field(heading, heading, itemgetter(place)) for place, heading in enumerate(headings)]
    what = Listing(title="", columns=(), rows=rows, empty="", fields=listed)
    delimited.write_listing(what, stream, Options(MADE_AT, "utf-8", is_raw))
    return stream.getvalue()


def test_a_listing_is_a_table_with_a_mark_and_chinese_headings(process: Process) -> None:
    answer = process("plans --format csv")
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert answer.stdout == MARK + PLANS.encode()


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("utf-8-sig", MARK + PLANS.encode()),
        ("utf-8", PLANS.encode()),
        ("UTF8", PLANS.encode()),
        ("gb18030", PLANS.encode("gb18030")),
        ("gbk", PLANS.encode("gbk")),
    ],
)
def test_the_encoding_is_the_one_asked_for(process: Process, encoding: str, content: bytes) -> None:
    assert process(f"plans --format csv --encoding {encoding}").stdout == content


@pytest.mark.parametrize("console", ["gbk", "ascii", "utf-16"])
def test_no_console_setting_changes_the_bytes(process: Process, console: str) -> None:
    answer = process("plans --format csv", PYTHONIOENCODING=console, PYTHONUTF8="0", LC_ALL="C")
    assert answer.stdout == MARK + PLANS.encode()


def test_a_file_holds_the_same_bytes(gongkai: Program, tmp_path: Path) -> None:
    assert gongkai("plans", "-o", str(tmp_path / "要点.csv")).code == 0
    assert (tmp_path / "要点.csv").read_bytes() == MARK + PLANS.encode()


def test_raw_leaves_mark_and_guard_away(gongkai: Program, process: Process) -> None:
    assert process("plans --format csv --raw").stdout == PLANS.encode()
    gongkai("mark", "3", "--dept", "县司法局", "--percent", "60", "--note", "=1+1")
    answer = process("tasks --dept 县司法局 --format csv --raw")
    assert column(answer.stdout.decode("utf-8"), "进展情况")[0] == "=1+1"
    assert process("tasks --format csv --raw --encoding utf-8-sig").stdout.startswith(MARK)


def test_values_are_quoted_by_rfc_4180() -> None:
    rows: list[tuple[str | None, ...]] = [
        ("平常", "有,逗号"),
        ('说"好"', "两\r\n行"),
        ("回\r车", "换\n行"),
        (" 空 格 ", None),
        ("分;号\t制表", "\0"),
    ]
    assert written(rows, "甲乙").decode() == (
        '甲,乙\r\n平常,"有,逗号"\r\n"说""好""","两\r\n行"\r\n"回\r车","换\n行"\r\n 空 格 ,\r\n分;号\t制表,\0\r\n'
    )


def test_a_lone_empty_cell_is_no_empty_line() -> None:
    assert written([("",), (None,), ("有",)], "甲").decode() == '甲\r\n""\r\n""\r\n有\r\n'


def test_a_table_without_rows_has_its_headings(process: Process) -> None:
    answer = process("schedule --status 已取消 --format csv")
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert answer.stdout.decode("utf-8-sig") == (
        "序号,月份,年份,日期,活动主题,主办单位,活动形式,状态,逾期未办,地点,人数,公开链接,备注,取消理由,已调出,结束日期,时刻,印发的时间,参加对象,活动内容\r\n"
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86 0797", "'+86 0797"),
        ("-下一步", "'-下一步"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1＋1", "'＝1＋1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠县", "'＠县"),
        ("'=1+1", "''=1+1"),
        ("''@", "'''@"),
        ("'引号", "'引号"),
        ("1-2", "1-2"),
        ("任务=3", "任务=3"),
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_guarded(gongkai: Program, text: str, cell: str) -> None:
    gongkai("mark", "3", "--dept", "县司法局", "--percent", "60", f"--note={text}")
    answer = gongkai("tasks --dept 县司法局 --format csv").out
    assert column(answer, "进展情况")[0] == cell
    assert column(answer, "进度")[0] == "60%"


@pytest.mark.parametrize("start", ["\t", "\r", "\n", "\t=", "\r\n="])
def test_white_space_that_hides_a_formula_is_guarded(start: str) -> None:
    ((cell,),) = csv.reader(io.StringIO(written([(f"{start}1",)], "甲").decode().removeprefix("甲\r\n"), newline=""))
    assert cell == f"'{start}1"
    ((cell,),) = csv.reader(
        io.StringIO(written([(f"{start}1",)], "甲", is_raw=True).decode().removeprefix("甲\r\n"), newline="")
    )
    assert cell == f"{start}1"


def test_numbers_stay_numbers(gongkai: Program) -> None:
    answer = gongkai("upcoming --days 1 --format csv").out
    assert set(column(answer, "剩余天数")) == {"-130", "-100", "-69", "-38", "-8", "23"}


def test_no_text_of_any_table_starts_a_formula(
    gongkai: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever people may name: plans, units, kinds, aliases, collectives, tasks, authors, places, reasons."""
    monkeypatch.setenv("GONGKAI_BY", "=author")
    (tmp_path / "hostile.yaml").write_text(HOSTILE_PLAN, encoding="utf-8")
    assert gongkai("load", str(tmp_path / "hostile.yaml")).code == 0
    monkeypatch.setenv("GONGKAI_PLAN", "hostile")
    assert gongkai("mark", "1", "--dept", "＋单位", "--note=@说", "--problem==问题", "--next=+1").code == 0
    assert gongkai("activity", "plan", "1", "--date", "9月10日", "--place=-楼", "--note=@备注").code == 0
    assert gongkai("activity", "cancel", "1", "--reason==理由").code == 0
    assert gongkai("undo 5").code == 0
    tables = [f"export --all-plans --what {what}" for what in ("tasks", "assignments", "activities", "units", "ledger")]
    found = 0
    for command in (*tables, "tasks", "show 1", "tasks --dept 1+1", "dept 1+1", "schedule", "depts", "plans", "log"):
        headings, *rows = cells(gongkai(f"{command} --format csv").out)
        assert rows, command
        assert not {text[:1] for row in (headings, *rows) for text in row} & FORMULA_STARTS, command
        found += sum(text.startswith("'") for row in rows for text in row)
    assert found > 40


def test_a_page_is_its_main_table_and_says_what_is_left_out(gongkai: Program) -> None:
    answer = gongkai("dept 县司法局 --format csv")
    assert answer.out == gongkai("tasks --dept 县司法局 --format csv").out
    assert answer.err == "这种格式只有一张表：任务。连同活动、台账请用 -o 文件.xlsx 或 文件.md。\n"


def test_a_character_that_the_encoding_lacks_is_refused_by_name(gongkai: Program, tmp_path: Path) -> None:
    gongkai("mark", "3", "--dept", "县司法局", "--percent", "60", "--note", "收工🎉")
    path = tmp_path / "任务.csv"
    path.write_text("原来的", encoding="utf-8")
    answer = gongkai("tasks", "--dept", "县司法局", "--encoding", "gbk", "--yes", "-o", str(path))
    assert answer.code == 1
    assert answer.err == (
        "第 2 行“进展情况”里的字符“🎉”（U+1F389），编码 gbk 里没有，未写完。"
        "请改用 --encoding utf-8-sig 或 gb18030，或改写这个字。\n"
    )
    assert path.read_text(encoding="utf-8") == "原来的"
    assert [one.name for one in tmp_path.iterdir() if "gongkai-" in one.name] == []


def test_gb18030_lacks_nothing(gongkai: Program, process: Process) -> None:
    gongkai("mark", "3", "--dept", "县司法局", "--percent", "60", "--note", "收工🎉𠀀")
    answer = process("tasks --dept 县司法局 --format csv --encoding gb18030")
    assert column(answer.stdout.decode("gb18030"), "进展情况")[0] == "收工🎉𠀀"


def test_the_row_of_a_lacking_character_is_counted_as_a_spreadsheet_does() -> None:
    rows = [(str(number), "好") for number in range(2, 1000)] + [("1000", "两\r\n行"), ("1001", "\udcff")]
    listed = [Field("序号", "序号", lambda row: row[0]), Field("进展情况", "进展情况", lambda row: row[1])]
    what = Listing(title="", columns=(), rows=rows, empty="", fields=listed)
    with pytest.raises(RefusedError, match=r"^第 1001 行“进展情况”里的字符（U\+DCFF），编码 utf-8 里没有，未写完。"):
        delimited.write_listing(what, io.BytesIO(), Options(MADE_AT))


def test_an_unknown_encoding_is_a_usage_error(gongkai: Program) -> None:
    answer = gongkai("tasks --format csv --encoding big5")
    assert answer.code == 2
    assert answer.err == "无法识别的编码“big5”。--encoding 可以用：utf-8-sig、utf-8、gb18030、gbk。\n"


@pytest.mark.parametrize("words", ["--encoding gbk", "--raw", "--format json --raw", "--format md --encoding utf-8"])
def test_encoding_and_raw_are_for_csv_alone(gongkai: Program, words: str) -> None:
    answer = gongkai(f"tasks {words}")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "--encoding 和 --raw 只用于 CSV。请去掉它们，或写 --format csv。\n"


def test_a_reader_that_leaves_early_ends_the_program_quietly(gongkai: Program) -> None:
    gongkai("mark", "4", "--all", "--yes", "--percent", "10", "--note", "长" * 100_000)
    command = [sys.executable, "-m", "gongkai_cli", "export", "--what", "assignments", "--format", "csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(3) == MARK
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=30) == 0


class Watched(io.BytesIO):
    """A stream that notes how many rows had been read whenever bytes came, and how many bytes; it keeps none."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.seen: list[tuple[int, int]] = []

    def rows(self, count: int) -> Iterator[tuple[int, str]]:
        """Return rows, counted as they are read."""
        for number in range(count):
            self.count += 1
            yield number, "进展" * 10

    def write(self, content: Any) -> int:
        """Note what came."""
        self.seen.append((self.count, len(content)))
        return len(content)


def test_rows_are_written_as_they_are_read() -> None:
    """However long the listing, what is held at a time stays the same."""
    stream = Watched()
    listed = [Field("序号", "序号", itemgetter(0), Kind.NUMBER), Field("进展情况", "进展情况", itemgetter(1))]
    what = Listing(title="", columns=(), rows=stream.rows(20_000), empty="", fields=listed)
    delimited.write_listing(what, stream, Options(MADE_AT))
    read = [count for count, _ in stream.seen]
    assert (read[0], read[-1]) == (0, 20_000)
    assert max(later - earlier for earlier, later in pairwise(read)) <= 1000
    assert max(length for _, length in stream.seen) < 100_000
