// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/UiSettings.h"

#include <QAction>
#include <QKeySequence>

namespace souffleur::ui {

//! One line of the shortcut table.
struct ActionInfo {
    QString id;        //!< stable; key of UiSettings::shortcut()
    const char* text;  //!< source text, context souffleur::ui::ActionRegistry
    const char* group; //!< likewise
    QList<QKeySequence> keys;
};

//! All actions with a key: names for menu, palette and shortcut list, keys that can be changed. No key is Ctrl+Alt
//! or Alt with a letter: both write characters on other people's keyboards.
class ActionRegistry : public QObject {
    Q_OBJECT
public:
    ActionRegistry(UiSettings& settings, QWidget* window);
    static const QList<ActionInfo>& table();
    //! Is there a page on which both can be pressed? If not, they may have the same key.
    static bool meet(const ActionInfo& a, const ActionInfo& b);
    //! Works on the knowledge page only, or everywhere but there.
    static bool isOfKnowledge(const ActionInfo& info);
    static bool isOfInbox(const ActionInfo& info);
    QAction* action(const QString& id) const;
    QList<QAction*> actions() const { return m_order; }
    QString group(const QString& id) const;
    QKeySequence key(const QString& id) const;
    void retranslate();

signals:
    void keysChanged();

private:
    void applyKeys(const ActionInfo& info);
    UiSettings& m_settings;
    QHash<QString, QAction*> m_actions;
    QList<QAction*> m_order;
};

} // namespace souffleur::ui
