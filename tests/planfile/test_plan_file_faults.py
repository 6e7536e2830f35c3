"""Plan files with the slips of a keyboard, at the limit of their size, and computers whose date is wrong."""

import difflib
import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, Program
from fault_table import fault, told
from gongkai_cli.domain.vocabulary import Form, Rhythm
from gongkai_cli.planfile import document, problems
from plan_texts import SOUND, plan_text

WITHOUT_LIBYAML = "import sys; sys.modules['yaml._yaml'] = None; from gongkai_cli.cli.app import app; app(sys.argv[1:])"
"""The program where PyYAML came without libyaml, so that PyYAML's own scanner reads."""

CLOCK = """\
import datetime
class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromisoformat("{moment}").replace(tzinfo=datetime.timezone.utc).astimezone(tz)
datetime.datetime = Clock
"""
"""A sitecustomize.py that sets the clock of a process."""

SCHEMA = document.json_schema()
ENTRIES = [SCHEMA, *SCHEMA["$defs"].values()]
KEYS = {key for entry in ENTRIES for key in entry.get("properties", ())} | set(document.MeasureEntry.model_fields)
CODES = {word.value for vocabulary in (Form, Rhythm) for word in vocabulary} | {"true", "false"}
ENGLISH = {"YAML", "UTF-8", "GBK", "Tab", "http", "https", "gongkai", "schema", "shicheng-2024"} | KEYS | CODES
"""The words in Latin letters that a message about a plan file may hold: names of formats, of keys and of commands."""

MEASURES = "title: 公开政策\n    measures:\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the plan files are in and the program runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(gongkai: Program, text: str) -> str:
    """Return the one line that `check` says against a file; `load` says it too and changes nothing."""
    Path("plan.yaml").write_text(text, encoding="utf-8")
    before = Path("gongkai.db").read_bytes()
    answer = gongkai("check plan.yaml")
    assert (answer.code, answer.out) == (3, "")
    assert gongkai("load plan.yaml") == answer
    assert Path("gongkai.db").read_bytes() == before
    return answer.err


def without_libyaml(*command: str) -> subprocess.CompletedProcess[str]:
    """Run the program without libyaml."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT_LIBYAML, *command], capture_output=True, text=True, check=False, timeout=120
    )


SLIPS = [
    (
        "title: 公开政策",
        "title：公开政策",
        21,
        "“title”后面是全角冒号，请改成半角冒号加一个空格，写作“title: ”；若是文字，请加引号",
    ),
    ("title: 公开政策", "title:公开政策", 21, "“title:”后面少一个空格，请写作“title: ”；若是文字，请加引号"),
    ("plan:\n", "plan：\n", 1, "“plan”后面是全角冒号，请改成半角冒号加一个空格，写作“plan: ”；若是文字，请加引号"),
    (
        "title: 公开政策",
        f"{MEASURES}      - text:重大政策",
        23,
        "“text:”后面少一个空格，请写作“text: ”；若是文字，请加引号",
    ),
    (
        *("title: 公开政策", f"{MEASURES}      - text：重大政策", 23),
        "“text”后面是全角冒号，请改成半角冒号加一个空格，写作“text: ”；若是文字，请加引号",
    ),
    (
        *("title: 公开政策", f"{MEASURES}      - text: 甲\n        rhythm:每季度\n      - 乙", 24),
        "“rhythm:”后面少一个空格，请写作“rhythm: ”；若是文字，请加引号",
    ),
    (
        *("title: 公开政策", f"{MEASURES}      - {{text: 甲, rhythm：每季度}}", 23),
        "“rhythm”后面是全角冒号，请改成半角冒号加一个空格，写作“rhythm: ”；若是文字，请加引号",
    ),
    (
        *("title: 公开政策", f"{MEASURES}      - 甲\n        - 乙", 24),
        "这一行缩进太深，被并入了上一行，请让“- ”与上一项的“- ”对齐；若是文字，请加引号",
    ),
    (
        "title: 公开政策",
        f"{MEASURES}      - 甲\n       -乙",
        24,
        "列表的“-”后面少一个空格，请写作“- ”；若是文字，请加引号",
    ),
    (
        "title: 公开政策",
        f"{MEASURES}      - 甲\n      -乙",
        24,
        "列表的“-”后面少一个空格，请写作“- ”；若是文字，请加引号",
    ),
    ("  - no: 1\n    month", "  -no: 1\n    month", 28, "列表的“-”后面少一个空格，请写作“- ”；若是文字，请加引号"),
    ("title: 公开政策", f"{MEASURES}      － 甲\n      － 乙", 23, "列表的“-”要用半角，请写作“- ”；若是文字，请加引号"),
    ("lead: [县政府办]", "lead:\n      -县政府办", 23, "列表的“-”后面少一个空格，请写作“- ”；若是文字，请加引号"),
]
"""A piece of the sound plan, the slip in its place, and what is said of it on which line."""


@pytest.mark.parametrize(("piece", "instead", "line", "message"), SLIPS)
def test_a_slip_is_told_and_not_taken_for_text(
    gongkai: Program, piece: str, instead: str, line: int, message: str
) -> None:
    said = refused(gongkai, plan_text((piece, instead)))
    assert said == f"plan.yaml:{line}: {message}。\n"


def test_slips_are_told_the_same_without_libyaml() -> None:
    names = [f"{place}.yaml" for place in range(len(SLIPS))]
    for name, (piece, instead, _, _) in zip(names, SLIPS, strict=True):
        Path(name).write_text(plan_text((piece, instead)), encoding="utf-8")
    answer = without_libyaml("check", *names)
    lines = [f"{name}:{line}: {message}。" for name, (_, _, line, message) in zip(names, SLIPS, strict=True)]
    assert (answer.returncode, answer.stderr.splitlines()) == (3, lines)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("及时公开\n          重大政策", "及时公开重大政策"),
        ("及时公开\n          政策：包括\n          其他", "及时公开政策：包括其他"),
        ("见\n          https://www.example.cn/a", "见 https://www.example.cn/a"),
        ("零下\n          -5℃\n          ——不含", "零下 -5℃ ——不含"),
        ("'text：甲'", "text：甲"),
        ("'甲\n          - 乙'", "甲 - 乙"),
        ("|\n          甲\n          - 乙", "甲 - 乙"),
        ("title：就是标题", "title：就是标题"),
    ],
)
def test_ordinary_text_over_several_lines_stays_allowed(gongkai: Program, written: str, text: str) -> None:
    Path("plan.yaml").write_text(plan_text(("title: 公开政策", f"{MEASURES}      - text: {written}")), encoding="utf-8")
    assert gongkai("load plan.yaml").code == 0
    (measure,) = json.loads(gongkai("show 1 --format json").out)["measures"]
    assert measure["text"] == text


@fault("列表项缩进太深，被并入上一行")
def test_an_item_that_would_be_swallowed(name: str, gongkai: Program, folder: Path) -> None:
    said = refused(gongkai, plan_text(("title: 公开政策", f"{MEASURES}      - 甲\n        - 乙")))
    told(name, folder, 3, said, "没有变")


@fault("键后面是全角冒号")
def test_a_full_width_colon(name: str, gongkai: Program, folder: Path) -> None:
    told(name, folder, 3, refused(gongkai, plan_text(("title: 公开政策", "title：公开政策"))), "没有变")


COMPLAINTS = [
    ("a: [x\nb: c\n", 2, "第 1 行的方括号“[”没有写完，请用半角逗号分开各项，末尾写上“]”"),
    ("a: {x: 1\nb: c\n", 2, "第 1 行的花括号“{”没有写完，请用半角逗号分开各项，末尾写上“}”"),
    ('a: 1\nb: "x\nc: d\n', 2, "引号没有写完，请补上后一个引号"),
    ("a: 'x\n---\n'\n", 1, "引号没有写完就遇到了“---”或“...”，请补上后一个引号"),
    ('a: "\\q"\n', 1, "双引号里的反斜杠“\\”后面写错了，请把双引号换成单引号"),
    ('a: "\\xzz"\n', 1, "双引号里的反斜杠“\\”后面写错了，请把双引号换成单引号"),
    ("a: @x\n", 1, "内容不能以 @、`、% 开头，请把整个值加引号"),
    ("a: `x\n", 1, "内容不能以 @、`、% 开头，请把整个值加引号"),
    ("a: b: c\n", 1, "这里多出一个冒号，请核对缩进；上一行的键后面要有“: ”，内容里有“: ”就加引号"),
    ("a:\n  b: 1\n c: 2\n", 3, "与上面的内容接不上，请核对缩进是否对齐、引号是否成对"),
    ("a:\n  - 1\n - 2\n", 3, "与上面的内容接不上，请核对缩进是否对齐、引号是否成对"),
    ("a: 'x' y\n", 1, "与上面的内容接不上，请核对缩进是否对齐、引号是否成对"),
    ("a: 1\nb\nc: 2\n", 2, "缺少冒号，请在键后面写半角冒号和一个空格；若是列表的一项，请以“- ”开头"),
    ("a: - b\n", 1, "列表的“- ”不能写在这里，请另起一行并核对缩进；内容以“- ”开头的，请加引号"),
    ("a: ? b\n", 1, "“? ”不能写在这里，请去掉；内容以“? ”开头的，请加引号"),
    ("a: |0\n x\n", 1, "“|”或“>”后面写错了，请在它后面换行再写内容，或把内容加引号"),
    ("a: >x\n y\n", 1, "“|”或“>”后面写错了，请在它后面换行再写内容，或把内容加引号"),
    ("a: !<x b\n", 1, "计划文件不用类型标记（!），请去掉；内容以“!”开头的，请加引号"),
    ("a: !x!y b\n", 1, "计划文件不用类型标记（!），请去掉；内容以“!”开头的，请加引号"),
    ("a: *\n", 1, "内容不能直接以“*”开头（YAML 把它当作别名），请去掉“*”，或给整个值加引号"),
    ("a: [,]\n", 1, "这里缺少内容，请删去多余的逗号、冒号或括号，或补上内容"),
    ("%YAML 2.0\n---\na: 1\n", 1, "以“%”开头的一行不是计划文件的内容，请删去；内容以“%”开头的，请加引号"),
    ("%YAML 1.1\n%YAML 1.1\n---\na: 1\n", 2, "以“%”开头的一行不是计划文件的内容，请删去；内容以“%”开头的，请加引号"),
    ("a: 1\n... x\n", 2, "前面的内容到上一行已经结束，请核对这一行的缩进，或删去“...”和“%”开头的行"),
]
"""A broken file, the line, and what is said of it."""


def test_what_yaml_complains_of_is_told_in_chinese_by_either_scanner(gongkai: Program) -> None:
    names = [f"{place}.yaml" for place in range(len(COMPLAINTS))]
    for name, (text, _, _) in zip(names, COMPLAINTS, strict=True):
        Path(name).write_text(text, encoding="utf-8")
    lines = [f"{name}:{line}: {said}。" for name, (_, line, said) in zip(names, COMPLAINTS, strict=True)]
    assert gongkai("check", *names).err.splitlines() == lines
    assert without_libyaml("check", *names).stderr.splitlines() == lines


@fault("引号没有写完")
def test_a_quote_without_its_end(name: str, gongkai: Program, folder: Path) -> None:
    told(name, folder, 3, refused(gongkai, plan_text(("theme: 普法宣传", 'theme: "普法宣传'))), "没有变")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('"\\ud800"', "21: 任务 1 title：不能为空，请改正"),
        ('"\\UFFFFFFFF"', "21: 不是合格的 YAML，请核对这一行和上一行的缩进、冒号和引号"),
    ],
)
def test_letters_that_do_not_exist_are_told_without_libyaml(written: str, said: str) -> None:
    Path("plan.yaml").write_text(plan_text(("title: 公开政策", f"title: {written}")), encoding="utf-8")
    answer = without_libyaml("check", "plan.yaml")
    assert (answer.returncode, answer.stderr) == (3, f"plan.yaml:{said}。\n")


def mutations(text: str, count: int) -> list[str]:
    """Return the text with one to three letters deleted, put in or replaced, the same in every run."""
    chance = random.Random(20240526)  # noqa: S311 - slips, the same in every run
    letters = "\n \t:：-－[]{}\"',，#&*!|>%@`?\\.甲aé\u2028\u3000\ufeff"
    made: list[str] = []
    for _ in range(count):
        changed = text
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(changed))
            skipped = chance.randint(0, 2)
            changed = changed[:place] + chance.choice(["", chance.choice(letters)]) + changed[place + skipped :]
        made.append(changed)
    return made


def assert_in_chinese(line: str) -> None:
    """Hold that a message names its file, and that no English stands in it but what the file itself has."""
    match = re.fullmatch(r"[0-9]+\.yaml:(?:[0-9]+:)? (.+。)", line)
    assert match, line
    said = re.sub(r"“[^”]*”|（tag:[^）]*）", "", match[1])
    said = re.sub(r"^.*：(?=无法识别的键)", "", said)  # the place may be a key of the file, a colon within it
    place, colon, rest = said.partition("：")
    words = re.findall(r"[A-Za-z][A-Za-z0-9_-]+", rest if colon else place)
    assert set(words) <= ENGLISH, line


@pytest.mark.slow
@pytest.mark.parametrize("is_with_libyaml", [True, False])
def test_whatever_is_mistyped_is_told_in_chinese(gongkai: Program, is_with_libyaml: bool) -> None:
    seed = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8") if is_with_libyaml else SOUND
    made = mutations(seed, 1200 if is_with_libyaml else 600)
    names = [f"{place}.yaml" for place in range(len(made))]
    for name, text in zip(names, made, strict=True):
        Path(name).write_text(text, encoding="utf-8")
    if is_with_libyaml:
        answer = gongkai("check", *names)
        code, said = answer.code, answer.err
    else:
        run = without_libyaml("check", *names)
        code, said = run.returncode, run.stderr
    assert code == 3
    lines = [line for line in said.splitlines() if "的标识同是" not in line]
    assert len(lines) > len(made) // 3
    for line in lines:
        assert_in_chinese(line)


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """An entry for each name that difflib has compared with an unknown one."""
    seen: list[str] = []
    ask = difflib.SequenceMatcher.real_quick_ratio

    def counting(matcher: difflib.SequenceMatcher[str]) -> float:
        seen.append("")
        return ask(matcher)

    monkeypatch.setattr(difflib.SequenceMatcher, "real_quick_ratio", counting)
    return seen


def plan_with(units: int, unknown: list[str]) -> str:
    """Return a plan with some more units, and a task of unknown ones."""
    more = "".join(f"  - {{name: 县{number}局, kind: 县政府部门}}\n" for number in range(units))
    names = ", ".join(unknown)
    return plan_text(("units:\n", f"units:\n{more}"), ("responsible: [县司法局]", f"responsible: [{names}]"))


@fault("四千个没有登记的名称")
def test_names_are_suggested_for_the_problems_that_are_shown(
    name: str, gongkai: Program, folder: Path, compared: list[str]
) -> None:
    said = refused(gongkai, plan_with(0, [f"县司法{number}所" for number in range(4000)]))
    assert len(said.splitlines()) == problems.MAX_PROBLEMS + 1
    assert 0 < len(compared) <= 2 * problems.MAX_PROBLEMS * 6  # six spellings; `check` and `load`
    told(name, folder, 3, said.splitlines()[-1], "没有变")


def test_a_name_that_is_given_often_is_looked_for_once(gongkai: Program, compared: list[str]) -> None:
    tasks = "".join(f"  - {{no: {no}, title: 甲, lead: 县司法所}}\n" for no in range(3, 90))
    said = refused(gongkai, plan_text(("activities:\n", f"{tasks}activities:\n")))
    assert said.count("您是不是要找：县司法局？") == 87
    assert len(compared) <= 2 * 6


def test_the_search_for_names_has_an_end(gongkai: Program, compared: list[str]) -> None:
    said = refused(gongkai, plan_with(3000, [f"县{number}所" for number in range(100)]))
    assert "您是不是要找：" in said.splitlines()[0]
    assert "您是不是要找：" not in said.splitlines()[99]
    assert len(compared) <= 2 * problems.MAX_WORK // 100


def test_thousands_of_names_written_twice(process: Callable[..., subprocess.CompletedProcess[bytes]]) -> None:
    """A file of 2 MB: looking for each name in the whole list would take longer than a process has."""
    names = [f"甲{number // 2}" for number in range(200_000)]
    Path("plan.yaml").write_text(plan_text(("[县政府办公室]", f"[{', '.join(names)}]")), encoding="utf-8")
    answer = process("check plan.yaml")
    lines = answer.stderr.decode().splitlines()
    assert (answer.returncode, len(lines)) == (3, 101)
    assert lines[0] == "plan.yaml:9: 单位 县政府办 aliases 第 2 项：“甲0”写了 2 次，请只留一次。"


def test_a_long_name_is_cut_where_many_problems_quote_it(gongkai: Program) -> None:
    more = "".join(f"  - {{name: 县{number}局, kind: 县政府部门, aliases: [乙]}}\n" for number in range(200))
    units = f"units:\n  - {{name: {'甲' * 100_000}, kind: 县政府部门, aliases: [乙]}}\n{more}"
    said = refused(gongkai, plan_text(("units:\n", units)))
    assert f"别名“乙”已属于“{'甲' * 40}…”" in said
    assert len(said) < 100_000


KIND = "单位 琴江镇 kind：“各乡镇”里没有它"


@pytest.mark.parametrize("written", ["乡填", "乡镇们"])
def test_a_misspelt_kind_is_told_since_its_unit_falls_out_of_the_collective(gongkai: Program, written: str) -> None:
    town = "  - name: 高田镇\n    kind: 乡镇\n"
    said = refused(gongkai, plan_text(("乡镇\ncollectives:\n", f"{written}\n{town}collectives:\n")))
    assert said == (
        f"plan.yaml:13: {KIND}：类别“{written}”与其中的“乡镇”只差一个字。"
        f"请改正；若确是另一类，请在 collectives 里加一个称谓，kind 写“{written}”。\n"
    )


@fault("单位的类别写错一个字")
def test_a_kind_with_a_wrong_letter(name: str, gongkai: Program, folder: Path) -> None:
    town = "  - name: 高田镇\n    kind: 乡镇\n"
    said = refused(gongkai, plan_text(("乡镇\ncollectives:\n", f"乡填\n{town}collectives:\n")))
    told(name, folder, 3, said, "没有变")


@pytest.mark.parametrize(
    "units",
    [
        [("县烟草局", "市直单位"), ("县档案馆", "县直单位"), ("县党校", "县直单位")],
        [("甲中心", "县政府派出机构"), ("乙局", "县政府部门")],
        [("甲街道", "街道"), ("乙镇", "镇"), ("丙乡", "乡"), ("丁镇", "乡镇")],
        [("甲校", "高校"), ("乙校", "学校"), ("丙校", "学校")],
        [("甲", "乡填"), ("乙", "乡填"), ("丙", "乡填"), ("丁镇", "乡镇")],
        [("甲", "第一组"), ("乙", "第二组"), ("丙", "第二组")],
    ],
)
def test_kinds_that_are_near_and_sound_pass(gongkai: Program, units: list[tuple[str, str]]) -> None:
    more = "".join(f"  - {{name: {unit}, kind: {kind}}}\n" for unit, kind in units)
    collective = f"collectives:\n  - {{name: 有关单位, kind: {units[-1][1]}}}\n"
    Path("plan.yaml").write_text(plan_text(("collectives:\n", f"{more}{collective}")), encoding="utf-8")
    answer = gongkai("check plan.yaml")
    assert answer.code == 0
    assert all("没有任务、活动或集体称谓用到" in line for line in answer.err.splitlines())


def test_a_kind_that_a_collective_names_is_no_slip(gongkai: Program) -> None:
    more = "  - name: 高田镇\n    kind: 乡镇\ncollectives:\n  - {name: 另一类, kind: 乡填}\n"
    Path("plan.yaml").write_text(plan_text(("乡镇\ncollectives:\n", f"乡填\n{more}")), encoding="utf-8")
    assert gongkai("check plan.yaml").code == 0


Clocked = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def at_clock(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clocked:
    """The program as a process on a computer whose clock shows a moment, in UTC; nobody has written today's date."""
    assert store.exists()
    monkeypatch.delenv("GONGKAI_TODAY")

    def start(moment: str, *command: str) -> subprocess.CompletedProcess[str]:
        folder = tmp_path / "clock"
        folder.mkdir(exist_ok=True)
        (folder / "sitecustomize.py").write_text(CLOCK.format(moment=moment), encoding="utf-8")
        path = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
        return subprocess.run(
            [sys.executable, "-m", "gongkai_cli", *command],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            # Two clocks written within one second have one size and one time: a kept bytecode file would be the first.
            env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        )

    return start


MARK = ("mark", "3", "--dept", "县司法局", "--percent", "40")
WRITES = [
    MARK,
    (*MARK, "--as-of", "2024-10-08"),
    (*MARK, "--on", "2024-10-08"),
    ("activity", "plan", "1", "--date", "10月15日"),
    ("undo",),
    ("db", "backup"),
    ("load", "plan.yaml"),
    ("schedule", "--format", "ics", "--as-of", "2024-10-08"),
    ("tasks",),
]


@pytest.mark.slow
@pytest.mark.parametrize("command", WRITES, ids=" ".join)
@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("1970-01-01", "1970年1月1日"),
        ("0001-01-02", "1年1月2日"),
        ("2023-12-31", "2023年12月31日"),
        ("9999-12-30", "9999年12月30日"),
    ],
)
def test_nothing_is_dated_by_a_clock_that_is_plainly_wrong(
    at_clock: Clocked, store: Path, day: str, words: str, command: tuple[str, ...]
) -> None:
    Path("plan.yaml").write_text(SOUND, encoding="utf-8")
    before = store.read_bytes()
    answer = at_clock(f"{day}T02:00:00", *command)
    (line,) = answer.stderr.splitlines()[-1:]
    advice = "请先校准电脑的日期和时间；只是查看时，也可以用 --as-of 写明日期。"
    assert line == f"电脑的日期是 {words}，显然不对，未执行。{advice}"
    assert answer.returncode == 1
    assert store.read_bytes() == before
    assert not (store.parent / "backups").exists()


@fault("电脑的日期是 1970 年")
def test_a_clock_of_1970(name: str, at_clock: Clocked, store: Path) -> None:
    before = store.read_bytes()
    answer = at_clock("1970-01-01T02:00:00", *MARK)
    assert store.read_bytes() == before
    assert at_clock("1970-01-01T02:00:00", "tasks", "--as-of", "2024-10-08").returncode == 0
    told(name, store.parent, answer.returncode, answer.stderr, "没有变；加 --as-of 照样能看")


def test_a_moment_after_the_last_day_of_all_is_one_line(at_clock: Clocked) -> None:
    answer = at_clock("9999-12-31T20:00:00", "tasks", "--as-of", "2024-10-08")
    assert (answer.returncode, answer.stderr.count("\n")) == (1, 1)
    assert answer.stderr.startswith("电脑的日期超出 9999 年，显然不对")


@fault("电脑的日期早于台账最近的记录")
def test_a_clock_behind_the_ledger(name: str, at_clock: Clocked, store: Path) -> None:
    """A change of 2030 was recorded; the clock then shows a day of 2029."""
    assert at_clock("2030-05-06T02:00:00", *MARK).returncode == 0
    before = store.read_bytes()
    answer = at_clock("2029-05-04T02:00:00", *MARK)
    assert store.read_bytes() == before
    told(name, store.parent, answer.returncode, answer.stderr, "没有变")


@pytest.mark.parametrize("command", [("activity", "plan", "1", "--date", "10月15日"), ("undo",), ("load", "plan.yaml")])
def test_no_change_is_dated_by_a_clock_behind_the_ledger(
    at_clock: Clocked, store: Path, command: tuple[str, ...]
) -> None:
    Path("plan.yaml").write_text(SOUND, encoding="utf-8")
    assert at_clock("2030-05-06T02:00:00", *MARK).returncode == 0
    before = store.read_bytes()
    answer = at_clock("2029-05-04T02:00:00", *command)
    assert "比台账里最近一次记录（2030年5月6日）还早，未记录。" in answer.stderr
    assert (answer.returncode, store.read_bytes()) == (1, before)


def test_a_clock_that_was_wrong_once_locks_nobody_out(at_clock: Clocked) -> None:
    assert at_clock("2090-01-01T02:00:00", *MARK).returncode == 0
    assert at_clock("2030-01-01T02:00:00", *MARK).returncode == 1
    assert at_clock("2030-01-01T02:00:00", "undo", "--as-of", "2030-01-01").returncode == 0
    assert at_clock("2029-12-31T02:00:00", *MARK).returncode == 0


def test_a_report_dated_by_the_day_shown_before_the_plans_year_is_refused(gongkai: Program) -> None:
    answer = gongkai(*MARK, "--as-of", "2023-12-31")
    said = "今天按 2023年12月31日 算，早于 2024 年度，不能记录报告。请核对电脑的日期、--as-of 和 --plan。\n"
    assert (answer.code, answer.err) == (2, said)
