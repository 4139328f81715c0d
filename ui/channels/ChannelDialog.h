// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QDialog>
#include <QPointer>

class QBoxLayout;
class QLineEdit;
class QScrollArea;

namespace souffleur::workspace {
class Task;
}

namespace souffleur::ui {

class CheckList;
class FieldRow;
class MessageBar;

//! Adds or changes a channel of any kind. It is made of the fields and checks that the kind's capabilities name;
//! the words come from SetupTexts. Checks run by themselves while somebody types. What was typed for a new channel
//! is kept in the (encrypted) workspace until the channel is saved. Show it with open().
class ChannelDialog : public QDialog {
    Q_OBJECT
public:
    //! existing: none adds a new channel of that kind.
    ChannelDialog(UiContext& context, const QString& kind, std::optional<Channel> existing,
                  QWidget* parent = nullptr);
    ~ChannelDialog() override;

    //! What the checks found, for support; never a secret.
    QString report() const;
    Channel typed() const;
    QJsonObject typedSecrets() const;

    //! The setting of the workspace that keeps what was typed.
    static QString draftKey(const QString& kind);
    //! Checks start when nobody has typed for so long.
    static constexpr Milliseconds TypingPause{700};

signals:
    void saved();

protected:
    void changeEvent(QEvent* event) override;
    void done(int result) override;

private:
    void build(QBoxLayout* layout);
    void orderTabs();
    void arrange();
    //! Makes room for what has come, as far as the screen goes; never takes it away under the user's hands.
    void grow();
    int neededHeight(int width) const;
    void retranslate();
    void refreshChecks();
    void edited();
    bool mayTest() const;
    void test();
    void stop();
    void save();
    void loadDraft();
    void fill(const QJsonObject& settings);
    void keepDraft();
    bool touched() const;
    QString checkText(const ChannelCheck& check) const;
    QString abilities() const;
    //! The first field that keeps the channel from being saved, or null.
    FieldRow* unusable(QString& words) const;

    UiContext m_context;
    const ChannelCapabilities m_can;
    std::optional<Channel> m_existing;
    ChannelId m_id;
    QPointer<workspace::Task> m_task;
    QList<ChannelCheck> m_checks;
    std::shared_ptr<void> m_timer;
    bool m_showAdvanced = false;
    bool m_edited = false;

    QLabel* m_headline;
    QLabel* m_intro;
    MessageBar* m_bar;
    QLabel* m_nameLabel;
    QScrollArea* m_scroll; //!< what does not fit on the screen scrolls; headline and buttons stay
    QLineEdit* m_name;
    QList<FieldRow*> m_rows;
    QLabel* m_secretHint;
    QPushButton* m_advanced;
    QLabel* m_checksTitle;
    CheckList* m_list;
    QLabel* m_abilities;
    QPushButton* m_test;
    QPushButton* m_copy;
    QPushButton* m_cancel;
    QPushButton* m_save;
};

} // namespace souffleur::ui
