// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/ImportPreview.h"

#include "ui/common/Format.h"

#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QTableWidget>

namespace souffleur::ui {
namespace {
constexpr qsizetype MaxRows = 500; //!< rows with errors come first, so nothing that matters is cut off
}

ImportPreview::ImportPreview(Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_summary(makeLabel(LabelRole::Body, Tone::Text, {}, this)),
      m_table(new QTableWidget(0, 3, this)) {
    m_summary->setWordWrap(true);
    m_table->setProperty("look", u"boxed"_s);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setMinimumHeight(theme.px(170));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
}

void ImportPreview::setPlan(const ImportPlan& plan) {
    m_plan = plan;
    refresh();
}

QString ImportPreview::problemText(const ImportRow& row) {
    const QString& problem = row.problem;
    QString text;
    if (problem == u"missing_answer")
        text = tr("The answer is missing.");
    else if (problem == u"missing_question")
        text = tr("The question is missing.");
    else if (problem == u"bad_date")
        text = tr("This is not a date.");
    else
        text = tr("This row cannot be read (%1).").arg(problem);
    return row.value.isEmpty() ? text : tr("%1 Found: “%2”").arg(text, Format::isolated(row.value));
}

void ImportPreview::refresh() {
    m_summary->setText(tr("%1 new, %2 changed, %3 duplicates, %4 with errors. Nothing has been changed yet.")
                           .arg(Format::count(m_plan.added), Format::count(m_plan.changed),
                                Format::count(m_plan.duplicates), Format::count(m_plan.broken)));
    m_table->setHorizontalHeaderLabels({tr("Row"), tr("What happens"), tr("Question")});
    m_table->setAccessibleName(tr("Rows of the import"));
    QList<const ImportRow*> rows;
    for (const bool broken : {true, false}) {
        for (const ImportRow& row : std::as_const(m_plan.rows)) {
            if ((row.action == ImportAction::Broken) == broken && rows.size() < MaxRows)
                rows += &row;
        }
    }
    m_table->setRowCount(int(rows.size()));
    for (int i = 0; i < rows.size(); ++i) {
        const ImportRow& row = *rows.at(i);
        QString action;
        QString text = row.entry.question({});
        QColor colour = m_theme.tokens().muted;
        switch (row.action) {
        case ImportAction::Add:
            action = tr("new");
            colour = m_theme.tokens().ok;
            break;
        case ImportAction::Change:
            action = tr("changed");
            colour = m_theme.tokens().accent;
            break;
        case ImportAction::Duplicate:
            action = tr("already there");
            break;
        case ImportAction::Broken:
            action = tr("left out");
            colour = m_theme.tokens().bad;
            text = problemText(row);
            break;
        }
        m_table->setItem(i, 0, new QTableWidgetItem(Format::count(row.row)));
        auto* what = new QTableWidgetItem(action);
        what->setForeground(colour);
        m_table->setItem(i, 1, what);
        m_table->setItem(i, 2, new QTableWidgetItem(text));
    }
}

void ImportPreview::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
