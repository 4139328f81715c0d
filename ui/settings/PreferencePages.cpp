// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/PreferencePages.h"

#include "base/Executor.h"
#include "domain/Polish.h"
#include "domain/Rules.h"
#include "ui/common/Format.h"
#include "ui/common/UiSettings.h"
#include "workspace/Workspace.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QKeySequence>
#include <QLineEdit>
#include <QSpinBox>

namespace souffleur::ui {
namespace {

const QString TargetKey = u"reply_target_minutes"_s;

//! Fills the box anew and keeps what is chosen; for language changes.
void fill(QComboBox* box, const QList<std::pair<QString, QVariant>>& items, const QVariant& current) {
    const QSignalBlocker quiet(box);
    box->clear();
    for (const auto& [text, value] : items)
        box->addItem(text, value);
    box->setCurrentIndex(std::max(0, box->findData(current)));
}

} // namespace

GeneralPage::GeneralPage(UiContext& context, QWidget* parent)
    : SettingsPage(context, u"settings"_s, parent), m_language(new QComboBox(this)), m_target(new QSpinBox(this)),
      m_tray(new QCheckBox(this)), m_languageRow(addRow(m_language)), m_targetRow(addRow(m_target)),
      m_trayRow(addRow(m_tray)) {
    m_tray->setChecked(context.settings.keepInTray());
    connect(m_tray, &QCheckBox::toggled, this, [this](bool on) { m_context.settings.setKeepInTray(on); });
    connect(m_language, &QComboBox::activated, this,
            [this] { m_context.settings.setLanguage(m_language->currentData().toString()); });
    m_target->setRange(1, 7 * 24 * 60);
    m_target->setValue(rules::DefaultReplyTargetMinutes);
    m_target->setEnabled(false);
    m_target->setKeyboardTracking(false);
    thenOn(context.workspace.setting(TargetKey), this, [this](const Result<QJsonValue>& value) {
        const QSignalBlocker quiet(m_target);
        if (value && value->isDouble())
            m_target->setValue(value->toInt());
        m_target->setEnabled(value.hasValue());
    });
    connect(m_target, &QSpinBox::valueChanged, this, [this](int minutes) {
        m_context.workspace.run(SetSetting{TargetKey, minutes});
    });
    retranslate();
}

void GeneralPage::retranslate() {
    fill(m_language, {{tr("Like the system"), QString()}, {u"Deutsch"_s, u"de"_s}, {u"English"_s, u"en"_s}},
         m_context.settings.language());
    setTexts(m_languageRow, tr("Language"), tr("Of the program; answers follow the customer."));
    m_target->setSuffix(tr(" min"));
    setTexts(m_targetRow, tr("Reply target"), tr("A customer shall have an answer after this time."));
    setTexts(m_trayRow, tr("Keep running in the tray"),
             tr("Closing the window leaves Souffleur in the tray, where the desktop has one. Quitting ends it."));
    SettingsPage::retranslate();
}

AppearancePage::AppearancePage(UiContext& context, QWidget* parent)
    : SettingsPage(context, u"sun"_s, parent), m_mode(new QComboBox(this)), m_scale(new QComboBox(this)),
      m_compact(new QCheckBox(this)), m_motion(new QCheckBox(this)), m_modeRow(addRow(m_mode)),
      m_scaleRow(addRow(m_scale)), m_compactRow(addRow(m_compact)), m_motionRow(addRow(m_motion)) {
    connect(m_mode, &QComboBox::activated, this, [this] {
        const int mode = m_mode->currentData().toInt();
        m_context.settings.setColourMode(mode);
        m_context.theme.setMode(ColourMode(mode));
    });
    connect(m_scale, &QComboBox::activated, this, [this] {
        const int percent = m_scale->currentData().toInt();
        m_context.settings.setTextScale(percent);
        m_context.theme.setScale(percent);
    });
    m_compact->setChecked(context.settings.compactRows());
    m_motion->setChecked(context.settings.reducedMotion());
    connect(m_compact, &QCheckBox::toggled, this, [this](bool on) { m_context.settings.setCompactRows(on); });
    connect(m_motion, &QCheckBox::toggled, this, [this](bool on) {
        m_context.settings.setReducedMotion(on);
        m_context.theme.setReducedMotion(on);
    });
    retranslate();
}

void AppearancePage::retranslate() {
    fill(m_mode,
         {{tr("Like the system"), int(ColourMode::System)},
          {tr("Light"), int(ColourMode::Light)},
          {tr("Dark"), int(ColourMode::Dark)}},
         m_context.settings.colourMode());
    QList<std::pair<QString, QVariant>> scales;
    for (const int percent : {80, 90, 100, 110, 125, 150, 175, 200})
        scales += {tr("%1 %").arg(Format::count(percent)), percent};
    fill(m_scale, scales, m_context.settings.textScale());
    setTexts(m_modeRow, tr("Colours"));
    setTexts(m_scaleRow, tr("Text size"), tr("Everything grows with it."));
    setTexts(m_compactRow, tr("Compact rows"), tr("More conversations on the screen."));
    setTexts(m_motionRow, tr("Reduce motion"), tr("Nothing slides or fades."));
    SettingsPage::retranslate();
}

SendingPage::SendingPage(UiContext& context, QWidget* parent)
    : SettingsPage(context, u"send"_s, parent), m_key(new QComboBox(this)), m_hold(new QComboBox(this)),
      m_internal(new QLineEdit(this)), m_keyRow(addRow(m_key)), m_holdRow(addRow(m_hold)),
      m_internalRow(addRow(m_internal, true)) {
    connect(m_key, &QComboBox::activated, this,
            [this] { m_context.settings.setEnterSends(m_key->currentData().toBool()); });
    connect(m_hold, &QComboBox::activated, this,
            [this] { m_context.settings.setHoldSeconds(m_hold->currentData().toInt()); });
    m_internal->setObjectName(u"internalWords"_s);
    m_internal->setMaxLength(2000);
    m_internal->setEnabled(false);
    thenOn(m_context.workspace.setting(QLatin1String(rules::InternalWordsSetting)), this,
           [this](const Result<QJsonValue>& value) {
               if (!value)
                   return;
               const QStringList words =
                   value->isArray() ? value->toVariant().toStringList() : rules::defaultInternalWords();
               m_internal->setText(words.join(u", "_s));
               m_internal->setCursorPosition(0);
               m_internal->setEnabled(true);
           });
    connect(m_internal, &QLineEdit::editingFinished, this, [this] {
        if (!m_internal->isModified())
            return;
        m_internal->setModified(false);
        QJsonArray words;
        for (const QString& part : m_internal->text().split(u',', Qt::SkipEmptyParts)) {
            if (const QString word = part.simplified(); !word.isEmpty() && !words.contains(word))
                words += word;
        }
        m_context.workspace.run(SetSetting{QLatin1String(rules::InternalWordsSetting), words});
    });
    retranslate();
}

void SendingPage::retranslate() {
    QString control = QKeySequence(Qt::CTRL | Qt::Key_1).toString(QKeySequence::NativeText);
    control.chop(1);
    const QString enter = tr("Enter", "the key");
    fill(m_key, {{tr("%1 sends").arg(enter), true}, {tr("%1 sends").arg(control + enter), false}},
         m_context.settings.enterSends());
    QList<std::pair<QString, QVariant>> holds{{tr("As the channel suggests"), -1}, {tr("Send at once"), 0}};
    for (const int seconds : {3, 5, 10, 20, 30})
        holds += {tr("%n second(s)", nullptr, seconds), seconds};
    fill(m_hold, holds, m_context.settings.holdSeconds());
    setTexts(m_keyRow, tr("Send key in chats"),
             tr("E-mail is always sent with %1. The other one makes a new line.").arg(control + enter));
    setTexts(m_holdRow, tr("Hold before sending"), tr("So long a message can be taken back."));
    setTexts(m_internalRow, tr("Internal words"),
             tr("Words with commas between. A reply that holds one of them is only sent when you say so again."));
    SettingsPage::retranslate();
}

AssistPage::AssistPage(UiContext& context, QWidget* parent)
    : SettingsPage(context, u"quote"_s, parent), m_level(new QComboBox(this)), m_polish(new QCheckBox(this)),
      m_url(new QLineEdit(this)), m_model(new QLineEdit(this)), m_key(new QLineEdit(this)),
      m_levelRow(addRow(m_level)), m_polishRow(addRow(m_polish)), m_urlRow(addRow(m_url, true)),
      m_modelRow(addRow(m_model, true)), m_keyRow(addRow(m_key, true)) {
    connect(m_level, &QComboBox::activated, this,
            [this] { m_context.settings.setAssistLevel(AssistLevel(m_level->currentData().toInt())); });
    m_url->setMaxLength(500);
    m_url->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    m_url->setPlaceholderText(u"http://localhost:8080/v1"_s);
    m_model->setMaxLength(200);
    m_key->setMaxLength(500);
    m_key->setEchoMode(QLineEdit::Password);
    m_polish->setObjectName(u"polishEnabled"_s);
    m_url->setObjectName(u"polishUrl"_s);
    m_model->setObjectName(u"polishModel"_s);
    m_key->setObjectName(u"polishKey"_s);
    m_polish->setEnabled(false);
    connect(m_polish, &QCheckBox::toggled, this, [this](bool on) {
        m_context.workspace.run(SetSetting{QLatin1String(polishsettings::Enabled), on});
        refreshPolish();
    });
    const auto keep = [this](QLineEdit* edit, const char* name) {
        connect(edit, &QLineEdit::editingFinished, this, [this, edit, name] {
            if (!edit->isModified())
                return;
            edit->setModified(false);
            m_context.workspace.run(SetSetting{QLatin1String(name), edit->text().trimmed()});
        });
    };
    keep(m_url, polishsettings::Url);
    keep(m_model, polishsettings::Model);
    connect(m_key, &QLineEdit::editingFinished, this, [this] {
        if (!m_key->isModified())
            return;
        m_context.workspace.run(SetSetting{QLatin1String(polishsettings::Key), m_key->text().trimmed()});
        m_hasKey = !m_key->text().trimmed().isEmpty();
        m_key->clear(); // it is never shown again
        retranslate();
    });
    retranslate();
    refreshPolish();
    load();
}

void AssistPage::load() {
    const auto read = [this](const char* name, auto fn) {
        thenOn(m_context.workspace.setting(QLatin1String(name)), this, [fn](const Result<QJsonValue>& value) {
            if (value)
                fn(*value);
        });
    };
    read(polishsettings::Url, [this](const QJsonValue& value) { m_url->setText(value.toString()); });
    read(polishsettings::Model, [this](const QJsonValue& value) { m_model->setText(value.toString()); });
    read(polishsettings::Key, [this](const QJsonValue& value) {
        m_hasKey = value.toBool();
        retranslate();
    });
    read(polishsettings::Enabled, [this](const QJsonValue& value) {
        const QSignalBlocker quiet(m_polish);
        m_polish->setChecked(value.toBool());
        m_polish->setEnabled(true);
        refreshPolish();
    });
}

void AssistPage::refreshPolish() {
    for (const Row& row : {m_urlRow, m_modelRow, m_keyRow})
        row.box->setEnabled(m_polish->isChecked());
}

void AssistPage::retranslate() {
    const QString key = QKeySequence(Qt::Key_F8).toString(QKeySequence::NativeText);
    fill(m_level,
         {{tr("On"), int(AssistLevel::On)},
          {tr("Quiet: opened with %1").arg(key), int(AssistLevel::Quiet)},
          {tr("Off"), int(AssistLevel::Off)}},
         int(m_context.settings.assistLevel()));
    setTexts(m_levelRow, tr("Suggestions"),
             tr("Answers out of the FAQ, beside the conversation. Nothing is ever sent by itself."));
    setTexts(
        m_polishRow, tr("Other words by a language model"),
        tr("Off unless you want it. The server below gets the FAQ's text and the customer's question without "
           "names, numbers and addresses, and nothing else. What comes back is shown as a change to take or to "
           "drop; it is refused when a number, date, amount or link differs."));
    setTexts(
        m_urlRow, tr("Server address"),
        tr("OpenAI-compatible, for instance llama.cpp or Ollama on your own machine. Elsewhere only with https."));
    setTexts(m_modelRow, tr("Model"), tr("As the server calls it; empty: its own choice."));
    setTexts(m_keyRow, tr("Key"),
             m_hasKey ? tr("A key is kept. Type a new one to replace it.")
                      : tr("Only if the server wants one. It is kept encrypted."));
    SettingsPage::retranslate();
}

} // namespace souffleur::ui
