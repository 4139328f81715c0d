// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/SearchSyntax.h"
#include "ui/common/UiContext.h"

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace souffleur::ui {

//! Offers operators and their values under the search field while they are typed. Never takes the focus; nothing is
//! chosen before the agent goes there (Down) or presses Tab, so that Enter always searches.
class SearchCompleter : public QFrame {
    Q_OBJECT
public:
    SearchCompleter(UiContext& context, QLineEdit* field);
    //! What operators may name just now.
    SearchNames names() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void offer();
    void choose(int row);
    bool takeKey(int key);
    void readTags();
    QString explanation(const QString& choice) const;
    void retranslate();

    UiContext m_context;
    QLineEdit* m_field;
    QListWidget* m_list;
    QStringList m_tags;
    SearchCompletion m_completion;
};

//! What is wrong with an operator's value, and what would be right.
QString searchProblemText(const SearchProblem& problem);

} // namespace souffleur::ui
