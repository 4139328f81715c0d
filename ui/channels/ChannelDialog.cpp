// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/channels/ChannelDialog.h"

namespace souffleur::ui {

ChannelDialog::ChannelDialog(UiContext& context, std::optional<Channel> existing, QWidget* parent)
    : QDialog(parent), m_context(context), m_existing(std::move(existing)) {}

} // namespace souffleur::ui
