// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/SettingsPage.h"

class QKeySequenceEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace souffleur::ui {

class MessageBar;

//! All actions with their keys: change, switch off, back to the default; conflicts are said before they happen.
class KeyboardPage final : public SettingsPage {
    Q_OBJECT
public:
    KeyboardPage(UiContext& context, QWidget* parent);
    QString title() const override { return tr("Keyboard"); }
    bool filter(const QString& words) override;
    //! The other action that has this key; empty: none.
    QString conflict(const QString& action, const QKeySequence& key) const;
    //! Keys that would take characters away from somebody's keyboard: Ctrl+Alt and Alt with a letter.
    static bool isForbidden(const QKeySequence& key);

private:
    void retranslate() override;
    void rebuild();
    void select();
    void assign();
    QList<QKeySequence> keysOf(const QString& action) const;
    QString current() const;

    QTreeWidget* m_tree;
    QKeySequenceEdit* m_edit;
    QLabel* m_editLabel;
    QPushButton* m_assign;
    QPushButton* m_off;
    QPushButton* m_reset;
    QPushButton* m_resetAll;
    MessageBar* m_bar;
};

} // namespace souffleur::ui
