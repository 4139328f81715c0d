// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/UiContext.h"

#include <QWidget>

namespace souffleur::ui {

//! Who the customer is and what happened before.
class CustomerPanel : public QWidget {
    Q_OBJECT
public:
    explicit CustomerPanel(UiContext& context, QWidget* parent = nullptr);
    void setConversation(const std::optional<Conversation>& conversation);
    void conversationUpdated(const Conversation& conversation);

private:
    UiContext m_context;
};

} // namespace souffleur::ui
