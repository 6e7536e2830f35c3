"""The furniture of government web pages: lines about the page, not of the notice."""

import re

_WORDS_TEXT = (
    "首页 网站首页 网站地图 设为首页 加入收藏 收藏 打印 打印本页 打印此页 关闭 关闭窗口 关闭本页 返回 "
    "返回顶部 回到顶部 返回首页 返回列表 分享 分享到 微信 微博 新浪微博 腾讯微博 人人网 朋友圈 QQ QQ空间 "
    "QQ好友 更多 字号 字体 大 中 小 特大 默认 超大 全真版 文字版 网页版 文件下载 附件下载 下载 下载文字版 "
    "下载图片版 WORD版 PDF版 语音播报 无障碍 无障碍浏览 长者版 适老版 关怀版 长者模式 适老化 繁体 繁體 简体 "
    "繁体版 简体版 English 登录 注册 搜索 站内搜索 扫一扫 手机版 移动版 手机扫一扫 联系我们 关于我们 隐私声明 "
    "法律声明 版权声明 网站声明 网站帮助 使用帮助 纠错 我要纠错 相关链接 相关文件 相关附件 相关解读 相关信息 "
    "相关阅读 相关文章 相关稿件 相关推荐 推荐阅读 热点推荐 >> > › » · / -->"
)
_WORDS = frozenset(_WORDS_TEXT.split())

_LINES = re.compile(
    r"(?:您)?(?:当前|现在|目前|所在|的)*(?:所在)?(?:的)?位置(?:是)?\s*[:：].*|"
    r"(?:网站)?首页\s*(?:[>›»/\\＞|]|-+>|→).*|"
    r"[\[【（(]?\s*(?:字号|字体)(?:大小)?\s*[:：\]】)）]?.{0,20}|"
    r"(?:上|下)一(?:篇|条|页|个)\s*(?:[:：].*|)|"
    r"[←<«]?\s*上一篇.*|.*下一篇\s*[→>»]?|"
    r"分享(?:到|至)?\s*[:：].{0,60}|分享到.{0,40}|"
    r"(?:用?(?:手机|微信))?扫(?:一扫|描).{0,30}|"
    r"(?:浏览|阅读|点击|访问)(?:次数|量|数|人数)?\s*[:：]?\s*\d*\s*次?|"
    r"[（(]?责任编辑\s*[:：].{0,20}|"
    r"(?:相关|推荐|热门|热点)(?:阅读|链接|文章|稿件|推荐|新闻|资讯)\s*[:：]?|"
    r"打印(?:本页|此页|正文|该页).{0,20}|"
    r"(?:版权所有|Copyright|©).*|"
    r".{0,80}(?:ICP备|公网安备|网站标识码|网站地图|技术支持\s*[:：]|All Rights Reserved).*|"
    r"建议使用.{0,40}浏览器.*|"
    r"返回.{0,12}列表",
    re.IGNORECASE,
)

_LONGEST = 300  # characters; a line that is longer is no furniture
_TOKENS = re.compile(r"[\s|｜·•\[\]【】（）()：:，,、/>＞›»]+")
_LONGEST_NAVIGATION = 8  # characters of an entry
_LEAST_NAVIGATION = 3  # entries of a line
_FOOT = re.compile(r"版权所有|Copyright|ICP备|公网安备|网站标识码", re.IGNORECASE)
_FOOT_LINE = re.compile(
    r"(?:主办|承办|主管|协办|维护)(?:单位)?\s*[:：].{1,40}|(?:地址|电话|联系电话|邮编|传真|邮箱)\s*[:：].{1,40}"
)
_FOOT_REACH = 3  # lines before and after a line of the foot
_RELATED = re.compile(r"(?:相关|推荐|热门|热点)(?:阅读|文章|稿件|推荐|新闻|资讯|信息)\s*[:：]?")
_LONGEST_LINK = 60  # characters of the title of another page


def without_furniture(lines: list[str]) -> list[str]:
    """Return the lines of a page without its navigation, share bars and foot.

    Lines about the notice, such as 发文字号 and 成文日期, stay.
    """
    related = _related_pages(lines)
    lines = lines[:related]
    feet = [number for number, line in enumerate(lines) if _FOOT.search(line) and is_furniture(line)]
    near = {number + step for number in feet for step in range(-_FOOT_REACH, _FOOT_REACH + 1)}
    return [
        line
        for number, line in enumerate(lines)
        if not is_furniture(line) and not (number in near and _FOOT_LINE.fullmatch(line.strip()))
    ]


def is_furniture(line: str) -> bool:
    """Return whether a line belongs to the page and not to the notice."""
    line = line.strip()
    if len(line) > _LONGEST:
        return False
    if _LINES.fullmatch(line):
        return True
    tokens = [token for token in _TOKENS.split(line) if token]
    if not tokens:
        return line in _WORDS
    if all(token in _WORDS for token in tokens):
        return True
    is_menu = len(tokens) >= _LEAST_NAVIGATION and all(len(token) <= _LONGEST_NAVIGATION for token in tokens)
    return is_menu and tokens[0] in {"首页", "网站首页"}


def without_buttons(line: str) -> str:
    """Return a line without several buttons of its page in a row, such as `微信 微博 QQ空间`."""
    kept: list[str] = []
    buttons: list[str] = []
    for word in [*line.split(), ""]:
        if word.rstrip("：:") in _WORDS:
            buttons.append(word)
            continue
        if len(buttons) < _LEAST_NAVIGATION:
            kept.extend(buttons)
        buttons = []
        kept.append(word)
    return " ".join(kept).strip()


def _related_pages(lines: list[str]) -> int:
    """Return the number of lines before the list of other pages at the end of a page."""
    for number, line in enumerate(lines):
        if _RELATED.fullmatch(line.strip()):
            rest = lines[number + 1 :]
            if all(len(one) <= _LONGEST_LINK and not one.startswith("附件") for one in rest):
                return number
    return len(lines)
