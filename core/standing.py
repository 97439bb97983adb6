"""Where each record of a list stands: in which part, under which value of which facet, in which order.

One bit for each record, so that narrowing and counting cost the same for fifty records and for fifty thousand. Built by a few queries
and kept in memory until something changes (`core.generation`); the rows of a page are read from the database as ever.
"""

from collections import defaultdict

from core.languages import active
from core.text import query_prefixes


class Standing:
    """Of the records of one queryset, for its facets and views."""

    def __init__(self, queryset, facets, views):
        self.queryset = queryset
        self.pks = list(queryset.order_by("pk").values_list("pk", flat=True))
        self.place = {pk: place for place, pk in enumerate(self.pks)}
        self.views = {view.name: self.bits(getattr(queryset, view.method)().values_list("pk", flat=True)) for view in views}
        self.facets = {facet.name: self.values_of(facet) for facet in facets}
        keys = dict(queryset.search_keys())
        self.keys = [keys.get(pk, "") for pk in self.pks]
        self.orders = {}

    def bits(self, pks):
        """The bit of each of these records; those that the list does not have are passed over."""
        found = bytearray(len(self.pks) // 8 + 1)
        for pk in pks:
            place = self.place.get(pk)
            if place is not None:
                found[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(found, "little")

    def values_of(self, facet):
        """{value: bits} of one facet."""
        found = defaultdict(list)
        for pk, value in facet.pairs(self.queryset):
            found[value].append(pk)
        return {value: self.bits(pks) for value, pks in found.items()}

    def matching(self, query):
        """The records that `SearchKeyQuerySet.matching` finds."""
        found = (1 << len(self.pks)) - 1
        for word in (f" {prefix}" for prefix in query_prefixes(query)):
            found &= int("".join(["1" if word in key else "0" for key in reversed(self.keys)]) or "0", 2)
        return found

    def any_of(self, name, values):
        """The records that have one of these values of a facet."""
        bits = 0
        for value in values:
            bits |= self.facets[name].get(value, 0)
        return bits

    def counts(self, name, bits):
        """{value: number of these records} of a facet, without the values that none of them has."""
        return {value: number for value, having in self.facets[name].items() if (number := (having & bits).bit_count())}

    def in_order(self, sort, bits):
        """The keys of these records in the order of a sort."""
        flags = f"{bits:0{len(self.pks) + 1}b}"[::-1]
        return [self.pks[place] for place in self.order(sort) if flags[place] == "1"]

    def order(self, sort):
        key = (sort.name, active())
        if key not in self.orders:
            self.orders[key] = [self.place[pk] for pk in self.queryset.order_by(*sort.order(), "pk").values_list("pk", flat=True) if pk in self.place]
        return self.orders[key]
