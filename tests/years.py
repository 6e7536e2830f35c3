"""Plans of other years: the bundled one with another year, and a made-up plan for 2025 with all kinds of changes."""

import re

from conftest import ROOT

SEED = (ROOT / "data" / "seed_2024.yaml").read_text(encoding="utf-8")

TITLES = {
    1: "聚焦高质量发展推进信息公开",
    2: "围绕保障和改善民生深化信息公开",
    3: "加强重大政策宣传联动及落实结果评价",
    4: "优化重大政策解读方式提升解读质量",
    5: "建立重大行政决策主动听取意见机制",
    6: "健全政务舆情会商处置和回应机制",
    7: "规范政府网站与政务新媒体建设管理",
    8: "持续推进基层政务公开标准化规范化建设",
    9: "落实保密审查和信息发布制度",
    10: "完善考核评估体系和培训机制",
    11: "强化指导协调和督促检查",
    12: "凝聚合力狠抓工作落实",
}
"""The number of each task of the bundled plan → its title, as the notice prints it."""


def edited(text: str, *changes: tuple[str, str]) -> str:
    """Return a text with some pieces replaced, each of which must stand there exactly once."""
    for piece, instead in changes:
        assert text.count(piece) == 1, piece
        text = text.replace(piece, instead)
    return text


def of_year(year: int) -> str:
    """Return the bundled plan as a plan of another year."""
    return edited(
        SEED,
        ("key: shicheng-2024", f"key: shicheng-{year}"),
        ("title: 石城县2024年", f"title: 石城县{year}年"),
        ("year: 2024", f"year: {year}"),
        ("issued_on: 2024-05-26", f"issued_on: {year}-05-20"),
        ("ends_on: 2024-12-31", f"ends_on: {year}-12-31"),
    )


def _entry(text: str, first_line: str) -> str:
    """Return an entry of a plan file: its first line and the deeper ones below it."""
    (found,) = re.findall(rf"(?m)^  - {first_line}\n(?:    .*\n)+", text)
    return str(found)


def _task(text: str, no: int) -> str:
    return _entry(text, f"no: {no}\n    printed: .*\n    title: .*")


def _activity(text: str, no: int) -> str:
    return _entry(text, f"no: {no}\n    month: .*")


NEW_TASKS = """\
  - no: 10
    title: 加强公共企事业单位信息公开
    lead: [县政府办, 县数据局]
  - no: 11
    title: 推行政务公开数字化
    lead: [县数据局]
"""


def next_year() -> str:
    """Return a plan for 2025.

    Of the 12 tasks, 9, 11 and 12 are dropped, 10 is now 9, 4 is reworded, and 10 and 11 are new. Of the 40 units,
    县网信办 has another name, 县乡村振兴局 belongs to 县农业农村局, 县金融服务中心 is gone, and 县数据局 is new.
    Activity 2 is gone, and another unit holds activity 17.
    """
    text = of_year(2025)
    text = edited(
        text,
        (_task(text, 9), ""),
        (_task(text, 10), _task(text, 10).replace("no: 10\n    printed: 十", "no: 9\n    printed: 九")),
        (_task(text, 11), ""),
        (_task(text, 12), NEW_TASKS),
        ("提升解读质量", "切实提升解读质量"),
        (_entry(text, "name: 县网信办"), "  - {name: 县委网信办, kind: 县直单位, aliases: [县网信办]}\n"),
        ("lead: [县政府办, 县网信办]", "lead: [县政府办, 县委网信办]"),
        (_entry(text, "name: 县乡村振兴局"), "  - {name: 县数据局, kind: 县政府部门}\n"),
        (_entry(text, "name: 县金融服务中心"), ""),
        ("  - name: 县农业农村局\n", "  - name: 县农业农村局\n    aliases: [县乡村振兴局]\n"),
        (_activity(text, 2), ""),
    )
    return edited(text, ("organizer: 县乡村振兴局", "organizer: 县农业农村局"))
