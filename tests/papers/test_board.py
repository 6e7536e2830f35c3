"""`board`: one page with everything in it, in which no text of a plan or a report is markup."""

import base64
import hashlib
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_pages import Element, WebPage

from big_plans import big_plan
from conftest import Program, run
from gongkai_cli.domain.text import without_steering
from gongkai_cli.domain.vocabulary import Role

HAPPENED = (
    "mark 3 --dept 县司法局 --percent 60 --note 已完成意见征集 --problem 样本偏少 --next 补充走访 --on 9月30日",
    "mark 5 --dept 县司法局 --percent 90 --link http://www.shicheng.gov.cn/a?b=1&c=2",
    "mark 9 --dept 县司法局 --status 已完成 --link https://www.shicheng.gov.cn/b",
    "mark 8 --dept 县住建局 --status 受阻 --percent 30",
    "activity held 13 --date 8月20日 --people 60 --place 文化馆",
    "activity publish 13 --link https://www.shicheng.gov.cn/13",
    "activity held 12 --date 8月8日",
    "activity cancel 15 --reason 与大会同日",
)
"""What has been recorded where a test wants some of everything."""


@pytest.fixture(scope="module")
def lived_in(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which things have happened, made once and copied."""
    path = Path(shutil.copy(filled_store, tmp_path_factory.mktemp("lived-in") / "gongkai.db"))
    for command in HAPPENED:
        answer = run(("--db", str(path), "--as-of", "2024-10-08", *command.split(" ")))
        assert answer.code == 0, answer.err
    return path


@pytest.fixture
def busy(lived_in: Path, store: Path, gongkai: Program) -> Program:
    """The program on a store in which things have happened."""
    shutil.copy(lived_in, store)
    return gongkai


def page(gongkai: Program, *options: str) -> WebPage:
    """Return the page of a store."""
    answer = gongkai("board", "--format", "html", *options)
    assert (answer.code, answer.err) == (0, "")
    return WebPage(answer.out)


def words(text: str) -> str:
    """Return a text with single blanks."""
    return " ".join(text.split())


# The command


def test_the_page_goes_into_a_file(gongkai: Program, tmp_path: Path) -> None:
    file = tmp_path / "看板.html"
    answer = gongkai("board", "-o", str(file))
    assert (answer.code, answer.out, answer.err) == (0, "", f"已写入“{file}”。\n")
    assert file.read_bytes().startswith(b'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')


def test_the_bundled_plan_takes_less_than_100_kilobytes(gongkai: Program) -> None:
    assert len(gongkai("board --format html").out.encode()) < 100_000


def test_a_terminal_gets_the_advice_to_write_a_file(terminal: Callable[..., str]) -> None:
    assert terminal("board", width=100) == ".html 不能显示在屏幕上。请写进文件，如 -o 看板.html。\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            "-o 看板.pdf",
            "看板是一个网页，不能写成“看板.pdf”。请写 -o 看板.html；用浏览器打开，可以打印或另存为 PDF。",
        ),
        ("-o 看板", "看板是一个网页，不能写成“看板”。请写 -o 看板.html；用浏览器打开，可以打印或另存为 PDF。"),
        ("-o ''", "-o 后面没有文件名。请写文件名，如 -o 看板.html，或去掉 -o。"),
        ("--format xlsx", "这里没有格式“xlsx”。--format 可以用：html。"),
    ],
)
def test_a_wrong_request_is_refused_in_one_line(gongkai: Program, options: str, message: str) -> None:
    answer = gongkai(f"board {options}")
    assert (answer.code, answer.out, answer.err) == (2, "", f"{message}\n")


def test_a_file_that_is_there_is_not_overwritten_unasked(gongkai: Program, tmp_path: Path) -> None:
    file = tmp_path / "看板.html"
    file.write_text("旧的", encoding="utf-8")
    assert gongkai("board", "-o", str(file)).code == 1
    assert file.read_text(encoding="utf-8") == "旧的"
    assert gongkai("board", "-o", str(file), "--yes").code == 0


def test_a_store_without_plans_has_no_page(unmade: Program) -> None:
    answer = unmade("board --format html")
    assert (answer.code, answer.out) == (4, "")
    assert len(answer.err.splitlines()) == 1


# What it shows


def test_figures_add_up(busy: Program) -> None:
    text = words(page(busy).inside("section"))
    for figure in (
        "时间进度 61.6% 61.6% 5月26日 至 12月31日，还有 84 天",
        "单位 40 个 已报送 2、未报送 35、没有任务 3",
        "承办 343 项 已报送 4、未报送 339",
        "活动 28 场 已公开 1、已办未公开 1、逾期未办 13、未到期 12、已取消 1",
    ):
        assert figure in text


def test_figures_are_those_of_status(busy: Program) -> None:
    told = busy("status").out
    percent = re.search(r"平均进度 (\S+%)", told)
    assert percent
    assert f"平均进度 {percent[1]}" in words(page(busy).inside("section"))


def test_the_map_has_every_unit_once_the_worst_first(busy: Program) -> None:
    body = busy("board --format html").out.partition("<tbody>")[2].partition("</tbody>")[0]
    names = re.findall(r'<tr><th scope="row"><a href="#\w+">(.*?)</a></th>', body)
    assert names[0] == "县住建局"  # the only one that is blocked
    assert names[-3:] == ["县金融服务中心", "县国资服务中心", "县消防救援大队"]  # nothing to report
    assert len(names) == len(set(names)) == 40
    assert "县司法局" in names[30:37]  # fewer parts behind than the others


def test_a_cell_has_its_mark_its_number_and_a_tooltip(busy: Program) -> None:
    text = busy("board --format html").out
    row = text.partition(">县司法局</a></th>")[2].partition("</tr>")[0]
    assert row.split("</td>")[2:6] == [
        '<td class=t title="任务3 牵头 推进中 达进度 9月30日报送">●60',
        f'<td class=U title="任务4 {Role.POSSIBLE.word} 不计 未报送">·0',
        '<td class=a title="任务5 牵头 推进中 超进度 10月8日报送">◆90',
        f'<td class=B title="任务6 {Role.MEMBER.word} 欠进度 未报送">▲0',
    ]
    assert '<td class=d title="任务9 牵头 已完成 10月8日报送">■100</td>' in row
    assert f'<td class=x title="任务8 {Role.MEMBER.word} 受阻 10月8日报送">!30</td>' in text


def test_a_fold_has_what_was_reported(busy: Program) -> None:
    text = busy("board --format html").out
    fold = text.partition("<b>县司法局</b><small>已报送 3/9</small>")[2].partition("</details>")[0]
    assert "牵头，推进中 60%，9月30日报送<p>进展情况：已完成意见征集</p><p>存在问题：样本偏少</p>" in fold
    assert "<p>下步措施：补充走访</p></li>" in fold
    address = "www.shicheng.gov.cn/a?b=1&amp;c=2"
    assert f'<p>佐证：<a href="http://{address}" rel="noopener noreferrer">{address}</a>' in fold
    assert "<p><b>未报送 6 项</b> 任务 6、7、8、10、11、12</p>" in fold
    assert "<p><b>相关，认领前不计 1 项</b> 任务 4</p>" in fold


def test_late_and_silent_are_listed(busy: Program) -> None:
    text = words(page(busy).inside("main"))
    assert "逾期和待公开 14 件 超期130天 活动 1 " in text
    assert "已办未公开 活动 12 自主选定（龙岗乡，8月8日）" in text
    assert "未报送的单位 35 个" in text
    assert "超期0天" not in text


def test_activities_stand_with_their_public_reports(busy: Program) -> None:
    text = words(page(busy).inside("li"))
    assert "13 文旅产业发展 8月20日，县文广旅局，" in text
    assert "，已公开文化馆 60人举办情况：www.shicheng.gov.cn/13" in text


def test_the_office_has_its_reasons_and_the_public_has_not(busy: Program) -> None:
    office, public = page(busy), page(busy, "--public")
    assert "与大会同日" in office.inside("li")
    assert "内部使用" in office.inside("footer")
    assert "样本偏少" in office.inside("li")
    assert "公开版" in public.inside("header")
    assert "内部使用" not in public.inside("footer")
    for inner in ("与大会同日", "样本偏少", "补充走访"):
        assert inner not in public.inside("body")
    assert "已完成意见征集" in public.inside("li")


@pytest.mark.slow
def test_what_the_plan_took_out_is_not_on_the_map(busy: Program, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    busy("export", "--what", "plan", "-o", str(file))
    text = file.read_text(encoding="utf-8")
    changed = text.replace("落实保密审查和信息发布制度", "另一项任务")
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    assert busy("load", str(file), "--yes").code == 0
    told = busy("board --format html").out
    assert "落实保密审查和信息发布制度（已调出）" in told
    assert told.partition("<thead>")[2].partition("</thead>")[0].count("<th ") == 14
    assert "已调出" not in busy("board --format html --public").out


def test_the_page_of_an_earlier_day_is_that_days(busy: Program) -> None:
    text = page(busy, "--as-of", "2024-09-01").inside("body")
    assert "截至2024年9月1日" in text
    assert "已完成意见征集" not in text


BARE = """\
plan: {key: bare-2024, title: 墨云县2024年要点, year: 2024, issued_on: 2024-03-01}
tasks:
  - {no: 1, title: 公开政策}
"""
"""A plan without units and activities, as small as one may be."""


def test_a_plan_without_units_has_a_page(unmade: Program, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(BARE, encoding="utf-8")
    assert unmade("load", str(file)).code == 0
    text = words(page(unmade).inside("main"))
    for piece in ("单位 0 个", "承办 0 项", "活动 0 场", "责任单位 未分工", "没有单位。", "没有活动。", "没有逾期的。"):
        assert piece in text


def test_an_endless_text_is_cut_and_that_is_said(gongkai: Program) -> None:
    gongkai("mark", "3", "--dept", "县司法局", "--percent", "5", "--note", "长" * 100_000)
    text = gongkai("board --format html").out
    assert "<p>文字较多，每段只列前 400 字。</p>" in text
    assert f"<p>进展情况：{'长' * 400}…</p>" in text
    assert len(text.encode()) < 100_000


@pytest.mark.slow
def test_many_reports_leave_room_for_the_urgent_ones(unmade: Program, tmp_path: Path) -> None:
    """What has no line is still counted, by its standing."""
    file = tmp_path / "plan.yaml"
    file.write_text(big_plan(50, 30), encoding="utf-8")
    assert unmade("load", str(file)).code == 0
    evidence = [f"https://www.moyun.gov.cn/{'a' * 200}/{place}" for place in range(2)]
    options = [word for link in evidence for word in ("--link", link)]
    assert unmade("mark", "1-30", "--all", "--percent", "95", "--yes", *options).code == 0
    assert unmade("mark", "7", "--dept", "第9镇", "--status", "受阻", "--percent", "30").code == 0
    text = unmade("board --format html").out
    told = re.search(r"最急的 (\d+) 项逐项列出，其余 (\d+) 项只列任务序号", text)
    assert told
    assert int(told[1]) + int(told[2]) == 1500
    assert re.search(r"<li><a href=#t7>7.*</a> <span class=\"m x\">!</span> \S+，受阻 30%", text)
    assert re.search(r"<p><b>推进中 95% \d+ 项</b> 任务 ", text)
    assert len(text.encode()) < 700_000


# How it is made


def test_its_policy_allows_its_own_style_and_script_alone(busy: Program) -> None:
    found = page(busy)
    policy = found.values("meta", "content")[0]

    def source(tag: str) -> str:
        digest = hashlib.sha256(found.inside(tag).encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"

    assert policy == (
        f"default-src 'none'; style-src {source('style')}; script-src {source('script')}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    names = {name for element in found.elements for name in element.attributes}
    assert {name for name in names if name == "style" or name.startswith("on")} == set()
    assert re.findall(r"https?:|//[a-z]|@import|url\(", found.inside("style")) == []


def test_only_web_addresses_become_links(busy: Program, store: Path) -> None:
    odd = ["javascript:alert(1)", "http://", "ftp://x.cn/a", "//x.cn/a", "https://x.cn/a b", "data:text/html,x"]
    with closing(sqlite3.connect(store)) as other, other:
        other.execute("PRAGMA ignore_check_constraints = ON")
        other.execute("UPDATE report SET link = ? WHERE link <> ''", ("\n".join(odd),))
        other.execute("UPDATE activity_event SET link = 'javascript:alert(2)' WHERE link <> ''")
    found = page(busy)
    assert {address for address in found.values("a", "href") if not re.fullmatch("#[tu][0-9]+", address)} == set()
    for text in (*odd, "javascript:alert(2)"):
        assert text in words(found.inside("li"))


def test_a_link_tells_nobody_where_it_was_clicked(busy: Program) -> None:
    outward = [one.attributes for one in page(busy).elements if one.tag == "a" and "http" in one.attributes["href"]]
    assert {one["href"] for one in outward} == {
        "http://www.shicheng.gov.cn/a?b=1&c=2",
        "https://www.shicheng.gov.cn/b",
        "https://www.shicheng.gov.cn/13",
    }
    assert {one["rel"] for one in outward} == {"noopener noreferrer"}


# Hostile texts

PIECES = (
    *("</script>", "<script>alert(1)</script>", "</style>", "</title>", "<!--", "-->", "]]>", "<![CDATA[", "<?x"),
    *(
        "{{ 7*7 }}",
        "{% raw %}",
        "{# a #}",
        "&",
        "&amp;",
        "&#60;b&#62;",
        '"',
        "'",
        "`",
        "=",
        "<b onclick=alert(1)>",
        "\\",
    ),
    *("\u2028", "\u2029", "\u202e", "\u2066", "\u200e", "\x00", "\x1b[31m", "\x85", "长", "任务", "a"),
)
"""Texts that are markup somewhere, or steer a reader."""

HOSTILE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)

COLUMNS = {
    "edition": ("title",),
    "task_entry": ("title", "printed", "due_words"),
    "unit_entry": ("name", "kind", "contact", "phone"),
    "alias": ("name",),
    "measure": ("text", "indicator", "due_words"),
    "activity_entry": ("theme", "printed_when", "audience", "content", "note"),
    "activity_event": ("place", "note", "reason", "link"),
    "report": ("note", "problem", "next_step", "link"),
}
"""A table → its columns of texts that somebody wrote."""


def with_texts(store: Path, folder: Path, text: str) -> Path:
    """Return a copy of a store in which every text that was written begins with this one."""
    copied = Path(shutil.copy(store, folder / "hostile.db"))
    with closing(sqlite3.connect(copied)) as other, other:
        other.execute("PRAGMA ignore_check_constraints = ON")
        for table, columns in COLUMNS.items():
            changes = ", ".join(
                f"{name} = CASE WHEN {name} IS NULL THEN NULL ELSE :text || {name} END" for name in columns
            )
            other.execute(f"UPDATE {table} SET {changes}", {"text": text})  # noqa: S608 - our own names
    return copied


def shape(found: WebPage) -> list[Element]:
    """Return the elements without the values that hold texts of a plan."""
    free = {"title", "data-s", "href"}
    return [
        Element(tag, {name: "" if name in free else value for name, value in attributes.items() if name != "content"})
        for tag, attributes in found.elements
    ]


def check(store: Path, folder: Path, text: str) -> None:
    """Check that the page has the elements that it has with harmless letters, and each text as it is."""
    # Names and links are split at some characters, so these stay. Different characters stay different.
    harmless = re.sub(r"[^\w\x00\x85\u2028\u2029()\[\]]", lambda found: chr(0x4E00 + ord(found[0])), text)
    expected = page(program_on(with_texts(store, folder, harmless)))
    found = page(program_on(with_texts(store, folder, text)))
    assert shape(found) == shape(expected)
    clean = without_steering(text)
    assert f"{clean}石城县2024年政务公开工作要点" in found.inside("h1")
    assert f"{clean}加强重大政策宣传联动及落实结果评价" in found.inside("summary")
    assert f"进展情况：{clean}已完成意见征集" in found.inside("p")
    assert f"{clean}县司法局" in found.inside("summary")
    assert any(f"{clean}县政府部门" in value for value in found.values("details", "data-s"))


def program_on(store: Path) -> Program:
    """Return the program on a store."""
    return lambda *command: run(("--db", str(store), *command))


def test_no_text_escapes_its_element(lived_in: Path, tmp_path: Path) -> None:
    check(lived_in, tmp_path, "".join(PIECES))


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE)
def test_no_other_text_escapes_either(lived_in: Path, tmp_path: Path, text: str) -> None:
    check(lived_in, tmp_path, text)
