#!/usr/bin/env python3
"""Measures leaflets as sheets of paper: how they can be read, printed and turned.

    measure.py [--json FILE] [--details] [NAME=]FILE.pdf ...

In: tagged PDFs of A4 or Letter pages, such as `leaflet make` writes. Out: a Markdown table with a row for each
file; with `--json` all numbers, with `--details` a list of the places behind conspicuous numbers. Nothing is
compared with a limit here: whether a number is good, a person decides.

What is measured, and how:

- **smallest text**: the smallest letter in points, of what the tags hold, apart from raised and lowered
  characters; the smallest of head and foot (artifacts); raised and lowered ones as a share of their line, also where
  the typeface has smaller figures of its own for them (by the height of what is drawn).
- **characters a line**: letters, figures, signs and spaces of the lines of paragraphs in the commonest size, without
  the last line of each and without paragraphs of one line; marks on a letter (vowel signs, joiners) do not
  count. The median, and the values that a tenth of the lines are below and above. Paragraphs in a frame or column
  that is narrower than four fifths of the widest one are counted apart.
- **contrast**: the fill colour of each character against the commonest colour behind it, on the page drawn at 150 dpi
  without its text; the ratio of WCAG 2. In grey both are turned into grey by the luma of BT.601 first.
- **filled**: the share of all pages' dots that are darker than paper once text and tagged pictures are taken away
  (tints count as much as black), the same with everything, and the largest filled path that is no picture, in cm².
- **headings at a foot**: headings after which the next tagged content is on a later page, if it belongs to them.
- **sections broken**: parts from one H2 to the next with content on more than one page; of these, how many
  would fit on one page.
- **steps broken**: items of numbered lists, and all items and table rows, with content on more than one page.
- **last page filled**: how far down the last content or line of the last page is, as a share of the room between the
  highest and the lowest content of all pages.

The tags, the characters and the paths are matched by the numbers of marked content. What a file draws outside any
tag and any artifact is counted and reported, because then the numbers are not to be trusted.
"""

import argparse
import collections
import ctypes
import json
import pathlib
import statistics
import sys
import unicodedata

import numpy
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

DPI = 150
POINTS_TO_CM = 2.54 / 72
# A dot is darker than paper below this value of any channel (of 255).
PAPER = 250
# Two baselines are two lines beyond this share of the type's size.
SAME_LINE = 0.1
HEADINGS = {f"H{level}" for level in range(1, 7)}
BLOCKS = HEADINGS | {"P", "LBody", "Lbl", "TH", "TD", "Caption", "Figure", "Note"}
TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5


# The tags


class Tag:
    def __init__(self, role, parent):
        self.role, self.parent, self.kids, self.contents = role, parent, [], []

    def above(self):
        tag = self
        while tag is not None:
            yield tag
            tag = tag.parent

    def within(self, *roles):
        return any(tag.role in roles for tag in self.above())

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def pages(self):
        return sorted({page for tag in self.walk() for page, _ in tag.contents})

    def block(self):
        return next((tag for tag in self.above() if tag.role in BLOCKS), self)


def tags_of(path):
    """The root of the tags, and the tag of each (page, marked content)."""
    with pikepdf.open(path) as file:
        numbers = {page.objgen: index for index, page in enumerate(file.pages)}
        owners, root = {}, Tag("root", None)

        def read(node, parent, page):
            if isinstance(node, pikepdf.Array):
                for kid in node:
                    read(kid, parent, page)
            elif isinstance(node, pikepdf.Dictionary):
                page = numbers.get(node["/Pg"].objgen, page) if "/Pg" in node else page
                kind = str(node.get("/Type", ""))
                if kind == "/MCR":
                    own(parent, page, int(node["/MCID"]))
                elif kind != "/OBJR":
                    tag = Tag(str(node.get("/S", "/?"))[1:], parent)
                    parent.kids.append(tag)
                    if "/K" in node:
                        read(node["/K"], tag, page)
            else:
                own(parent, page, int(node))

        def own(parent, page, number):
            parent.contents.append((page, number))
            owners[page, number] = parent

        tree = file.Root.get("/StructTreeRoot")
        if tree is not None and "/K" in tree:
            read(tree["/K"], root, None)
        return root, owners


# What is drawn


def address(pointer):
    return ctypes.cast(pointer, ctypes.c_void_p).value


def objects_of(page, parent=None, number=-1, matrix=None, depth=0):
    """Every object of a page with the number of its marked content, forms before what is in them."""
    count = pdfium.FPDFFormObj_CountObjects if parent else pdfium.FPDFPage_CountObjects
    get = pdfium.FPDFFormObj_GetObject if parent else pdfium.FPDFPage_GetObject
    holder = parent or page.raw
    for index in range(count(holder)):
        found = get(holder, index)
        own = pdfium.FPDFPageObj_GetMarkedContentID(found)
        own = number if own < 0 else own
        here = multiplied(matrix_of(found), matrix) if pdfium.FPDFPageObj_GetType(found) == FORM else matrix
        yield found, own, matrix
        if pdfium.FPDFPageObj_GetType(found) == FORM and depth < 20:
            yield from objects_of(page, found, own, here, depth + 1)


def matrix_of(found):
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(found, matrix)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def multiplied(one, other):
    if other is None:
        return one
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(x, y, matrix):
    if matrix is None:
        return x, y
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def bounds(found, matrix):
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(found, *edges):
        return None
    left, bottom, right, top = (edge.value for edge in edges)
    corners = [moved(x, y, matrix) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners)
    return min(xs), min(ys), max(xs), max(ys)


def fill_of(found):
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(found, *parts):
        return None
    return tuple(part.value for part in parts)


def filled_area(found, matrix):
    """The area of a filled path in square points; curves are taken by eight chords."""
    area, points, start = 0.0, [], None
    own = multiplied(matrix_of(found), matrix)

    def close():
        nonlocal area
        if len(points) > 2:
            pairs = zip(points, points[1:] + points[:1])
            area += sum(x * v - u * y for (x, y), (u, v) in pairs) / 2

    curve = []
    for index in range(pdfium.FPDFPath_CountSegments(found)):
        segment = pdfium.FPDFPath_GetPathSegment(found, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = moved(x.value, y.value, own)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            close()
            points = [point]
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curve.append(point)
            if len(curve) == 3:
                p0, (p1, p2, p3) = points[-1], curve
                for step in range(1, 9):
                    t = step / 8
                    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                    points.append(tuple(sum(w * p[i] for w, p in zip(weights, (p0, p1, p2, p3))) for i in (0, 1)))
                curve = []
        else:
            points.append(point)
    close()
    return abs(area)


# Characters


class Character:
    __slots__ = ("sign", "size", "left", "right", "bottom", "top", "baseline", "colour", "tag", "page", "ground")


def characters_of(page, number, owners, loose):
    """What is printed on a page, in the order of its content, with the tag of each; `None` is an artifact."""
    numbers = {address(found): own for found, own, _ in objects_of(page) if pdfium.FPDFPageObj_GetType(found) == TEXT}
    text = page.get_textpage()
    result = []
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, index)
        generated = pdfium.FPDFText_IsGenerated(text.raw, index) == 1
        if code in (0, 10, 13) or code in (0x200B, 0x2060, 0xFEFF) or 0x2066 <= code <= 0x2069:
            continue
        one = Character()
        one.sign = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "?"
        one.page = number
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text.raw, index, matrix)
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        one.size = round(pdfium.FPDFText_GetFontSize(text.raw, index) * (scale or 1), 2)
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(text.raw, index, left, right, bottom, top)
        one.left, one.right, one.bottom, one.top = left.value, right.value, bottom.value, top.value
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        one.baseline = y.value
        parts = [ctypes.c_uint() for _ in range(4)]
        pdfium.FPDFText_GetFillColor(text.raw, index, *parts)
        one.colour = tuple(part.value for part in parts[:3])
        found = pdfium.FPDFText_GetTextObject(text.raw, index)
        own = numbers.get(address(found), -1) if found else -1
        if generated:
            # A space that the reader adds between two words stands in no object: it belongs to the word before.
            if one.sign != " " or not result:
                continue
            last = result[-1]
            one.tag, one.size, one.baseline, one.colour = last.tag, last.size, last.baseline, last.colour
        else:
            one.tag = owners.get((number, own)) if own >= 0 else None
            if own >= 0 and one.tag is None:
                loose.append((number, one.sign))
        result.append(one)
    return result


def lines_of(characters):
    """Characters of one block, in lines: those whose baselines are near belong together, raised ones too."""
    lines = []
    for one in characters:
        line = lines[-1] if lines else None
        if line and line[-1].page == one.page:
            size = max(member.size for member in line)
            usual = statistics.median(member.baseline for member in line)
            # A raised character is at most a line's half away and smaller.
            reach = 0.55 * size if min(one.size, line[-1].size) < 0.95 * max(one.size, size) else 0.3 * size
            if abs(one.baseline - usual) <= reach:
                line.append(one)
                continue
        lines.append([one])
    return lines


def is_counted(sign):
    return unicodedata.category(sign) not in ("Mn", "Me", "Mc", "Cf", "Cc")


def is_number(text):
    """Whether a list's mark is a number, in any figures."""
    text = text.strip(" .)\u06d4\u0964")
    return bool(text) and all(unicodedata.category(sign) == "Nd" for sign in text)


# Colours


def light(colour):
    def linear(part):
        part /= 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lights = sorted((light(one), light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def grey(colour):
    red, green, blue = map(int, colour)
    return ((299 * red + 587 * green + 114 * blue + 500) // 1000,) * 3


def drawn(page):
    pixels = page.render(scale=DPI / 72, draw_annots=False).to_numpy()
    return pixels[:, :, 2::-1] if pixels.shape[2] >= 3 else numpy.repeat(pixels, 3, axis=2)


def share_dark(pixels):
    return float((pixels.min(axis=2) < PAPER).mean())


# A file


def measured(path):
    root, owners = tags_of(path)
    file = pypdfium2.PdfDocument(path)
    result, details, loose = {"file": path.name, "pages": len(file)}, [], []
    result["sheets"] = (len(file) + 1) // 2
    characters, things = [], []
    dark_ours, dark_all, largest = [], [], (0.0, None)
    heights = []
    for number in range(len(file)):
        page = file[number]
        heights.append(page.get_height())
        here = characters_of(page, number, owners, loose)
        everything = drawn(page)
        dark_all.append(share_dark(everything))
        for found, own, matrix in list(objects_of(page)):
            kind = pdfium.FPDFPageObj_GetType(found)
            tag = owners.get((number, own)) if own >= 0 else None
            is_picture = kind == IMAGE or (tag is not None and tag.within("Figure"))
            box = bounds(found, matrix)
            if kind == PATH and not is_picture:
                mode, stroked = ctypes.c_int(), ctypes.c_int()
                pdfium.FPDFPath_GetDrawMode(found, mode, stroked)
                colour = fill_of(found)
                if mode.value and colour and colour[3] > 0 and min(colour[:3]) < PAPER:
                    area = filled_area(found, matrix) * POINTS_TO_CM**2
                    if area > largest[0]:
                        largest = (area, (number + 1, "#%02x%02x%02x" % colour[:3]))
                white = colour and min(colour[:3]) >= PAPER and not stroked.value
                if box and not white:
                    things.append((number, box, tag))
            elif is_picture and kind != FORM and box:
                things.append((number, box, tag))
            if kind == TEXT or is_picture:
                pdfium.FPDFPageObj_SetIsActive(found, False)
        ground = drawn(page)
        dark_ours.append(share_dark(ground))
        # Pictures back, text away: what words on a picture stand on.
        for found, own, _ in list(objects_of(page)):
            pdfium.FPDFPageObj_SetIsActive(found, pdfium.FPDFPageObj_GetType(found) != TEXT)
        behind = drawn(page)
        for one in here:
            one.ground = ground_of(one, behind, heights[-1])
        characters.extend(here)
    result["loose"] = len(loose)
    seen = [one for one in characters if one.sign.strip() and one.right > one.left]
    measure_sizes(result, details, characters, seen)
    measure_lines(result, characters)
    measure_contrast(result, details, seen)
    result["filled_percent"] = round(100 * statistics.mean(dark_ours), 2)
    result["filled_most_percent"] = round(100 * max(dark_ours), 2)
    result["ink_percent"] = round(100 * statistics.mean(dark_all), 2)
    result["largest_fill_cm2"] = round(largest[0], 2)
    if largest[1]:
        details.append(f"largest fill: {largest[0]:.1f} cm², {largest[1][1]}, page {largest[1][0]}")
    measure_tags(result, details, root, characters, seen, things)
    measure_pages(result, details, seen, things, heights)
    result["details"] = details
    return result


def ground_of(one, pixels, height):
    scale = DPI / 72
    left, right = int(one.left * scale), int(one.right * scale) + 1
    top, bottom = int((height - one.top) * scale), int((height - one.bottom) * scale) + 1
    part = pixels[max(top, 0) : bottom, max(left, 0) : right].reshape(-1, 3)
    if not len(part):
        return (255, 255, 255)
    values, counts = numpy.unique(part, axis=0, return_counts=True)
    return tuple(int(value) for value in values[counts.argmax()])


def blocks_of(characters):
    """Characters by the block that holds them, in the order of the content; artifacts apart."""
    blocks = collections.OrderedDict()
    for one in characters:
        key = id(one.tag.block()) if one.tag is not None else ("artifact", one.page)
        blocks.setdefault(key, []).append(one)
    return blocks


def words_at(characters, one):
    place = characters.index(one)
    around = characters[max(place - 12, 0) : place + 13]
    return "".join(other.sign for other in around).strip()


def measure_sizes(result, details, characters, seen):
    tagged = [one for one in seen if one.tag is not None]
    shifted, shares = set(), []
    # How tall each sign is that stands on its line; figures are as tall as each other.
    heights = collections.defaultdict(list)
    for one in tagged:
        if abs(one.bottom - one.baseline) < 0.05 * one.size:
            heights[one.sign].append((one.top - one.bottom) / one.size)
            if one.sign.isdecimal():
                heights["0"].append((one.top - one.bottom) / one.size)
    for key, block in blocks_of(characters).items():
        for line in lines_of(block):
            letters = [one for one in line if one.sign.strip()]
            if not letters:
                continue
            size = statistics.mode(one.size for one in letters)
            baseline = statistics.mode(round(one.baseline, 1) for one in letters if one.size == size)
            for one in letters:
                if one.size < 0.97 * size and abs(one.baseline - baseline) > SAME_LINE * one.size:
                    shifted.add(id(one))
                    shares.append((one.size / size, one))
                    continue
                # A typeface's own raised and lowered figures have the size of the others, but are drawn smaller.
                usual = heights.get(one.sign) or heights.get("0") if one.sign.isdecimal() else heights.get(one.sign)
                share = (one.top - one.bottom) / one.size / statistics.median(usual) if usual else 1
                is_off = abs(one.bottom - one.baseline) > SAME_LINE * one.size
                if one.sign.isalnum() and one.sign.isascii() and is_off and share < 0.85:
                    shifted.add(id(one))
                    shares.append((share, one))
    plain = [one for one in tagged if id(one) not in shifted]
    furniture = [one for one in seen if one.tag is None and id(one) not in shifted]
    smallest = min(plain, key=lambda one: one.size, default=None)
    result["smallest_pt"] = smallest.size if smallest else None
    if smallest and smallest.size < 12:
        small = [one for one in plain if one.size < 11.99]
        sizes = collections.Counter(one.size for one in small)
        details.append(f"text under 12 pt: {dict(sorted(sizes.items()))}, e.g. page {smallest.page + 1} “{words_at(characters, smallest)}”")
    result["smallest_furniture_pt"] = min((one.size for one in furniture), default=None)
    result["shifted"] = len(shares)
    result["shifted_share_percent"] = round(100 * min(share for share, _ in shares)) if shares else None
    result["shifted_pt"] = round(min(points for _, points in shares_in_points(shares)), 1) if shares else None
    if shares and result["shifted_share_percent"] < 70:
        one = min(shares, key=lambda pair: pair[0])[1]
        details.append(f"raised or lowered under 70 %: page {one.page + 1} “{words_at(characters, one)}”")
    result["body_pt"] = statistics.mode(one.size for one in tagged) if tagged else None


def shares_in_points(shares):
    """With each share the size that the character is seen in."""
    for share, one in shares:
        # The share of a figure that the typeface draws smaller is of its own size; of others it is in the size already.
        drawn_smaller = abs(one.bottom - one.baseline) > SAME_LINE * one.size
        yield share, one.size * share if drawn_smaller else one.size


def measure_lines(result, characters):
    paragraphs = []
    for block in blocks_of(characters).values():
        tag = block[0].tag
        if tag is None or tag.block().role != "P" or tag.within("Table", "LI"):
            continue
        lines = lines_of(block)
        letters = [one for one in block if one.sign.strip()]
        if len(lines) < 2 or not letters:
            continue
        if statistics.mode(one.size for one in letters) != result["body_pt"]:
            continue
        paragraphs.append(lines[:-1])

    def width(line):
        return max(one.right for one in line) - min(one.left for one in line)

    widest = max((width(line) for lines in paragraphs for line in lines), default=0)
    lengths = {True: [], False: []}
    for lines in paragraphs:
        is_column = max(map(width, lines)) > 0.8 * widest
        for line in lines:
            text = "".join(one.sign for one in line).strip()
            lengths[is_column].append(sum(is_counted(sign) for sign in text))
    column, narrow = lengths[True], lengths[False]
    result["lines"], result["narrow_lines"] = len(column), len(narrow)
    result["narrow_line_characters"] = round(statistics.median(narrow)) if narrow else None
    if len(column) > 1:
        tenths = statistics.quantiles(column, n=10, method="inclusive")
        result["line_characters"] = [round(tenths[0]), round(statistics.median(column)), round(tenths[-1])]
    else:
        result["line_characters"] = None


def measure_contrast(result, details, seen):
    worst = {"colour": (99, None), "grey": (99, None)}
    pairs = collections.Counter((one.colour, one.ground) for one in seen)
    for words, ground in pairs:
        for name, value in (("colour", contrast(words, ground)), ("grey", contrast(grey(words), grey(ground)))):
            if value < worst[name][0]:
                worst[name] = (value, (words, ground))
    for name, (value, pair) in worst.items():
        result[f"contrast_{name}"] = int(value * 10) / 10
        if pair and value < 4.5:
            where = [one for one in seen if (one.colour, one.ground) == pair]
            hexes = ["#%02x%02x%02x" % colour for colour in pair]
            signs = "".join(one.sign for one in where[:20])
            details.append(f"contrast {value:.2f} in {name}: {hexes[0]} on {hexes[1]}, {len(where)} characters, page {where[0].page + 1} “{signs}”")


def measure_tags(result, details, root, characters, seen, things):
    texts = collections.defaultdict(list)
    for one in characters:
        if one.tag is not None:
            texts[id(one.tag)].append(one)

    def text_of(tag):
        return "".join(one.sign for part in tag.walk() for one in texts[id(part)])

    leaves = [(tag, page) for tag in root.walk() for page in sorted({page for page, _ in tag.contents})]
    stranded = []
    for place, (tag, page) in enumerate(leaves):
        heading = next((above for above in tag.above() if above.role in HEADINGS), None)
        if heading is None:
            continue
        following = next(((other, there) for other, there in leaves[place + 1 :] if heading not in other.above()), None)
        if following is None or following[1] <= page:
            continue
        # A heading of the same rank or a higher one ends the part: nothing belongs to this one.
        other = next((above for above in following[0].above() if above.role in HEADINGS), None)
        if other is None or other.role > heading.role:
            stranded.append((page, text_of(heading)))
    result["stranded_headings"] = len(stranded)
    details.extend(f"heading at the foot of page {page + 1}: “{text[:50]}”" for page, text in stranded)

    # Sections, from one H2 to the next, in the order of reading.
    sections, current = [], None
    for tag, page in leaves:
        heading = next((above for above in tag.above() if above.role == "H2"), None)
        if heading is not None and (current is None or current[0] is not heading):
            current = (heading, collections.defaultdict(list))
            sections.append(current)
        if current is not None:
            current[1][page].append(tag)
    extents = collections.defaultdict(list)
    for one in seen:
        if one.tag is not None:
            extents[id(one.tag), one.page].append((one.bottom, one.top))
    for number, box, tag in things:
        if tag is not None:
            extents[id(tag), number].append((box[1], box[3]))
    tops, bottoms = page_edges(seen)
    room = max(tops.values()) - min(bottoms.values()) if tops else 0
    broken, could = [], 0
    for heading, pages in sections:
        used = {page: [e for tag in tags for e in extents[id(tag), page]] for page, tags in pages.items()}
        used = {page: edges for page, edges in used.items() if edges}
        if len(used) > 1:
            height = sum(max(top for _, top in edges) - min(bottom for bottom, _ in edges) for edges in used.values())
            fits = height < 0.97 * room
            could += fits
            broken.append(heading)
            details.append(f"section over pages {[page + 1 for page in sorted(used)]} ({height / room:.2f} of a page): “{text_of(heading)[:50]}”")
    result["sections"], result["sections_broken"], result["sections_broken_that_fit"] = len(sections), len(broken), could

    def pages_of(tag):
        return sorted({page for part in tag.walk() for page, _ in part.contents if extents[id(part), page]})

    steps = items = steps_broken = items_broken = 0
    for tag in root.walk():
        if tag.role not in ("LI", "TR"):
            continue
        mark = next((kid for kid in tag.kids if kid.role == "Lbl"), None)
        is_step = mark is not None and is_number(text_of(mark))
        is_over = len(pages_of(tag)) > 1
        steps, items = steps + is_step, items + (not is_step)
        steps_broken, items_broken = steps_broken + (is_step and is_over), items_broken + (not is_step and is_over)
        if is_over:
            details.append(f"{'step' if is_step else tag.role} over pages {[page + 1 for page in pages_of(tag)]}: “{text_of(tag)[:50]}”")
    result.update(steps=steps, steps_broken=steps_broken, items=items, items_broken=items_broken)


def page_edges(seen):
    tops, bottoms = {}, {}
    for one in seen:
        if one.tag is not None:
            tops[one.page] = max(tops.get(one.page, one.top), one.top)
            bottoms[one.page] = min(bottoms.get(one.page, one.bottom), one.bottom)
    return tops, bottoms


def measure_pages(result, details, seen, things, heights):
    tops, bottoms = page_edges(seen)
    if not tops:
        return
    # The foot is the lowest line of artifact text in the last eighth of a page, and the rule above it.
    feet = {}
    for one in seen:
        if one.tag is None and one.bottom < heights[one.page] / 8:
            feet[one.page] = min(feet.get(one.page, 1e9), one.bottom + 1.8 * one.size)
    foot = max(feet.values(), default=0)
    top, bottom = max(tops.values()), min(bottoms.values())
    bottom = max(bottom, foot)
    fills = []
    for page in range(len(heights)):
        lowest = [bottoms[page]] if page in bottoms else []
        lowest += [box[1] for number, box, _ in things if number == page and box[1] > foot and box[3] < top + 30]
        fills.append(round(100 * (top - max(min(lowest), bottom)) / (top - bottom)) if lowest else 0)
    result["page_fills_percent"] = fills
    result["last_page_percent"] = fills[-1]
    result["emptiest_before_last_percent"] = min(fills[:-1], default=None)


# The table

COLUMNS = [
    ("leaflet", lambda r: r["name"]),
    ("pages / sheets", lambda r: f"{r['pages']} / {r['sheets']}"),
    ("smallest text, head and foot (pt)", lambda r: f"{r['smallest_pt']}, {r['smallest_furniture_pt']}"),
    ("raised or lowered: least share", lambda r: "–" if r["shifted_share_percent"] is None else f"{r['shifted_share_percent']} % ({r['shifted_pt']} pt)"),
    ("characters a line: 10 %, median, 90 % (lines)", lambda r: "–" if r["line_characters"] is None else "{}, {}, {} ({})".format(*r["line_characters"], r["lines"])),
    ("least contrast: colour, grey", lambda r: f"{r['contrast_colour']}, {r['contrast_grey']}"),
    ("filled by us: mean, most on a page (%)", lambda r: f"{r['filled_percent']}, {r['filled_most_percent']}"),
    ("with text and pictures (%)", lambda r: str(r["ink_percent"])),
    ("largest filled shape (cm²)", lambda r: str(r["largest_fill_cm2"])),
    ("headings at a foot", lambda r: str(r["stranded_headings"])),
    ("sections broken, of these would fit, of all", lambda r: f"{r['sections_broken']}, {r['sections_broken_that_fit']}, {r['sections']}"),
    ("steps broken / of, other items and rows broken / of", lambda r: f"{r['steps_broken']} / {r['steps']}, {r['items_broken']} / {r['items']}"),
    ("last page filled, emptiest before it (%)", lambda r: f"{r['last_page_percent']}, {r['emptiest_before_last_percent']}"),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", metavar="[NAME=]FILE")
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--details", action="store_true")
    arguments = parser.parse_args()
    results = []
    for given in arguments.files:
        name, _, path = given.rpartition("=")
        result = measured(pathlib.Path(path))
        result["name"] = name or pathlib.Path(path).stem
        if result["loose"]:
            print(f"{result['name']}: {result['loose']} characters belong to no tag", file=sys.stderr)
        results.append(result)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
    print("| " + " | ".join(head for head, _ in COLUMNS) + " |")
    print("|" + "---|" * len(COLUMNS))
    for result in results:
        print("| " + " | ".join(cell(result) for _, cell in COLUMNS) + " |")
    if arguments.details:
        for result in results:
            print(f"\n{result['name']}: pages filled {result.get('page_fills_percent')}")
            for line in result["details"]:
                print(f"- {line}")


if __name__ == "__main__":
    main()
