#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints everyday German and English out of Debian's dictionaries, thesauri and manuals, a line each: "de" or "en", tab, text.
usage: generate.py [ROOT] | train_meanings FOLDER   (README.md beside it; ROOT: where the packages are unpacked, default /)
"""
import gzip
import html
import re
import sys
from pathlib import Path

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else "/") / "usr/share"
TAG = re.compile(r"<[^>]+>")


def put(language, text):
    text = " ".join(text.split())
    if len(text) > 3:
        print(language, text, sep="\t")


def read(path):
    return path.read_text(encoding="utf-8", errors="replace")


def pages(language, folder, pattern, blocks):
    """Paragraphs of HTML or Mallard, each once."""
    seen = set()
    for path in sorted((ROOT / folder).rglob(pattern)):
        page = re.sub(r"(?s)<(script|style|head|info|license)\b.*?</\1>", " ", read(path))
        for found in re.finditer(rf"(?s)<({blocks})\b[^>]*>(.*?)</\1>", page):
            text = " ".join(html.unescape(TAG.sub("", found.group(2))).split())
            if text not in seen:
                seen.add(text)
                put(language, text)


def quotations(language, paths):
    for path in sorted(paths):
        for text in read(path).split("\n%"):
            put(language, re.sub(r"(?s)\n\s*--.*", "", text))


def translations(path):
    """"Karte {f}; Ticket {n} | Karten {pl} :: ticket; card | tickets": each side's phrases."""
    for line in read(path).split("\n"):
        if line.startswith("#") or "::" not in line:
            continue
        for language, side in zip(("de", "en"), line.split("::", 1)):
            for phrase in side.split("|"):
                put(language, re.sub(r"\{[^}]*\}|\[[^\]]*\]", " ", phrase.replace("/", " ")))


def synonyms(language, path):
    seen = set()
    for line in read(path).split("\n"):
        if line.startswith(("-|", "(")):
            words = [re.sub(r"\([^)]*\)", "", word) for word in line.split("|")[1:] if "antonym" not in word]
            text = " ".join(words)
            if text not in seen:
                seen.add(text)
                put(language, text)


def wordnet(folder):
    """A set of synonyms with its definition and examples."""
    for path in sorted((ROOT / folder).glob("data.*")):
        for line in read(path).split("\n"):
            if "|" not in line or line.startswith(" "):
                continue
            head, text = line.split("|", 1)
            fields = head.split()
            words = fields[4:4 + 2 * int(fields[3], 16):2]
            put("en", " ".join(words).replace("_", " ") + " " + text)


def definitions(path):
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        for entry in re.split(r"\n\n(?=\S)", file.read()):
            put("en", re.sub(r"\[[^\]]*\]|\\[^\\]*\\|--\w+\.?|\{|\}", " ", entry))


pages("de", "libreoffice/help/de", "*.html", "p|h1|h2|h3|h4")
pages("en", "libreoffice/help/en-US", "*.html", "p|h1|h2|h3|h4")
pages("de", "help/de", "*.page", "p|title|desc")
pages("en", "help/C", "*.page", "p|title|desc")
fortunes = ROOT / "games/fortunes"
quotations("de", (fortunes / "de").glob("*.u8"))
quotations("en", [path for path in fortunes.iterdir() if path.is_file() and not path.suffix and not path.is_symlink()])
translations(ROOT / "trans/de-en")
synonyms("de", ROOT / "mythes/th_de_DE_v2.dat")
synonyms("en", ROOT / "mythes/th_en_US_v2.dat")
wordnet("wordnet")
definitions(ROOT / "dictd/gcide.dict.dz")
