// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/HistoryDialog.h"

#include "ui/common/Format.h"
#include "ui/knowledge/EntryDiff.h"
#include "ui/knowledge/RowDelegate.h"
#include "workspace/Workspace.h"

#include <QBoxLayout>
#include <QTextBrowser>

namespace souffleur::ui {

HistoryDialog::HistoryDialog(UiContext& context, const QList<FaqVersion>& versions, QWidget* parent)
    : QDialog(parent), m_context(context), m_versions(versions), m_model(new FindingModel(this)),
      m_list(makeRowList(context.theme, this)), m_diff(new QTextBrowser(this)),
      m_restore(makeButton(ButtonKind::Primary, tr("Restore this version"), this)) {
    setWindowTitle(tr("History"));
    setObjectName(u"historyDialog"_s);
    const Timestamp now = context.workspace.clock().now();
    QList<FindingModel::Row> rows;
    for (const FaqVersion& version : versions) {
        FindingModel::Row row;
        row.title = tr("Version %1").arg(Format::count(version.version));
        row.facts = {Format::listTime(version.at, now)};
        if (!version.author.isEmpty())
            row.facts += version.author;
        row.side = version.comment == u"import"_s   ? tr("imported")
                   : version.comment == u"merged"_s ? tr("merged")
                                                    : version.comment;
        row.tone = int(Tone::Muted);
        rows += row;
    }
    m_model->setRows(rows);
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Versions"));
    m_list->setFixedWidth(context.theme.px(300));
    m_diff->setAccessibleName(tr("What this version changed"));
    m_diff->setFrameShape(QFrame::NoFrame);
    m_diff->setProperty("look", u"plain"_s);
    m_diff->document()->setDocumentMargin(context.theme.px(12));
    m_diff->setOpenLinks(false);
    auto* close = makeButton(ButtonKind::Normal, tr("Close"), this);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(12, 10, 12, 12);
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_restore);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(0);
    columns->addWidget(m_list);
    auto* line = new QFrame(this);
    setPane(line, Pane::Line);
    line->setFixedWidth(1);
    columns->addWidget(line);
    columns->addWidget(m_diff, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(columns, 1);
    layout->addWidget(makeLine(this));
    layout->addLayout(buttons);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) { showVersion(index.row()); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        const int row = m_list->currentIndex().row();
        if (row >= 0 && row < m_versions.size())
            emit restoreRequested(m_versions.at(row));
        accept();
    });
    resize(context.theme.px(860), context.theme.px(520));
    m_list->setCurrentIndex(m_model->index(0));
    m_list->setFocus();
}

void HistoryDialog::showVersion(int row) {
    if (row < 0 || row >= m_versions.size())
        return;
    m_restore->setEnabled(row > 0); // the first is what stands there
    const FaqVersion& version = m_versions.at(row);
    const QStringList before =
        row + 1 < m_versions.size() ? EntryDiff::linesOf(m_versions.at(row + 1).entry) : QStringList();
    const Tokens& t = m_context.theme.tokens();
    QString html;
    for (const EntryDiff::Line& line : EntryDiff::between(before, EntryDiff::linesOf(version.entry))) {
        // Never the colour alone: a sign stands before the line.
        const QString text = line.text.toHtmlEscaped();
        switch (line.kind) {
        case EntryDiff::Kind::Same:
            html += u"<p style='margin:2px 0;color:%1'>&nbsp;&nbsp;%2</p>"_s.arg(t.muted.name(), text);
            break;
        case EntryDiff::Kind::Removed:
            html += u"<p style='margin:2px 0;color:%1;background:%2'>− %3</p>"_s.arg(t.bad.name(), t.badBg.name(),
                                                                                     text);
            break;
        case EntryDiff::Kind::Added:
            html += u"<p style='margin:2px 0;color:%1;background:%2'>+ %3</p>"_s.arg(t.text.name(),
                                                                                     t.accentWeak.name(), text);
            break;
        }
    }
    m_diff->setHtml(html);
}

} // namespace souffleur::ui
