// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"
#include "ui/common/UiContext.h"

#include <QDialog>

namespace souffleur::ui {

//! Adds or changes a channel, with live checks. Show it with open() or show().
class ChannelDialog : public QDialog {
    Q_OBJECT
public:
    //! existing: none adds a new channel.
    ChannelDialog(UiContext& context, std::optional<Channel> existing, QWidget* parent = nullptr);

private:
    UiContext m_context;
    std::optional<Channel> m_existing;
};

} // namespace souffleur::ui
