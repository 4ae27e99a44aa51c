# SPDX-License-Identifier: Apache-2.0
# Looks into what the program wrote: values of a JSON answer, cells and parts of a
# workbook. Only the standard library, so that no test needs an office suite.
import json
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
A4 = "9"  # ST_PaperSize


def value_at(value, path):
    """One step per name: a key, an index, or the id of an object in a list."""
    for name in path.split("."):
        if isinstance(value, list):
            value = (
                value[int(name)]
                if name.isdigit()
                else next(v for v in value if name in (v.get("id"), v.get("code"), v.get("role")))
            )
        else:
            value = value[name]
    return value


def show(value):
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def cells(book):
    """The text of every cell, in a workbook whose texts are all shared strings."""
    strings = tree.fromstring(book.read("xl/sharedStrings.xml"))
    return ["".join(t.text or "" for t in s.iter(MAIN + "t")) for s in strings]


def parts(book):
    return {name: book.read(name) for name in book.namelist()}


def fail(text):
    print("look:", text)
    sys.exit(1)


def xlsx_has(path, texts):
    with zipfile.ZipFile(path) as book:
        found = cells(book)
    for text in texts:
        if not any(text in cell for cell in found):
            fail("no cell has %r; there are: %s" % (text, " | ".join(found)))


def xlsx_lacks(path, texts):
    with zipfile.ZipFile(path) as book:
        everything = parts(book)
    for text in texts:
        for name, data in everything.items():
            if text in name or text.encode() in data:
                fail("%r is in %s" % (text, name))


def xlsx_a4(path):
    with zipfile.ZipFile(path) as book:
        if book.testzip():
            fail("%s is damaged" % book.testzip())
        sheet = tree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        images = [n for n in book.namelist() if re.match(r"xl/media/.*\.png$", n)]
        drawing = [n for n in book.namelist() if n.startswith("xl/drawings/drawing")]
        sheets = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
    setup = sheet.find(MAIN + "pageSetup")
    fit = sheet.find(MAIN + "sheetPr/" + MAIN + "pageSetUpPr")
    if setup is None or setup.get("paperSize") != A4:
        fail("not A4")
    if fit is None or fit.get("fitToPage") != "1" or setup.get("fitToHeight", "1") not in "01":
        fail("not fitted to the page")
    if not images or not drawing:
        fail("no QR code")
    if len(sheets) != 1:
        fail("not one sheet")


def main(what, path, *rest):
    if what == "json":
        with open(path, encoding="utf-8") as f:
            print(show(value_at(json.load(f), rest[0])))
    elif what == "xlsx-has":
        xlsx_has(path, rest)
    elif what == "xlsx-lacks":
        xlsx_lacks(path, rest)
    elif what == "xlsx-a4":
        xlsx_a4(path)
    else:
        fail("what is %s?" % what)


main(*sys.argv[1:])
