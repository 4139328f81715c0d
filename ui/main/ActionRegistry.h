// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Strings.h"

#include <functional>

#include <QAction>
#include <QCoreApplication>
#include <QKeySequence>
#include <QObject>

class QWidget;

namespace souffleur::ui {

class UiSettings;

//! Every command of the window: id, words, default key, the key in force. Keys are remapped through UiSettings;
//! none is Ctrl+Alt or Alt with a letter (AltGr types on European layouts).
class ActionRegistry : public QObject {
    Q_OBJECT
public:
    enum class Group {
        Everywhere,
        Inbox,
        Composer,
        Suggestions,
    };
    struct Row {
        QString id;
        Group group;
        const char* text; //!< source text, see text()
        QStringList keys; //!< default first; more than one: all work
    };
    //! The whole table; also what the shortcut list and the settings show.
    static const QList<Row>& table();
    static QString text(const QString& id);
    static QString groupName(Group group);

    ActionRegistry(UiSettings& settings, QWidget* window);
    //! Gives the action of the table its work. Unknown ids are a bug.
    QAction* bind(const QString& id, std::function<void()> work);
    QAction* action(const QString& id) const { return m_actions.value(id); }
    QList<QAction*> all() const;
    QKeySequence key(const QString& id) const;
    static QKeySequence key(const UiSettings& settings, const QString& id);
    //! The id that has this key already, other than `except`.
    static QString holderOf(const UiSettings& settings, const QKeySequence& key, const QString& except);
    void retranslate();

private:
    void applyKeys();
    UiSettings& m_settings;
    QWidget* m_window;
    QHash<QString, QAction*> m_actions;
};

} // namespace souffleur::ui
