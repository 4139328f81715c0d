// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Conversation.h"
#include "ui/common/UiContext.h"

#include <QFrame>
#include <QPointer>

class QLineEdit;
class QListWidget;

namespace souffleur::ui {

class ActionRegistry;

//! Ctrl+K: type a few letters of a command or of a customer's name, Enter does it.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    CommandPalette(UiContext& context, ActionRegistry& registry, QWidget* window);
    //! conversations: what the list shows; more are asked for as the agent types.
    void popup(const QList<Conversation>& conversations);

signals:
    void conversationChosen(const souffleur::Conversation& conversation);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void fill();
    void choose();
    void dismiss();

    UiContext m_context;
    ActionRegistry& m_registry;
    QLineEdit* m_edit;
    QListWidget* m_list;
    QList<Conversation> m_conversations;
    QPointer<QWidget> m_back; //!< had the focus before
};

//! Every word of the pattern begins a word of the text, or stands in it; case and accents do not matter.
//! 0: no match; the higher, the better.
int paletteScore(const QString& text, const QString& pattern);

} // namespace souffleur::ui
