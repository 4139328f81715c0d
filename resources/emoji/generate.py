#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes emoji.tsv beside it, out of the Unicode data that Debian packages (unicode-data, unicode-cldr-core).

Each line: the emoji, its English name, its German name, words people search by in both languages ("|" between them).
The common ones come first; behind the line "# others" the rest follow in Unicode's order. Left out: skin tones, and what is joined out of several emoji
(families, flags of regions), because Qt 6.4 draws the parts.
"""
import re
import xml.etree.ElementTree as xml
from pathlib import Path

UNICODE = Path("/usr/share/unicode")
COMMON = (
    "🙂😊😀😃😄😁😅😂🤣😉😍🥰😘😎🤗🤔🤩🥳😇🙃😌😋😐😬😕😟🙁😢😭😞😔😮😳😱😴🤒🙈👍👎👌✌️🤞👏🙌🙏🤝👋💪👇👉👆👀❤️🧡💛💚💙💜🖤💔💯✨⭐🌟🔥🎉🎊"
    "🎁🎂🎄🌸🌷🌻💐🍀☀️🌈☕🍕📦🚚✈️🛒🛍️👗👟👕💳💶🧾🏷️📧✉️📞📱💬📎📷📅⏰⏳🔍🔑🔒🔗🔧💡📌📍🏠✅✔️❌⚠️❗❓ℹ️➡️🔄"
)
SKIN_TONE = re.compile("[\U0001f3fb-\U0001f3ff]")
JOINED = re.compile("[\u200d\U000e0020-\U000e007f]")


def annotations(language):
    names, words = {}, {}
    for folder in ("annotations", "annotationsDerived"):
        for node in xml.parse(UNICODE / "cldr/common" / folder / f"{language}.xml").iter("annotation"):
            key = node.get("cp").replace("\ufe0f", "")
            if node.get("type") == "tts":
                names[key] = node.text
            else:
                words[key] = [word.strip() for word in node.text.split("|")]
    return names, words


def symbols():
    for line in (UNICODE / "emoji/emoji-test.txt").read_text(encoding="utf-8").splitlines():
        fields = re.match(r"([0-9A-F ]+?)\s*; fully-qualified\s", line)
        if fields:
            symbol = "".join(chr(int(code, 16)) for code in fields[1].split())
            if not SKIN_TONE.search(symbol) and not JOINED.search(symbol):
                yield symbol


def main():
    english, english_words = annotations("en")
    german, german_words = annotations("de")

    def place(symbol):
        at = COMMON.find(symbol)
        return at if at >= 0 else len(COMMON)

    lines = []
    common = True
    for symbol in sorted(symbols(), key=place):  # stable: Unicode's order behind the common ones
        key = symbol.replace("\ufe0f", "")
        if key not in english or key not in german:
            continue  # newer than the names
        if common and place(symbol) == len(COMMON):
            common = False
            lines.append("# others")
        words = []
        for word in german_words.get(key, []) + english_words.get(key, []):
            if word not in words and word not in (english[key], german[key]):
                words.append(word)
        lines.append("\t".join((symbol, english[key], german[key], "|".join(words))))
    header = (
        "# SPDX-FileCopyrightText: 1991-2022 Unicode, Inc.\n"
        "# SPDX-License-Identifier: Unicode-DFS-2016\n"
        "# Written by generate.py; the terms stand in LICENSE.unicode.\n"
    )
    (Path(__file__).parent / "emoji.tsv").write_text(header + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
