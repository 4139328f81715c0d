// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/SettingsPage.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace souffleur::ui {

class GeneralPage final : public SettingsPage {
    Q_OBJECT
public:
    GeneralPage(UiContext& context, QWidget* parent);
    QString title() const override { return tr("General"); }

private:
    void retranslate() override;
    QComboBox* m_language;
    QSpinBox* m_target;
    QCheckBox* m_tray;
    Row m_languageRow, m_targetRow, m_trayRow;
};

class AppearancePage final : public SettingsPage {
    Q_OBJECT
public:
    AppearancePage(UiContext& context, QWidget* parent);
    QString title() const override { return tr("Appearance"); }

private:
    void retranslate() override;
    QComboBox* m_mode;
    QComboBox* m_scale;
    QCheckBox* m_compact;
    QCheckBox* m_motion;
    Row m_modeRow, m_scaleRow, m_compactRow, m_motionRow;
};

class SendingPage final : public SettingsPage {
    Q_OBJECT
public:
    SendingPage(UiContext& context, QWidget* parent);
    QString title() const override { return tr("Sending"); }

private:
    void retranslate() override;
    QComboBox* m_key;
    QComboBox* m_hold;
    QLineEdit* m_internal;
    Row m_keyRow, m_holdRow, m_internalRow;
};

//! How much the bot says, and whether a server may put drafts in better words.
class AssistPage final : public SettingsPage {
    Q_OBJECT
public:
    AssistPage(UiContext& context, QWidget* parent);
    QString title() const override { return tr("Suggestions"); }

private:
    void retranslate() override;
    void load();
    void refreshPolish();

    QComboBox* m_level;
    QCheckBox* m_polish;
    QLineEdit* m_url;
    QLineEdit* m_model;
    QLineEdit* m_key;
    bool m_hasKey = false;
    Row m_levelRow, m_polishRow, m_urlRow, m_modelRow, m_keyRow;
};

} // namespace souffleur::ui
