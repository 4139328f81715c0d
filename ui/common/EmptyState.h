// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/Controls.h"

#include <QWidget>

class QBoxLayout;

namespace souffleur::ui {

//! What an empty, loading or broken area says: an icon, words and one way out.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(Theme& theme, QWidget* parent = nullptr);
    //! An empty title or hint takes no room.
    void setContent(const QString& icon, const QString& title, const QString& hint = {});
    //! Empty: no button. The first is the way out, the second an alternative.
    void setActions(const QString& first, const QString& second = {});
    QString title() const { return m_title->text(); }

signals:
    void firstRequested();
    void secondRequested();

private:
    void refresh();
    Theme& m_theme;
    QString m_icon;
    QLabel* m_sign;
    QLabel* m_title;
    QLabel* m_hint;
    QPushButton* m_first;
    QPushButton* m_second;
};

} // namespace souffleur::ui
