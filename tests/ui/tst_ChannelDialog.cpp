// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/Connector.h"
#include "DeskWorkspace.h"
#include "support/TestCase.h"
#include "ui/channels/ChannelDialog.h"
#include "ui/channels/SampleDialog.h"
#include "ui/channels/SetupTexts.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPointer>
#include <QScrollArea>
#include <QSlider>

using namespace souffleur;
using namespace souffleur::ui;
using namespace souffleur::test;
using Kind = ChannelField::Kind;

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

//! A kind with a field of every kind, beside those that are built in.
ChannelCapabilities everything() {
    ChannelCapabilities can;
    can.kind = u"everything"_s;
    can.displayName = u"Everything"_s;
    can.fields = {{.key = u"token"_s, .kind = Kind::Secret, .required = true},
                  {.key = u"second"_s, .kind = Kind::Secret},
                  {.key = u"room"_s, .required = true},
                  {.key = u"rooms"_s, .kind = Kind::List},
                  {.key = u"mode"_s, .kind = Kind::Choice, .fallback = u"tcp"_s, .choices = {u"tcp"_s, u"unix"_s}},
                  {.key = u"mark"_s, .kind = Kind::Switch},
                  {.key = u"base_url"_s, .kind = Kind::Address, .advanced = true, .fallback = u"https://a.test"_s},
                  {.key = u"seconds"_s, .kind = Kind::Number, .advanced = true, .least = 5, .most = 50}};
    can.checks = {u"address"_s, u"token"_s};
    return can;
}

class ChannelWorkspace : public DeskWorkspace {
public:
    ChannelCapabilities capabilities(const QString& kind) const override {
        if (kind == u"everything")
            return everything();
        const auto* row = channels::findChannelKind(kind);
        return row ? row->capabilities : ChannelCapabilities();
    }
    workspace::Task* checkChannel(const Channel& channel, const QJsonObject& secrets) override {
        ++checks;
        checked = channel;
        checkedSecrets = secrets;
        task = new ScriptedTask(this);
        return task;
    }
    QFuture<Result<QJsonValue>> setting(const QString& key) override {
        for (auto it = commands.crbegin(); it != commands.crend(); ++it)
            if (const auto* set = std::get_if<SetSetting>(&*it); set && set->key == key)
                return readyFuture(Result<QJsonValue>(set->value));
        return readyFuture(Result<QJsonValue>(QJsonValue(QJsonValue::Undefined)));
    }
    void setSampleSpeed(double value) override { speed = value; }
    int checks = 0;
    Channel checked;
    QJsonObject checkedSecrets;
    QPointer<ScriptedTask> task;
    double speed = -1;
};

struct Desk {
    QTemporaryDir directory;
    UiSettings settings{directory.filePath(u"settings.ini"_s)};
    Theme theme;
    ChannelWorkspace workspace;
    UiContext context{workspace, theme, settings};

    std::unique_ptr<ChannelDialog> open(const QString& kind, std::optional<Channel> existing = {}) {
        auto dialog = std::make_unique<ChannelDialog>(context, kind, std::move(existing));
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        QCoreApplication::processEvents();
        return dialog;
    }
};

template <class T = QLineEdit>
T* named(const QWidget& widget, const QString& name) {
    for (auto* field : widget.findChildren<T*>())
        if (field->accessibleName() == name)
            return field;
    qFatal("no field %s", qPrintable(name));
    return nullptr;
}

QPushButton* button(const QWidget& widget, const QString& text) {
    for (auto* one : widget.findChildren<QPushButton*>())
        if ((one->text() == text || one->accessibleName() == text) && one->isVisibleTo(&widget))
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
}

} // namespace

class tst_ChannelDialog : public test::TestCase {
    Q_OBJECT
private slots:
    //! The offscreen platform has no size hints and says so whenever a dialog's change; every other warning fails.
    void init() {
        QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s));
    }

    void everyKindHasItsWords_data() {
        QTest::addColumn<QString>("kind");
        for (const auto& row : channels::channelKinds())
            if (!row.capabilities.fields.isEmpty())
                QTest::newRow(qPrintable(row.capabilities.kind)) << row.capabilities.kind;
    }

    void everyKindHasItsWords() {
        QFETCH(QString, kind);
        const ChannelCapabilities& can = channels::findChannelKind(kind)->capabilities;
        QVERIFY(!SetupTexts::intro(kind).isEmpty());
        QVERIFY(!can.checks.isEmpty());
        for (const QString& check : can.checks)
            QVERIFY2(SetupTexts::checkName(kind, check) != check, qPrintable(check));
        for (const ChannelField& field : can.fields) {
            QVERIFY2(SetupTexts::label(kind, field.key) != field.key, qPrintable(field.key));
            QVERIFY2(!field.required || !SetupTexts::help(kind, field.key).isEmpty(), qPrintable(field.key));
            QVERIFY2(field.check.isEmpty() || can.checks.contains(field.check), qPrintable(field.check));
            QVERIFY2(field.kind != Kind::Number || field.least < field.most, qPrintable(field.key));
            for (const QString& choice : field.choices)
                QVERIFY2(SetupTexts::choice(kind, field.key, choice) != choice, qPrintable(choice));
        }
        Desk desk;
        const auto dialog = desk.open(kind);
        for (auto* field : dialog->findChildren<QLineEdit*>())
            QVERIFY(!field->accessibleName().isEmpty());
        if (const QString folder = qEnvironmentVariable("SOUFFLEUR_PICTURES"); !folder.isEmpty())
            takePictures(desk, folder, kind);
    }

    //! As high as what it shows, with the advanced settings folded away.
    void noRoomIsLeftOver_data() { everyKindHasItsWords_data(); }
    void noRoomIsLeftOver() {
        QFETCH(QString, kind);
        Desk desk;
        desk.theme.apply(*qApp);
        const auto dialog = desk.open(kind);
        dialog->show();
        QCoreApplication::processEvents();
        const QLabel* last = nullptr;
        for (const auto* label : dialog->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(u" can: "_s))
                last = label;
        QVERIFY(last);
        const auto* save = button(*dialog, u"Save"_s);
        const int gap =
            save->mapTo(dialog.get(), QPoint()).y() - last->mapTo(dialog.get(), QPoint(0, last->height())).y();
        QVERIFY2(gap >= 0 && gap <= 30, qPrintable(QString::number(gap)));
    }

    void isCheckedAndSaved() {
        Desk desk;
        const auto dialog = desk.open(u"telegram"_s);
        button(*dialog, u"Save"_s)->click();
        QVERIFY(desk.workspace.sent<SaveChannel>().isEmpty()); // no token, no channel
        QVERIFY(wordsOf(*dialog).contains(u"“Token” is missing."_s));
        auto* token = named(*dialog, u"Token"_s);
        QCOMPARE(token->echoMode(), QLineEdit::Password);
        QTest::keyClicks(token, u"123:SECRET"_s);
        button(*dialog, u"Test"_s)->click();
        QVERIFY(desk.workspace.task);
        QCOMPARE(desk.workspace.checkedSecrets[u"token"_s].toString(), u"123:SECRET"_s);
        desk.workspace.task->report(u"token"_s, CheckState::Running);
        desk.workspace.task->report(u"token"_s, CheckState::Passed, u"@shop_bot"_s);
        desk.workspace.task->report(u"receive"_s, CheckState::Failed, {},
                                    makeError(ErrorCode::Rejected, u"bad 123:SECRET"_s));
        QVERIFY(wordsOf(*dialog).contains(u"@shop_bot"_s));
        button(*dialog, u"Copy report"_s)->click();
        const QString report = QGuiApplication::clipboard()->text();
        QVERIFY(report.contains(u"token: passed"_s));
        QVERIFY(report.contains(u"receive: failed"_s));
        QVERIFY(!report.contains(u"SECRET"_s));
        desk.workspace.task->end();
        QVERIFY(button(*dialog, u"Test again"_s));
        button(*dialog, u"Save"_s)->click();
        QCoreApplication::processEvents();
        QCOMPARE(desk.workspace.sent<SaveChannel>().size(), 1);
        const SaveChannel saved = desk.workspace.sent<SaveChannel>().first();
        QCOMPARE(saved.channel.kind, u"telegram"_s);
        QCOMPARE(saved.channel.name, u"Telegram"_s);
        QCOMPARE(saved.channel.id, desk.workspace.checked.id);
        QCOMPARE(saved.channel.settings, QJsonObject());
        QCOMPARE(*saved.secrets, (QJsonObject{{u"token"_s, u"123:SECRET"_s}}));
        QCOMPARE(dialog->result(), int(QDialog::Accepted));
    }

    void checksStartWhenTypingPauses() {
        Desk desk;
        const auto dialog = desk.open(u"telegram"_s);
        auto* token = named(*dialog, u"Token"_s);
        QTest::keyClicks(token, u"12"_s);
        desk.workspace.manualClock.advance(ChannelDialog::TypingPause / 2);
        QTest::keyClicks(token, u"3:A"_s);
        desk.workspace.manualClock.advance(ChannelDialog::TypingPause / 2);
        QCOMPARE(desk.workspace.checks, 0);
        desk.workspace.manualClock.advance(ChannelDialog::TypingPause);
        QCOMPARE(desk.workspace.checks, 1);
        const QPointer<ScriptedTask> first = desk.workspace.task;
        first->report(u"address"_s, CheckState::Passed, u"api.telegram.org"_s);
        QVERIFY(wordsOf(*dialog).contains(u"api.telegram.org"_s));
        // A change makes what was found out of date, and what is under way superfluous.
        QTest::keyClicks(token, u"B"_s);
        QVERIFY(first->cancelled);
        QVERIFY(!wordsOf(*dialog).contains(u"api.telegram.org"_s));
        emit token->editingFinished();
        QCOMPARE(desk.workspace.checks, 2);
        emit token->editingFinished();
        QCOMPARE(desk.workspace.checks, 2); // nothing changed
        // The name has nothing to do with it.
        QTest::keyClicks(named(*dialog, u"Name of the channel"_s), u"Shop"_s);
        desk.workspace.manualClock.advance(10s);
        QCOMPARE(desk.workspace.checks, 2);
    }

    void errorsSayTheWayOut() {
        Desk desk;
        const auto dialog = desk.open(u"telegram"_s);
        QTest::keyClicks(named(*dialog, u"Token"_s), u"1:A"_s);
        button(*dialog, u"Test"_s)->click();
        desk.workspace.task->report(u"webhook"_s, CheckState::Failed, u"shop.test"_s,
                                    makeError(ErrorCode::Conflict, u"webhook"_s));
        QVERIFY(wordsOf(*dialog).contains(u"Remove the webhook"_s));
        QCOMPARE(SetupTexts::problem(u"telegram"_s, makeError(ErrorCode::DiskFull)),
                 errorText(makeError(ErrorCode::DiskFull)));
    }

    void helpUnfoldsBelowItsField() {
        Desk desk;
        const auto dialog = desk.open(u"telegram"_s);
        QVERIFY(!wordsOf(*dialog).contains(u"/newbot"_s));
        button(*dialog, u"Token: Where do I find this?"_s)->click();
        QVERIFY(wordsOf(*dialog).contains(u"/newbot"_s));
    }

    void nothingOverlaps_data() { everyKindHasItsWords_data(); }
    void nothingOverlaps() {
        QFETCH(QString, kind);
        Desk desk;
        const auto dialog = desk.open(kind);
        dialog->setAttribute(Qt::WA_DontShowOnScreen);
        dialog->show();
        const int before = dialog->height();
        for (auto* one : dialog->findChildren<QPushButton*>())
            if (one->isCheckable() && one->isVisible())
                one->click();
        if (auto* advanced = button(*dialog, u"Advanced settings"_s))
            advanced->click();
        QCoreApplication::processEvents();
        QVERIFY(dialog->height() > before);
        QVERIFY(dialog->height() <= dialog->screen()->availableGeometry().height());
        QWidget* form = dialog->findChild<QScrollArea*>()->widget();
        for (const QSize& size : {dialog->size(), QSize(dialog->minimumWidth(), 420)}) {
            dialog->resize(size);
            QCoreApplication::processEvents();
            QList<QWidget*> shown;
            for (auto* child : form->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
                if (child->isVisible())
                    shown += child;
            for (const QWidget* one : std::as_const(shown)) {
                QVERIFY2(form->rect().contains(one->geometry()), qPrintable(one->accessibleName()));
                if (const auto* label = qobject_cast<const QLabel*>(one); label && label->wordWrap())
                    QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
                if (qobject_cast<const QLineEdit*>(one))
                    QVERIFY2(one->width() >= desk.theme.px(200), qPrintable(one->accessibleName()));
                for (const QWidget* other : std::as_const(shown))
                    QVERIFY2(one == other || !one->geometry().intersects(other->geometry()),
                             qPrintable(one->accessibleName() + u" and "_s + other->accessibleName()));
            }
        }
    }

    void tabsGoAsItIsRead() {
        Desk desk;
        const auto dialog = desk.open(u"everything"_s);
        dialog->setAttribute(Qt::WA_DontShowOnScreen);
        dialog->show();
        button(*dialog, u"Advanced settings"_s)->click();
        QStringList names;
        QWidget* first = named(*dialog, u"Name of the channel"_s);
        for (QWidget* one = first; names.isEmpty() || one != first; one = one->nextInFocusChain())
            if (one->isVisible() && (one->focusPolicy() & Qt::TabFocus) && !one->accessibleName().isEmpty() &&
                !one->accessibleName().contains(u':'))
                names += one->accessibleName();
        const QStringList wanted{u"Name of the channel"_s, u"Token"_s, u"room"_s, u"seconds"_s};
        QStringList found;
        for (const QString& name : std::as_const(names))
            if (wanted.contains(name))
                found += name;
        QCOMPARE(found, wanted);
    }

    void everyFieldGoesWhereItBelongs() {
        Desk desk;
        const auto dialog = desk.open(u"everything"_s);
        QVERIFY(!named(*dialog, u"Address of the server"_s)->isVisibleTo(dialog.get()));
        button(*dialog, u"Advanced settings"_s)->click();
        QVERIFY(named(*dialog, u"Address of the server"_s)->isVisibleTo(dialog.get()));
        QVERIFY(dialog->typed().settings.isEmpty()); // what is so anyway needs no setting
        type(named(*dialog, u"Token"_s), u" T "_s);
        type(named(*dialog, u"room"_s), u"a"_s);
        type(named(*dialog, u"rooms"_s), u"a, b"_s);
        type(named(*dialog, u"Address of the server"_s), u"http://localhost:1"_s);
        type(named(*dialog, u"seconds"_s), u"4"_s);
        named<QCheckBox>(*dialog, u"mark"_s)->click();
        auto* mode = named<QComboBox>(*dialog, u"mode"_s);
        mode->setCurrentIndex(1);
        button(*dialog, u"Save"_s)->click();
        QVERIFY(wordsOf(*dialog).contains(u"“seconds” is a number between 5 and 50."_s));
        QVERIFY(desk.workspace.sent<SaveChannel>().isEmpty());
        type(named(*dialog, u"seconds"_s), u"5"_s);
        const QJsonObject wanted{{u"room"_s, u"a"_s},
                                 {u"rooms"_s, QJsonArray{u"a"_s, u"b"_s}},
                                 {u"base_url"_s, u"http://localhost:1"_s},
                                 {u"seconds"_s, 5},
                                 {u"mark"_s, true},
                                 {u"mode"_s, u"unix"_s}};
        QCOMPARE(dialog->typed().settings, wanted);
        QCOMPARE(dialog->typedSecrets(), (QJsonObject{{u"token"_s, u"T"_s}}));
        // What is stored comes back unchanged, what the dialog does not know included.
        Channel channel = dialog->typed();
        channel.name = u"Shop"_s;
        channel.settings.insert(u"other"_s, 1);
        const auto again = desk.open({}, channel);
        QCOMPARE(again->typed(), channel);
        QVERIFY(again->typedSecrets().isEmpty());
        button(*again, u"Save"_s)->click();
        QCoreApplication::processEvents();
        QVERIFY(!desk.workspace.sent<SaveChannel>().constLast().secrets);
    }

    void halfWayIsKept() {
        Desk desk;
        {
            const auto dialog = desk.open(u"everything"_s);
            dialog->reject();
            QVERIFY(desk.workspace.sent<SetSetting>().isEmpty()); // nothing was typed
        }
        {
            const auto dialog = desk.open(u"everything"_s);
            type(named(*dialog, u"Name of the channel"_s), u"Shop"_s);
            type(named(*dialog, u"Token"_s), u"T"_s);
            named<QCheckBox>(*dialog, u"mark"_s)->click();
            dialog->reject();
        }
        QVERIFY(desk.workspace.sent<SaveChannel>().isEmpty());
        {
            const auto dialog = desk.open(u"everything"_s);
            QVERIFY(wordsOf(*dialog).contains(u"half-way"_s));
            QCOMPARE(dialog->typed().name, u"Shop"_s);
            QCOMPARE(dialog->typed().settings, (QJsonObject{{u"mark"_s, true}}));
            QCOMPARE(dialog->typedSecrets(), (QJsonObject{{u"token"_s, u"T"_s}}));
            type(named(*dialog, u"room"_s), u"a"_s);
            button(*dialog, u"Save"_s)->click();
            QCoreApplication::processEvents();
            QCOMPARE(desk.workspace.sent<SaveChannel>().size(), 1);
        }
        {
            const auto dialog = desk.open(u"everything"_s);
            QVERIFY(dialog->typedSecrets().isEmpty()); // saved, so no longer half-way
            type(named(*dialog, u"Token"_s), u"U"_s);
            dialog->reject();
        }
        {
            const auto dialog = desk.open(u"everything"_s);
            button(*dialog, u"Start anew"_s)->click();
            QVERIFY(dialog->typedSecrets().isEmpty());
            dialog->reject();
        }
        const auto dialog = desk.open(u"everything"_s);
        QVERIFY(!wordsOf(*dialog).contains(u"half-way"_s));
    }

    void sampleCustomersChangeSpeedAtOnce() {
        Desk desk;
        Channel channel;
        channel.id = ChannelId::create();
        channel.kind = u"sample"_s;
        channel.name = u"Sample"_s;
        channel.settings = {{u"script"_s, u":/x"_s}};
        SampleDialog dialog(desk.context, channel);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        auto* slider = dialog.findChild<QSlider*>();
        slider->setValue(slider->maximum());
        QCOMPARE(desk.workspace.speed, 60.0);
        button(dialog, u"Save"_s)->click();
        QCoreApplication::processEvents();
        const Channel saved = desk.workspace.sent<SaveChannel>().constLast().channel;
        QCOMPARE(saved.settings, (QJsonObject{{u"script"_s, u":/x"_s}, {u"speed"_s, 60.0}}));
        QCOMPARE(saved.name, u"Sample"_s);
    }

    void sampleCustomersTriedOutGoBack() {
        Desk desk;
        Channel channel;
        channel.kind = u"sample"_s;
        channel.settings = {{u"speed"_s, 5.0}};
        {
            SampleDialog dialog(desk.context, channel);
            dialog.setAttribute(Qt::WA_DeleteOnClose, false);
            dialog.reject();
            QCOMPARE(desk.workspace.speed, -1.0); // nothing was tried
        }
        SampleDialog dialog(desk.context, channel);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        auto* slider = dialog.findChild<QSlider*>();
        slider->setValue(slider->maximum());
        dialog.reject();
        QCOMPARE(desk.workspace.speed, 5.0);
    }

    void theNameOfTheFirstRunIsNoName() {
        Desk desk;
        Channel channel;
        channel.id = ChannelId::create();
        channel.kind = u"sample"_s;
        channel.name = u"Beispielkunden"_s; // stored by a German first run
        channel.sample = true;
        const ChannelCapabilities kind = desk.workspace.capabilities(u"sample"_s);
        QCOMPARE(Format::channelName(channel, kind), u"Sample customers"_s);
        SampleDialog dialog(desk.context, channel);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        auto* name = dialog.findChild<QLineEdit*>();
        QCOMPARE(name->text(), u"Sample customers"_s);
        button(dialog, u"Save"_s)->click();
        QCoreApplication::processEvents();
        QCOMPARE(desk.workspace.sent<SaveChannel>().constLast().channel.name, channel.name);
        // A name that somebody chose is theirs in every language.
        type(name, u"Training"_s);
        button(dialog, u"Save"_s)->click();
        QCoreApplication::processEvents();
        channel = desk.workspace.sent<SaveChannel>().constLast().channel;
        QCOMPARE(Format::channelName(channel, kind), u"Training"_s);
    }

private:
    //! For people who want to see it.
    static void takePictures(Desk& desk, const QString& folder, const QString& kind) {
        const auto save = [&](ChannelDialog& dialog, const QString& name) {
            QTest::qWait(50);
            QVERIFY(dialog.grab().save(folder + u"/channel-%1-%2.png"_s.arg(kind, name)));
        };
        for (const bool dark : {false, true}) {
            desk.theme.setMode(dark ? ColourMode::Dark : ColourMode::Light);
            desk.theme.apply(*qApp);
            const auto dialog = desk.open(kind);
            dialog->show();
            save(*dialog, dark ? u"dark"_s : u"light"_s);
            for (auto* field : dialog->findChildren<QLineEdit*>())
                if (field->isVisible() && field->text().isEmpty())
                    QTest::keyClicks(field, u"abc"_s);
            for (auto* one : dialog->findChildren<QPushButton*>())
                if (one->isCheckable() && one->isVisible())
                    one->click();
            if (auto* advanced = button(*dialog, u"Advanced settings"_s))
                advanced->click();
            button(*dialog, u"Test"_s)->click();
            const QStringList checks = desk.workspace.capabilities(kind).checks;
            for (const QString& check : checks)
                if (check != checks.last())
                    desk.workspace.task->report(check, CheckState::Passed, u"shop"_s);
            desk.workspace.task->report(checks.last(), CheckState::Failed, {}, makeError(ErrorCode::Unauthorized));
            save(*dialog, dark ? u"checked-dark"_s : u"checked-light"_s);
        }
    }
};

SOUFFLEUR_UI_TEST_MAIN(tst_ChannelDialog)
#include "tst_ChannelDialog.moc"
