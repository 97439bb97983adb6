"""What an editor does in the CMS. Nothing here reads the interface's words: it may be in either language."""

from playwright.sync_api import expect

PARTNERS = "/admin/snippets/partners/partner/"


def sign_in(page, site):
    page.goto("/admin/")
    page.fill("input[name=username]", site.editor)
    page.fill("input[name=password]", site.password)
    with page.expect_navigation():
        page.click("form[action*=login] button[type=submit]")


def open_partner(page, name):
    """From the list of partners, found by the English name, to the editing form."""
    page.goto(f"{PARTNERS}?q={name}")
    with page.expect_navigation():
        page.locator("main tbody tr", has_text=name).locator("a[href*='/edit/']").first.click()
    expect(page.locator("[name=name_ru]")).to_be_visible()


def field(page, name):
    """A field of the form, brought into sight: the form has tabs."""
    panel = page.locator("[role=tabpanel]", has=page.locator(f"[name={name}]")).get_attribute("id")
    page.click(f"[role=tab][aria-controls={panel}]")
    return page.locator(f"[name={name}]")


def publish(page):
    page.click("footer .w-dropdown__toggle")
    with page.expect_navigation():
        page.click("footer button[name=action-publish]")


def save_draft(page):
    with page.expect_navigation():
        page.click("footer button.action-save:not([name])")


def edit_address_of_home(page):
    """The address of the home page's list of pages in the CMS."""
    page.goto("/admin/pages/")
    return page.locator("main table a[href$='/edit/']").first.get_attribute("href").removesuffix("edit/")
