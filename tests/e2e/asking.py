"""The way of an applicant: from the home page of a language by links and forms, counting clicks."""

from tests.e2e.visiting import follow, visit


class Applicant:
    """A reader who counts every followed link and sent form since the home page."""

    def __init__(self, page, lang):
        self.page, self.lang, self.clicks = page, lang, 0
        visit(page, f"/{lang}/")

    def click(self, link):
        follow(self.page, link)
        self.clicks += 1

    def to_section(self):
        """By the menu, which is folded on a phone; unfolding it leads nowhere and is no click."""
        if self.page.locator(".menu details > summary").is_visible():
            self.page.click(".menu details > summary")
        self.click(self.page.locator(f".menu a[href='/{self.lang}/training/']"))

    def ask(self, path):
        """From the section's page to the page of one question."""
        self.click(self.page.locator(f"main .questions a[href='/{self.lang}/training/{path}']"))

    def ask_for_country(self, code, path):
        """The same for a question that begins with a country."""
        self.page.select_option(".by_country select", code)
        self.click(self.page.locator(f".by_country button[formaction='/{self.lang}/training/{path}']"))

    def choose(self, **words):
        """Fill in the form of the page and send it."""
        for name, value in words.items():
            self.page.select_option(f"form.choose [name={name}]", value)
        self.click(self.page.locator("form.choose button"))

    def text(self, selector="main"):
        return " ".join(self.page.locator(selector).first.inner_text().split())
