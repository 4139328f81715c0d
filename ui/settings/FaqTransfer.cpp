// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/FaqTransfer.h"

#include "base/Executor.h"
#include "ui/common/ErrorText.h"
#include "ui/common/MessageBar.h"
#include "ui/settings/ImportPreview.h"
#include "workspace/Workspace.h"

#include <QBoxLayout>
#include <QDir>
#include <QEvent>
#include <QFileDialog>

namespace souffleur::ui {

FaqTransfer::FaqTransfer(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_bar(new MessageBar(context.theme, this)),
      m_previewBox(new QWidget(this)), m_preview(new ImportPreview(context.theme, m_previewBox)),
      m_commit(makeButton(ButtonKind::Primary, {}, m_previewBox)),
      m_discard(makeButton(ButtonKind::Normal, {}, m_previewBox)) {
    m_bar->setClosable(true);
    auto* preview = new QVBoxLayout(m_previewBox);
    preview->setContentsMargins(0, 0, 0, 0);
    preview->addWidget(m_preview, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_discard);
    buttons->addWidget(m_commit);
    preview->addLayout(buttons);
    m_previewBox->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_bar);
    layout->addWidget(m_previewBox, 1);
    connect(m_commit, &QPushButton::clicked, this, &FaqTransfer::commit);
    connect(m_discard, &QPushButton::clicked, this, [this] {
        m_previewBox->hide();
        emit done();
    });
    retranslate();
}

void FaqTransfer::importFile() {
    if (m_reading)
        return;
    auto* dialog = new QFileDialog(window(), tr("Import a FAQ"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("FAQ files (*.csv *.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_reading = true;
        m_bar->showMessage(MessageBar::Level::Info, tr("Reading the file …"));
        thenOn(m_files.read(path), this, [this](const Result<QByteArray>& content) {
            if (content)
                plan(*content);
            else
                planned(content.error());
        });
    });
    dialog->open();
}

void FaqTransfer::plan(const QByteArray& content) {
    m_reading = true;
    thenOn(m_context.workspace.planImport(content), this,
           [this](const Result<ImportPlan>& plan) { planned(plan); });
}

void FaqTransfer::planned(const Result<ImportPlan>& plan) {
    m_reading = false;
    if (!plan) {
        m_bar->showError(plan.error());
        return;
    }
    m_bar->hide();
    m_preview->setPlan(*plan);
    m_previewBox->show();
    retranslate();
    emit previewShown();
    m_commit->setFocus();
}

void FaqTransfer::commit() {
    m_commit->setEnabled(false);
    thenOn(m_context.workspace.run(CommitImport{m_preview->plan()}), this,
           [this](const Result<CommandReply>& result) {
               m_commit->setEnabled(true);
               if (!result) {
                   m_bar->showError(result.error());
                   return;
               }
               m_previewBox->hide();
               m_bar->showMessage(MessageBar::Level::Info, tr("%n answer(s) imported.", nullptr, result->count));
               emit done();
           });
}

void FaqTransfer::exportFile() {
    auto* dialog = new QFileDialog(window(), tr("Export the FAQ"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString json = tr("Lossless, for Souffleur (*.json)");
    const QString csv = tr("Table, for spreadsheets (*.csv)");
    dialog->setNameFilters({json, csv});
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, csv](const QString& filter) {
        dialog->setDefaultSuffix(filter == csv ? u"csv"_s : u"json"_s);
    });
    dialog->selectFile(u"faq"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        const bool csv = path.endsWith(u".csv"_s, Qt::CaseInsensitive);
        thenOn(m_context.workspace.exportFaq(csv ? FaqFormat::Csv : FaqFormat::Json), this,
               [this, path](const Result<QByteArray>& content) {
                   if (!content) {
                       m_bar->showError(content.error());
                       return;
                   }
                   thenOn(m_files.write(path, *content), this, [this, path](const Status& written) {
                       if (!written)
                           m_bar->showError(written.error());
                       else
                           m_bar->showMessage(MessageBar::Level::Info,
                                              tr("Saved: %1").arg(QDir::toNativeSeparators(path)));
                   });
               });
    });
    dialog->open();
}

void FaqTransfer::retranslate() {
    m_discard->setText(tr("Discard"));
    const int count = m_preview->plan().added + m_preview->plan().changed;
    m_commit->setText(tr("Import %n answer(s)", nullptr, count));
    m_commit->setEnabled(count > 0);
}

void FaqTransfer::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
