// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"
#include "ui/common/UiContext.h"

#include <functional>

class QPushButton;

namespace souffleur::ui {

//! Opens the setup of a channel, by its kind; existing: none adds one of the given kind (empty: Telegram).
void openChannelDialog(UiContext& context, std::optional<Channel> existing, const QString& kind, QWidget* parent);

//! Lets the agent choose among the kinds that can be added, in a menu at the button.
void chooseChannelKind(UiContext& context, QPushButton* button, std::function<void(const QString& kind)> chosen);

} // namespace souffleur::ui
