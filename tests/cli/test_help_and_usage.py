"""Help pages, shared options, and messages about faulty command lines."""

import json
import re
import shlex
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from commands import COMMANDS, LEAVES
from conftest import ROOT, Answer, Program
from made_notices import PROSE, TABLE
from years import next_year, of_year

SHARED = [
    "公共选项（写在命令前后都行）：",
    "  --db 文件     台账文件（环境变量 GONGKAI_DB）",
    "  --plan 标识   看哪个工作要点，标识或年度，默认最新年度（GONGKAI_PLAN）",
    "  --as-of 日期  按这一天看，默认今天（GONGKAI_TODAY）",
    "  --by 姓名     记录人，默认账户名（GONGKAI_BY）",
]


@pytest.fixture
def page(gongkai: Program, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """The help page of a command on a screen of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")

    def read(path: str) -> str:
        answer = gongkai(f"{path} --help")
        assert (answer.code, answer.err) == (0, "")
        return answer.out

    return read


def test_a_help_page_whole(page: Callable[[str], str]) -> None:
    assert page("dept").splitlines() == [
        "用法：gongkai dept 单位 [选项]",
        "",
        "看一个单位的全貌：任务、活动、台账。",
        "",
        "参数：",
        "  单位  单位的名称、别名，或名称中只有它才有的部分",
        "",
        "选项：",
        "  --help, -h  显示这页说明",
        "",
        "输出：",
        "  --format, -f 格式  table 表格、csv、json、md、xlsx",
        "  --output, -o 文件  写进文件，由后缀决定格式，如 台账.xlsx、台账.csv",
        "  --encoding 编码    CSV 的编码：utf-8-sig（默认）、utf-8、gb18030、gbk",
        "  --raw              CSV 给程序读：不加防公式的单引号，不加 BOM",
        "  --paper 纸张       Excel 工作簿打印用的纸：A4（默认）、A3",
        "  --plain            屏幕上也写成管道里那样的文字：不折行，不着色，不用翻页程序",
        "  --no-pager         比屏幕长也直接显示，不用翻页程序",
        "  --yes, -y          已有的文件直接覆盖，不再询问",
        "",
        *SHARED,
        "",
        "示例：",
        "  gongkai dept 县司法局",
    ]


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_help_in_chinese_with_usage_and_an_example(page: Callable[[str], str], path: str) -> None:
    text = page(path)
    command = f"gongkai {path}".strip()
    assert re.match(rf"用法：{command}( [^\n]+)? \[选项\]\n\n[\u4e00-\u9fff]", text)
    assert re.search(rf"\n\n示例：\n  {command}", text)
    told = re.sub(r"(?m)^  gongkai .*$", "", text)
    assert re.findall(r"(?i)usage|options?\b(?!\w)|arguments?\b|\bcommands?\b|show this|required|\[default", told) == []


@pytest.mark.parametrize("path", COMMANDS)
def test_every_help_page_fits_80_columns(page: Callable[[str], str], path: str) -> None:
    assert [line for line in page(path).splitlines() if cell_len(line) > 80] == []


@pytest.mark.parametrize("path", COMMANDS)
def test_every_help_page_names_every_argument_option_and_command_with_a_meaning(
    page: Callable[[str], str], path: str
) -> None:
    command = COMMANDS[path]
    lines = page(path).splitlines()
    for param in command.params:
        names = list(param.opts) if param.param_type_name == "option" else [str(param.metavar)]
        entry = re.compile(rf"  \[?{re.escape(', '.join(names))}\S*( \S+)?  +.*[\u4e00-\u9fff]")
        assert [line for line in lines if entry.match(line)] != [], names
    for name in getattr(command, "commands", {}):
        assert [line for line in lines if re.match(rf"  {name}  +\S*[\u4e00-\u9fff]", line)] != [], name
    assert [line for line in lines if re.match(r"  --help, -h +显示这页说明$", line)] != []


@pytest.mark.parametrize("path", ["", *LEAVES])
def test_every_command_names_the_options_that_hold_for_all(page: Callable[[str], str], path: str) -> None:
    assert "\n".join(SHARED) in page(path)


def test_the_commands_stand_under_their_headings(page: Callable[[str], str]) -> None:
    blocks = re.findall(r"(?m)^(\S+)：\n((?:  .*\n)+)", page("").partition("选项：")[0])
    assert {heading: re.findall(r"(?m)^  (\w+)  ", lines) for heading, lines in blocks} == {
        "查看": ["status", "tasks", "show", "depts", "dept", "schedule", "upcoming", "log", "compare", "help"],
        "登记": ["mark", "undo", "redo"],
        "活动": ["activity"],
        "表格": ["sheets", "collect", "owed", "export", "bulletin", "board"],
        "计划": ["draft", "load", "check", "new", "plans", "editions", "schema"],
        "台账文件": ["db", "config"],
    }


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("upcoming", "  --days 天数  看多少天以内的（默认 30）"),
        ("log", "  --limit 条数     最近多少条，0 是全部（默认 50）"),
    ],
)
def test_a_help_page_names_the_defaults(page: Callable[[str], str], path: str, entry: str) -> None:
    assert entry in page(path).splitlines()


@pytest.mark.parametrize("path", COMMANDS)
def test_help_before_a_command_and_both_options_show_one_page(gongkai: Program, path: str) -> None:
    page = gongkai(f"{path} --help")
    assert (page.code, page.err) == (0, "")
    assert gongkai(f"{path} -h") == page
    assert gongkai(f"help {path}") == page


def test_a_shared_option_may_stand_before_help(gongkai: Program) -> None:
    assert gongkai("--as-of 2024-10-08 help mark") == gongkai("mark --help")


def test_every_example_runs(gongkai: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All examples run one after the other on one store."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "data" / "seed_2024.yaml", "工作要点.yaml")
    Path("通知.docx").write_text(PROSE, encoding="utf-8")  # the bytes tell what a file is
    Path("附件.xlsx").write_text(TABLE, encoding="utf-8")
    Path("收回").mkdir()
    Path("收回/汇总.csv").write_text("9月汇总\n单位,序号,进度\n县司法局,6,60\n", encoding="utf-8")
    examples = [line for command in COMMANDS.values() for line in command.epilog.splitlines()]
    assert len(examples) >= len(COMMANDS)
    failed: list[tuple[str, Answer]] = []
    gongkai("mark 3 --dept 县司法局 --problem 缺样本")  # which one of them clears
    monkeypatch.setenv("GONGKAI_PLAN", "shicheng-2024")
    for example in sorted(examples, key=lambda line: "plans copy" not in line):
        if "plans copy" not in example and not Path("next_year.yaml").exists():  # next year's plan is copied, then kept
            for name, text in {"last_year.yaml": of_year(2023), "next_year.yaml": next_year()}.items():
                Path(name).write_text(text, encoding="utf-8")
                assert gongkai("load", name).code == 0
        program, *typed = shlex.split(example.partition(" > ")[0])
        assert program == "gongkai"
        answer = gongkai(*typed)
        if answer.code != 0:
            failed.append((example, answer))
    assert failed == []


def test_a_program_without_a_command_shows_its_help(page: Callable[[str], str], gongkai: Program) -> None:
    answer = gongkai("")
    assert answer == Answer(0, page(""), "")


@pytest.mark.parametrize("group", ["activity", "db"])
def test_a_group_without_a_command_shows_its_help(page: Callable[[str], str], gongkai: Program, group: str) -> None:
    assert gongkai(group) == Answer(0, page(group), "")


def test_the_version_is_said(gongkai: Program) -> None:
    from gongkai_cli import __version__

    assert gongkai("--version") == Answer(0, f"gongkai {__version__}\n", "")
    assert gongkai("-V") == gongkai("--version")


# Shared options before and after the command.

FIRST, SECOND = "石城县2024年政务公开工作要点", "石城县2024年试点工作要点"


@pytest.fixture
def second_plan(gongkai: Program, tmp_path: Path) -> None:
    """A second plan in the store, shown by default."""
    text = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")
    file = tmp_path / "second.yaml"
    file.write_text(text.replace("shicheng-2024", "pilot-2024").replace(f"title: {FIRST}", f"title: {SECOND}"), "utf-8")
    answer = gongkai("load", str(file))
    assert answer.code == 0, answer.err


def plan_shown(gongkai: Program, before: str, after: str) -> str:
    """Return the title of the plan that `tasks` shows."""
    answer = gongkai(f"{before} tasks {after}")
    assert answer.code == 0, answer.err
    return answer.out.partition("　")[0]


def day_shown(gongkai: Program, before: str, after: str) -> str:
    """Return the day that `tasks` is shown as of."""
    answer = gongkai(f"{before} tasks {after}")
    assert answer.code == 0, answer.err
    return answer.out.splitlines()[0].rpartition("截至 ")[2]


def author_written(gongkai: Program, before: str, after: str) -> str:
    """Return who stands in the ledger after a mark."""
    answer = gongkai(f"{before} mark 3 --dept 县司法局 --percent 5 {after}")
    assert answer.code == 0, answer.err
    ledger = json.loads(gongkai("show 3 --format json").out)["ledger"]
    return str(ledger[-1]["by"])


def store_shown(gongkai: Program, before: str, after: str) -> str:
    """Return the number of plans that `plans` shows. The stores of these tests differ in it."""
    answer = gongkai(f"{before} plans --format json {after}")
    assert answer.code == 0, answer.err
    return f"{len(json.loads(answer.out))}"


@pytest.fixture
def stores(tmp_path: Path, filled_store: Path, second_plan: None) -> dict[str, str]:
    """Two stores: ONE has one plan; TWO, the test's own, has two."""
    assert second_plan is None
    shutil.copy(filled_store, tmp_path / "one.db")
    return {"ONE": str(tmp_path / "one.db"), "TWO": str(tmp_path / "gongkai.db")}


@dataclass(frozen=True)
class Option:
    """A shared option with two values, their effect on a command, and its variable."""

    variable: str
    seen: Callable[[Program, str, str], str]
    one: str
    of_one: str
    other: str
    of_other: str


OPTIONS = [
    Option("GONGKAI_DB", store_shown, "--db ONE", "1", "--db TWO", "2"),
    Option("GONGKAI_PLAN", plan_shown, "--plan shicheng-2024", FIRST, "--plan pilot-2024", SECOND),
    Option("GONGKAI_TODAY", day_shown, "--as-of 2024-07-01", "2024年7月1日", "--as-of 2024年8月5日", "2024年8月5日"),
    Option("GONGKAI_BY", author_written, "--by 张三", "张三", "--by 李四", "李四"),
]


@pytest.fixture(params=OPTIONS, ids=[option.variable for option in OPTIONS])
def option(request: pytest.FixtureRequest, tmp_path: Path, filled_store: Path, second_plan: None) -> Option:
    """Each shared option, with the stores ONE and TWO."""
    assert second_plan is None
    shutil.copy(filled_store, tmp_path / "one.db")
    given: Option = request.param
    one = given.one.replace("ONE", str(tmp_path / "one.db"))
    return replace(given, one=one, other=given.other.replace("TWO", str(tmp_path / "gongkai.db")))


def test_the_shared_options_stand_before_or_after(
    gongkai: Program, option: Option, monkeypatch: pytest.MonkeyPatch
) -> None:
    if option.variable != "GONGKAI_DB":
        monkeypatch.delenv(option.variable, raising=False)
    for written, found in ((option.one, option.of_one), (option.other, option.of_other)):
        assert [option.seen(gongkai, before, after) for before, after in ((written, ""), ("", written))] == [found] * 2


def test_a_shared_option_written_twice_is_refused(gongkai: Program, option: Option) -> None:
    one, other = option.one, option.other
    name, _, _ = one.partition(" ")
    for command in (f"{one} tasks {other}", f"{one} {other} tasks", f"tasks {one} {other}"):
        answer = gongkai(command)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.startswith(f"选项 {name} 写了几次，只能写一次。")


def test_a_variable_is_read_and_the_command_line_beats_it(
    gongkai: Program, option: Option, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(option.variable, option.one.split(" ", 1)[1])
    assert option.seen(gongkai, "", "") == option.of_one
    assert option.seen(gongkai, option.other, "") == option.of_other
    assert option.seen(gongkai, "", option.other) == option.of_other


def test_an_empty_variable_counts_as_none(gongkai: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_PLAN", "")
    monkeypatch.setenv("GONGKAI_BY", " ")
    assert gongkai("mark 3 --dept 县司法局 --percent 5").code == 0
    (entry,) = json.loads(gongkai("show 3 --format json").out)["ledger"]
    assert entry["by"].strip() not in {"", "测试员"}


STATUSES = "未启动（not_started）、推进中（in_progress）、受阻（blocked）、已完成（done）、已中止（stopped）"
PACES = "超进度（ahead）、达进度（on_track）、欠进度（behind）、逾期（overdue）、已完成（done）"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("tasks --zzz", "没有选项 --zzz。用 gongkai tasks --help 查看用法。"),
        ("--zzz tasks", "没有选项 --zzz。用 gongkai --help 查看用法。"),
        (
            "--no-pager tasks",
            "选项 --no-pager 要写在命令后面：gongkai tasks --no-pager。用 gongkai tasks --help 查看用法。",
        ),
        ("-f json log", "选项 -f 要写在命令后面：gongkai log -f。用 gongkai log --help 查看用法。"),
        (
            "activity --people 60 held 17",
            "选项 --people 要写在命令后面：gongkai activity held --people。用 gongkai activity held --help 查看用法。",
        ),
        (
            "--people 60 activity held 17",
            "选项 --people 要写在命令后面：gongkai activity held --people。用 gongkai activity held --help 查看用法。",
        ),
        ("--people 60 tasks", "没有选项 --people。用 gongkai --help 查看用法。"),
        ("tasks -x", "没有选项 -x。用 gongkai tasks --help 查看用法。"),
        ("show 3 --formt json", "没有选项 --formt，您是不是要写 --format。用 gongkai show --help 查看用法。"),
        (
            "activity plan 17 --peopel 9",
            "没有选项 --peopel，您是不是要写 --people。用 gongkai activity plan --help 查看用法。",
        ),
        ("help 没有", "没有命令“没有”。用 gongkai --help 查看用法。"),
        ("help activity 没有", "没有命令“没有”。用 gongkai activity --help 查看用法。"),
        ("help mark 3", "多余的内容“3”。用 gongkai mark --help 查看用法。"),
        ("show", "缺少参数 序号。用 gongkai show --help 查看用法。"),
        ("dept", "缺少参数 单位。用 gongkai dept --help 查看用法。"),
        ("mark --percent 5", "缺少参数 序号。用 gongkai mark --help 查看用法。"),
        ("check", "缺少参数 文件。用 gongkai check --help 查看用法。"),
        ("--db", "选项 --db 后面要写一个值。用 gongkai --help 查看用法。"),
        ("tasks --dept", "选项 --dept 后面要写一个值。用 gongkai tasks --help 查看用法。"),
        ("show 3 --format", "选项 --format 后面要写一个值。用 gongkai show --help 查看用法。"),
        ("load plan.yaml --dry-run=x", "选项 --dry-run 后面不写值。用 gongkai load --help 查看用法。"),
        ("tasks --requires", "没有选项 --requires。用 gongkai tasks --help 查看用法。"),
        ("tasks -f", "选项 -f 后面要写一个值。用 gongkai tasks --help 查看用法。"),
        ("tasks --raw=does-not-take", "选项 --raw 后面不写值。用 gongkai tasks --help 查看用法。"),
        ("--plan x", "没有写命令。用 gongkai --help 查看用法。"),
        ("-- --plan x", "没有命令“--plan”，您是不是要写 gongkai plans。用 gongkai --help 查看用法。"),
        ("-- --plam", "没有选项 --plam，您是不是要写 --plan。用 gongkai --help 查看用法。"),
        ("status 多余", "多余的内容“多余”。用 gongkai status --help 查看用法。"),
        ("show 3 4 5", "多余的内容“4 5”。用 gongkai show --help 查看用法。"),
        ("upcomming", "没有命令“upcomming”，您是不是要写 gongkai upcoming。用 gongkai --help 查看用法。"),
        ("xyzzy", "没有命令“xyzzy”。用 gongkai --help 查看用法。"),
        ('"a\'b"', "没有命令“a'b”。用 gongkai --help 查看用法。"),
        ('"a\'b\\"c"', "没有命令“a'b\"c”。用 gongkai --help 查看用法。"),
        ("activity pln 3", "没有命令“pln”，您是不是要写 gongkai activity plan。用 gongkai activity --help 查看用法。"),
        (
            "tasks --sort foo",
            "无法识别的排序“foo”。可以用：序号（no）、状态（status）、进度（percent）、时限（due）、序时（pace）。",
        ),
        (
            "tasks --status 完了",
            f"无法识别的状态“完了”。可以用：{STATUSES}。",
        ),
        (
            "mark 3 --dept 县司法局 --status foo",
            f"无法识别的状态“foo”。可以用：{STATUSES}。",
        ),
        (
            "tasks --role 主任",
            "无法识别的职责“主任”。可以用：牵头（lead）、负责（responsible）、配合（support）、责任（统称）（member）、相关（possible）。",
        ),
        (
            "tasks --pace slow",
            f"无法识别的序时进度“slow”。可以用：{PACES}。",
        ),
        ("tasks --as-of foo", "无法识别日期“foo”。请写成 2024-10-08、10月8日、10/8、今天、上周五、月底或年底。"),
        ("--as-of 2024-02-30 tasks", "没有“2024-02-30”这一天：2024年2月有 29 天。"),
        ("show 三十", "“三十”不是任务序号。请写数字，如 7。"),
        ("show 1.5", "“1.5”不是任务序号。请写数字，如 7。"),
    ],
)
def test_a_command_line_that_makes_no_request_is_told_why(gongkai: Program, command: str, message: str) -> None:
    assert gongkai(command) == Answer(2, "", f"{message}\n")


@pytest.mark.parametrize("command", ["tasks", "show 3", "depts", "dept 县司法局", "plans", "mark 3 --all --percent 5"])
def test_an_unknown_format_is_refused_with_those_there_are(gongkai: Program, command: str) -> None:
    answer = gongkai(f"{command} --format pdf")
    assert (answer.code, answer.out) == (2, "")
    assert re.fullmatch(r"这里没有格式“pdf”。--format 可以用：table(、[a-z]+)*、json(、[a-z]+)*。\n", answer.err)


@pytest.mark.parametrize(
    "command", ["X", "tasks --X", "tasks X", "tasks --status X", "tasks --sort X", "show X", "dept X"]
)
def test_a_word_typed_is_told_without_what_could_steer_a_terminal(gongkai: Program, command: str) -> None:
    answer = gongkai(*command.replace("X", "\x1b[31m红\u202e").split())
    assert answer.code in {2, 4}
    assert [mark for mark in "\x1b\u202e" if mark in answer.err] == []
    assert "红" in answer.err


BUREAUS = (
    "县工信局、县商务局、县文广旅局、县市场监管局、县农业农村局、县教科体局、县生态环境局、县人社局、县退役军人事务局、"
    "县民政局、县自然资源局、县住建局、县财政局、县交通运输局、县医疗保障局、县行政审批局、县司法局、县应急管理局、县乡村振兴局"
)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("dept 县司法据", "没有单位“县司法据”。您是不是要找：县司法局？用 gongkai depts 查看全部单位。"),
        ("tasks --dept 县司法据", "没有单位“县司法据”。您是不是要找：县司法局？用 gongkai depts 查看全部单位。"),
        ("dept 局", f"“局”可指 19 个单位：{BUREAUS}。请写得更完整。"),
        ("tasks --dept 司法司", "没有单位“司法司”。您是不是要找：县司法局？用 gongkai depts 查看全部单位。"),
        ("dept qqq", "没有单位“qqq”。用 gongkai depts 查看全部单位。"),
        ("dept ''", "没有单位“”。用 gongkai depts 查看全部单位。"),
        ("show 13", "没有任务 13。“石城县2024年政务公开工作要点”的任务是 1–12。"),
        ("show 0", "没有任务 0。“石城县2024年政务公开工作要点”的任务是 1–12。"),
        (
            "tasks --plan shicheng-2023",
            "没有工作要点“shicheng-2023”。您是不是要找：shicheng-2024？用 gongkai plans 查看全部。",
        ),
        ("tasks --plan foo", "没有工作要点“foo”。用 gongkai plans 查看全部。"),
        ("depts --kind 乡", "没有类别“乡”。可以用：县政府部门、县直单位、驻县单位、乡镇、管委会。"),
        ("load none.yaml", "没有文件“none.yaml”。请核对路径。"),
    ],
)
def test_what_is_not_there_is_told_with_what_is_near(gongkai: Program, command: str, message: str) -> None:
    assert gongkai(command) == Answer(4, "", f"{message}\n")


# Files that are no store.


def a_foreign_database(path: Path, filled: Path) -> None:
    """Another program's database."""
    assert filled.exists()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE task (title TEXT)")
        connection.execute("INSERT INTO task VALUES ('别的程序')")


def a_newer_store(path: Path, filled: Path) -> None:
    """A store of a version still to come."""
    shutil.copy(filled, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def an_empty_file(path: Path, filled: Path) -> None:
    """A file with nothing in it."""
    assert filled.exists()
    path.touch()


def noise(path: Path, filled: Path) -> None:
    """A file that is no database."""
    assert filled.exists()
    path.write_bytes(bytes(range(256)) * 40)


def half_a_store(path: Path, filled: Path) -> None:
    """The first bytes of a store, as from an interrupted copy."""
    path.write_bytes(filled.read_bytes()[:50])


NOT_OURS = "“{path}”不是 gongkai 的台账文件，未改动。请用 --db 指定另一个文件。\n"
NEWER = re.compile(r"台账“(?P<path>.*)”由更新版本的 gongkai 建立（数据版本 99，本程序支持 \d+）。请先升级 gongkai。\n")
USES = [
    "tasks",
    "depts --format json",
    "plans",
    "mark 3 --dept 县司法局 --percent 5",
    "load SEED",
    "load SEED --dry-run",
]


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("make", [a_foreign_database, a_newer_store, an_empty_file, noise, half_a_store])
def test_a_file_that_is_no_store_of_ours_is_refused_in_one_line_and_left_alone(
    gongkai: Program, filled_store: Path, tmp_path: Path, make: Callable[[Path, Path], None], use: str
) -> None:
    path = tmp_path / "其他.db"
    make(path, filled_store)
    held = path.read_bytes()
    answer = gongkai(*shlex.split(use.replace("SEED", str(ROOT / "data" / "seed_2024.yaml"))), "--db", str(path))
    assert (answer.code, answer.out) == (1, "")
    if make is a_newer_store:
        told = NEWER.fullmatch(answer.err)
        assert told
        assert told["path"] == str(path)
    else:
        assert answer.err == NOT_OURS.format(path=path)
    assert path.read_bytes() == held
    assert sorted(one.name for one in tmp_path.iterdir() if "其他" in one.name) == ["其他.db"]


@pytest.mark.parametrize("use", USES)
def test_a_folder_is_no_store(gongkai: Program, tmp_path: Path, use: str) -> None:
    folder = tmp_path / "文件夹"
    folder.mkdir()
    answer = gongkai(*shlex.split(use.replace("SEED", str(ROOT / "data" / "seed_2024.yaml"))), "--db", str(folder))
    assert answer == Answer(1, "", f"“{folder}”是文件夹，不是台账文件。请用 --db 指定文件。\n")
    assert list(folder.iterdir()) == []


def test_a_store_in_a_folder_that_is_not_there_is_refused(gongkai: Program, tmp_path: Path) -> None:
    path = tmp_path / "没有" / "gongkai.db"
    message = f"打不开台账“{path}”（没有这个文件夹）。请检查文件夹是否存在、能否写入，或用 --db 指定另一个文件。\n"
    assert gongkai("load", "--sample", "--db", str(path)) == Answer(1, "", message)
    assert gongkai("tasks", "--db", str(path)).code == 4
    assert not path.parent.exists()
