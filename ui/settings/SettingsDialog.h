// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/UiContext.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListWidget;
class QStackedWidget;

namespace souffleur::ui {

class SettingsPage;

//! Every preference; a change applies at once. Show it with open() or show().
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    explicit SettingsDialog(UiContext& context, QWidget* parent = nullptr);
    void showChannels();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refreshLook();
    void filter(const QString& words);

    UiContext m_context;
    QLineEdit* m_search;
    QListWidget* m_list;
    QStackedWidget* m_stack;
    QLabel* m_nothing;
    SettingsPage* m_channels = nullptr;
    QList<SettingsPage*> m_pages;
};

} // namespace souffleur::ui
