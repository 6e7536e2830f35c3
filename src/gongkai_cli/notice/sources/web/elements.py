"""The elements of HTML by their part in a page."""

_VOID_TEXT = "area base br col embed hr img input link meta param source track wbr"
VOID = frozenset(_VOID_TEXT.split())
"""Elements without an end tag."""

_BLOCKS_TEXT = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre "
    "search section summary ul br table caption thead tbody tfoot tr td th"
)
BLOCKS = frozenset(_BLOCKS_TEXT.split())
"""Elements that begin and end a paragraph."""

_LEFT_OUT_TEXT = (
    "script style noscript template nav aside head title svg math canvas object embed iframe audio video map "
    "select button textarea datalist label rp rt del"
)
LEFT_OUT = frozenset(_LEFT_OUT_TEXT.split())
"""Elements whose texts are not of the notice."""

LEFT_OUT_OUTSIDE = frozenset({"header", "footer"})
"""Elements that belong to the page, unless they stand in an article."""

ARTICLES = frozenset({"article", "main"})

CLOSED_BY_BLOCKS = frozenset({"p"})
"""Elements whose end tag may be missing before a block."""

_CLOSED_BY_THEMSELVES_TEXT = "li td th tr dd dt option p"
CLOSED_BY_THEMSELVES = frozenset(_CLOSED_BY_THEMSELVES_TEXT.split())
"""Elements whose end tag may be missing before the next one of their name."""

_SUSPECT_NAMES_TEXT = (
    "nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs share bdshare bshare copyright sidebar "
    "toolbar pagination pager related recommend foot footer dqwz"
)
SUSPECT_NAMES = frozenset(_SUSPECT_NAMES_TEXT.split())
"""Words in the class or id of elements that most likely are no part of the notice."""
