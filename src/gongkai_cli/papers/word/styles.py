"""The styles of GB/T 9704 as the XML of a Word file, without the fonts of any theme.

Sizes are in half points, lines and indents in twentieths of a point. 22 lines of 28 characters need a line of 28.95 pt
and characters 0.25 pt closer than their size; Word's own grid is not used, since other programs read it otherwise.
"""

from typing import NamedTuple

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINE = 579  # 28.95 pt
CLOSER = -5  # 0.25 pt
TWO_CHARACTERS = 630  # two of 15.75 pt

_SONG, _FANG, _HEI, _KAI, _TITLE = "宋体", "仿宋", "黑体", "楷体", "方正小标宋简体"
_LATIN = "Times New Roman"
_BODY, _SECOND, _FOURTH, _FIFTH = 32, 44, 28, 21  # 三号, 二号, 四号, 五号


class _Look(NamedTuple):
    """A style of paragraphs: its name, its Chinese font, its size, and the XML of its paragraph."""

    name: str
    font: str = _FANG
    size: int = _BODY
    paragraph: str = ""
    latin: str = _LATIN


_FLAT = '<w:ind w:firstLine="0"/>'
_MIDDLE = f'{_FLAT}<w:jc w:val="center"/>'
_SINGLE = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
_LOOKS = (
    _Look("发文字号", paragraph=_MIDDLE),
    _Look("公文标题", _TITLE, _SECOND, f"<w:keepNext/>{_MIDDLE}"),
    _Look("主送机关", paragraph=_FLAT),
    _Look("一级标题", _HEI, paragraph='<w:keepNext/><w:outlineLvl w:val="0"/>'),
    _Look("附件说明", paragraph='<w:keepNext/><w:jc w:val="left"/>'),
    _Look("署名前空行", paragraph="<w:keepNext/>"),
    _Look("发文机关署名", paragraph='<w:keepNext/><w:ind w:right="640" w:firstLine="0"/><w:jc w:val="right"/>'),
    _Look("成文日期", paragraph='<w:ind w:right="1280" w:firstLine="0"/><w:jc w:val="right"/>'),
    _Look("附件标记", _HEI, paragraph=f"<w:keepNext/><w:pageBreakBefore/>{_FLAT}"),
    _Look("附件标题", _TITLE, _SECOND, f"<w:keepNext/>{_MIDDLE}"),
    _Look("表头", _HEI, _FIFTH, f"<w:keepNext/>{_SINGLE}{_MIDDLE}"),
    _Look("表格文字", _FANG, _FIFTH, f'{_SINGLE}{_FLAT}<w:jc w:val="left"/>'),
    _Look("表格数字", _FANG, _FIFTH, f"{_SINGLE}{_MIDDLE}"),
    _Look("表注", _FANG, _FIFTH, f'{_SINGLE}{_FLAT}<w:jc w:val="left"/>'),
    _Look("单页码", _SONG, _FOURTH, f'{_SINGLE}<w:ind w:right="280" w:firstLine="0"/><w:jc w:val="right"/>', _SONG),
    _Look("双页码", _SONG, _FOURTH, f'{_SINGLE}<w:ind w:left="280" w:firstLine="0"/><w:jc w:val="left"/>', _SONG),
)
SECOND_LEVEL = "二级标题字"
"""The name of the style of （一）, which stands at the beginning of a paragraph."""


def fonts(chinese: str, latin: str = _LATIN) -> str:
    """Return the XML of fonts; the hint sets quotation marks and dashes in the Chinese one."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}"/>'


def _character(look: _Look) -> str:
    closer = CLOSER if look.size == _BODY else 0
    size = f'<w:spacing w:val="{closer}"/><w:kern w:val="0"/><w:sz w:val="{look.size}"/><w:szCs w:val="{look.size}"/>'
    return f"<w:rPr>{fonts(look.font, look.latin)}{size}</w:rPr>"


def styles_xml() -> str:
    """Return the part with the styles."""
    body = _Look("Normal")
    paragraph = (
        f'<w:widowControl w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/>'
        f'<w:ind w:firstLine="{TWO_CHARACTERS}"/><w:jc w:val="both"/>'
    )
    normal = (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr>{_character(body)}</w:style>"
    )
    second = (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{SECOND_LEVEL}"><w:name w:val="{SECOND_LEVEL}"/>'
        f"<w:qFormat/><w:rPr>{fonts(_KAI)}</w:rPr></w:style>"
    )
    return (
        f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts(_FANG)}'
        f'<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        f"</w:docDefaults>"
        f"{normal}{''.join(map(_style, _LOOKS))}{second}</w:styles>"
    )


def _style(look: _Look) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{look.name}"><w:name w:val="{look.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{look.paragraph}</w:pPr>{_character(look)}</w:style>'
    )
