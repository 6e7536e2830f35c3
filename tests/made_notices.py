"""Made-up notices of the shapes in which counties publish them, and their blocks."""

from gongkai_cli.notice.blocks import Notice, Paragraph, Place

PROSE = """墨云县人民政府办公室
关于印发墨云县2025年政务公开工作要点的通知
墨府办发〔2025〕12号
各乡镇人民政府，县政府各部门：
为贯彻落实《2025年政务公开工作要点》（墨市府办〔2025〕3号）精神，制定本要点。
一、深化政策公开
（一）集中公开政策文件。9月底前建成政策文件库，12月底前完成清理。每季度更新一次。（县政府办牵头，县司法局、各乡镇人民政府负责）
（二）做好政策解读。重大政策解读率达到100%。（责任单位：县政府办、县融媒体中心；配合单位：县直各部门）
二、加强平台建设
（三）管好政府网站。每月检查一次，及时整改问题。〔牵头单位：县政府办；责任单位：县大数据中心，县政府各部门。〕
三、保障措施
（一）加强领导。各乡镇、各部门要高度重视。
（二）加强考核。结果纳入年度考核。
墨云县人民政府办公室
2025年3月18日
"""
"""Clauses in brackets at the end of each paragraph; the last part has no tasks."""

OWN_LINES = """白河县2025年营商环境行动方案
一、工作目标
到年底，各项指标进入前列。
二、主要任务
（一）优化服务
1．推行一网通办。事项全部进驻大厅。
牵头单位：县行政审批局
责任单位：县公安局、县税务局，各镇（街道）
完成时限：2025年6月底前
2．压减办理时限。再压减三成以上。
牵头单位：县行政审批局
责任单位：县住建局、县自然资源局
完成时限：持续推进
（二）加强监管
3．推行联合检查。减少检查次数。
责任单位：县市场监管局、县应急局
白河县人民政府办公室
2025年2月20日
"""
"""A line of its own for each role."""

ARTICLES = """临江区支持青年创业若干措施
第一条 场地支持
提供免费场地，不少于50个工位。（责任单位：区人社局、各街道办事处）
第二条 资金支持
（一）担保贷款。给予贴息。（责任单位：区财政局、区金融办）
（二）创业补贴。按规定发放。（责任单位：区人社局）
附则
（一）解释
本措施由区人社局负责解释。
临江区人力资源和社会保障局2025年4月24日发布。
"""
"""Articles, some of which have parts with a clause each."""

ONE_LINE = (
    "南溪市人民政府关于支持企业共渡难关的若干措施 各县（市、区）人民政府，市直各部门： 为支持企业，制定如下措施： "
    "一、加大金融支持 1.落实贷款贴息。对符合条件的企业给予贴息，贴息比例不低于50%。 "
    "责任单位:市财政局、金融办，各县（市、区）人民政府 "
    "2.降低融资成本。引导银行下调利率，综合融资成本下降0.5个百分点。 责任单位:市金融办、各银行机构 "
    "二、减轻企业负担 3.减免房租。免收3个月房租，鼓励业主减免租金。 责任单位:市国资委，市机关事务中心 "
    "4.减税降费。对受影响的企业，按规定减免税款，符合条件的延期申报。 责任单位:市税务局、财政局 "
    + "三、保障措施 各级各部门要高度重视，形成合力，确保措施落地见效。" * 20
    + " 南溪市人民政府 2020年2月6日 （此件主动公开）"
)
"""A notice on one line."""

RULES = """关于印发《东湖市2025年重点工作分工》的通知
一、促进消费
1.举办促消费活动。全年不少于10场。[责任单位：市商务局、市文旅局，市财政局。第一个逗号前为牵头单位，下同]
2.完善商业网点。补齐短板。（责任单位：市商务局，市自然资源局、市城管局。以下各项任务均需各县（市、区）政府落实，不再列出）
二、稳定就业
3.开展技能培训。培训5000人次以上。（责任单位：市人社局，市教育局、市总工会）
4.提供就业服务。（责任单位：市人社局）
东湖市人民政府办公室
2025年1月8日
"""
"""The lead by the first comma, and units for every task, both by a sentence in a clause."""

BUREAU = """青山县财政局2025年政务公开工作方案
一、主要任务
（一）推进预决算公开。及时公开部门预决算。（责任股室：预算股、国库股）
（二）推进政策公开。公开惠企政策。（责任股室：办公室牵头，各股室配合）
二、工作要求
1.提高认识。
青山县财政局
2025年4月3日
"""
"""A bureau's own plan: its units are its sections."""

TABLE = """<h1>青山区2025年政务公开重点任务清单</h1><p>青山区人民政府办公室</p><p>2025年3月1日</p>
<table><tr><th>序号</th><th>重点任务</th><th>具体举措</th><th>牵头单位</th><th>责任单位</th><th>完成时限</th></tr>
<tr><td colspan="6">一、公开内容</td></tr>
<tr><td>1</td><td rowspan="2">深化重点领域公开</td><td>公开财政预决算信息。</td><td>区财政局</td><td>各预算单位</td>
<td>2025年10月底</td></tr>
<tr><td>2</td><td>公开教育招生信息。</td><td>区教育局</td><td>各街道办事处</td><td>8月底前</td></tr>
<tr><td>3</td><td>加强平台建设</td><td>办好政府网站，每季度检查。</td><td>区政府办公室<br>区数据局</td>
<td>区直各部门、各街道办事处</td><td>长期坚持</td></tr></table>
<p>附件 2025年政府开放日活动计划表</p>
<table><tr><th>序号</th><th>活动时间</th><th>活动主题</th><th>主办单位</th><th>活动地点</th><th>参加人数</th></tr>
<tr><td>1</td><td>6月</td><td>走进水厂</td><td>区水务局</td><td>城北水厂</td><td>30</td></tr>
<tr><td>2</td><td>第三季度</td><td>走进消防</td><td>区消防救援大队、区应急局</td><td>消防站</td><td>约40人</td></tr></table>
"""
"""A table with merged cells, a heading row, and a table of activities."""

ASSESSMENT = """<p>白河县2025年河长制考核细则</p>
<table><tr><th>序号</th><th>考核项目</th><th>分值</th><th>考核指标</th><th>负责考核部门</th></tr>
<tr><td></td><td>总分</td><td>100</td><td></td><td></td></tr>
<tr><td>一、</td><td>巩固成果</td><td>40</td><td></td><td></td></tr>
<tr><td>1</td><td>完善制度</td><td>20</td><td>1.健全体系（10分）；2.落实责任（10分）。</td><td>县河长办</td></tr>
<tr><td>2</td><td>加强督查</td><td>20</td><td>每季度督查一次。</td><td>县水利局、县督查室</td></tr></table>
"""
"""A table with a duty that is no role of a plan file."""

TEXTS = {
    "要点.txt": PROSE,
    "方案.txt": OWN_LINES,
    "措施.txt": ARTICLES,
    "一行.txt": ONE_LINE,
    "分工.txt": RULES,
    "本局.txt": BUREAU,
    "清单.html": TABLE,
    "考核.html": ASSESSMENT,
}
"""File name → its text."""

TITLES = {
    "要点.txt": ["集中公开政策文件", "做好政策解读", "管好政府网站"],
    "方案.txt": ["推行一网通办", "压减办理时限", "推行联合检查"],
    "措施.txt": ["场地支持", "担保贷款", "创业补贴"],
    "一行.txt": ["落实贷款贴息", "降低融资成本", "减免房租", "减税降费"],
    "分工.txt": ["举办促消费活动", "完善商业网点", "开展技能培训", "提供就业服务"],
    "本局.txt": ["推进预决算公开", "推进政策公开"],
    "清单.html": ["公开财政预决算信息", "公开教育招生信息", "办好政府网站，每季度检查"],
    "考核.html": ["完善制度", "加强督查"],
}
"""File name → the titles of its tasks."""


def notice(text: str, name: str = "通知.txt") -> Notice:
    """Return a notice of plain text, a line a paragraph."""
    lines = [line for line in text.splitlines() if line.strip()]
    return Notice(name, "txt", tuple(Paragraph(Place(name, paragraph=n), line) for n, line in enumerate(lines, 1)))
