"""Files of fees, other costs and recognition: what their pages show, under the same filters, without anything internal."""

from core import exports
from core.imports import importable_of
from core.meta import absolute
from core.registers import about_file
from training import columns
from training.leaves import fees, recognition
from training.models.money import ExtraCost, Fee
from training.models.recognition import RecognitionStatement
from training.places import place
from training.published import Published

FILES = {  # name: (model, columns, function(request, published) -> the rows that the page shows, the page)
    "fees": (Fee, exports.public(columns.FEE), fees.for_file, "fees/"),
    "recognition": (RecognitionStatement, exports.public(columns.RECOGNITION), recognition.for_file, "recognition/"),
    "costs": (ExtraCost, exports.public(columns.EXTRA_COST), lambda request, published: published.costs, "cost/"),
}


def answer(request, name, kind):
    model, shown, rows, page = FILES[name]
    pks = [row.pk for row in rows(request, Published())]
    query = request.GET.urlencode()
    about = about_file(request, model._meta.verbose_name_plural, f"{place(page)}{f'?{query}' if query else ''}", place(f"{name}-schema.json"))
    return exports.answer(name, kind, shown, importable_of(model).with_related(model.objects.of_keys(pks)), about)


def schema(request, name):
    model, shown, _rows, _page = FILES[name]
    return exports.schema(str(model._meta.verbose_name_plural), absolute(request.path), shown)
