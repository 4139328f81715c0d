// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/EmojiTable.h"

#include "base/Strings.h"

#include <algorithm>

#include <QFile>
#include <QLocale>

// Outside of any namespace, as the macro demands; a static library would lose the resource without it.
static void initResources() {
    Q_INIT_RESOURCE(souffleur);
}

namespace souffleur::ui {
namespace {

std::vector<Emoji> readTable() {
    initResources();
    std::vector<Emoji> table;
    QFile file(u":/emoji/emoji.tsv"_s);
    if (!file.open(QIODevice::ReadOnly))
        return table;
    const QString content = QString::fromUtf8(file.readAll());
    table.reserve(2000);
    bool common = true;
    for (const QStringView line : QStringView(content).split(u'\n', Qt::SkipEmptyParts)) {
        if (line.startsWith(u"# ")) {
            common = common && line != u"# others";
            continue;
        }
        const QList<QStringView> cells = line.split(u'\t');
        if (cells.size() != 4)
            continue;
        Emoji emoji{cells[0].toString(), cells[1].toString(), cells[2].toString(), {}, common};
        emoji.words = u"\n%1\n%2\n%3\n"_s.arg(emoji.german, emoji.english, cells[3]).toLower().replace(u'|', u'\n');
        table.push_back(std::move(emoji));
    }
    return table;
}

//! At the beginning of a word; whole: and up to the end of one.
bool begins(QStringView text, QStringView word, bool whole = false) {
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const qsizetype end = at + word.size();
        if ((at == 0 || !text.at(at - 1).isLetterOrNumber()) &&
            (!whole || end == text.size() || !text.at(end).isLetterOrNumber()))
            return true;
    }
    return false;
}

} // namespace

const QString& Emoji::name() const {
    return QLocale().language() == QLocale::German ? german : english;
}

const std::vector<Emoji>& emojiTable() {
    static const std::vector<Emoji> table = readTable();
    return table;
}

QList<int> findEmoji(const QString& typed, int limit) {
    const QString phrase = typed.simplified().toLower();
    const QStringList words = phrase.split(u' ', Qt::SkipEmptyParts);
    const std::vector<Emoji>& table = emojiTable();
    const QString line = u"\n%1\n"_s.arg(phrase);
    QList<std::pair<int, int>> found; // rank, index
    for (int i = 0; i < int(table.size()); ++i) {
        const Emoji& emoji = table[size_t(i)];
        if (!std::all_of(words.cbegin(), words.cend(),
                         [&](const QString& word) { return begins(emoji.words, word); }))
            continue;
        const QString german = emoji.german.toLower();
        const QString english = emoji.english.toLower();
        int rank = 5;
        if (german == phrase || english == phrase)
            rank = 0;
        else if (german.startsWith(phrase) || english.startsWith(phrase))
            rank = 1;
        else if (begins(german, phrase, true) || begins(english, phrase, true))
            rank = 2;
        else if (begins(german, phrase) || begins(english, phrase))
            rank = 3;
        else if (emoji.words.contains(line))
            rank = 4;
        if (!emoji.common || rank > 3)
            rank += 6;
        if (phrase.isEmpty())
            rank = 0;
        found += {rank, i};
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    QList<int> indices;
    for (const auto& [rank, index] : found.mid(0, limit))
        indices += index;
    return indices;
}

} // namespace souffleur::ui
