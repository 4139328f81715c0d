// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/DataPage.h"

#include "base/Executor.h"
#include "ui/common/MessageBar.h"
#include "ui/settings/FaqTransfer.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QBoxLayout>

namespace souffleur::ui {
DataPage::DataPage(UiContext& context, QWidget* parent)
    : SettingsPage(context, u"document"_s, parent), m_transfer(new FaqTransfer(context, this)),
      m_import(makeButton(ButtonKind::Normal, {}, this)), m_export(makeButton(ButtonKind::Normal, {}, this)),
      m_sample(makeButton(ButtonKind::Danger, {}, this)), m_importRow(addRow(m_import)),
      m_exportRow(addRow(m_export)), m_sampleRow(addRow(m_sample)) {
    content()->insertWidget(0, m_transfer);
    connect(m_import, &QPushButton::clicked, m_transfer, &FaqTransfer::importFile);
    connect(m_export, &QPushButton::clicked, m_transfer, &FaqTransfer::exportFile);
    connect(m_sample, &QPushButton::clicked, this, &DataPage::askRemoveSample);
    connect(&context.workspace, &workspace::Workspace::channelsChanged, this, &DataPage::refreshSample);
    retranslate();
}

void DataPage::refreshSample() {
    const QList<Channel> channels = m_context.workspace.channels();
    m_sample->setEnabled(
        std::any_of(channels.cbegin(), channels.cend(), [](const Channel& channel) { return channel.sample; }));
}

void DataPage::askRemoveSample() {
    MessageBar& bar = m_transfer->bar();
    bar.showMessage(MessageBar::Level::Warning,
                    tr("Remove the made-up customers and their conversations? This cannot be undone."));
    auto* keep = bar.addAction(tr("Keep"));
    connect(keep, &QPushButton::clicked, &bar, &QWidget::hide);
    connect(bar.addAction(tr("Remove sample data")), &QPushButton::clicked, this, [this] {
        m_transfer->bar().hide();
        thenOn(m_context.workspace.run(RemoveSampleData{}), this, [this](const Result<CommandReply>& result) {
            if (result)
                m_transfer->bar().showMessage(MessageBar::Level::Info, tr("The sample data is gone."));
            else
                m_transfer->bar().showError(result.error());
            refreshSample();
        });
    });
    keep->setFocus();
}

void DataPage::retranslate() {
    m_import->setText(tr("Import …"));
    m_export->setText(tr("Export …"));
    m_sample->setText(tr("Remove …"));
    setTexts(m_importRow, tr("Import a FAQ"), tr("CSV or JSON; you see first what would happen."));
    setTexts(m_exportRow, tr("Export the FAQ"), tr("All questions and answers in one file."));
    setTexts(m_sampleRow, tr("Sample data"), tr("Removes made-up customers, their channel and conversations."));
    refreshSample();
    SettingsPage::retranslate();
}

} // namespace souffleur::ui
