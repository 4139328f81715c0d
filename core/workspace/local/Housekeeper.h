// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "store/Storage.h"

#include <QObject>

namespace souffleur::workspace {

//! Keeps logs that only grow within bounds: the numbered changes (a replica that was away for longer copies anew)
//! and the answers to commands (a command is repeated within minutes, not weeks). Works in small steps between
//! other writes. Lives in the thread that made it.
class Housekeeper : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 KeptChanges = 100'000;
    static constexpr auto KeptCommands = std::chrono::days(30);
    static constexpr int Step = 500; //!< rows of each in one write: a few milliseconds

    Housekeeper(store::Storage& storage, Clock& clock);
    //! The first look comes after a minute, the next ones hourly.
    void start();

private:
    void arm(Milliseconds delay);
    void step();

    store::Storage& m_storage;
    Clock& m_clock;
    std::shared_ptr<void> m_timer;
};

} // namespace souffleur::workspace
