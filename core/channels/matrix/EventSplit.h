// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace souffleur::channels::matrix {

//! An answer whose lists of events were taken out, by brackets and strings alone: it works where one event is not
//! valid JSON or is nested beyond the parser's limit.
struct EventSplit {
    QByteArray skeleton;       //!< each member of a list is its number in `members`
    QList<QByteArray> members; //!< their raw texts
};

//! Takes every array apart that stands at one of these keys.
EventSplit splitEvents(const QByteArray& json, const QList<QByteArray>& keys);

} // namespace souffleur::channels::matrix
