// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Faq.h"
#include "ui/common/Controls.h"

#include <QWidget>

class QTableWidget;

namespace souffleur::ui {

//! The dry run of an import: how many of what, and every row with its reason.
class ImportPreview : public QWidget {
    Q_OBJECT
public:
    explicit ImportPreview(Theme& theme, QWidget* parent = nullptr);
    void setPlan(const ImportPlan& plan);
    const ImportPlan& plan() const { return m_plan; }
    static QString problemText(const ImportRow& row);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    Theme& m_theme;
    ImportPlan m_plan;
    QLabel* m_summary;
    QTableWidget* m_table;
};

} // namespace souffleur::ui
