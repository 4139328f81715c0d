// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QDialog>
#include <QPointer>

class QComboBox;
class QLineEdit;
class QSlider;
class QVBoxLayout;

namespace souffleur::workspace {
class Task;
}

namespace souffleur::ui {

class MessageBar;

//! Adds or changes a channel, with live checks. Show it with open() or show().
class ChannelDialog : public QDialog {
    Q_OBJECT
public:
    //! existing: none adds a new channel.
    ChannelDialog(UiContext& context, std::optional<Channel> existing, QWidget* parent = nullptr);
    ~ChannelDialog() override;

    //! What the checks found, for support; never a secret.
    QString report() const;

signals:
    void saved();

protected:
    void changeEvent(QEvent* event) override;

private:
    bool isSample() const;
    Channel typed() const;
    QJsonObject typedSecrets() const;
    void retranslate();
    void refreshChecks();
    void test();
    void stop();
    void save();
    QString checkName(const ChannelCheck& check) const;
    QString abilities() const;

    UiContext m_context;
    std::optional<Channel> m_existing;
    ChannelId m_id;
    QPointer<workspace::Task> m_task;
    QList<ChannelCheck> m_checks;
    bool m_tested = false;

    QLabel* m_headline;
    QLabel* m_intro;
    MessageBar* m_bar;
    QLabel* m_nameLabel;
    QLineEdit* m_name;
    QLabel* m_tokenLabel;
    QLineEdit* m_token;
    IconButton* m_eye;
    QLabel* m_tokenHint;
    QPushButton* m_advanced;
    QLabel* m_addressLabel;
    QLineEdit* m_address;
    QLabel* m_speedLabel;
    QSlider* m_speed;
    QLabel* m_speedValue;
    QLabel* m_checksTitle;
    QWidget* m_checksBox;
    QVBoxLayout* m_checksLayout;
    QLabel* m_abilities;
    QPushButton* m_test;
    QPushButton* m_copy;
    QPushButton* m_cancel;
    QPushButton* m_save;
};

} // namespace souffleur::ui
