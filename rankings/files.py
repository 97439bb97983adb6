"""Files of the editions and of the organisations: the same rows as the tables of the page."""

from core import exports
from core.exports import public
from core.meta import absolute
from core.nav import address_below
from core.registers import about_file
from rankings import columns
from rankings.models.affiliation import Affiliation
from rankings.models.result import RankingResult

COLUMNS = {"rankings": public(columns.RESULT), "organisations": public(columns.AFFILIATION)}


def rows_of(name):
    if name == "rankings":
        return RankingResult.objects.public().for_table()
    return Affiliation.objects.public().with_links().samples_last()


def title(name):
    return {"rankings": RankingResult, "organisations": Affiliation}[name]._meta.verbose_name_plural


def answer(request, page, name, kind):
    about = about_file(request, title(name), address_below("rankings"), address_below("rankings", f"{name}-schema.json"))
    return exports.answer(name, kind, COLUMNS[name], rows_of(name), about)


def schema(request, name):
    return exports.schema(str(title(name)), absolute(request.path), COLUMNS[name])
