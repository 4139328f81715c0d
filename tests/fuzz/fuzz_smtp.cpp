// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "channels/mail/ServerWords.h"
#include "channels/mail/SmtpReader.h"

using namespace souffleur;
using namespace souffleur::channels::mail;

//! The same bytes at once and in small pieces have to be the same answers.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto run = [&](qsizetype piece) {
        SmtpReader reader;
        QList<QByteArray> seen;
        for (qsizetype at = 0; at < bytes.size(); at += piece) {
            reader.feed(bytes.mid(at, piece));
            while (true) {
                const auto answer = reader.next();
                if (!answer)
                    return seen;
                if (!*answer)
                    break;
                FUZZ_CHECK(!(*answer)->lines.isEmpty() && (*answer)->lines.size() <= SmtpReader::MaxLines);
                seen += QByteArray::number((*answer)->code) + '|' + (*answer)->lines.join('|');
            }
        }
        return seen;
    };
    const QList<QByteArray> whole = run(std::max<qsizetype>(1, bytes.size()));
    FUZZ_CHECK(whole == run(7));
    for (const QByteArray& answer : whole) {
        const QString words = serverText(answer.mid(4));
        const int wait = waitNamed(words);
        FUZZ_CHECK(wait >= 0 && wait <= 3600);
        const Error error = smtpError(answer.left(3).toInt(), words, "RCPT");
        FUZZ_CHECK(error.code != ErrorCode::Unclear && error.retryAfterSeconds <= 3600);
    }
    return 0;
}
