"""The variables of a template as a listing."""

from collections.abc import Collection, Iterator, Mapping
from operator import itemgetter

from gongkai_cli.output.listing import Column, Listing
from gongkai_cli.papers.word.names import Variable

_NOTES = (
    "一个值写 {{ 发文字号 }}；许多值用 for 逐个写：{%p for 节 in 各节 %}、{{ 节.标题 }}、{%p endfor %} 各占一段。",
    "表格里用 {%tr for 行 in 任务表 %} 和 {%tr endfor %} 各占一行；有才写的用 {%p if 未报送 %} 和 {%p endif %}。",
)


def variable_listing(known: Mapping[str, Variable], used: Collection[str]) -> Listing:
    """Return the variables that a template may use, with those that it uses marked."""
    return Listing(
        title=f"模板可以用的变量　{len(known)} 个，这个模板用了 {len(set(used) & set(known))} 个",
        columns=(
            Column("变量", itemgetter(0)),
            Column("用到", itemgetter(1)),
            Column("含义", itemgetter(2), least=20),
        ),
        rows=list(_rows(known, used)),
        empty="",
        notes=_NOTES,
    )


def _rows(known: Mapping[str, Variable], used: Collection[str]) -> Iterator[tuple[str, str, str]]:
    for name, variable in known.items():
        members = f"；成员：{'、'.join(variable.members)}" if variable.members else ""
        many = "（许多值）" if variable.is_list else ""
        yield name, "用到" if name in used else "", f"{variable.meaning}{many}{members}"
