// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/UiContext.h"
#include "ui/knowledge/EntryListModel.h"

#include <QWidget>

class QMenu;

namespace souffleur::ui {

class FlowLayout;

//! Which conditions the list of entries is narrowed by, each with a way to drop it; hidden while there is none.
//! Its menu chooses them.
class EntryFilterBar : public QWidget {
    Q_OBJECT
public:
    EntryFilterBar(UiContext& context, EntryListModel& model, QWidget* parent = nullptr);
    //! Status, conditions and order; the caller pops it up, it deletes itself.
    QMenu* makeMenu(QWidget* parent);
    bool isNarrowed() const;
    //! All entries again, but archived ones.
    void reset();

signals:
    //! Somebody chose a filter: the entries shall be seen.
    void chosen();
    //! The last condition was dropped from here.
    void focusLost();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void addChip(const QString& text, const std::function<void()>& drop);
    void setConditions(const std::function<void(EntryConditions&)>& change);

    UiContext m_context;
    EntryListModel& m_model;
    FlowLayout* m_flow;
    std::optional<std::pair<EntryFilter, EntryConditions>> m_shown;
};

} // namespace souffleur::ui
