// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/Controls.h"
#include "ui/firstrun/FaqFileReader.h"
#include "ui/firstrun/PasswordField.h"

#include <QFrame>
#include <QRadioButton>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QProgressBar;
class QVBoxLayout;

namespace souffleur::ui {

class MessageBar;
class UiSettings;

//! One step of the wizard: headline, a sentence, what is asked.
class FirstRunPage : public QWidget {
    Q_OBJECT
public:
    explicit FirstRunPage(QWidget* parent);
    //! A word or two for the header.
    virtual QString step() const = 0;
    //! What is missing, as a sentence, with the focus put to it; empty: the step is complete.
    virtual QString problem() { return {}; }
    virtual void focusFirst() {}

signals:
    //! Something was changed; an earlier problem may be gone.
    void edited();

protected:
    virtual void retranslate() = 0;
    void changeEvent(QEvent* event) override;
    void setHead(const QString& headline, const QString& intro);
    QVBoxLayout* content() { return m_content; }

private:
    QLabel* m_headline;
    QLabel* m_intro;
    QVBoxLayout* m_content;
};

//! A choice with a sentence below it; the whole card can be clicked.
class OptionCard final : public QFrame {
    Q_OBJECT
public:
    OptionCard(Theme& theme, QWidget* parent);
    QRadioButton* radio() const { return m_radio; }
    void setTexts(const QString& name, const QString& hint);
    void addBelow(QWidget* widget);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    QRadioButton* m_radio;
    QLabel* m_hint;
    QVBoxLayout* m_words;
};

class WelcomePage final : public FirstRunPage {
    Q_OBJECT
public:
    WelcomePage(Theme& theme, UiSettings& settings, QWidget* parent);
    QString step() const override { return tr("Welcome"); }
    void focusFirst() override;
    //! "de" or "en".
    QString language() const;

private:
    void retranslate() override;
    Theme& m_theme;
    UiSettings& m_settings;
    QLabel* m_languageLabel;
    QComboBox* m_language;
    QLabel* m_modeLabel;
    QComboBox* m_mode;
};

class WorkPage final : public FirstRunPage {
    Q_OBJECT
public:
    WorkPage(Theme& theme, QWidget* parent);
    QString step() const override { return tr("Your work"); }
    void focusFirst() override;
    bool wantsSamples() const;

private:
    void retranslate() override;
    OptionCard* m_alone;
    OptionCard* m_samples;
    QLabel* m_team;
};

class ProtectPage final : public FirstRunPage {
    Q_OBJECT
public:
    ProtectPage(Theme& theme, QWidget* parent);
    QString step() const override { return tr("Protection"); }
    QString problem() override;
    void focusFirst() override;
    QString agentName() const;
    QString password() const { return m_password->text(); }
    bool remember() const;
    //! After use: nothing of it stays in the fields.
    void forget();

private:
    void retranslate() override;
    void judge();
    QLabel* m_nameLabel;
    QLineEdit* m_name;
    QLabel* m_passwordLabel;
    PasswordField* m_password;
    QLabel* m_strength;
    QLabel* m_repeatLabel;
    PasswordField* m_repeat;
    QLabel* m_match;
    QCheckBox* m_remember;
    QLabel* m_rememberHint;
};

class FirstFaqPage final : public FirstRunPage {
    Q_OBJECT
public:
    FirstFaqPage(Theme& theme, QWidget* parent);
    QString step() const override { return tr("Knowledge"); }
    QString problem() override;
    void focusFirst() override;
    bool wantsSampleFaq() const;
    //! Empty unless a file was chosen.
    QByteArray imported() const;
    //! Reads the file and chooses the option.
    void takeFile(const QString& path);

private:
    void retranslate() override;
    void chooseFile();
    void refreshFile();
    FaqFileReader m_files;
    OptionCard* m_sample;
    OptionCard* m_import;
    OptionCard* m_empty;
    QPushButton* m_choose;
    ElidedLabel* m_file;
    MessageBar* m_bar;
    QString m_name;
    QByteArray m_content;
    bool m_reading = false;
};

class RecoveryPage final : public FirstRunPage {
    Q_OBJECT
public:
    RecoveryPage(Theme& theme, QWidget* parent);
    QString step() const override { return tr("Recovery code"); }
    void focusFirst() override;
    void setCode(const QString& code, bool keychainFailed);
    bool isNoted() const;

signals:
    void notedChanged();

private:
    void retranslate() override;
    void refreshCode();
    void saveAs();
    Theme& m_theme;
    FaqFileReader m_files;
    QString m_code;
    QLabel* m_codeLabel;
    QPushButton* m_copy;
    QPushButton* m_save;
    MessageBar* m_bar;
    MessageBar* m_keychain;
    QCheckBox* m_noted;
    bool m_keychainFailed = false;
};

class DonePage final : public FirstRunPage {
    Q_OBJECT
public:
    DonePage(Theme& theme, QWidget* parent);
    QString step() const override { return tr("Done"); }

private:
    void retranslate() override;
    QList<QLabel*> m_tips;
};

} // namespace souffleur::ui
