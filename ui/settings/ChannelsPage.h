// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"
#include "ui/settings/SettingsPage.h"

namespace souffleur::ui {

class MessageBar;

//! The channels, how they are doing, and what can be done about it.
class ChannelsPage final : public SettingsPage {
    Q_OBJECT
public:
    ChannelsPage(UiContext& context, QWidget* parent);
    QString title() const override { return tr("Channels"); }
    bool filter(const QString& words) override;
    static QString healthText(const QString& kind, const ChannelHealth& health, Timestamp now);

private:
    void retranslate() override;
    void rebuild();
    QWidget* makeRow(const Channel& channel);
    void edit(std::optional<Channel> channel);
    void askRemove(const Channel& channel);

    MessageBar* m_bar;
    QWidget* m_list;
    QVBoxLayout* m_listLayout;
    QPushButton* m_add;
};

} // namespace souffleur::ui
