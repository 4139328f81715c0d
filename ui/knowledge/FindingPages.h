// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Gap.h"
#include "domain/Knowledge.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <array>

#include <QWidget>

class QVBoxLayout;

namespace souffleur::ui {

class MessageBar;

//! What several customers asked and the FAQ does not answer: how they put it, what an agent wrote, what to do.
class GapPage : public QWidget {
    Q_OBJECT
public:
    explicit GapPage(UiContext& context, QWidget* parent = nullptr);
    void setGap(const GapCluster& gap, const QList<std::pair<FaqEntryId, QString>>& entries);

signals:
    void entryRequested(const souffleur::GapCluster& gap); //!< a new entry out of it
    void linkRequested(const souffleur::GapCluster& gap, souffleur::FaqEntryId entry);
    void settleRequested(const souffleur::GapCluster& gap);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void chooseEntry();
    UiContext m_context;
    GapCluster m_gap;
    QList<std::pair<FaqEntryId, QString>> m_entries;
    QLabel* m_title;
    QLabel* m_facts;
    QPushButton* m_create;
    QPushButton* m_link;
    QPushButton* m_ignore;
    QLabel* m_examplesTitle;
    QVBoxLayout* m_examples;
    QLabel* m_draftTitle;
    QLabel* m_draft;
    QLabel* m_masked;
};

//! Two entries that seem to say the same, side by side.
class DuplicatePage : public QWidget {
    Q_OBJECT
public:
    explicit DuplicatePage(UiContext& context, QWidget* parent = nullptr);
    void setDuplicate(const FaqDuplicate& duplicate);

signals:
    void mergeRequested(souffleur::FaqEntryId into, souffleur::FaqEntryId from);
    void apartRequested(souffleur::FaqEntryId first, souffleur::FaqEntryId second);
    void entryRequested(souffleur::FaqEntryId id);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Side {
        FaqEntryId id;
        std::optional<FaqDetail> detail;
        QPushButton* title = nullptr;
        QLabel* facts = nullptr;
        QLabel* text = nullptr;
        QPushButton* keep = nullptr;
    };
    void refresh();
    UiContext m_context;
    FaqDuplicate m_duplicate;
    std::array<Side, 2> m_sides;
    QLabel* m_title;
    QLabel* m_explanation;
    QPushButton* m_apart;
    MessageBar* m_bar;
    quint64 m_generation = 0;
};

} // namespace souffleur::ui
