// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "channels/mail/ImapReader.h"

#include <functional>

using namespace souffleur;
using namespace souffleur::channels::mail;

//! The same bytes at once and in small pieces have to be the same responses.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    ImapLimits limits;
    limits.line = 4096;
    limits.literal = 64 * 1024;
    const std::function<qsizetype(const ImapValue&, int)> count = [&](const ImapValue& value,
                                                                      int depth) -> qsizetype {
        FUZZ_CHECK(depth <= limits.depth + 1);
        qsizetype n = 1;
        for (const ImapValue& item : value.items)
            n += count(item, depth + 1);
        return n;
    };
    const auto run = [&](qsizetype piece) {
        ImapReader reader(limits);
        QList<QByteArray> seen;
        for (qsizetype at = 0; at < bytes.size(); at += piece) {
            reader.feed(bytes.mid(at, piece));
            while (true) {
                const auto line = reader.next();
                if (!line)
                    return seen;
                if (!*line)
                    break;
                qsizetype values = 0;
                for (const ImapValue& value : (*line)->values)
                    values += count(value, 0);
                seen +=
                    (*line)->tag + '|' + (*line)->keyword + '|' + (*line)->text + '|' + QByteArray::number(values);
            }
        }
        return seen;
    };
    FUZZ_CHECK(run(std::max<qsizetype>(1, bytes.size())) == run(7));
    return 0;
}
