"""What a reader finds in one of our PDFs: its lines of text, as they are copied out of it, its fonts, and the squares drawn on it."""

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|BT [\d.]+ ([\d.]+) Td [^(]*\(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
SQUARE = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) -([\d.]+) re f")
PAIR = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>")
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Pdf:
    def __init__(self, data):
        self.objects = {int(number): body for number, body in OBJECT.findall(data)}
        self.drawing = self.stream(int(self.word(rb"/Contents (\d+) 0 R")))
        fonts = re.findall(rb"/(F\d+) (\d+) 0 R", b"".join(body for body in self.objects.values() if b"/ProcSet" in body))
        self.letters = {name: self.letters_of(int(number)) for name, number in fonts}

    def word(self, pattern):
        return next(found[1] for body in self.objects.values() if (found := re.search(pattern, body)))

    def stream(self, number):
        body = self.objects[number]
        found = STREAM.search(body)[1]
        return zlib.decompress(found) if b"/FlateDecode" in body[:200] else found

    def letters_of(self, font):
        """{code in the file: letter} of an embedded font, by which text is copied and searched."""
        table = self.stream(int(re.search(rb"/ToUnicode (\d+) 0 R", self.objects[font])[1]))
        pairs = PAIR.findall(b"".join(re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL)))
        return {bytes.fromhex(code.decode()): bytes.fromhex(letter.decode()).decode("utf-16-be") for code, letter in pairs}

    @property
    def placed(self):
        """(height in points above the lower edge, text) of each line, in the order in which they are drawn."""
        found, letters = [], {}
        for font, height, shown in SHOWN.findall(self.drawing):
            if font:
                letters = self.letters[font]
                continue
            codes = re.sub(rb"\\(.)", lambda match: ESCAPES.get(match[1], match[1]), shown, flags=re.DOTALL)
            found.append((float(height), "".join(letters[codes[start : start + 2]] for start in range(0, len(codes), 2))))
        return found

    @property
    def lines(self):
        return [line for _height, line in self.placed]

    @property
    def text(self):
        return " ".join(" ".join(self.lines).split())

    def about(self, name):
        """A property of the file that programs show, as "Title" or "Author"."""
        return bytes.fromhex(self.word(rb"/%s <([0-9a-f]+)>" % name.encode()).decode()).decode("utf-16")

    @property
    def lang(self):
        return self.word(rb"/Lang \((\w+)\)").decode()

    @property
    def fonts(self):
        """Names of the fonts that are embedded whole or in part."""
        return [found[1].decode() for body in self.objects.values() if b"/FontFile2" in body and (found := re.search(rb"/FontName /(\S+)", body))]

    def dots(self, side):
        """The dark modules of a square code `side` modules wide: {(across, down)}, counted from its corner."""
        squares = [tuple(map(float, found)) for found in SQUARE.findall(self.drawing)]
        unit = squares[0][3]
        left, top = min(square[0] for square in squares), max(square[1] for square in squares)
        found = set()
        for x, y, width, _height in squares:
            first, down = round((x - left) / unit), round((top - y) / unit)
            found |= {(first + more, down) for more in range(round(width / unit))}
        assert all(across < side and down < side for across, down in found)
        return found
