// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/RichText.h"

namespace souffleur::channels::kit {

enum class MarkdownDialect {
    Ours,       //!< see RichText.h
    Discord,    //!< __underline__ and ||spoiler||, mentions and emoji in <>
    Mattermost, //!< CommonMark
};

//! Never fails: what is no markup is words. Linear.
RichText fromMarkdown(const QString& text, MarkdownDialect dialect = MarkdownDialect::Ours);

//! Ours is for people to read as it is: words that happen to look like markup stay what they are. For the others
//! they are escaped, so that the customer reads what the agent wrote.
QString toMarkdown(const RichText& text, MarkdownDialect dialect = MarkdownDialect::Ours);

} // namespace souffleur::channels::kit
