// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"
#include "ui/settings/SettingsPage.h"

class QCheckBox;
class QTimeEdit;

namespace souffleur::ui {

//! What the desktop is told of, and when it is quiet.
class NotificationsPage final : public SettingsPage {
    Q_OBJECT
public:
    NotificationsPage(UiContext& context, QWidget* parent);
    QString title() const override { return tr("Notifications"); }

private:
    void retranslate() override;
    void refresh();

    struct ChannelRow {
        Channel channel;
        QCheckBox* box;
        Row row;
    };
    QCheckBox* m_on;
    QCheckBox* m_text;
    QCheckBox* m_sound;
    QCheckBox* m_quiet;
    QCheckBox* m_hours;
    QWidget* m_times;
    QTimeEdit* m_from;
    QTimeEdit* m_to;
    QLabel* m_between;
    Row m_onRow, m_textRow, m_soundRow, m_quietRow, m_hoursRow, m_timesRow;
    QList<ChannelRow> m_channels;
};

} // namespace souffleur::ui
