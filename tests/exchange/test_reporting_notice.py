"""The 报送通知 beside the sheets, and what `collect` makes of it."""

import io
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document

from conftest import Program
from filled_sheets import fill, give_out, reviewed

pytestmark = pytest.mark.slow  # forty workbooks each


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def states(gongkai: Program, *words: str) -> dict[str, str]:
    """Return file → its state in words."""
    return {file["file"]: file["state"] for file in reviewed(gongkai, *words)["files"]}


def test_it_says_to_whom_what_until_when_and_whom_to_call(gongkai: Program) -> None:
    answer = gongkai(
        "sheets --period 9月 --dept 县司法局 --dept 县教科体局 -o 报送表 --until 10月12日 --contact 张三，0797-5700000"
    )
    assert answer.code == 0, answer.err
    assert [one.text for one in Document("报送表/报送通知.docx").paragraphs] == [
        "关于报送",
        "《石城县2024年政务公开工作要点》",
        "9月进展情况的通知",
        "",
        "各有关单位：",
        "为掌握《石城县2024年政务公开工作要点》落实情况，现将9月进展情况报送事项通知如下。",
        "一、报送单位",
        "县教科体局、县司法局，共2个单位。",
        "二、报送内容",
        "各单位承担任务9月的进展情况、存在问题、下步措施、完成比例和佐证链接，共20项次。",
        "三、填报要求",
        (
            "请在所附的本单位报送表（Excel）里填写：只填白格；没有新进展的行可以空着；完成比例只填0到100的整数；佐证填写网址。"
            "填法见表内“填表说明”。请直接在电子表格中填写，不要改表号，不要打印后拍照或贴图。"
        ),
        "四、报送时间",
        "请于10月12日前将填好的电子表格发回。",
        "五、联系方式",
        "联系人：张三，0797-5700000。",
        "",
        "",
        "石城县人民政府办公室",
        "　　年　月　日",
    ]


def test_room_is_left_for_what_was_not_said(gongkai: Program) -> None:
    assert gongkai("sheets --period 9月1日-15日 --dept 县司法局 -o 报送表").code == 0
    texts = [one.text for one in Document("报送表/报送通知.docx").paragraphs]
    assert texts[2] == "9月1日至15日进展情况的通知"
    assert "请于　　月　　日前将填好的电子表格发回。" in texts
    assert "联系人：　　　　　　，电话：　　　　　　。" in texts


def test_units_that_only_hold_activities(gongkai: Program) -> None:
    assert gongkai("sheets --period 5月 --dept 县消防救援大队 -o 报送表").code == 0
    texts = [one.text for one in Document("报送表/报送通知.docx").paragraphs]
    assert texts[9].endswith("完成比例和佐证链接，活动1场。")


def test_a_title_within_the_title_of_the_plan(gongkai: Program) -> None:
    plan = Path("条例.yaml")
    assert gongkai("export --what plan -o 条例.yaml").code == 0
    text = plan.read_text(encoding="utf-8").replace("title: 石城县2024年", "title: 落实《条例》2024年", 1)
    plan.write_text(text, encoding="utf-8")
    assert gongkai("load 条例.yaml --since 2024-06-01 --yes").code == 0
    assert gongkai("sheets --period 9月 --dept 县司法局 -o 报送表").code == 0
    assert Document("报送表/报送通知.docx").paragraphs[1].text == "《落实〈条例〉2024年政务公开工作要点》"
    assert states(gongkai, "报送表")["报送通知.docx"] == "报送通知，不用收"


def test_the_day_must_be_to_come(gongkai: Program) -> None:
    answer = gongkai("sheets --period 9月 --dept 县司法局 -o 报送表 --until 2024-10-01")
    assert (answer.code, answer.out, answer.err) == (
        2,
        "",
        "2024年10月1日 已经过了（今天按 2024年10月8日 算），不能要求那天前报回。请改 --until。\n",
    )
    assert not Path("报送表").exists()


def test_without_the_libraries_it_is_a_text(gongkai: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    answer = gongkai("sheets --period 9月 --dept 县司法局 -o 报送表")
    assert answer.err.splitlines()[0].endswith("1 份报送表、分发清单.xlsx和报送通知.txt，记入台账第 2 号。")
    text = Path("报送表/报送通知.txt").read_text(encoding="utf-8-sig")
    assert text.splitlines()[:4] == ["关于报送", "《石城县2024年政务公开工作要点》", "9月进展情况的通知", ""]
    assert "　　请于　　月　　日前将填好的电子表格发回。" in text
    assert states(gongkai, "报送表")["报送通知.txt"] == "报送通知，不用收"


def test_collect_passes_it_over_under_any_name(gongkai: Program) -> None:
    sheet = fill(give_out(gongkai), {3: {"完成比例": 60}}, "收回/司法局.xlsx")
    assert sheet.exists()
    Path("收回/附件.doc").write_bytes(Path("报送表/报送通知.docx").read_bytes())
    with zipfile.ZipFile("收回/通知.zip", "w") as archive:
        archive.write("报送表/报送通知.docx", "报送通知.docx")
    assert states(gongkai, "收回") == {
        "司法局.xlsx": "将并入",
        "通知.zip/报送通知.docx": "报送通知，不用收",
        "附件.doc": "报送通知，不用收",
    }
    answer = gongkai("collect 收回 --yes")
    assert answer.code == 0, answer.err


def test_another_word_file_is_still_refused_with_what_to_do(gongkai: Program) -> None:
    give_out(gongkai)
    Path("收回").mkdir()
    document = Document()
    document.add_paragraph("本月进展情况的通知已收到")
    stream = io.BytesIO()
    document.save(stream)
    Path("收回/回复.docx").write_bytes(stream.getvalue())
    answer = gongkai("collect 收回")
    assert answer.code == 3
    assert "这是 Word 文档，不是表格，未读取" in answer.out + answer.err
