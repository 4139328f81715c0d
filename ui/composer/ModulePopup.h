// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Suggestion.h"
#include "ui/theme/Theme.h"

#include <QFrame>

class QListWidget;

namespace souffleur::ui {

//! The FAQ's answers as text modules, offered at the caret while "/words" is typed. Never takes the focus: the
//! editor hands it the few keys it needs.
class ModulePopup : public QFrame {
    Q_OBJECT
public:
    ModulePopup(Theme& theme, QWidget* window);
    //! Shows what was found above the caret (global rectangle); nothing found: hides.
    void offer(const SuggestionSet& set, const QRect& caret);
    //! True when the key was for the list.
    bool takeKey(int key, Qt::KeyboardModifiers modifiers);
    const SuggestionSet& set() const { return m_set; }

signals:
    void chosen(int index);

protected:
    void changeEvent(QEvent* event) override;

private:
    Theme& m_theme;
    SuggestionSet m_set;
    QListWidget* m_list;
};

} // namespace souffleur::ui
