// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Knowledge.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QDialog>

class QListView;
class QTextBrowser;

namespace souffleur::ui {

class FindingModel;

//! The versions of an entry, what each changed, and the way back to one of them.
class HistoryDialog : public QDialog {
    Q_OBJECT
public:
    HistoryDialog(UiContext& context, const QList<FaqVersion>& versions, QWidget* parent = nullptr);

signals:
    void restoreRequested(const souffleur::FaqVersion& version);

private:
    void showVersion(int row);
    UiContext m_context;
    QList<FaqVersion> m_versions; //!< newest first
    FindingModel* m_model;
    QListView* m_list;
    QTextBrowser* m_diff;
    QPushButton* m_restore;
};

} // namespace souffleur::ui
