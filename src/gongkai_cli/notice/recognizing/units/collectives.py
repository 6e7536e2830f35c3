"""Words that stand for many units: 各乡镇（街道）, 县直有关单位, 成员单位."""

import re

_EVERY = re.compile(r"^[三两几多]大|^[三两几多]家|各|有关|相关|所有|全体|全部|其他|其它|涉及|属地|所在地|辖区|多部门")
_DEMAND = re.compile(
    r"(?<![重主需])要|应当|必须|不得|高度|加强|加大|做好|认真|推进|开展|确保|根据|按照|结合|负责|牵头|建立|完善|的|并|进行|支持|对|把|将"
)
_ROLE_OF_UNITS = re.compile(r"(?:牵头|负责|配合|支持)(?=单位|部门|科室|处室)")
_INDEFINITE = re.compile(r"有关|相关|其他|其它|涉及|责任单位|责任部门|所在地|多部门")

_PLACES = (
    r"(?:乡镇|镇街|街镇|镇乡|乡、镇|乡（镇）|镇（街）|街（镇）|街道（镇）|镇（街道）|乡镇（街道）|街道（乡镇）|乡镇街道|镇街道|"
    r"乡（镇、街道）|乡镇（街道、园区）|镇（街、区）|镇（街道、园区）|乡镇（街、区）|县（市、区）|县（市）区|县市区|区县|县区|"
    r"市县|市、县|区（县）|县（区）|区、县|区（市、县）|区（县、市）|区（市）县|区（市）|县（市）|区县（市）|市（区）|市（县、区）|县级市|"
    r"市（州）|市州|盟市|旗县区|旗县|园区|功能区|街道|乡镇、街道|镇、街道|镇|村|社区|村（社区）|村（居）|村居|园区、乡镇)"
)
_GOVERNMENT = r"(?:党委、?政府|党工委、?办事处|党委（党工委）|人民政府|政府|党委|党工委|管委会|管理委员会|街道办事处|办事处|街道办|办|（办事处）|[（、，和及].*)?"
_PLACE = re.compile(f"{_PLACES}{_GOVERNMENT}")

_ADJECTIVES = (
    r"(?:[省市县区州旗镇乡局委](?:委|政府)?|中央|中省|直|级|属|驻|垂直|政府|党委|党政|机关|组成|工作|职能|主管|监管|成员|责任|牵头|配合|行政|执法|"
    r"行业|业务|管理|直属|领导小组|联席会议|专班|指挥部|委员会|金融|主责|国有|市属|县属|区属|试点|重点|监督|主办|承办|协办|"
    r"公共|公用|企事业|事业|预算|下属|所属|二级|派驻|派出|企|事业|和|、|及|与|（|）|新闻|媒体|科研|高等|银行业|保险|涉改|承担|审批|服务|产业|招商引资|基层)*"
)
_NOUNS = (
    r"(?:部门|单位|机构|处室|科室|股室|站所|企业|高校|院校|学校|运营商|银行|机关|主体|媒体|团体|组织|平台|协会|商会|"
    r"窗口|党组织|医院|公司|集团|所队|中队|大队|股队|党支部|系部|院系|院部|国企|央企|民企)"
)
_OF_A_GROUP = re.compile(r"(?:成员|责任|下属|直属|所属|局属|主管|监管|参建|参与)(?:单位|部门|机构)$")
_MANY_OF_A_SORT = re.compile(r"(?:高校|院校|中小学|中小学校|机构|企业|运营商|国企|央企|商协会|行业协会)$")
_WITH_A_DUTY = re.compile(
    r"(?:各|[省市县区州旗]?(?:级|直|属))?(?:负?有|具有|承担|涉及|开展|设有|使用)[^，。；]{2,20}的(?:部门|单位|企业|机构)"
)
_KIND_OF_UNITS = re.compile(f"{_ADJECTIVES}{_NOUNS}(?:和{_ADJECTIVES}{_NOUNS})?")


def is_collective(name: str) -> bool:
    """Return whether a name stands for many units."""
    bare = re.sub(r"（[^（）]*）", "", name)
    if _WITH_A_DUTY.fullmatch(bare):
        return True
    if _DEMAND.search(_ROLE_OF_UNITS.sub("", bare)):
        return False
    if _EVERY.search(bare):
        return True
    return bool(
        _PLACE.fullmatch(name)
        or _KIND_OF_UNITS.fullmatch(name)
        or _OF_A_GROUP.search(name)
        or _MANY_OF_A_SORT.search(name)
    )


def is_indefinite(name: str) -> bool:
    """Return whether words leave open which units they mean: 有关部门."""
    return bool(_INDEFINITE.search(name))


def stands_for_places(name: str) -> bool:
    """Return whether words stand for townships, counties, villages or zones."""
    return bool(re.search(r"乡|镇|街道|县（|区（|县市区|区县|县区|市州|市、县|村|社区|园区|开发区|旗", name))


def stands_for_departments(name: str) -> bool:
    """Return whether words stand for the departments of a government."""
    return bool(
        re.fullmatch(r"[省市县区州旗]?(?:人民)?政府(?:各|有关|各有关|相关)?(?:工作|组成)?(?:部门|委办局)", name)
    )
