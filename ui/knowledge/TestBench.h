// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Gap.h"
#include "domain/Knowledge.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace souffleur::ui {

class EntryDraft;
class MessageBar;

//! A question whose right entry is known.
struct TestCase {
    QString text;
    FaqEntryId entry;
    bool operator==(const TestCase&) const = default;
};

//! "Try it out": what the bot would offer for a question, why, and why not; and saved questions whose entry is
//! known, so that a change shows what it costs elsewhere.
class TestBench : public QWidget {
    Q_OBJECT
public:
    explicit TestBench(UiContext& context, QWidget* parent = nullptr);
    //! The entry in the editor: unsaved edits of it are tried too, and test cases expect it.
    void setDraft(EntryDraft* draft);
    void setGaps(const QList<GapCluster>& gaps);
    void focusQuestion();
    void tryText(const QString& text);

signals:
    void entryRequested(souffleur::FaqEntryId id);
    void gapRequested(const souffleur::GapCluster& gap);
    void gapEntryRequested(const souffleur::GapCluster& gap);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void ask();
    void showTrial(const Result<Trial>& trial);
    QWidget* card(const Suggestion& hit, int position, double threshold);
    void loadCases();
    void saveCases();
    void addCase();
    void runCases();
    void runCase(qsizetype index, quint64 generation);
    void refreshCases();
    void refreshGaps();
    void retranslate();

    UiContext m_context;
    QPointer<EntryDraft> m_draft;
    QTimer m_delay;
    quint64 m_generation = 0;
    std::optional<Trial> m_trial;

    QLabel* m_title;
    QLineEdit* m_question;
    QWidget* m_results;
    QVBoxLayout* m_resultRows;
    QLabel* m_hint;
    QPushButton* m_addCase;
    MessageBar* m_bar;
    QLabel* m_casesTitle;
    QLabel* m_casesFigure;
    QPushButton* m_runCases;
    QWidget* m_caseList;
    QVBoxLayout* m_caseRows;
    QList<TestCase> m_cases;
    QList<int> m_ranks; //!< of each case: 1-based, 0: not among them, -1: not tried yet
    quint64 m_caseRun = 0;
    bool m_running = false;
    QLabel* m_gapsTitle;
    QWidget* m_gapList;
    QVBoxLayout* m_gapRows;
    QPushButton* m_gapEntry;
    QList<GapCluster> m_gaps;
};

} // namespace souffleur::ui
