// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/UiContext.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace souffleur::ui {

class MessageBar;

//! Ctrl+N: somebody known by name, or an address on a channel where we may write first. Show it with open().
class NewConversationDialog : public QDialog {
    Q_OBJECT
public:
    explicit NewConversationDialog(UiContext& context, QWidget* parent = nullptr);

signals:
    void chosen(souffleur::ConversationId conversation);
    void channelSetupRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void load(InboxView view);
    void fill();
    void refresh();
    void accept() override;
    void start();
    bool isAddress() const;

    UiContext m_context;
    QLineEdit* m_edit;
    QListWidget* m_list;
    QWidget* m_by;
    QLineEdit* m_name;
    QComboBox* m_channel;
    QLabel* m_why;
    MessageBar* m_bar;
    QPushButton* m_setup;
    QPushButton* m_go;
    QList<Conversation> m_known;
    bool m_running = false;
};

} // namespace souffleur::ui
