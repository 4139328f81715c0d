// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DeskWorkspace.h"
#include "support/TestCase.h"
#include "ui/channels/MailDialog.h"
#include "ui/common/ErrorText.h"
#include "ui/common/UiSettings.h"

#include <QApplication>
#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QPointer>

using namespace souffleur;
using namespace souffleur::ui;
using namespace souffleur::test;

namespace {

//! Plays checks as a test wants them.
class ScriptedTask : public workspace::Task {
public:
    using Task::Task;
    void cancel() override { cancelled = true; }
    void report(const QString& name, CheckState state, const QString& value = {}, std::optional<Error> error = {}) {
        emit checkChanged({name, state, std::move(error), value});
    }
    void end() { emit finished(Result<int>(1)); }
    bool cancelled = false;
};

class MailWorkspace : public DeskWorkspace {
public:
    workspace::Task* checkChannel(const Channel& channel, const QJsonObject& secrets) override {
        checked = channel;
        checkedSecrets = secrets;
        task = new ScriptedTask(this);
        return task;
    }
    Channel checked;
    QJsonObject checkedSecrets;
    QPointer<ScriptedTask> task;
};

struct Desk {
    QTemporaryDir directory;
    UiSettings settings{directory.filePath(u"settings.ini"_s)};
    Theme theme;
    MailWorkspace workspace;
    UiContext context{workspace, theme, settings};
};

template <class T>
T* named(const QWidget& widget, const QString& name) {
    for (auto* field : widget.findChildren<T*>())
        if (field->accessibleName() == name)
            return field;
    return nullptr;
}

QPushButton* button(const QWidget& widget, const QString& text) {
    for (auto* one : widget.findChildren<QPushButton*>())
        if (one->text() == text && one->isVisibleTo(&widget))
            return one;
    return nullptr;
}

QString wordsOf(const QWidget& widget) {
    QStringList texts;
    for (auto* label : widget.findChildren<QLabel*>())
        if (label->isVisibleTo(&widget))
            texts += label->text();
    return texts.join(u'\n');
}

void type(QLineEdit* field, const QString& text) {
    field->clear();
    QTest::keyClicks(field, text);
    emit field->editingFinished();
}

} // namespace

class tst_MailDialog : public test::TestCase {
    Q_OBJECT
private slots:
    //! The offscreen platform has no size hints and says so whenever a dialog's change; every other warning fails.
    void init() {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s));
    }

    void anAddressAndAPasswordAreEnough() {
        Desk desk;
        QPointer<MailDialog> dialog = new MailDialog(desk.context, std::nullopt);
        for (auto* field : dialog->findChildren<QLineEdit*>())
            if (!qobject_cast<QComboBox*>(field->parentWidget()))
                QVERIFY(!field->accessibleName().isEmpty());
        type(named<QLineEdit>(*dialog, u"E-mail address"_s), u"laden@gmx.de"_s);
        QCOMPARE(named<QComboBox>(*dialog, u"Provider"_s)->currentText(), u"GMX"_s);
        QVERIFY(!named<QLineEdit>(*dialog, u"Server for receiving"_s)->isVisibleTo(dialog));
        button(*dialog, u"Save"_s)->click();
        QVERIFY(desk.workspace.sent<SaveChannel>().isEmpty()); // no password, no channel
        QLineEdit* password = named<QLineEdit>(*dialog, u"Password"_s);
        QCOMPARE(password->echoMode(), QLineEdit::Password);
        type(password, u"GEHEIM"_s);
        button(*dialog, u"Save"_s)->click();
        QCoreApplication::processEvents();
        QCOMPARE(desk.workspace.sent<SaveChannel>().size(), 1);
        const SaveChannel saved = desk.workspace.sent<SaveChannel>().first();
        QCOMPARE(saved.channel.kind, u"mail"_s);
        QCOMPARE(saved.channel.name, u"laden@gmx.de"_s);
        QCOMPARE(saved.channel.settings,
                 (QJsonObject{
                     {u"address"_s, u"laden@gmx.de"_s}, {u"provider"_s, u"gmx"_s}, {u"auth"_s, u"password"_s}}));
        QCOMPARE(*saved.secrets, (QJsonObject{{u"password"_s, u"GEHEIM"_s}}));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QVERIFY(!dialog);
    }

    void microsoftWantsTokens() {
        Desk desk;
        MailDialog dialog(desk.context, std::nullopt);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        type(named<QLineEdit>(dialog, u"E-mail address"_s), u"laden@outlook.com"_s);
        QVERIFY(!named<QLineEdit>(dialog, u"Password"_s)->isVisibleTo(&dialog));
        type(named<QLineEdit>(dialog, u"Client ID"_s), u"app"_s);
        type(named<QLineEdit>(dialog, u"Refresh token"_s), u"TOKEN"_s);
        QCOMPARE(dialog.typed().settings[u"auth"_s].toString(), u"oauth2"_s);
        QCOMPARE(dialog.typed().settings[u"oauth_client_id"_s].toString(), u"app"_s);
        QCOMPARE(dialog.typedSecrets(), (QJsonObject{{u"refresh_token"_s, u"TOKEN"_s}}));
    }

    //! An app that Entra ID knows for one organization only, and authorities of one's own.
    void theTokenAddressCanBeSet() {
        Desk desk;
        MailDialog dialog(desk.context, std::nullopt);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        auto* address = named<QLineEdit>(dialog, u"Token address"_s);
        QVERIFY(address && !address->isVisibleTo(&dialog));
        type(named<QLineEdit>(dialog, u"E-mail address"_s), u"laden@outlook.com"_s);
        QVERIFY(!address->isVisibleTo(&dialog));
        QVERIFY(!dialog.typed().settings.contains(u"oauth_token_url"_s));
        button(dialog, u"Advanced settings"_s)->click();
        QVERIFY(address->isVisibleTo(&dialog));
        QVERIFY(address->placeholderText().contains(u"/common/"_s));
        type(address, u"https://login.microsoftonline.com/laden/oauth2/v2.0/token"_s);
        QCOMPARE(dialog.typed().settings[u"oauth_token_url"_s].toString(), address->text());
        MailDialog again(desk.context, dialog.typed());
        again.setAttribute(Qt::WA_DeleteOnClose, false);
        QCOMPARE(again.typed().settings, dialog.typed().settings);
        auto* signIn = named<QComboBox>(again, u"Sign in with"_s);
        signIn->setCurrentIndex(0);
        emit signIn->activated(0);
        QVERIFY(!again.typed().settings.contains(u"oauth_token_url"_s));
        // Another provider's has to be known.
        MailDialog other(desk.context, std::nullopt);
        other.setAttribute(Qt::WA_DeleteOnClose, false);
        signIn = named<QComboBox>(other, u"Sign in with"_s);
        signIn->setCurrentIndex(1);
        emit signIn->activated(1);
        QVERIFY(named<QLineEdit>(other, u"Token address"_s)->isVisibleTo(&other));
    }

    //! What comes in later makes the window higher.
    void nothingIsCutOff() {
        Desk desk;
        desk.theme.apply(*qApp);
        MailDialog dialog(desk.context, std::nullopt);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        type(named<QLineEdit>(dialog, u"E-mail address"_s), u"laden@outlook.com"_s);
        type(named<QLineEdit>(dialog, u"Refresh token"_s), u"GEHEIM"_s);
        button(dialog, u"Test"_s)->click();
        desk.workspace.task->report(u"imap"_s, CheckState::Failed, {}, makeError(ErrorCode::Unauthorized));
        for (const QString& check : {u"mailboxes"_s, u"push"_s, u"smtp"_s, u"sent"_s})
            desk.workspace.task->report(check, CheckState::Skipped);
        const auto cut = [&] {
            for (const auto* label : dialog.findChildren<QLabel*>())
                if (label->isVisible() && label->wordWrap() &&
                    label->height() < label->heightForWidth(label->width()))
                    return label->text();
            return QString();
        };
        QTRY_COMPARE(cut(), QString());
        // Nobody has asked the server what it keeps.
        QVERIFY(!wordsOf(dialog).contains(u"the server keeps them itself"_s));
        if (const QString folder = qEnvironmentVariable("SOUFFLEUR_PICTURES"); !folder.isEmpty())
            QVERIFY(dialog.grab().save(folder + u"/mail-dialog-token.png"_s));
        // It may die as it is, for instance with the main window.
        named<QLineEdit>(dialog, u"E-mail address"_s)->setFocus();
    }

    void checksSayWhatToDo() {
        Desk desk;
        MailDialog dialog(desk.context, std::nullopt);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        type(named<QLineEdit>(dialog, u"E-mail address"_s), u"hilfe@laden.test"_s);
        type(named<QLineEdit>(dialog, u"Server for receiving"_s), u"imap.laden.test:1993"_s);
        type(named<QLineEdit>(dialog, u"Server for sending"_s), u"smtp.laden.test"_s);
        type(named<QLineEdit>(dialog, u"Password"_s), u"GEHEIM"_s);
        button(dialog, u"Test"_s)->click();
        QVERIFY(desk.workspace.task);
        QCOMPARE(desk.workspace.checked.settings[u"imap_host"_s].toString(), u"imap.laden.test"_s);
        QCOMPARE(desk.workspace.checked.settings[u"imap_port"_s].toInt(), 1993);
        QVERIFY(!desk.workspace.checked.settings.contains(u"smtp_port"_s));
        desk.workspace.task->report(u"imap"_s, CheckState::Passed, u"imap.laden.test"_s);
        desk.workspace.task->report(u"push"_s, CheckState::Passed, u"idle"_s);
        desk.workspace.task->report(u"sent"_s, CheckState::Skipped);
        QVERIFY(wordsOf(dialog).contains(u"the server keeps them itself"_s));
        desk.workspace.task->report(u"smtp"_s, CheckState::Failed, {},
                                    makeError(ErrorCode::Unauthorized, u"535 GEHEIM is wrong"_s));
        const QString words = wordsOf(dialog);
        QVERIFY(words.contains(u"imap.laden.test"));
        QVERIFY(words.contains(u"yes, the server tells us"));
        QVERIFY(words.contains(u"Check user name and password"));
        QVERIFY(!words.contains(u"GEHEIM"));
        QVERIFY(dialog.report().contains(u"smtp: failed"));
        QVERIFY(!dialog.report().contains(u"GEHEIM"));
        // For people who want to see it.
        if (const QString folder = qEnvironmentVariable("SOUFFLEUR_PICTURES"); !folder.isEmpty()) {
            desk.theme.apply(*qApp);
            button(dialog, u"Advanced settings"_s)->click();
            dialog.adjustSize();
            QVERIFY(dialog.grab().save(folder + u"/mail-dialog.png"_s));
        }
        // A change makes what was found out of date.
        type(named<QLineEdit>(dialog, u"Password"_s), u"ANDERS"_s);
        QVERIFY(!wordsOf(dialog).contains(u"imap.laden.test"));
    }

    void whatIsNotShownStays() {
        Desk desk;
        Channel channel;
        channel.id = ChannelId::create();
        channel.kind = u"mail"_s;
        channel.settings = {{u"address"_s, u"a@b.test"_s},
                            {u"auth"_s, u"password"_s},
                            {u"imap_host"_s, u"i.test"_s},
                            {u"imap_port"_s, 143},
                            {u"imap_security"_s, u"starttls"_s},
                            {u"smtp_host"_s, u"localhost"_s},
                            {u"smtp_security"_s, u"none"_s},
                            {u"mailboxes"_s, QJsonArray{u"INBOX"_s, u"Shop"_s}},
                            {u"ca_certificates"_s, u"PEM"_s},
                            {u"import_days"_s, 3},
                            {u"mark_seen"_s, true},
                            {u"user"_s, u"x"_s}};
        MailDialog dialog(desk.context, channel);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        QCOMPARE(dialog.typed().settings, channel.settings);
        QCOMPARE(dialog.typed().id, channel.id);
        QVERIFY(dialog.typedSecrets().isEmpty());
    }

    void unsafeServersAreNamed() {
        QVERIFY(errorText(makeError(ErrorCode::PermissionDenied, u"certificate 11"_s)).contains(u"secure"_s));
        QVERIFY(errorText(makeError(ErrorCode::PermissionDenied, u"STARTTLS refused"_s)).contains(u"secure"_s));
        QVERIFY(!errorText(makeError(ErrorCode::PermissionDenied)).contains(u"secure"_s));
    }
};

SOUFFLEUR_UI_TEST_MAIN(tst_MailDialog)
#include "tst_MailDialog.moc"
