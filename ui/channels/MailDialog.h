// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QDialog>
#include <QPointer>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;

namespace souffleur::workspace {
class Task;
}

namespace souffleur::ui {

class CheckList;
class MessageBar;

//! Adds or changes an e-mail account, with live checks. For known providers an address and a password are enough.
//! Show it with open().
class MailDialog : public QDialog {
    Q_OBJECT
public:
    //! existing: none adds a new channel.
    MailDialog(UiContext& context, std::optional<Channel> existing, QWidget* parent = nullptr);
    ~MailDialog() override;

    //! What the checks found, for support; never a secret.
    QString report() const;
    Channel typed() const;
    QJsonObject typedSecrets() const;

signals:
    void saved();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        QLabel* label = nullptr;
        QWidget* field = nullptr;
    };
    Row addRow(QGridLayout* grid, QWidget* field);
    void fill();
    void guessProvider();
    void arrange();
    void grow();
    int neededHeight(int width) const;
    void retranslate();
    void refreshChecks();
    void test();
    void stop();
    void save();
    bool byToken() const;
    QString provider() const;
    QString checkName(const ChannelCheck& check) const;
    QString checkText(const ChannelCheck& check) const;
    QString settingName(const QString& key) const;

    UiContext m_context;
    std::optional<Channel> m_existing;
    ChannelId m_id;
    QPointer<workspace::Task> m_task;
    QList<ChannelCheck> m_checks;
    bool m_providerChosen = false;

    QLabel* m_headline;
    QLabel* m_intro;
    MessageBar* m_bar;
    QLineEdit* m_address;
    QLineEdit* m_sender;
    QComboBox* m_provider;
    QComboBox* m_signIn;
    QLineEdit* m_password;
    QLineEdit* m_clientId;
    QLineEdit* m_refreshToken;
    QLineEdit* m_clientSecret;
    QLineEdit* m_tokenUrl;
    QLineEdit* m_imapHost;
    QLineEdit* m_smtpHost;
    QPushButton* m_advanced;
    QLineEdit* m_user;
    QComboBox* m_imapSecurity;
    QComboBox* m_smtpSecurity;
    QLineEdit* m_mailboxes;
    QLineEdit* m_aliases;
    QCheckBox* m_markSeen;
    Row m_addressRow, m_senderRow, m_providerRow, m_signInRow, m_passwordRow, m_clientIdRow, m_refreshTokenRow,
        m_clientSecretRow, m_imapRow, m_smtpRow, m_userRow, m_imapSecurityRow, m_smtpSecurityRow, m_mailboxesRow,
        m_aliasesRow, m_tokenUrlRow;
    QLabel* m_hint;
    QLabel* m_checksTitle;
    CheckList* m_list;
    QPushButton* m_test;
    QPushButton* m_copy;
    QPushButton* m_cancel;
    QPushButton* m_save;
    bool m_showAdvanced = false;
};

} // namespace souffleur::ui
