// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeWorkspace.h"
#include "support/TestCase.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/firstrun/FirstRunPages.h"
#include "ui/firstrun/FirstRunWizard.h"
#include "ui/firstrun/UnlockDialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QProgressBar>
#include <QSignalSpy>

using namespace souffleur;
using namespace souffleur::ui;
using test::FakeWorkspace;
using workspace::Created;

namespace {

const QString Code = u"ABCDE-FGHIJ-KLMNO-PQRST-UVWXY-Z2345-67"_s;
const QString Good = u"correct horse battery"_s;

//! Notes what it is asked for and answers when the test says so.
class RecordingFactory final : public workspace::WorkspaceFactory {
public:
    using Opened = Result<std::shared_ptr<workspace::Workspace>>;
    bool exists(const QString&) const override { return false; }
    QFuture<Result<Created>> create(const workspace::CreateOptions& options) override {
        creations += options;
        m_create = std::make_shared<QPromise<Result<Created>>>();
        m_create->start();
        return m_create->future();
    }
    QFuture<Opened> open(const workspace::OpenOptions& options) override {
        openings += options;
        m_open = std::make_shared<QPromise<Opened>>();
        m_open->start();
        return m_open->future();
    }
    void answerCreate(const Result<Created>& result) {
        m_create->addResult(result);
        m_create->finish();
    }
    void answerOpen(const Opened& result) {
        m_open->addResult(result);
        m_open->finish();
    }
    QList<workspace::CreateOptions> creations;
    QList<workspace::OpenOptions> openings;

private:
    std::shared_ptr<QPromise<Result<Created>>> m_create;
    std::shared_ptr<QPromise<Opened>> m_open;
};

Created made(bool keychainFailed = false) {
    return Created{std::make_shared<FakeWorkspace>(), Code, keychainFailed};
}

//! The message of the first visible bar; empty: none is shown.
QString barText(const QWidget& window) {
    for (const auto* bar : window.findChildren<MessageBar*>()) {
        if (bar->isVisible())
            return bar->text();
    }
    return {};
}

} // namespace

class tst_FirstRun : public test::TestCase {
    Q_OBJECT
private slots:
    void cleanup() { m_wizard.reset(); }

    void createsWithTheOptions() {
        start();
        m_settings->setWorkspaceDirectory(u"/somewhere/workspace"_s);
        chooseLanguage(u"de"_s);
        QCOMPARE(m_settings->language(), u"de"_s);
        press("next");
        press("next");
        protect(Good, Good);
        find<QCheckBox>("remember")->setChecked(false);
        press("next");
        find<QRadioButton>("emptyFaq")->setChecked(true);
        press("next");
        QCOMPARE(m_factory.creations.size(), 1);
        const workspace::CreateOptions& options = m_factory.creations.first();
        QCOMPARE(options.directory, u"/somewhere/workspace"_s);
        QCOMPARE(options.passphrase, Good);
        QCOMPARE(options.agentName, u"Jana Vogt"_s);
        QCOMPARE(options.language, u"de"_s);
        QVERIFY(!options.rememberInKeychain);
        QVERIFY(!options.sampleFaq);
        QVERIFY(!options.sampleCustomers);
        QVERIFY(options.importedFaq.isEmpty());
    }

    void samplesSkipTheKnowledge() {
        start();
        toProtect(true);
        protect(Good, Good);
        QCOMPARE(button("next")->text(), u"Create"_s);
        press("next");
        QCOMPARE(m_factory.creations.size(), 1);
        QVERIFY(m_factory.creations.first().sampleFaq);
        QVERIFY(m_factory.creations.first().sampleCustomers);
        QVERIFY(m_factory.creations.first().rememberInKeychain);
    }

    void importsAFile() {
        start();
        const QByteArray content("question,answer\nWhere?,Here.\n");
        const QString path = write(u"faq.csv"_s, content);
        toKnowledge();
        page<FirstFaqPage>()->takeFile(path);
        // Read beside the window: until then there is nothing to create from.
        press("next");
        QVERIFY(QTest::qWaitFor([&] { return !page<FirstFaqPage>()->imported().isEmpty(); }));
        if (m_factory.creations.isEmpty())
            press("next");
        QCOMPARE(m_factory.creations.size(), 1);
        QCOMPARE(m_factory.creations.first().importedFaq, content);
        QVERIFY(!m_factory.creations.first().sampleFaq);
    }

    void refusesABrokenFile() {
        start();
        toKnowledge();
        page<FirstFaqPage>()->takeFile(write(u"broken.json"_s, "{ \"a\": "));
        QVERIFY(QTest::qWaitFor([&] { return !barText(*m_wizard).isEmpty(); }));
        press("next");
        QVERIFY(m_factory.creations.isEmpty());
        // The file went wrong, the choice is still open.
        find<QRadioButton>("sampleFaq")->setChecked(true);
        press("next");
        QCOMPARE(m_factory.creations.size(), 1);
        QVERIFY(m_factory.creations.first().importedFaq.isEmpty());
    }

    void passwordsAreChecked_data() {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("focus");
        QTest::newRow("none") << QString() << QString() << u"password"_s;
        QTest::newRow("short") << u"1234567"_s << u"1234567"_s << u"password"_s;
        QTest::newRow("different") << Good << Good + u'x' << u"repeat"_s;
        QTest::newRow("second missing") << Good << QString() << u"repeat"_s;
    }
    void passwordsAreChecked() {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(QString, focus);
        start();
        toProtect(true);
        protect(first, second);
        press("next");
        QVERIFY(m_factory.creations.isEmpty());
        QVERIFY(!barText(*m_wizard).isEmpty());
        QCOMPARE(m_wizard->focusWidget()->objectName(), focus);
        protect(Good, Good);
        QVERIFY(barText(*m_wizard).isEmpty());
        press("next");
        QCOMPARE(m_factory.creations.size(), 1);
    }

    void needsAName() {
        start();
        toProtect(true);
        protect(Good, Good);
        find<QLineEdit>("name")->setText(u"   "_s);
        press("next");
        QVERIFY(m_factory.creations.isEmpty());
        QCOMPARE(m_wizard->focusWidget()->objectName(), u"name"_s);
    }

    void anErrorLosesNothing() {
        start();
        toProtect(true);
        protect(Good, Good);
        press("next");
        QVERIFY(m_wizard->findChild<QProgressBar*>()->isVisible());
        QVERIFY(!button("next")->isEnabled());
        m_factory.answerCreate(makeError(ErrorCode::DiskFull));
        QVERIFY(QTest::qWaitFor([&] { return button("next")->isEnabled(); }));
        QVERIFY(!m_wizard->findChild<QProgressBar*>()->isVisible());
        QVERIFY(barText(*m_wizard).contains(u"not enough space"_s));
        QCOMPARE(find<QLineEdit>("password")->text(), Good);
        press("next");
        QCOMPARE(m_factory.creations.size(), 2);
        QCOMPARE(m_factory.creations.last().agentName, u"Jana Vogt"_s);
    }

    void tellsOnceBeforeItCloses() {
        start();
        int told = 0;
        bool open = false;
        connect(m_wizard.get(), &FirstRunWizard::created, this, [&](const Created& created) {
            ++told;
            open = m_wizard->isVisible();
            QVERIFY(created.workspace);
            QCOMPARE(created.recoveryCode, Code);
        });
        toRecovery();
        QCOMPARE(find<QLabel>("code")->text().remove(u'\n'), Code);
        // Nothing of the password stays behind.
        QVERIFY(find<QLineEdit>("password")->text().isEmpty());
        QVERIFY(!button("next")->isEnabled());
        QVERIFY(!button("back")->isVisible());
        find<QCheckBox>("noted")->setChecked(true);
        press("next");
        QCOMPARE(told, 0);
        QSignalSpy channel(m_wizard.get(), &FirstRunWizard::channelWanted);
        press("next");
        QCOMPARE(told, 1);
        QVERIFY(open);
        QVERIFY(!m_wizard->isVisible());
        QCOMPARE(channel.size(), 0);
        m_wizard->reject();
        QCOMPARE(told, 1);
    }

    void asksForAChannel() {
        start();
        QStringList order;
        connect(m_wizard.get(), &FirstRunWizard::created, this, [&] { order += u"created"_s; });
        connect(m_wizard.get(), &FirstRunWizard::channelWanted, this, [&] { order += u"channel"_s; });
        toRecovery();
        find<QCheckBox>("noted")->setChecked(true);
        press("next");
        press("connect");
        QCOMPARE(order, (QStringList{u"created"_s, u"channel"_s}));
        QVERIFY(!m_wizard->isVisible());
    }

    void doesNotCloseOverAnUnseenCode() {
        start();
        QSignalSpy told(m_wizard.get(), &FirstRunWizard::created);
        toProtect(true);
        protect(Good, Good);
        press("next");
        m_wizard->close();
        QVERIFY(m_wizard->isVisible());
        m_factory.answerCreate(made());
        QVERIFY(QTest::qWaitFor([&] { return find<QLabel>("code")->isVisible(); }));
        QTest::keyClick(m_wizard.get(), Qt::Key_Escape);
        QVERIFY(m_wizard->isVisible());
        QVERIFY(barText(*m_wizard).contains(u"note the code"_s));
        QCOMPARE(told.size(), 0);
        find<QCheckBox>("noted")->setChecked(true);
        m_wizard->close();
        QVERIFY(!m_wizard->isVisible());
        QCOMPARE(told.size(), 1);
    }

    void saysWhenThereIsNoKeychain() {
        start();
        toRecovery(true);
        QVERIFY(barText(*m_wizard).contains(u"keychain"_s));
        page<RecoveryPage>()->findChild<QPushButton*>()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), Code);
    }

    void judgesPasswords() {
        QCOMPARE(passwordStrength({}), PasswordStrength::None);
        QCOMPARE(passwordStrength(u"1234567"_s), PasswordStrength::TooShort);
        QCOMPARE(passwordStrength(u"12345678"_s), PasswordStrength::Weak);
        QCOMPARE(passwordStrength(u"aaaaaaaaaaaaaaaaaaaaaaaa"_s), PasswordStrength::Weak);
        QCOMPARE(passwordStrength(u"abcdefghij"_s), PasswordStrength::Fair);
        QCOMPARE(passwordStrength(u"Abcdefghij12"_s), PasswordStrength::Good);
        QCOMPARE(passwordStrength(Good), PasswordStrength::Strong);
        // Characters count, not code units: four of these are eight code units.
        QCOMPARE(passwordStrength(u"\U0001F600\U0001F601\U0001F602\U0001F603"_s), PasswordStrength::TooShort);
    }

    void aWrongPasswordStays() {
        begin();
        m_settings->setWorkspaceDirectory(u"/somewhere/workspace"_s);
        UnlockDialog dialog(m_factory, *m_theme, *m_settings);
        QList<std::shared_ptr<workspace::Workspace>> opened;
        bool open = false;
        connect(&dialog, &UnlockDialog::opened, this, [&](const std::shared_ptr<workspace::Workspace>& workspace) {
            opened += workspace;
            open = dialog.isVisible();
        });
        dialog.show();
        auto* button = dialog.findChild<QPushButton*>(u"open"_s);
        auto* password = dialog.findChild<QLineEdit*>(u"password"_s);
        QVERIFY(!button->isEnabled());
        QTest::keyClicks(password, u"wrong one"_s);
        QTest::keyClick(password, Qt::Key_Return);
        QCOMPARE(m_factory.openings.size(), 1);
        QCOMPARE(m_factory.openings.first().directory, u"/somewhere/workspace"_s);
        QCOMPARE(m_factory.openings.first().passphrase, u"wrong one"_s);
        QVERIFY(!button->isEnabled());
        m_factory.answerOpen(makeError(ErrorCode::WrongPassphrase));
        QVERIFY(QTest::qWaitFor([&] { return button->isEnabled(); }));
        QVERIFY(dialog.isVisible());
        QCOMPARE(barText(dialog), u"This password does not open the database. Nothing was changed."_s);
        QCOMPARE(password->selectedText().size(), 9);
        QVERIFY(opened.isEmpty());
        QTest::keyClicks(password, Good);
        QVERIFY(barText(dialog).isEmpty());
        button->click();
        QCOMPARE(m_factory.openings.last().passphrase, Good);
        m_factory.answerOpen(std::shared_ptr<workspace::Workspace>(std::make_shared<FakeWorkspace>()));
        QVERIFY(QTest::qWaitFor([&] { return !dialog.isVisible(); }));
        QCOMPARE(opened.size(), 1);
        QVERIFY(open);
    }

    void opensWithTheRecoveryCode() {
        begin();
        UnlockDialog dialog(m_factory, *m_theme, *m_settings);
        dialog.show();
        auto* button = dialog.findChild<QPushButton*>(u"open"_s);
        dialog.findChild<QPushButton*>(u"other"_s)->click();
        auto* code = dialog.findChild<QLineEdit*>(u"recoveryCode"_s);
        QVERIFY(code->isVisible());
        QVERIFY(!dialog.findChild<QLineEdit*>(u"password"_s)->isVisible());
        code->setText(u"  "_s + Code + u" "_s);
        button->click();
        QCOMPARE(m_factory.openings.size(), 1);
        QCOMPARE(m_factory.openings.first().recoveryCode, Code);
        QVERIFY(m_factory.openings.first().passphrase.isEmpty());
        m_factory.answerOpen(makeError(ErrorCode::NewerSchema));
        QVERIFY(QTest::qWaitFor([&] { return button->isEnabled(); }));
        QVERIFY(barText(dialog).contains(u"newer Souffleur"_s));
        QCOMPARE(code->text().trimmed(), Code);
    }

private:
    void begin() {
        m_directory = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<UiSettings>(m_directory->filePath(u"ui.conf"_s));
        m_theme = std::make_unique<Theme>();
        m_factory = {};
    }
    void start() {
        m_wizard.reset();
        begin();
        m_wizard = std::make_unique<FirstRunWizard>(m_factory, *m_theme, *m_settings);
        m_wizard->show();
    }
    template <class Widget>
    Widget* find(const char* name) {
        auto* widget = m_wizard->findChild<Widget*>(QString::fromLatin1(name));
        if (!widget)
            qFatal("no widget %s", name);
        return widget;
    }
    template <class Page>
    Page* page() {
        return m_wizard->findChild<Page*>();
    }
    QPushButton* button(const char* name) { return find<QPushButton>(name); }
    void press(const char* name) { button(name)->click(); }
    void chooseLanguage(const QString& language) {
        auto* box = page<WelcomePage>()->findChild<QComboBox*>();
        box->setCurrentIndex(box->findData(language));
        emit box->activated(box->currentIndex());
    }
    void protect(const QString& first, const QString& second) {
        find<QLineEdit>("name")->setText(u" Jana  Vogt "_s);
        find<QLineEdit>("password")->setText(first);
        find<QLineEdit>("repeat")->setText(second);
    }
    void toProtect(bool samples) {
        press("next");
        if (samples)
            find<QRadioButton>("samples")->setChecked(true);
        press("next");
    }
    void toKnowledge() {
        toProtect(false);
        protect(Good, Good);
        press("next");
    }
    void toRecovery(bool keychainFailed = false) {
        toProtect(true);
        protect(Good, Good);
        press("next");
        m_factory.answerCreate(made(keychainFailed));
        if (!QTest::qWaitFor([&] { return find<QLabel>("code")->isVisible(); }))
            qFatal("the recovery code did not come");
    }
    QString write(const QString& name, const QByteArray& content) {
        const QString path = m_directory->filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<UiSettings> m_settings;
    std::unique_ptr<Theme> m_theme;
    RecordingFactory m_factory;
    std::unique_ptr<FirstRunWizard> m_wizard;
};

SOUFFLEUR_UI_TEST_MAIN(tst_FirstRun)
#include "tst_FirstRun.moc"
