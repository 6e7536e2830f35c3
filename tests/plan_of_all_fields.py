"""A plan file with every wider key, and the same with pieces replaced."""

ALL_FIELDS = """\
plan:
  key: moyun-2024
  title: 墨云县2024年公开工作方案
  years: 2024-2025
  number: 墨府办发〔2024〕8号
  issuers: [墨云县政府办, 墨云县司法局]
  issued_on: 2024-03-01
  also: [各镇]
units:
  - {name: 县政府办, kind: 部门, contact: 周敏, phone: 5550101}
  - {name: 县司法局, kind: 部门}
  - {name: 县档案馆, kind: 中心}
  - {name: 东镇, kind: 镇}
  - {name: 西镇, kind: 镇}
collectives:
  - {name: 各部门, kind: 部门}
  - {name: 各镇, kind: 镇}
  - {name: 有关中心, kind: 中心, indefinite: true}
  - {name: 各县（市、区）人民政府}
tasks:
  - no: 1
    printed: （一）
    section: 一、政策公开
    title: 集中公开政策
    lead: [各部门]
    support: [县档案馆]
    others: {指导: [省政府办, 县政府办], 负责考核: [县督查室]}
    due: 7月底前
    measures:
      - {text: 提出方案, due: 4月底前}
      - {text: 完成公开, due: 10月底前}
      - {text: 更新目录, due: 长期坚持}
  - no: 2
    printed: （一）
    section: 二、政策解读
    title: 做好政策解读
    lead: [有关中心]
    responsible: [县司法局]
    support: [各部门]
    due: 常态化
  - no: 3
    printed: （二）
    section: 二、政策解读
    title: 报送解读材料
    lead: [各县（市、区）人民政府]
    due: 2025年6月底前
  - no: 4
    title: 总结
    section: 一、政策公开
"""


def all_fields(*changes: tuple[str, str]) -> str:
    """Return the plan with some pieces replaced, each of which must stand there exactly once."""
    text = ALL_FIELDS
    for piece, instead in changes:
        assert text.count(piece) == 1, piece
        text = text.replace(piece, instead)
    return text
