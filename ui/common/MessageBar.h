// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "ui/common/Controls.h"

#include <QFrame>

class QHBoxLayout;

namespace souffleur::ui {

//! An inline message near its cause: sign, words, up to some actions, and a close button when it may be dismissed.
//! Hidden until show() is called through one of its own methods.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    enum class Level {
        Info,
        Warning,
        Error,
    };
    explicit MessageBar(Theme& theme, QWidget* parent = nullptr);
    //! Shows the text (plain) and drops earlier actions.
    void showMessage(Level level, const QString& text);
    void showError(const Error& error);
    //! Adds a button; its owner is the bar until the next showMessage().
    QPushButton* addAction(const QString& text);
    void setClosable(bool closable);
    QString text() const { return m_text->text(); }
    Level level() const { return m_level; }

signals:
    void closed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    Theme& m_theme;
    Level m_level = Level::Info;
    QLabel* m_sign;
    QLabel* m_text;
    QHBoxLayout* m_actions;
    IconButton* m_close;
};

} // namespace souffleur::ui
