// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/Clock.h"

#include <QTimer>

namespace souffleur {

Timestamp SystemClock::now() const {
    return fromMs(QDateTime::currentMSecsSinceEpoch());
}

std::shared_ptr<void> SystemClock::callAfter(Milliseconds delay, QObject* context, std::function<void()> fn) {
    auto timer = std::shared_ptr<QTimer>(new QTimer, [](QTimer* t) {
        t->disconnect(); // at once: it may be due already, and deleting waits for the next turn of the loop
        t->deleteLater();
    });
    timer->setSingleShot(true);
    timer->setTimerType(delay > 5s ? Qt::CoarseTimer : Qt::PreciseTimer);
    QObject::connect(timer.get(), &QTimer::timeout, context, [fn = std::move(fn)] { fn(); });
    timer->start(std::max(delay, Milliseconds::zero()));
    return timer;
}

} // namespace souffleur
