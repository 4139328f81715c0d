// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

class QDataStream;

namespace souffleur::assist {

//! How common words are in customers' messages at large: what everybody writes tells little.
struct Background {
    std::unordered_map<std::string, int> texts; //!< stem: messages with it
    int count = 0;                              //!< messages in all

    //! stems: of one message, with repetitions.
    void add(std::vector<std::string> stems);

    friend QDataStream& operator<<(QDataStream& out, const Background& background);
    friend QDataStream& operator>>(QDataStream& in, Background& background);
};

} // namespace souffleur::assist
