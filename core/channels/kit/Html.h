// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/kit/RichText.h"

namespace souffleur::channels::kit {

//! The HTML that messengers use for messages (Matrix formatted_body), by an allow-list: other elements
//! leave their words, script, style and a reply's fallback (mx-reply) leave nothing. Never fails, loads nothing,
//! linear.
RichText fromHtml(const QString& html);
//! org.matrix.custom.html: paragraphs as lines with <br/>, real lists and quotes.
QString toMatrixHtml(const RichText& text);

} // namespace souffleur::channels::kit
