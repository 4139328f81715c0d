// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/Workspace.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;

namespace souffleur::ui {

class DonePage;
class FirstRunPage;
class FirstFaqPage;
class MessageBar;
class ProtectPage;
class RecoveryPage;
class StepHeader;
class Theme;
class UiSettings;
class WelcomePage;
class WorkPage;

//! The way from nothing to a workspace in settings.workspaceDirectory(). Show it with open() or show().
class FirstRunWizard : public QDialog {
    Q_OBJECT
public:
    FirstRunWizard(workspace::WorkspaceFactory& factory, Theme& theme, UiSettings& settings,
                   QWidget* parent = nullptr);
    //! Cancels before anything was made; afterwards the workspace is handed over, so that the recovery code cannot
    //! get lost unseen.
    void reject() override;

signals:
    //! The workspace exists and the agent is through with the wizard. Once, before it closes.
    void created(const souffleur::workspace::Created& created);
    //! After created(): the agent wants to connect a channel first.
    void channelWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    enum Step {
        Welcome,
        Work,
        Protect,
        Knowledge,
        Recovery,
        Done,
    };
    QList<Step> steps() const;
    FirstRunPage* page() const;
    bool isLastQuestion() const;
    void go(Step step);
    void next();
    void back();
    void create();
    void finish(bool connectChannel);
    void setBusy(bool busy);
    void refresh();

    workspace::WorkspaceFactory& m_factory;
    Theme& m_theme;
    UiSettings& m_settings;
    Step m_step = Welcome;
    bool m_busy = false;
    bool m_finished = false;
    std::optional<workspace::Created> m_created;

    StepHeader* m_header;
    QWidget* m_stack;
    QList<FirstRunPage*> m_pages; //!< by Step
    QScrollArea* m_scroll;
    WelcomePage* m_welcome;
    WorkPage* m_work;
    ProtectPage* m_protect;
    FirstFaqPage* m_knowledge;
    RecoveryPage* m_recovery;
    DonePage* m_done;
    MessageBar* m_bar;
    QLabel* m_busyText;
    QProgressBar* m_progress;
    QPushButton* m_back;
    QPushButton* m_connect;
    QPushButton* m_next;
};

} // namespace souffleur::ui
