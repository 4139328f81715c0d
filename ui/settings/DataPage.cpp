// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/DataPage.h"

#include "base/Executor.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/settings/ImportPreview.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QBoxLayout>
#include <QDir>
#include <QFileDialog>

namespace souffleur::ui {
DataPage::DataPage(UiContext& context, QWidget* parent)
    : SettingsPage(context, u"document"_s, parent), m_bar(new MessageBar(context.theme, this)),
      m_import(makeButton(ButtonKind::Normal, {}, this)), m_export(makeButton(ButtonKind::Normal, {}, this)),
      m_sample(makeButton(ButtonKind::Danger, {}, this)), m_importRow(addRow(m_import)),
      m_exportRow(addRow(m_export)), m_sampleRow(addRow(m_sample)), m_previewBox(new QWidget(this)),
      m_preview(new ImportPreview(context.theme, m_previewBox)),
      m_commit(makeButton(ButtonKind::Primary, {}, m_previewBox)),
      m_discard(makeButton(ButtonKind::Normal, {}, m_previewBox)) {
    content()->insertWidget(0, m_bar);
    auto* preview = new QVBoxLayout(m_previewBox);
    preview->setContentsMargins(0, 0, 0, 0);
    preview->addWidget(m_preview, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_discard);
    buttons->addWidget(m_commit);
    preview->addLayout(buttons);
    m_previewBox->hide();
    content()->insertWidget(2, m_previewBox);
    m_bar->setClosable(true);
    connect(m_import, &QPushButton::clicked, this, &DataPage::importFile);
    connect(m_export, &QPushButton::clicked, this, &DataPage::exportFile);
    connect(m_sample, &QPushButton::clicked, this, &DataPage::askRemoveSample);
    connect(m_commit, &QPushButton::clicked, this, &DataPage::commit);
    connect(m_discard, &QPushButton::clicked, m_previewBox, &QWidget::hide);
    connect(&context.workspace, &workspace::Workspace::channelsChanged, this, &DataPage::refreshSample);
    retranslate();
}

void DataPage::refreshSample() {
    const QList<Channel> channels = m_context.workspace.channels();
    m_sample->setEnabled(
        std::any_of(channels.cbegin(), channels.cend(), [](const Channel& channel) { return channel.sample; }));
}

void DataPage::importFile() {
    auto* dialog = new QFileDialog(window(), tr("Import a FAQ"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("FAQ files (*.csv *.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_import->setEnabled(false);
        m_bar->showMessage(MessageBar::Level::Info, tr("Reading the file …"));
        thenOn(m_files.read(path), this, [this](const Result<QByteArray>& content) {
            if (!content) {
                planned(content.error());
                return;
            }
            thenOn(m_context.workspace.planImport(*content), this,
                   [this](const Result<ImportPlan>& plan) { planned(plan); });
        });
    });
    dialog->open();
}

void DataPage::planned(const Result<ImportPlan>& plan) {
    m_import->setEnabled(true);
    if (!plan) {
        m_bar->showError(plan.error());
        return;
    }
    m_bar->hide();
    m_preview->setPlan(*plan);
    const int count = plan->added + plan->changed;
    m_commit->setText(tr("Import %n answer(s)", nullptr, count));
    m_commit->setEnabled(count > 0);
    m_previewBox->show();
    m_commit->setFocus();
}

void DataPage::commit() {
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
           });
}

void DataPage::exportFile() {
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

void DataPage::askRemoveSample() {
    m_bar->showMessage(MessageBar::Level::Warning,
                       tr("Remove the made-up customers and their conversations? This cannot be undone."));
    auto* keep = m_bar->addAction(tr("Keep"));
    connect(keep, &QPushButton::clicked, m_bar, &QWidget::hide);
    connect(m_bar->addAction(tr("Remove sample data")), &QPushButton::clicked, this, [this] {
        m_bar->hide();
        thenOn(m_context.workspace.run(RemoveSampleData{}), this, [this](const Result<CommandReply>& result) {
            if (result)
                m_bar->showMessage(MessageBar::Level::Info, tr("The sample data is gone."));
            else
                m_bar->showError(result.error());
            refreshSample();
        });
    });
    keep->setFocus();
}

void DataPage::retranslate() {
    m_import->setText(tr("Import …"));
    m_export->setText(tr("Export …"));
    m_sample->setText(tr("Remove …"));
    m_discard->setText(tr("Discard"));
    if (m_previewBox->isVisible())
        m_commit->setText(tr("Import %n answer(s)", nullptr, m_preview->plan().added + m_preview->plan().changed));
    setTexts(m_importRow, tr("Import a FAQ"), tr("CSV or JSON; you see first what would happen."));
    setTexts(m_exportRow, tr("Export the FAQ"), tr("All questions and answers in one file."));
    setTexts(m_sampleRow, tr("Sample data"), tr("Removes made-up customers, their channel and conversations."));
    refreshSample();
    SettingsPage::retranslate();
}

} // namespace souffleur::ui
