// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/JsonSplit.h"

namespace souffleur::channels::telegram {
namespace {
//! The position behind the string that opens at `at`; -1: it never ends.
qsizetype skipString(const QByteArray& json, qsizetype at) {
    for (qsizetype i = at + 1; i < json.size(); ++i) {
        if (json.at(i) == '\\')
            ++i;
        else if (json.at(i) == '"')
            return i + 1;
    }
    return -1;
}

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

//! The position of the array's first character behind '[', or -1.
qsizetype findArray(const QByteArray& json, const QByteArray& name) {
    int depth = 0;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json.at(i);
        if (c == '"') {
            const qsizetype end = skipString(json, i);
            if (end < 0)
                return -1;
            if (depth == 1 && json.mid(i + 1, end - i - 2) == name) {
                qsizetype next = end;
                while (next < json.size() && (isSpace(json.at(next)) || json.at(next) == ':'))
                    ++next;
                if (next < json.size() && json.at(next) == '[')
                    return next + 1;
            }
            i = end - 1;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return -1;
}
} // namespace

std::optional<QList<QByteArray>> splitArray(const QByteArray& json, const QByteArray& name) {
    qsizetype i = findArray(json, name);
    if (i < 0)
        return std::nullopt;
    QList<QByteArray> members;
    int depth = 0;
    for (qsizetype start = i; i < json.size(); ++i) {
        const char c = json.at(i);
        if (c == '"') {
            const qsizetype end = skipString(json, i);
            if (end < 0)
                return std::nullopt;
            i = end - 1;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (depth == 0 && (c == ',' || c == ']')) {
            const QByteArray member = json.mid(start, i - start).trimmed();
            if (!member.isEmpty())
                members += member;
            start = i + 1;
            if (c == ']')
                return members;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return std::nullopt;
}

} // namespace souffleur::channels::telegram
