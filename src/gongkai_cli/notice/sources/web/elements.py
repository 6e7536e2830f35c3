"""The elements of HTML by their part in a page."""

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
"""Elements without an end tag."""

BLOCKS = frozenset(
    (
        "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption "
        "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup "
        "option p pre search section summary ul br table caption thead tbody tfoot tr td th"
    ).split()
)
"""Elements that begin and end a paragraph."""

LEFT_OUT = frozenset(
    (
        "script style noscript template nav aside head title svg math canvas object embed iframe audio video "
        "map select button textarea datalist label rp rt del"
    ).split()
)
"""Elements whose texts are not of the notice."""

LEFT_OUT_OUTSIDE = frozenset({"header", "footer"})
"""Elements that belong to the page, unless they stand in an article."""

ARTICLES = frozenset({"article", "main"})

CLOSED_BY_BLOCKS = frozenset({"p"})
"""Elements whose end tag may be missing before a block."""

CLOSED_BY_THEMSELVES = frozenset("li td th tr dd dt option p".split())
"""Elements whose end tag may be missing before the next one of their name."""

SUSPECT_NAMES = frozenset(
    (
        "nav navbar navigation menu breadcrumb breadcrumbs crumb crumbs share bdshare bshare copyright "
        "sidebar toolbar pagination pager related recommend foot footer dqwz"
    ).split()
)
"""Words in the class or id of elements that most likely are no part of the notice."""
