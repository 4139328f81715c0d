// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Faq.h"
#include "ui/firstrun/FaqFileReader.h"
#include "ui/settings/SettingsPage.h"

namespace souffleur::ui {

class ImportPreview;
class MessageBar;

//! The knowledge in and out, and the sample data away.
class DataPage final : public SettingsPage {
    Q_OBJECT
public:
    DataPage(UiContext& context, QWidget* parent);
    QString title() const override { return tr("Data"); }

private:
    void retranslate() override;
    void importFile();
    void planned(const Result<ImportPlan>& plan);
    void commit();
    void exportFile();
    void askRemoveSample();
    void refreshSample();

    FaqFileReader m_files;
    MessageBar* m_bar;
    QPushButton* m_import;
    QPushButton* m_export;
    QPushButton* m_sample;
    Row m_importRow, m_exportRow, m_sampleRow;
    QWidget* m_previewBox;
    ImportPreview* m_preview;
    QPushButton* m_commit;
    QPushButton* m_discard;
};

} // namespace souffleur::ui
