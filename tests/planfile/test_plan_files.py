"""Plan files: what `check` accepts, and every way in which it refuses, told whole with file and line."""

import codecs
import json
from pathlib import Path

import pytest

from conftest import ROOT, Program
from plan_texts import SOUND, TASK_1, Change, plan_text, section

SOUND_ANSWER = "plan.yaml：没有问题。演示县2024年工作要点，单位 3 个、任务 2 项、活动 1 项\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the plan files are in and the program runs in, so that messages name them without a path."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refusal(gongkai: Program, folder: Path, content: str | bytes) -> str:
    """Return what `check` says against a file; `load` says the same, and leaves the store as it was."""
    file, store = folder / "plan.yaml", folder / "gongkai.db"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    before = store.read_bytes()
    answer = gongkai("check plan.yaml")
    assert (answer.code, answer.out) == (3, "")
    assert gongkai("load plan.yaml") == answer
    assert store.read_bytes() == before
    assert not (folder / "backups").exists()
    return answer.err


def test_the_bundled_plan_is_sound(gongkai: Program) -> None:
    seed = ROOT / "data" / "seed_2024.yaml"
    answer = gongkai("check", str(seed))
    counts = "单位 40 个、任务 12 项、活动 28 项"
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"{seed}：没有问题。石城县2024年政务公开工作要点，{counts}\n"


def test_check_writes_nothing_and_needs_no_store(fresh: Program, folder: Path) -> None:
    (folder / "plan.yaml").write_text(SOUND, encoding="utf-8")
    answer = fresh("check plan.yaml")
    assert (answer.code, answer.out, answer.err) == (0, SOUND_ANSWER, "")
    assert [path.name for path in folder.iterdir()] == ["plan.yaml"]


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + SOUND.encode(),
        SOUND.replace("\n", "\r\n").encode(),
        f"---\n{SOUND}...\n".encode(),
        plan_text(("title: 公开政策", "title:\t公开政策")).encode(),
        plan_text(("title: 公开政策", '! "title": ! 公开政策')).encode(),
    ],
    ids=["bom", "windows line ends", "document markers", "a tab after the colon", "the tag that means nothing"],
)
def test_how_an_editor_saves_does_not_matter(gongkai: Program, folder: Path, content: bytes) -> None:
    (folder / "plan.yaml").write_bytes(content)
    answer = gongkai("check plan.yaml")
    assert (answer.code, answer.out, answer.err) == (0, SOUND_ANSWER, "")


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"", 1, "文件是空的，请写入 plan、units、tasks 等内容"),
        (b" \n\n", 1, "文件是空的，请写入 plan、units、tasks 等内容"),
        (codecs.BOM_UTF8, 1, "文件是空的，请写入 plan、units、tasks 等内容"),
        (b"# a\n# b\n", 1, "文件里只有注释，请写入 plan、units、tasks 等内容"),
        (b"---\n", 1, "最外层要写成“键: 值”，即 plan、units、tasks 等几段"),
        (b"- plan\n", 1, "最外层要写成“键: 值”，即 plan、units、tasks 等几段"),
        (b"hello", 1, "最外层要写成“键: 值”，即 plan、units、tasks 等几段"),
        (b"PK\n\x03\0\0", 2, "这是二进制文件，不是文本，请核对是不是选错了文件"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe\xfd\x81", 1, "这是二进制文件，不是 UTF-8 文本，请核对是不是选错了文件"),
        (SOUND.encode("gbk"), 3, "文件不是 UTF-8 编码（看来是 GBK），请在编辑器里另存为 UTF-8"),
        (SOUND.encode("utf-16"), 1, "文件是 UTF-16 编码，请另存为 UTF-8"),
        (codecs.BOM_UTF16_BE + SOUND.encode("utf-16-be"), 1, "文件是 UTF-16 编码，请另存为 UTF-8"),
        (b"[" * 2000, 1, "嵌套超过 12 层，不像计划文件，请核对缩进和括号"),
        (b"plan: " + b"{a: " * 2000, 1, "嵌套超过 12 层，不像计划文件，请核对缩进和括号"),
        (
            b"\n".join(b" " * depth + b"a:" for depth in range(2000)),
            13,
            "嵌套超过 12 层，不像计划文件，请核对缩进和括号",
        ),
        (
            f"{SOUND}---\n{SOUND}".encode(),
            SOUND.count("\n") + 1,
            "一个文件只写一个工作要点，请把 --- 之后的内容另存为一个文件",
        ),
    ],
)
def test_what_is_no_plan_file_at_all(gongkai: Program, folder: Path, content: bytes, line: int, message: str) -> None:
    assert refusal(gongkai, folder, content) == f"plan.yaml:{line}: {message}。\n"


def test_a_file_of_ten_megabytes_is_not_read(gongkai: Program, folder: Path) -> None:
    message = "plan.yaml: 文件超过 4 MB，不像计划文件，未读取。请核对是不是选错了文件。\n"
    assert refusal(gongkai, folder, b"[" * 10_000_000) == message


def test_aliases_are_refused_before_they_expand(gongkai: Program, folder: Path) -> None:
    levels = [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 10)]
    message = "plan.yaml:1: 计划文件不用锚点和别名（& 和 *），请直接写出内容。\n"
    assert refusal(gongkai, folder, "".join(["a0: &a0 [lol]\n", *levels])) == message


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (("title: 公开政策", "title: &a 公开政策"), 21, "计划文件不用锚点和别名（& 和 *），请直接写出内容"),
        (("title: 公开政策", "title: *a"), 21, "计划文件不用锚点和别名（& 和 *），请直接写出内容"),
        (("    title: 公开政策", "    &a title: 公开政策"), 21, "计划文件不用锚点和别名（& 和 *），请直接写出内容"),
        (("lead: [县政府办]", "lead: &a [县政府办]"), 22, "计划文件不用锚点和别名（& 和 *），请直接写出内容"),
        (
            ("title: 公开政策", 'title: !!python/object/apply:os.system ["true"]'),
            21,
            "计划文件不用类型标记（tag:yaml.org,2002:python/object/apply:os.system），请去掉",
        ),
        (("title: 公开政策", "title: !!str 公开政策"), 21, "计划文件不用类型标记（tag:yaml.org,2002:str），请去掉"),
        (
            ("    title: 公开政策", "    !!str title: 公开政策"),
            21,
            "计划文件不用类型标记（tag:yaml.org,2002:str），请去掉",
        ),
        (
            ("title: 公开政策", "title: 公开政策\n    title: 又一个"),
            22,
            "键“title”重复（前一个在第 21 行），请删去一个",
        ),
        (("title: 公开政策", "title:\n    title: 公开政策"), 22, "键“title”重复（前一个在第 21 行），请删去一个"),
        (("activities:", "plan: 又一个\nactivities:"), 27, "键“plan”重复（前一个在第 1 行），请删去一个"),
        (("title: 公开政策", "[title]: 公开政策"), 21, "键要写成一个词，请核对冒号和缩进"),
        (("    title: 公开政策", "\ttitle: 公开政策"), 21, "用了制表符（Tab）缩进，YAML 只认空格，请换成空格"),
        (("    title: 公开政策", "  \ttitle: 公开政策"), 21, "用了制表符（Tab）缩进，YAML 只认空格，请换成空格"),
        (("title: 公开政策", "title: 公开\x07政策"), 21, "有不能显示的控制字符，请删去"),
        (("title: 公开政策", "title: 公开\x1b[31m政策"), 21, "有不能显示的控制字符，请删去"),
        (("key: demo-2024", "key: \x7f"), 2, "有不能显示的控制字符，请删去"),
        (
            ("[县政府办]", "[县政府办"),
            23,
            "第 22 行的方括号“[”没有写完，请用半角逗号分开各项，末尾写上“]”",
        ),
    ],
)
def test_yaml_that_is_not_taken_names_its_line(
    gongkai: Program, folder: Path, change: Change, line: int, message: str
) -> None:
    assert refusal(gongkai, folder, plan_text(change)) == f"plan.yaml:{line}: {message}。\n"


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (("key: demo-2024\n", "key:\n"), 1, "工作要点：缺少 key，请补上"),
        (
            ("key: demo-2024", "key: Demo 2024"),
            2,
            "工作要点 key：“Demo 2024”不能作标识，请用小写字母、数字和连字符，如 shicheng-2024",
        ),
        (("year: 2024", "year: 1899"), 4, "工作要点 year：“1899”太小，最小是 1949"),
        (
            ("issued_on: 2024-06-01", "issued_on: 6月1日"),
            5,
            "工作要点 issued_on：“6月1日”不是日期，请写成 2024-05-26 这样",
        ),
        (
            ("issued_on: 2024-06-01", "issued_on: 2024-02-30"),
            5,
            "工作要点 issued_on：没有“2024-02-30”这一天：2024年2月有 29 天，请改正",
        ),
        (
            ("issued_on: 2024-06-01", "issued_on: 2024-06-01\n  ends_on: 2024-05-31"),
            6,
            "工作要点 ends_on：最后一天 2024-05-31 早于发文日期 2024-06-01，请核对 issued_on 和 ends_on",
        ),
        (
            ("issued_on: 2024-06-01", "issued_on: 2024-06-01\n  source: ftp://x.cn"),
            6,
            "工作要点 source：链接“ftp://x.cn”不是网址。请给出以 http:// 或 https:// 开头的完整地址",
        ),
        (
            ("issued_on: 2024-06-01", "issued_on: 2024-06-01\n  isuer: 县政府办"),
            6,
            (
                "工作要点 isuer：无法识别的键“isuer”。您是不是要找：issuer、issuers、issued_on？"
                "这里可用：key、title、year、years、number、region、issuer、issuers、issued_on、ends_on、source、based_on、also"
            ),
        ),
        (
            ("activities:", "activity:"),
            27,
            (
                "activity：无法识别的键“activity”。您是不是要找：activities？"
                "这里可用：plan、units、collectives、tasks、activities"
            ),
        ),
        ((section("tasks"), "tasks: []\n"), 19, "任务：一项也没有，请至少写一项"),
        ((section("tasks"), ""), 1, "文件：缺少 tasks，请补上"),
        ((section("tasks"), "tasks: 无\n"), 19, "任务：要写成列表，每项一行、以“- ”开头"),
        ((section("tasks"), "tasks: [无]\n"), 19, "第 1 个任务：要写成“键: 值”的几行"),
        ((section("plan"), "plan: 无\n"), 1, "工作要点：要写成“键: 值”的几行"),
        (("title: 公开政策", "titel: 公开政策"), 20, "任务 1：缺少 title，请补上"),
        (("    title: 公开政策\n", ""), 20, "任务 1：缺少 title，请补上"),
        (("title: 公开政策", "title: ''"), 21, "任务 1 title：不能为空，请改正"),
        (("title: 公开政策", "title: [公开政策]"), 21, "任务 1 title：要写成一行文字"),
        (("title: 公开政策", "title: {甲: 乙}"), 21, "任务 1 title：要写成一行文字"),
        (("lead: [县政府办]", "lead: {县政府办: 是}"), 22, "任务 1 lead：要写成列表，每项一行、以“- ”开头"),
        (("lead: [县政府办]", "lead: [[县政府办]]"), 22, "任务 1 lead 第 1 项：要写成一行文字"),
        (("lead: [县政府办]", "lead: [县政府办, ~]"), 22, "任务 1 lead 第 2 项：要写成一行文字"),
        (
            ("lead: [县政府办]", "lead: 县政府办、县司法局"),
            22,
            "任务 1 lead 第 1 项：“县政府办、县司法局”里有顿号，请拆成列表里的几项",
        ),
        ((TASK_1, "  - no: 0\n    title"), 20, "任务 0 no：“0”太小，最小是 1"),
        ((TASK_1, "  - no: 1000\n    title"), 20, "任务 1000 no：“1000”太大，最大是 999"),
        ((TASK_1, "  - no: 2.10\n    title"), 20, "任务 2.10 no：“2.10”不是整数，请改正"),
        ((TASK_1, "  - no: 2\n    title"), 24, "任务 2 no：任务 2 的序号与第 1 个任务重复，请改正其中一个"),
        (("month: 7", "month: 13"), 29, "活动 1 month：“13”太大，最大是 12"),
        (("month: 7", "month: 0"), 29, "活动 1 month：“0”太小，最小是 1"),
        (("month: 7", "month: 七"), 29, "活动 1 month：“七”不是整数，请改正"),
        (("    month: 7\n", ""), 28, "活动 1：要写 month（月份）、date（日期）或 when（印发的时间），请改正"),
        (("month: 7", "month: 7\n    date: 2024-08-01"), 28, "活动 1：month 写 7，date 却在 8 月，请核对"),
        (
            ("month: 7", "date: 2023-07-01"),
            29,
            "活动 1 date：2023-07-01 不在本要点的期间内（2024-01-01 至 2024-12-31），请核对年份",
        ),
        (
            ("title: 解读政策", "title: 解读政策\n    due: 2025-01-01"),
            26,
            "任务 2 due：2025-01-01 不在本要点的期间内（2024-01-01 至 2024-12-31），请核对年份",
        ),
        (
            ("title: 解读政策", "title: 解读政策\n    due: 尽快"),
            26,
            (
                "任务 2 due：“尽快”不是日期，也不是认得的时限，请写 2024-09-30 这样的日期，或 9月底前、9月30日前、"
                "第三季度、上半年、年底前、2028年底，或 持续推进、长期坚持、常态化"
            ),
        ),
        (
            (
                "title: 解读政策",
                "title: 解读政策\n    measures:\n      - 培训\n      - text: 检查\n        rhythm: 每周",
            ),
            29,
            (
                "任务 2 measures 第 2 项 rhythm：无法识别的频次“每周”。可以用：每月（monthly）、每季度（quarterly）、"
                "每半年（half_yearly）、每年（yearly），请改正"
            ),
        ),
        (
            ("title: 解读政策", "title: 解读政策\n    measures:\n      - text: 检查\n        due: 2023-12-31"),
            28,
            "任务 2 measures 第 1 项 due：2023-12-31 不在本要点的期间内（2024-01-01 至 2024-12-31），请核对年份",
        ),
        (
            ("responsible: [县司法局]", "responsible: [县司法局, 县司法局]"),
            26,
            "任务 2 responsible 第 2 项：“县司法局”写了 2 次，请只留一次",
        ),
        (
            ("lead: [县政府办]", "lead: [县政府办, 县司法局, 县政府办]"),
            22,
            "任务 1 lead 第 3 项：“县政府办”写了 2 次，请只留一次",
        ),
        (
            ("responsible: [县司法局]", "responsible: [县司法所]"),
            26,
            "任务 2 responsible 第 1 项：“县司法所”没有登记。您是不是要找：县司法局？请改正，或在 units 里登记",
        ),
        (
            ("organizer: 县司法局", "organizer: 国家电网"),
            31,
            "活动 1 organizer：“国家电网”没有登记。请改正，或在 units 里登记",
        ),
        (
            ("lead: [县政府办]", "lead: [县政府办公室]"),
            22,
            "任务 1 lead 第 1 项：“县政府办公室”是“县政府办”的别名，全文请统一写作“县政府办”",
        ),
        (
            ("name: 琴江镇", "name: 县政府办\n    kind: 县直单位\n  - name: 琴江镇"),
            12,
            "单位 县政府办 name：“县政府办”已经登记过，请合并成一个单位",
        ),
        (
            ("name: 琴江镇", "name: 琴江镇\n    aliases: [县政府办公室]"),
            13,
            (
                "单位 琴江镇 aliases 第 1 项：别名“县政府办公室”已属于“县政府办”，"
                "一个名称只能指一个单位；若是同一单位，请合并"
            ),
        ),
        (
            ("name: 琴江镇", "name: 琴江镇\n    aliases: [县司法局]"),
            13,
            "单位 琴江镇 aliases 第 1 项：别名“县司法局”已属于“县司法局”，一个名称只能指一个单位；若是同一单位，请合并",
        ),
        (
            ("aliases: [县政府办公室]", "aliases: [县政府办公室, 县政府办公室]"),
            9,
            "单位 县政府办 aliases 第 2 项：“县政府办公室”写了 2 次，请只留一次",
        ),
        (
            ("  - name: 各乡镇\n    kind: 乡镇", "  - name: 各乡镇\n    kind: 乡村"),
            18,
            (
                "集体称谓 各乡镇 kind 第 1 项：没有类别是“乡村”的单位，“各乡镇”就没有成员。您是不是要找：乡镇？"
                "请核对 kind，或登记单位"
            ),
        ),
        (
            ("  - name: 各乡镇\n", "  - name: 各乡镇\n    members: [琴江镇]\n"),
            17,
            "集体称谓 各乡镇：kind（类别）和 members（逐个列出）都写了，请只写一样",
        ),
        (
            ("  - name: 各乡镇\n    kind: 乡镇", "  - name: 各乡镇\n    members: [琴江乡]"),
            18,
            "集体称谓 各乡镇 members 第 1 项：“琴江乡”没有登记。您是不是要找：琴江镇？请改正，或在 units 里登记",
        ),
        (
            ("  - name: 各乡镇\n", "  - name: 各乡镇\n    indefinite: 也许\n"),
            18,
            "集体称谓 各乡镇 indefinite：“也许”不是“是”或“否”，请写 true 或 false",
        ),
        (
            ("collectives:\n", "collectives:\n  - name: 县政府办公室\n    kind: 乡镇\n"),
            15,
            "集体称谓 县政府办公室 name：“县政府办公室”已是单位的名称，请换一个称谓",
        ),
        (
            ("collectives:\n", "collectives:\n  - name: 各乡镇\n    kind: 乡镇\n"),
            19,
            "集体称谓 各乡镇 name：“各乡镇”写了两次，请删去一个",
        ),
        (
            ("  issued_on: 2024-06-01", "  issued_on: 2023-06-01\n  ends_on: 2023-12-31"),
            6,
            "工作要点 ends_on：最后一天 2023-12-31 在 2024 年度之前，请核对",
        ),
        (
            ("activities:\n", "activities:\n  - no: 1\n    month: 5\n    theme: 消防安全\n    organizer: 琴江镇\n"),
            32,
            "活动 1 no：活动 1 的序号与第 1 个活动重复，请改正其中一个",
        ),
    ],
)
def test_one_mistake_is_told_once_with_its_place(
    gongkai: Program, folder: Path, change: Change, line: int, message: str
) -> None:
    expected = [f"plan.yaml:{line}: {message}。"]
    if change[1].startswith("titel"):
        known = "no、printed、section、title、lead、responsible、support、others、due、measures"
        expected.append(
            f"plan.yaml:21: 任务 1 titel：无法识别的键“titel”。您是不是要找：title、printed？这里可用：{known}。"
        )
    assert refusal(gongkai, folder, plan_text(change)).splitlines() == expected


@pytest.mark.parametrize(
    ("issued", "first", "before"),
    [("2024-06-01", "2024-01-01", "2023-12-31"), ("2023-12-20", "2023-12-20", "2023-12-19")],
)
def test_the_first_and_the_last_day_of_the_plans_time_are_taken_and_those_beside_them_are_not(
    gongkai: Program, folder: Path, issued: str, first: str, before: str
) -> None:
    """A plan issued within its year speaks of the whole year; one issued before it begins on that day."""

    def said(day: str) -> list[str]:
        text = plan_text(
            ("issued_on: 2024-06-01", f"issued_on: {issued}\n  ends_on: 2024-12-30"),
            ("lead: [县政府办]", f"lead: [县政府办]\n    due: {day}"),
            (
                "title: 解读政策",
                f"title: 解读政策\n    measures:\n      - text: 写明背景\n        due: {day}",
            ),
            ("month: 7", f"date: {day}"),
        )
        (folder / "plan.yaml").write_text(text, encoding="utf-8")
        return gongkai("check plan.yaml").err.splitlines()

    assert said(first) == said("2024-12-30") == []
    for day in (before, "2024-12-31"):
        lines = said(day)
        assert len(lines) == 3
        assert all(f"{day} 不在本要点的期间内（{first} 至 2024-12-30），请核对年份。" in line for line in lines)


def test_a_plan_may_end_on_the_day_it_is_issued(gongkai: Program, folder: Path) -> None:
    text = plan_text(("issued_on: 2024-06-01", "issued_on: 2024-06-01\n  ends_on: 2024-06-01"))
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    assert gongkai("check plan.yaml").code == 0


@pytest.mark.parametrize("change", [(section("plan"), ""), (section("plan"), "plan:\n")])
def test_a_file_without_its_plan_section_is_told_so(gongkai: Program, folder: Path, change: Change) -> None:
    assert refusal(gongkai, folder, plan_text(change)) == "plan.yaml:1: 文件：缺少 plan，请补上。\n"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ((section("units"), "units: 无\n"), "plan.yaml:6: 单位：要写成列表，每项一行、以“- ”开头。"),
        (
            ("name: 琴江镇", "name: 琴江镇\n    x: 1"),
            "plan.yaml:13: 单位 琴江镇 x：无法识别的键“x”。这里可用：name、kind、aliases、contact、phone。",
        ),
    ],
)
def test_a_broken_unit_is_no_mistake_of_those_who_name_it(
    gongkai: Program, folder: Path, change: Change, problem: str
) -> None:
    assert refusal(gongkai, folder, plan_text(change)).splitlines() == [problem]


def test_a_title_of_nothing_visible_is_empty(gongkai: Program, folder: Path) -> None:
    text = plan_text(("title: 公开政策", r'title: "\e \u202e"'))
    assert refusal(gongkai, folder, text) == "plan.yaml:21: 任务 1 title：不能为空，请改正。\n"


def test_all_problems_of_a_file_are_told_in_the_order_of_its_lines(gongkai: Program, folder: Path) -> None:
    text = plan_text(
        ("key: demo-2024", "key: 演示"),
        ("name: 琴江镇", "name: 县司法局"),
        ("title: 公开政策", "title: [公开政策]"),
        ("title: 解读政策", "title: 解读政策\n    due: 2025-01-01"),
        ("responsible: [县司法局]", "responsible: [县司法]"),
        ("month: 7", "month: 13"),
        ("organizer: 县司法局", "organiser: 县司法局"),
    )
    assert refusal(gongkai, folder, text).splitlines() == [
        "plan.yaml:2: 工作要点 key：“演示”不能作标识，请用小写字母、数字和连字符，如 shicheng-2024。",
        "plan.yaml:12: 单位 县司法局 name：“县司法局”已经登记过，请合并成一个单位。",
        "plan.yaml:21: 任务 1 title：要写成一行文字。",
        (
            "plan.yaml:27: 任务 2 responsible 第 1 项：“县司法”没有登记。"
            "您是不是要找：县司法局？请改正，或在 units 里登记。"
        ),
        "plan.yaml:30: 活动 1 month：“13”太大，最大是 12。",
        (
            "plan.yaml:32: 活动 1 organiser：无法识别的键“organiser”。您是不是要找：organizer、organizers？"
            "这里可用：no、month、date、when、time、theme、organizer、organizers、form、audience、content、place、people、note。"
        ),
    ]


def test_past_a_hundred_problems_the_rest_is_counted(gongkai: Program, folder: Path) -> None:
    names = ", ".join(f"无{number}" for number in range(103))
    lines = refusal(gongkai, folder, plan_text(("responsible: [县司法局]", f"responsible: [{names}]"))).splitlines()
    assert len(lines) == 101
    first = "plan.yaml:26: 任务 2 responsible 第 1 项：“无0”没有登记。请改正，或在 units 里登记。"
    last = "plan.yaml: 还有 3 个问题没有列出，请先改正以上各处。"
    assert (lines[0], lines[-1]) == (first, last)


def test_what_a_problem_quotes_cannot_steer_the_terminal(gongkai: Program, folder: Path) -> None:
    text = plan_text(("title: 公开政策", r'"\e[31m\u202e": 公开政策'), ("theme: 普法宣传", r'theme: "\a"'))
    assert refusal(gongkai, folder, text).splitlines() == [
        "plan.yaml:20: 任务 1：缺少 title，请补上。",
        (
            "plan.yaml:21: 任务 1 [31m：无法识别的键“[31m”。这里可用：no、printed、section、title、lead、responsible、"
            "support、others、due、measures。"
        ),
        "plan.yaml:30: 活动 1 theme：不能为空，请改正。",
    ]


def test_a_folder_is_refused(gongkai: Program, folder: Path) -> None:
    (folder / "plans").mkdir()
    answer = gongkai("check plans")
    message = "plans: 这是文件夹，不是计划文件。请写出其中的 .yaml 文件。\n"
    assert (answer.code, answer.out, answer.err) == (3, "", message)


@pytest.mark.parametrize("name", ["plan.yaml", "no/plan.yaml", "gongkai.db/plan.yaml", "长" * 300])
def test_a_missing_file_is_not_found(gongkai: Program, name: str) -> None:
    answer = gongkai("check", name)
    assert (answer.code, answer.out, answer.err) == (4, "", f"没有文件“{name}”。请核对路径。\n")


def test_check_without_a_file_is_a_usage_error(gongkai: Program) -> None:
    answer = gongkai("check")
    assert (answer.code, answer.out, answer.err) == (2, "", "缺少参数 文件。用 gongkai check --help 查看用法。\n")


def test_several_sound_files_are_checked_in_one_run(gongkai: Program, folder: Path) -> None:
    (folder / "plan.yaml").write_text(SOUND, encoding="utf-8")
    (folder / "next.yaml").write_text(SOUND.replace("2024", "2025"), encoding="utf-8")
    answer = gongkai("check plan.yaml next.yaml")
    counts = "单位 3 个、任务 2 项、活动 1 项"
    assert answer.out == f"{SOUND_ANSWER}next.yaml：没有问题。演示县2025年工作要点，{counts}\n"
    assert (answer.code, answer.err) == (0, "")


def test_the_problems_of_all_files_are_told_and_the_sound_ones_stay_silent(gongkai: Program, folder: Path) -> None:
    (folder / "a.yaml").write_text(plan_text(("month: 7", "month: 13")), encoding="utf-8")
    (folder / "b.yaml").write_text(SOUND, encoding="utf-8")
    (folder / "c.yaml").write_bytes(b"")
    answer = gongkai("check a.yaml b.yaml c.yaml none.yaml")
    assert (answer.code, answer.out) == (3, "")
    assert answer.err.splitlines() == [
        "a.yaml:29: 活动 1 month：“13”太大，最大是 12。",
        "c.yaml:1: 文件是空的，请写入 plan、units、tasks 等内容。",
        "没有文件“none.yaml”。请核对路径。",
    ]


def test_two_files_with_one_key_are_refused(gongkai: Program, folder: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (folder / name).write_text(SOUND, encoding="utf-8")
    answer = gongkai("check a.yaml b.yaml")
    message = "b.yaml: 与 a.yaml 的标识同是“demo-2024”。请改正其中一个，或只写一个文件。\n"
    assert (answer.code, answer.out, answer.err) == (3, "", message)


@pytest.mark.parametrize(
    "title", ["no", "yes", "12:30", "2.10", "0x10", "1e3", "2024-06-01", "'null'", "'~'", "'# 注'", "'a: b'", "=1+1"]
)
def test_text_stays_the_text_that_is_written(gongkai: Program, folder: Path, title: str) -> None:
    text = plan_text(("title: 公开政策", f"title: {title}"), ("theme: 普法宣传", f"theme: {title}"))
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    assert gongkai("load plan.yaml").code == 0
    written = title.strip("'")
    assert json.loads(gongkai("show 1 --format json").out)["title"] == written
    assert json.loads(gongkai("dept 县司法局 --format json").out)["schedule"][0]["theme"] == written


def test_a_name_may_be_written_without_a_list_and_a_measure_as_a_sentence(gongkai: Program, folder: Path) -> None:
    text = plan_text(
        ("lead: [县政府办]", "lead: 县政府办\n    measures:\n      - 办培训\n      - {text: 检查, rhythm: 每季度}"),
        ("  - name: 各乡镇\n", "  - name: 各乡镇\n    indefinite: 是\n"),
    )
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    assert gongkai("load plan.yaml").code == 0
    task = json.loads(gongkai("show 1 --format json").out)
    assert task["lead"] == ["县政府办"]
    assert [(one["no"], one["text"], one["rhythm"]) for one in task["measures"]] == [
        (1, "办培训", None),
        (2, "检查", "quarterly"),
    ]
    assert {part["unit"]: part["role"] for part in task["assignments"]}["琴江镇"] == "possible"
