// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace souffleur::ui {

//! A grid of emoji with a search field; goes away after one was chosen.
class EmojiPopup : public QFrame {
    Q_OBJECT
public:
    explicit EmojiPopup(Theme& theme, QWidget* parent);
    //! Above the anchor, with an empty search.
    void popUp(QWidget* anchor);

signals:
    void chosen(const QString& emoji);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void filter(const QString& words);
    void retranslate();

    Theme& m_theme;
    QLineEdit* m_search;
    QListWidget* m_list;
};

} // namespace souffleur::ui
