// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "store/StoreKey.h"

#include <QFile>
#include <QTemporaryDir>

using namespace souffleur;

//! key.json is a file that people copy, keep and repair. Whatever is in it: no code of ours opens it by chance.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const QTemporaryDir directory;
    static const QString path = directory.filePath(u"key.json"_s);
    QFile file(path);
    FUZZ_CHECK(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(reinterpret_cast<const char*>(data), qsizetype(size));
    file.close();
    // The second one is a code as it was typed, from the same bytes.
    const QString typed =
        QString::fromUtf8(reinterpret_cast<const char*>(data), qsizetype(std::min<size_t>(size, 60)));
    for (const QString& code : {u"ABCDE-FGHIJ-KLMNO-PQRST-UVWXY-Z2345-67"_s, typed}) {
        const auto key = store::KeyFile::unlockWithRecoveryCode(path, code);
        FUZZ_CHECK(!key);
        FUZZ_CHECK(key.error().code != ErrorCode::Bug);
    }
    return 0;
}
