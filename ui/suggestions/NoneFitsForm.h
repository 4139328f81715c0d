// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Suggestion.h"
#include "ui/common/Controls.h"

#include <QFrame>

class QButtonGroup;
class QLineEdit;
class QRadioButton;

namespace souffleur::ui {

//! Why nothing fits, in one reason and optional words.
class NoneFitsForm : public QFrame {
    Q_OBJECT
public:
    explicit NoneFitsForm(QWidget* parent = nullptr);
    //! Empty again and shown.
    void ask();

signals:
    void answered(souffleur::NoneFitsReason reason, const QString& words);
    void dismissed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void submit();

    QLabel* m_title;
    QButtonGroup* m_group;
    std::vector<std::pair<NoneFitsReason, QRadioButton*>> m_reasons;
    QLineEdit* m_words;
    QPushButton* m_send;
    QPushButton* m_cancel;
};

} // namespace souffleur::ui
