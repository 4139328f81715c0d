// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/Json.h"

#include <QJsonDocument>

namespace souffleur::channels::kit {
namespace {
constexpr qint64 EarliestMs = 1'356'998'400'000; // 2013-01-01, before any of the messengers
constexpr qint64 DayMs = 86'400'000;
constexpr qsizetype MaxRawBytes = 256 * 1024;

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

std::optional<qint64> integer(const QJsonValue& value) {
    // A double beyond 2^53 would be rounded; Qt keeps integer literals as 64 bits.
    constexpr qint64 None = std::numeric_limits<qint64>::min();
    const qint64 number = value.toInteger(None);
    return number == None ? std::nullopt : std::optional(number);
}

std::optional<QJsonObject> objectOf(const QByteArray& json) {
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError || !document.isObject())
        return std::nullopt;
    return document.object();
}

Timestamp plausibleTime(qint64 ms, Timestamp now) {
    return ms < EarliestMs || ms > toMs(now) + DayMs ? now : fromMs(ms);
}

RejectedEvent rejected(const QString& externalId, const QString& problem, const QByteArray& raw) {
    return {externalId, problem, raw.left(MaxRawBytes)};
}

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

} // namespace souffleur::channels::kit
