// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"
#include "ui/knowledge/BulkEdit.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QProgressBar;

namespace souffleur::ui {

class FlowLayout;
class TagEdit;

//! Several entries that were chosen in the list: what shall be changed in all of them. The button names how many;
//! the change can be taken back.
class BulkPage : public QWidget {
    Q_OBJECT
public:
    explicit BulkPage(UiContext& context, QWidget* parent = nullptr);
    //! How many are chosen, how many of these are left out because they hold edits, and which tags they have.
    void setChosen(int count, int edited, const QMap<QString, int>& tags);
    void showProgress(int done, int total);
    //! The run is over; what was set is forgotten if it was carried out.
    void showForm(bool emptied);
    BulkChange change() const;
    //! What a run came to, in whole sentences.
    static QString outcomeText(const BulkEdit::Outcome& outcome, bool undone);

signals:
    void applyRequested(const souffleur::ui::BulkChange& change);
    void cancelRequested();
    void clearRequested(); //!< the selection

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Date {
        QCheckBox* wanted = nullptr;
        QLineEdit* date = nullptr;
    };
    QWidget* buildForm();
    Date makeDate(QWidget* parent);
    void refreshButton();
    void refreshTags();
    void retranslate();
    bool isReadable(const Date& date) const;

    UiContext m_context;
    int m_count = 0;
    int m_edited = 0;
    QMap<QString, int> m_tags;
    QStringList m_added;
    QStringList m_tagsToRemove;
    QLabel* m_title;
    QLabel* m_explanation;
    QLabel* m_leftOut;
    QWidget* m_form;
    QLabel* m_statusLabel;
    QComboBox* m_status;
    QLabel* m_audienceLabel;
    QComboBox* m_audience;
    QLabel* m_addLabel;
    TagEdit* m_add;
    QLabel* m_removeLabel;
    QWidget* m_remove;
    FlowLayout* m_removeFlow;
    QLabel* m_validLabel;
    Date m_from;
    Date m_until;
    QPushButton* m_apply;
    QPushButton* m_clear;
    QWidget* m_running;
    QLabel* m_progressText;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
};

} // namespace souffleur::ui
