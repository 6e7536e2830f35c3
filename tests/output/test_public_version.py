"""The public version: no text that is for the office alone stands in any byte of any format."""

import io
import json
import re
import shlex
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Program, run
from plan_texts import plan_text

INNER = {
    "联系人": "隐去的周某",
    "电话": "55509137",
    "印发的备注": "隐去的备注甲",
    "补记的备注": "隐去的备注乙",
    "取消理由": "隐去的理由",
    "存在问题": "隐去的问题",
    "下步措施": "隐去的措施",
    "记录人": "隐去的吴某",
    "撤回的进展": "隐去的进展",
}
"""A field for the office alone → what stands there, once in the store."""

PUBLIC = {
    "标题": "公开惠企政策",
    "佐证": "https://www.moyun.gov.cn/evidence/1",
    "进展": "已上线惠企专栏",
    "公开链接": "https://www.moyun.gov.cn/opened/1",
    "地点": "县文化馆",
}
"""A field for everyone → what stands there."""

REPORTED = (
    f"mark 2 --dept 县司法局 --percent 40 --note {PUBLIC['进展']} --problem {INNER['存在问题']} "
    f"--next {INNER['下步措施']} --link {PUBLIC['佐证']} --on 9月1日"
)

HAPPENED = (
    REPORTED,
    f"mark 1 --dept 县政府办 --percent 40 --problem {INNER['存在问题']} --on 9月1日",
    "mark 2 --dept 县司法局 --percent 50 --on 9月20日",  # problem and next step hold on, with their day
    "activity held 1 --date 7月20日 --people 61",
    f"activity publish 1 --link {PUBLIC['公开链接']}",
    f"activity plan 2 --date 8月9日 --place {PUBLIC['地点']} --note {INNER['补记的备注']}",
    f"activity cancel 3 --reason {INNER['取消理由']}",
    f"mark 2 --dept 县政府办 --percent 10 --note {INNER['撤回的进展']}",
    "undo",
)

FORMATS = {"table": "txt", "csv": "csv", "json": "json", "md": "md", "xlsx": "xlsx", "ics": "ics"}
TABLES = ("tasks", "assignments", "activities", "units")

COMMANDS = {
    "board": ["html"],
    "schedule": list(FORMATS.values()),
    "schedule --late": ["txt", "xlsx"],
    **{f"export --what {name}": ["csv", "json", "md", "xlsx"] for name in TABLES},
    "export": ["json", "md", "xlsx"],
    "export --all-plans": ["json", "xlsx"],
    "export --what plan": ["yaml", "xlsx"],
}
"""A command that has a public version → the suffixes that its file may have."""

CASES = [(command, suffix) for command, suffixes in COMMANDS.items() for suffix in suffixes]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which every inner field holds its own words."""
    folder = tmp_path_factory.mktemp("told")
    units = (
        f"    kind: 县政府部门\n    contact: {INNER['联系人']}\n    phone: {INNER['电话']}\n    aliases: [县政府办公室]"
    )
    activities = f"""organizer: 县司法局
    note: {INNER["印发的备注"]}
  - {{no: 2, month: 8, theme: 开放日, organizer: 县司法局}}
  - {{no: 3, month: 9, theme: 宣讲会, organizer: 县政府办}}
"""
    text = plan_text(
        ("    kind: 县政府部门\n    aliases: [县政府办公室]", units),
        ("organizer: 县司法局\n", activities),
        (
            "title: 解读政策\n    responsible: [县司法局]",
            f"title: {PUBLIC['标题']}\n    responsible: [县司法局, 县政府办]",
        ),
    )
    (folder / "plan.yaml").write_text(text, encoding="utf-8")
    store = folder / "gongkai.db"
    for command in (f"load {shlex.quote(str(folder / 'plan.yaml'))}", *HAPPENED):
        words = ("--db", str(store), "--as-of", "2024-10-08", "--by", INNER["记录人"], *shlex.split(command))
        answer = run(words)
        assert answer.code == 0, answer.err
    return store


def written(store: Path, folder: Path, command: str, suffix: str) -> list[bytes]:
    """Run a command, and return the bytes of its file, those of every member where it is a zip archive."""
    file = folder / f"answer.{suffix}"
    answer = run(("--db", str(store), "--as-of", "2024-10-08", *shlex.split(command), "-o", str(file), "--yes"))
    assert answer.code == 0, answer.err
    content = file.read_bytes()
    if suffix != "xlsx":
        return [content.replace(b"\r\n ", b"")]  # a calendar folds its lines
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [name.encode() for name in archive.namelist()] + [archive.read(name) for name in archive.namelist()]


def found(pieces: list[bytes], words: dict[str, str]) -> set[str]:
    """Return the fields whose words stand in these bytes, in any of the spellings that a format may use."""
    return {field for field, text in words.items() for piece in pieces if any(one in piece for one in spellings(text))}


def spellings(text: str) -> Iterator[bytes]:
    """Yield a text in UTF-8, in GB18030, as JSON escapes and as character references."""
    yield text.encode()
    yield text.encode("gb18030")
    yield json.dumps(text)[1:-1].encode()
    yield "".join(f"&#{ord(mark)};" for mark in text).encode()


@pytest.mark.parametrize(("command", "suffix"), CASES)
def test_nothing_inner_stands_in_a_public_file(told: Path, tmp_path: Path, command: str, suffix: str) -> None:
    assert found(written(told, tmp_path, f"{command} --public", suffix), INNER) == set()


@pytest.mark.slow
def test_each_inner_text_would_be_found_without_the_option(told: Path, tmp_path: Path) -> None:
    """Else the test above proves nothing."""
    seen: set[str] = set()
    for command, suffix in CASES:
        seen |= found(written(told, tmp_path, command, suffix), INNER)
    assert seen == INNER.keys()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("board", PUBLIC.keys()),
        ("export", PUBLIC.keys()),
        ("schedule", {"公开链接", "地点"}),
        ("export --what tasks", {"标题", "佐证", "进展"}),
        ("export --what assignments", {"标题", "佐证", "进展"}),
        ("export --what activities", {"公开链接", "地点"}),
        ("export --what plan", {"标题"}),
    ],
)
def test_what_is_for_everyone_stands_there(told: Path, tmp_path: Path, command: str, fields: set[str]) -> None:
    for suffix in COMMANDS[command]:
        assert found(written(told, tmp_path, f"{command} --public", suffix), PUBLIC) == set(fields), suffix


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8"])
def test_an_encoding_changes_nothing(told: Path, encoding: str, tmp_path: Path) -> None:
    command = f"schedule --public --encoding {encoding}"
    assert found(written(told, tmp_path, command, "csv"), {**INNER, **PUBLIC}) == {"公开链接", "地点"}


@pytest.mark.parametrize("command", ["schedule", "export --what activities", "export --what plan", "board"])
def test_a_pipe_has_the_same_as_a_file(told: Path, tmp_path: Path, command: str) -> None:
    suffix = {"export --what plan": "yaml", "board": "html"}.get(command, "csv")
    words = shlex.split(f"{command} --public --format {suffix}")
    answer = run(("--db", str(told), "--as-of", "2024-10-08", *words))
    (content,) = written(told, tmp_path, f"{command} --public", suffix)
    assert answer.out.encode() == content.replace(b"\r\n", b"\n")  # the runner reads text


def test_a_public_listing_says_so_and_gives_no_advice(told: Path) -> None:
    answer = run(("--db", str(told), "--as-of", "2024-10-08", "schedule", "--public", "--month", "9月"))
    assert answer.out.splitlines()[0].endswith("　公开版")
    assert answer.out.splitlines()[-1].split() == ["3", "9月", "宣讲会", "县政府办", "未注明", "已取消"]
    assert "gongkai" not in answer.out


@pytest.mark.slow
def test_left_out_keys_are_absent_from_json(told: Path, tmp_path: Path) -> None:
    def keys(command: str) -> set[str]:
        (content,) = written(told, tmp_path, command, "json")
        return set(json.loads(content)[0])

    left_out = {
        "schedule": {"note", "reason"},
        "export --what tasks": {"problem", "next"},
        "export --what assignments": {"problem", "problem_on", "next", "next_on"},
        "export --what activities": {"note", "reason"},
        "export --what units": {"contact", "phone"},
        "export --what measures": set(),
    }
    for command, inner in left_out.items():
        assert keys(command) - keys(f"{command} --public") == inner, command


def test_all_tables_have_no_ledger(told: Path, tmp_path: Path) -> None:
    (content,) = written(told, tmp_path, "export --public", "json")
    assert list(json.loads(content)) == ["plans", "day", "tasks", "measures", "assignments", "activities", "units"]
    assert "进展记录" not in b"".join(written(told, tmp_path, "export --public", "xlsx")).decode("utf-8", "replace")


def test_the_ledger_has_no_public_version(gongkai: Program) -> None:
    answer = gongkai("export --what ledger --public --format json")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "进展记录没有公开版。请去掉 --public，或写 --what "
        "任务分解表、责任清单、单位台账、活动安排表、单位汇总 中的一个。\n"
    )


def test_a_public_plan_file_is_sound_and_says_not_to_load_it(told: Path, tmp_path: Path) -> None:
    file = tmp_path / "计划.yaml"
    answer = run(("--db", str(told), "export", "--what", "plan", "--public", "-o", str(file)))
    assert answer.err.splitlines() == [
        f"已写入“{file}”。",
        "公开版没有联系人、电话和备注，不要拿它载入。",
    ]
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"contact|phone|note", text) == []
    assert "不要拿它载入" in text.splitlines()[1]
    assert run(("check", str(file))).code == 0
