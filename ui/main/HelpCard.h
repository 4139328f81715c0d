// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QFrame>
#include <QPointer>

class QGridLayout;
class QLabel;

namespace souffleur::ui {

class ActionRegistry;

//! F1: what can be done in the part of the window where the agent is, with its keys; F1 again shows all keys.
class HelpCard : public QFrame {
    Q_OBJECT
public:
    enum class Topic {
        Views,
        List,
        Thread,
        Composer,
        Suggestions,
        Customer,
        Knowledge,
    };
    HelpCard(Theme& theme, const ActionRegistry& registry, QWidget* window);
    void show(Topic topic);
    //! Hides it; the focus goes back to where it was.
    void dismiss();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Content {
        QString title;
        QString text;
        QStringList actions; //!< ids of the registry
    };
    static Content contentOf(Topic topic);

    Theme& m_theme;
    const ActionRegistry& m_registry;
    QLabel* m_title;
    QLabel* m_text;
    QLabel* m_more;
    QWidget* m_keys = nullptr;
    QPointer<QWidget> m_back; //!< had the focus before
};

} // namespace souffleur::ui
