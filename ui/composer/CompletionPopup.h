// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QFrame>

class QListWidget;

namespace souffleur::ui {

//! What may be meant by the words at the caret: text modules behind "/", emoji behind ":". Never takes the focus:
//! the editor hands it the few keys it needs.
class CompletionPopup : public QFrame {
    Q_OBJECT
public:
    struct Row {
        QString text;
        QString toolTip;
    };
    CompletionPopup(Theme& theme, QWidget* window);
    //! At most so many rows are shown.
    static constexpr int MaxRows = 6;
    //! Above the caret (global rectangle); no rows: hides. name: for screen readers. width in design pixels.
    void offer(const QList<Row>& rows, const QString& name, int width, const QRect& caret);
    //! True when the key was for the list.
    bool takeKey(int key, Qt::KeyboardModifiers modifiers);

signals:
    void chosen(int index);

private:
    Theme& m_theme;
    QListWidget* m_list;
};

} // namespace souffleur::ui
