// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Id.h"

#include <QDateTime>
#include <QMutex>
#include <QRandomGenerator>

namespace souffleur {

QUuid newUuid7() {
    static QMutex mutex;
    static quint64 last = 0;
    const QMutexLocker lock(&mutex);
    // The 12 bits after the version count up within a millisecond, so ids made in a row sort in that order.
    const quint64 fresh = quint64(QDateTime::currentMSecsSinceEpoch()) << 12;
    last = fresh > last ? fresh : last + 1;
    const quint64 random = QRandomGenerator::system()->generate64();
    const auto milliseconds = last >> 12;
    return QUuid(uint(milliseconds >> 16), ushort(milliseconds & 0xffff), ushort(0x7000 | (last & 0xfff)),
                 uchar(0x80 | ((random >> 56) & 0x3f)), uchar(random >> 48), uchar(random >> 40),
                 uchar(random >> 32), uchar(random >> 24), uchar(random >> 16), uchar(random >> 8), uchar(random));
}

} // namespace souffleur
