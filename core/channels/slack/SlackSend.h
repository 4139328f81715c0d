// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/SendQueue.h"
#include "channels/slack/SlackApi.h"

namespace souffleur::channels::slack {

//! Where a message goes: into a channel, and there at the top or under the root of a thread.
struct SlackPlace {
    QString channel;
    QString thread;
};

//! Posts a text. Slack has no key that makes a repetition harmless, so a lost answer is looked up by our mark in
//! the message's metadata; not found, it stays Unclear.
std::shared_ptr<void> postText(net::HttpClient& http, Clock& clock, const SlackBuilder& builder,
                               const SlackPlace& place, const QString& text, const QString& clientId,
                               kit::SendQueue::Done done);

//! Uploads the files and shares them as one message. Nothing is shown before the last step; when its answer is
//! lost, the file itself says whether it was shared. External id: of the message, or "file:<id>" while Slack has
//! not said it.
std::shared_ptr<void> postFiles(net::HttpClient& http, Clock& clock, const SlackBuilder& builder,
                                const SlackPlace& place, const QString& comment,
                                const QList<OutboundMessage::File>& files, kit::SendQueue::Done done);

} // namespace souffleur::channels::slack
