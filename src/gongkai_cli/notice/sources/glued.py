"""Tables whose cells ran together: a copied web page lost its separators, so no cell can be found again."""

import re

from gongkai_cli.notice.blocks import Block, Paragraph
from gongkai_cli.notice.sources.refusals import NotReadError

_CONTENT = "任务|工作|内容|事项|项目|要点|举措|措施|目标|要求|标准|指标|主题|名称|重点"
_UNITS = "责任|牵头|主管|承办|配合|落实|实施|完成|主办"
_KINDS = "单位|部门|科室|处室|时限|时间|人"
_GLUED = re.compile(rf"序号[一-鿿]{{0,12}}(?:{_CONTENT})[一-鿿（）()/]{{0,30}}(?:{_UNITS})(?:{_KINDS})")
_HEADING_ROWS = 3
_LOOKED_AT = 4_000  # characters at the beginning of a text


def check_cells(blocks: list[Block]) -> None:
    """Refuse blocks in which the headings of a table stand in one text without separators.

    Raises:
        NotReadError: its message says how to save the table.
    """
    for block in blocks:
        for text in _texts(block):
            if _GLUED.search(text, 0, _LOOKED_AT):
                kind = "里的表格" if isinstance(block, Paragraph) else " "
                raise NotReadError(
                    f"{block.place.words}{kind}没有分格，各栏的文字连在一起，未读取",
                    "请在浏览器里打开原网页，把表格复制到 Excel 或 WPS 表格，另存为 .xlsx，再试一次",
                )


def _texts(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    return [cell.text for row in block.rows[:_HEADING_ROWS] for cell in row]
