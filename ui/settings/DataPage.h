// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/SettingsPage.h"

namespace souffleur::ui {

class FaqTransfer;

//! The knowledge in and out, and the sample data away.
class DataPage final : public SettingsPage {
    Q_OBJECT
public:
    DataPage(UiContext& context, QWidget* parent);
    QString title() const override { return tr("Data"); }

private:
    void retranslate() override;
    void askRemoveSample();
    void refreshSample();

    FaqTransfer* m_transfer;
    QPushButton* m_import;
    QPushButton* m_export;
    QPushButton* m_sample;
    Row m_importRow, m_exportRow, m_sampleRow;
};

} // namespace souffleur::ui
