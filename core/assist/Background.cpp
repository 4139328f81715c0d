// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "assist/Background.h"

#include <algorithm>
#include <map>

#include <QDataStream>

namespace souffleur::assist {

void Background::add(std::vector<std::string> stems) {
    std::sort(stems.begin(), stems.end());
    stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
    for (const std::string& stem : stems)
        ++texts[stem];
    ++count;
}

QDataStream& operator<<(QDataStream& out, const Background& background) {
    // In order: the same words give the same bytes.
    const std::map<std::string, int> sorted(background.texts.begin(), background.texts.end());
    out << qint32(background.count) << quint32(sorted.size());
    for (const auto& [stem, texts] : sorted)
        out << QByteArray::fromStdString(stem) << qint32(texts);
    return out;
}

QDataStream& operator>>(QDataStream& in, Background& background) {
    background = {};
    qint32 count = 0;
    quint32 words = 0;
    in >> count >> words;
    background.count = count;
    for (quint32 i = 0; i < words && in.status() == QDataStream::Ok; ++i) {
        QByteArray stem;
        qint32 texts = 0;
        in >> stem >> texts;
        background.texts.insert({stem.toStdString(), texts});
    }
    return in;
}

} // namespace souffleur::assist
