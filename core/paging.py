"""Links to the pages of a long list: what components/pagination.html prints."""


def page_links(page, href):
    """For a Django page; `href` is a function(number). None when there is only one page."""
    last = page.paginator.num_pages
    if last == 1:
        return None
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "number": page.number,
        "num_pages": last,
        "previous_href": href(page.number - 1) if page.has_previous() else "",
        "next_href": href(page.number + 1) if page.has_next() else "",
        "links": [{"number": n, "href": href(n), "current": n == page.number} if isinstance(n, int) else {"gap": True} for n in numbers],
    }
