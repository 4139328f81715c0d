// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/RichText.h"

#include <functional>

//! Slack's own markup: *bold* _italic_ ~strike~ `code`, <address|text>, with & < > escaped.
namespace souffleur::channels::kit {

//! The name behind a user's or channel's id in a mention; empty: not known.
using NameOf = std::function<QString(const QString& id)>;

RichText fromMrkdwn(const QString& text, const NameOf& nameOf = {});
QString toMrkdwn(const RichText& text);
//! & < > as the API wants them; with mrkdwn off, the words are then shown as they are.
QString escapedMrkdwn(const QString& text);
//! The ids of users mentioned in it.
QStringList mentionsIn(const QString& mrkdwn);

} // namespace souffleur::channels::kit
