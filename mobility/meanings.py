"""What the cells of the section's own columns mean: the papers of a call."""

from django.utils.translation import gettext as _

from core.imports.cells import parts
from core.imports.inside import BAR, Lines, fitting, joined, one_line, one_of, split, write_text
from mobility.choices import PaperKind
from mobility.models.call import CallPaper


class Papers(Lines):
    """What applicants send: "CV; motivation letter", or one a line with what is meant: "other | photograph". The form to fill in stays."""

    prefetch = ("papers",)

    def read(self, cell):
        text = str(cell)
        return super().read(text if BAR in text else "\n".join(parts(text)))

    def read_one(self, line):
        """The fields of a paper by name."""
        kind, name = split(line, 2)
        return {"kind": one_of(PaperKind.choices, kind), **fitting(CallPaper, name=name)}

    def is_about(self, row, said):
        return row.kind == said["kind"]

    def written(self, row, said):
        row = row or CallPaper()
        row.kind = said["kind"]
        write_text(row, "name", said["name"])
        return row

    @staticmethod
    def line(paper, lang=None):
        return joined(str(paper.get_kind_display()), one_line(paper, "name", lang))

    def explain(self):
        return _("papers of the list, separated by semicolons; or one a line, with what is meant: other | photograph")

    def options(self):
        return [str(label) for _code, label in PaperKind.choices]
