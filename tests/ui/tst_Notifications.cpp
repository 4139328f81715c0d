// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeWorkspace.h"
#include "support/TestCase.h"

#include "ui/common/UiContext.h"
#include "ui/common/UiSettings.h"
#include "ui/notify/NotificationServer.h"
#include "ui/notify/Notifier.h"
#include "ui/notify/TrayIcon.h"
#include "ui/settings/NotificationsPage.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QFile>
#include <QMenu>
#include <QPainter>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace souffleur;
using namespace souffleur::ui;

namespace {

//! A session bus with nobody on it.
class SessionBus {
public:
    SessionBus() {
        // Nothing of this machine is started by it.
        QFile config(m_directory.filePath(u"bus.conf"_s));
        if (!config.open(QIODevice::WriteOnly))
            qFatal("no place for the bus");
        config.write("<busconfig><type>session</type><listen>unix:dir=" + m_directory.path().toUtf8() +
                     "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\"/>"
                     "<allow receive_sender=\"*\"/><allow own=\"*\"/></policy></busconfig>");
        config.close();
        m_process.start(u"dbus-daemon"_s, {u"--nofork"_s, u"--nopidfile"_s, u"--print-address=1"_s,
                                           u"--config-file="_s + config.fileName()});
        if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, 10'000))
            qFatal("dbus-daemon did not start: %s", m_process.readAllStandardError().constData());
        m_address = QString::fromUtf8(m_process.readLine()).trimmed();
    }
    ~SessionBus() {
        m_process.kill();
        m_process.waitForFinished();
    }
    QDBusConnection connect(const QString& name) const { return QDBusConnection::connectToBus(m_address, name); }

private:
    QTemporaryDir m_directory;
    QProcess m_process;
    QString m_address;
};

struct Notice {
    uint id = 0;
    QString title;
    QString body;
    QStringList actions;
    QVariantMap hints;
};

} // namespace

//! A notification server as a desktop has one.
class NotificationDouble : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    explicit NotificationDouble(const QDBusConnection& bus) : m_bus(bus) {
        m_bus.registerObject(u"/org/freedesktop/Notifications"_s, this,
                             QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals);
        m_bus.registerService(u"org.freedesktop.Notifications"_s);
    }
    ~NotificationDouble() override { leave(); }
    void leave() {
        m_bus.unregisterService(u"org.freedesktop.Notifications"_s);
        m_bus.unregisterObject(u"/org/freedesktop/Notifications"_s);
    }

    QStringList capabilities{u"actions"_s, u"body"_s, u"body-markup"_s};
    QMap<uint, Notice> open;
    int calls = 0;

    void press(const QString& action) { emit ActionInvoked(open.lastKey(), action); }
    void answer(const QString& text) { emit NotificationReplied(open.lastKey(), text); }
    void dismiss() {
        const uint id = open.lastKey();
        open.remove(id);
        emit NotificationClosed(id, 2);
    }

public slots:
    QStringList GetCapabilities() { return capabilities; }
    uint Notify(const QString&, uint replaces, const QString&, const QString& title, const QString& body,
                const QStringList& actions, const QVariantMap& hints, int) {
        ++calls;
        const uint id = replaces != 0 ? replaces : ++m_last;
        open.insert(id, {id, title, body, actions, hints});
        return id;
    }
    void CloseNotification(uint id) {
        if (open.remove(id) > 0)
            emit NotificationClosed(id, 3);
    }

signals:
    void ActionInvoked(uint id, const QString& action);
    void NotificationReplied(uint id, const QString& text);
    void NotificationClosed(uint id, uint reason);

private:
    QDBusConnection m_bus;
    uint m_last = 0;
};

namespace {

struct Desk {
    Desk(SessionBus& bus, Theme& theme, const QStringList& more = {})
        : settings(directory.filePath(u"ui.conf"_s)), context{workspace, theme, settings},
          desktop(bus.connect(u"server"_s)), server((desktop.capabilities += more, bus.connect(u"client"_s))),
          notifier(context, server) {
        QSignalSpy ready(&server, &NotificationServer::ready);
        if (!ready.wait(10'000))
            qFatal("the double gave no capabilities");
    }
    ~Desk() {
        QDBusConnection::disconnectFromBus(u"client"_s);
        QDBusConnection::disconnectFromBus(u"server"_s);
    }
    //! The customer writes; what the notice says is kept.
    ConversationId write(const QString& name, const QString& words) {
        const ConversationId id = workspace.add(name, words, 1min, 1);
        workspace.addMessage(id, Direction::Inbound, words);
        return id;
    }
    void change(ConversationId id, const std::function<void(Conversation&)>& fn) {
        fn(workspace.conversation(id));
        workspace.tell(id);
    }
    //! A round over the bus: whatever was to come has come.
    void settle() {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
        const int calls = desktop.calls;
        server.show(u"probe"_s, {u"probe"_s, {}, {}, {}, false});
        if (!QTest::qWaitFor([&] { return desktop.calls > calls && server.isShown(u"probe"_s); }, 10'000))
            qFatal("the probe did not arrive");
        server.withdraw(u"probe"_s);
        if (!QTest::qWaitFor([&] {
                return std::none_of(desktop.open.cbegin(), desktop.open.cend(),
                                    [](const Notice& n) { return n.title == u"probe"; });
            }))
            qFatal("the probe stays");
    }
    QTemporaryDir directory;
    test::FakeWorkspace workspace;
    UiSettings settings;
    UiContext context;
    NotificationDouble desktop;
    NotificationServer server;
    Notifier notifier;
};

} // namespace

class tst_Notifications : public test::TestCase {
    Q_OBJECT
private slots:
    void initTestCase() {
        m_theme = std::make_unique<Theme>();
        m_theme->apply(*qApp);
        m_bus = std::make_unique<SessionBus>();
    }
    void cleanupTestCase() {
        m_bus.reset();
        m_theme.reset();
    }

    void tellsTheNameOnly() {
        Desk desk(*m_bus, *m_theme);
        desk.write(u"Anna <b>Weber"_s, u"Meine Kontonummer ist 12345"_s);
        QTRY_COMPARE(desk.desktop.open.size(), 1);
        const Notice notice = desk.desktop.open.first();
        QCOMPARE(notice.title, u"Anna <b>Weber"_s);
        QVERIFY2(!notice.body.contains(u"12345"), qPrintable(notice.body));
        QVERIFY(notice.body.contains(u"Telegram"));
        QCOMPARE(notice.hints.value(u"category"_s).toString(), u"im.received"_s);
        QCOMPARE(notice.hints.value(u"sound-name"_s).toString(), u"message-new-instant"_s);
        QVERIFY(notice.actions.contains(u"reply"_s) && notice.actions.contains(u"later"_s));
        QVERIFY(!notice.actions.contains(u"inline-reply"_s));
    }

    void tellsTheWordsWhenAllowed() {
        Desk desk(*m_bus, *m_theme);
        desk.settings.setNotificationText(true);
        desk.settings.setNotificationSound(false);
        desk.write(u"Anna"_s, u"a < b & \u202Ec"_s);
        QTRY_COMPARE(desk.desktop.open.size(), 1);
        // Escaped, because this server knows markup; no turned text.
        QCOMPARE(desk.desktop.open.first().body, u"a &lt; b &amp; c"_s);
        QVERIFY(desk.desktop.open.first().hints.value(u"suppress-sound"_s).toBool());
    }

    void oneNoticeForEachConversation() {
        Desk desk(*m_bus, *m_theme);
        const ConversationId anna = desk.write(u"Anna"_s, u"eins"_s);
        QTRY_COMPARE(desk.desktop.open.size(), 1);
        desk.workspace.conversation(anna).unread = 2;
        desk.workspace.addMessage(anna, Direction::Inbound, u"zwei"_s);
        desk.workspace.addMessage(anna, Direction::Inbound, u"drei"_s);
        desk.write(u"Bob"_s, u"hallo"_s);
        desk.settle();
        QTRY_COMPARE(desk.desktop.open.size(), 2);
        QVERIFY2(desk.desktop.open.first().body.contains(u'2'), qPrintable(desk.desktop.open.first().body));
    }

    void goesWhenDoneElsewhere_data() {
        QTest::addColumn<int>("how");
        QTest::newRow("read") << 0;
        QTest::newRow("answered") << 1;
        QTest::newRow("resolved") << 2;
        QTest::newRow("taken by a colleague") << 3;
        QTest::newRow("deleted") << 4;
        QTest::newRow("looked at") << 5;
    }

    void goesWhenDoneElsewhere() {
        QFETCH(int, how);
        Desk desk(*m_bus, *m_theme);
        const ConversationId id = desk.write(u"Anna"_s, u"eins"_s);
        QTRY_COMPARE(desk.desktop.open.size(), 1);
        if (how == 4)
            desk.workspace.remove(id);
        else if (how == 5)
            desk.notifier.setWatched(id);
        else
            desk.change(id, [&](Conversation& c) {
                if (how == 0)
                    c.unread = 0;
                else if (how == 1)
                    c.waitingSince.reset();
                else if (how == 2)
                    c.state = EpisodeState::Resolved;
                else
                    c.assignee = AgentId::create();
            });
        QTRY_COMPARE(desk.desktop.open.size(), 0);
    }

    // Withdrawn before the server has said which number the notice got.
    void goesEvenWhenItHasNotCome() {
        Desk desk(*m_bus, *m_theme);
        const ConversationId id = desk.write(u"Anna"_s, u"eins"_s);
        desk.change(id, [](Conversation& c) { c.unread = 0; });
        desk.settle();
        QTRY_COMPARE(desk.desktop.open.size(), 0);
    }

    void staysQuiet_data() {
        QTest::addColumn<QString>("why");
        for (const QString& why : {u"off"_s, u"disturb"_s, u"hours"_s, u"channel"_s, u"watched"_s, u"colleague"_s,
                                   u"read"_s, u"own message"_s})
            QTest::addRow("%s", qPrintable(why)) << why;
    }

    void staysQuiet() {
        QFETCH(QString, why);
        Desk desk(*m_bus, *m_theme);
        const ConversationId id = desk.workspace.add(u"Anna"_s, u"eins"_s, 1min, 1);
        Conversation& c = desk.workspace.conversation(id);
        auto direction = Direction::Inbound;
        if (why == u"off")
            desk.settings.setNotifications(false);
        else if (why == u"disturb")
            desk.settings.setDoNotDisturb(true);
        else if (why == u"channel")
            desk.settings.setMutedChannels({c.channel.toString()});
        else if (why == u"watched")
            desk.notifier.setWatched(id);
        else if (why == u"colleague")
            c.assignee = AgentId::create();
        else if (why == u"read")
            c.unread = 0;
        else if (why == u"own message")
            direction = c.previewDirection = Direction::Outbound;
        else if (why == u"hours") {
            const QTime now = toDateTime(desk.workspace.manualClock.now()).toLocalTime().time();
            desk.settings.setQuietHours(true);
            desk.settings.setQuietFrom(now.addSecs(-3600));
            desk.settings.setQuietTo(now.addSecs(3600));
        }
        desk.workspace.addMessage(id, direction, u"eins"_s);
        desk.settle();
        QCOMPARE(desk.desktop.open.size(), 0);
    }

    void quietHoursGoOverMidnight() {
        Desk desk(*m_bus, *m_theme);
        const QTime now = toDateTime(desk.workspace.manualClock.now()).toLocalTime().time();
        desk.settings.setQuietHours(true);
        // Eleven hours behind to one hour behind, and from an hour ahead through the night to an hour behind.
        desk.settings.setQuietFrom(now.addSecs(-11 * 3600));
        desk.settings.setQuietTo(now.addSecs(-3600));
        QVERIFY(!desk.notifier.isQuiet());
        desk.settings.setQuietFrom(now.addSecs(3600));
        QVERIFY(!desk.notifier.isQuiet());
        desk.settings.setQuietTo(now.addSecs(1800));
        QVERIFY(desk.notifier.isQuiet());
    }

    void manyAtOnceAreOneNotice() {
        Desk desk(*m_bus, *m_theme);
        Changes changes;
        for (int i = 0; i < 5; ++i) {
            const ConversationId id = desk.workspace.add(u"Kunde %1"_s.arg(i), u"hallo"_s, 1min, 1);
            Change change;
            change.entity = EntityKind::Message;
            change.kind = ChangeKind::Added;
            change.conversation = id;
            changes += change;
        }
        emit desk.workspace.changed(changes);
        QTRY_COMPARE(desk.desktop.open.size(), 1);
        QVERIFY(desk.desktop.open.first().title.contains(u'5'));
        QSignalSpy inbox(&desk.notifier, &Notifier::inboxRequested);
        desk.desktop.press(u"default"_s);
        QTRY_COMPARE(inbox.size(), 1);
        QTRY_COMPARE(desk.desktop.open.size(), 0);
    }

    void opensAndReplies() {
        Desk desk(*m_bus, *m_theme);
        const ConversationId id = desk.write(u"Anna"_s, u"eins"_s);
        QTRY_COMPARE(desk.desktop.open.size(), 1);
        QSignalSpy opened(&desk.notifier, &Notifier::openRequested);
        desk.desktop.press(u"reply"_s);
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(opened.first().at(0).value<ConversationId>(), id);
        QCOMPARE(opened.first().at(1).toBool(), true);
        QTRY_COMPARE(desk.desktop.open.size(), 0);
        desk.workspace.addMessage(id, Direction::Inbound, u"zwei"_s);
        QTRY_COMPARE(desk.desktop.open.size(), 1);
        desk.desktop.press(u"open"_s);
        QTRY_COMPARE(opened.size(), 2);
        QCOMPARE(opened.last().at(1).toBool(), false);
    }

    void remindsLater() {
        Desk desk(*m_bus, *m_theme);
        const ConversationId id = desk.write(u"Anna"_s, u"eins"_s);
        QTRY_COMPARE(desk.desktop.open.size(), 1);
        desk.desktop.press(u"later"_s);
        QTRY_COMPARE(desk.desktop.open.size(), 0);
        desk.workspace.manualClock.advance(Notifier::LaterAfter - 1s);
        desk.settle();
        QCOMPARE(desk.desktop.open.size(), 0);
        desk.workspace.manualClock.advance(2s);
        QTRY_COMPARE(desk.desktop.open.size(), 1);
        // Answered in the meantime: no reminder.
        desk.desktop.press(u"later"_s);
        QTRY_COMPARE(desk.desktop.open.size(), 0);
        desk.workspace.conversation(id).waitingSince.reset();
        desk.workspace.manualClock.advance(Notifier::LaterAfter + 1s);
        desk.settle();
        QCOMPARE(desk.desktop.open.size(), 0);
    }

    void repliesInTheNotice() {
        Desk desk(*m_bus, *m_theme, {u"inline-reply"_s});
        const ConversationId id = desk.write(u"Anna"_s, u"eins"_s);
        QTRY_COMPARE(desk.desktop.open.size(), 1);
        QVERIFY(desk.desktop.open.first().actions.contains(u"inline-reply"_s));
        const qint64 seen = desk.workspace.conversation(id).lastSequence;
        // One more message comes in of which no notice tells: the guard will see that the agent has not.
        desk.settings.setDoNotDisturb(true);
        desk.workspace.addMessage(id, Direction::Inbound, u"zwei"_s);
        desk.desktop.answer(u"  Ist unterwegs. "_s);
        QTRY_VERIFY(!desk.workspace.commands.isEmpty());
        const auto* reply = std::get_if<SendReply>(&desk.workspace.commands.last());
        QVERIFY(reply);
        QCOMPARE(reply->conversation, id);
        QCOMPARE(reply->text, u"Ist unterwegs."_s);
        QCOMPARE(reply->seenSequence, seen);
        QVERIFY(!reply->sendAnyway);
        QTRY_COMPARE(desk.desktop.open.size(), 0);
    }

    void givesARefusedReplyBack() {
        Desk desk(*m_bus, *m_theme, {u"inline-reply"_s});
        const ConversationId id = desk.write(u"Anna"_s, u"eins"_s);
        QTRY_COMPARE(desk.desktop.open.size(), 1);
        QSignalSpy refused(&desk.notifier, &Notifier::replyRefused);
        desk.workspace.failure = makeError(ErrorCode::GuardRefused);
        desk.desktop.answer(u"Ist unterwegs."_s);
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused.first().at(0).value<ConversationId>(), id);
        QCOMPARE(refused.first().at(1).toString(), u"Ist unterwegs."_s);
    }

    void livesWithoutAServer() {
        Desk desk(*m_bus, *m_theme);
        desk.write(u"Anna"_s, u"eins"_s);
        QTRY_COMPARE(desk.desktop.open.size(), 1);
        desk.desktop.leave();
        desk.write(u"Bob"_s, u"zwei"_s);
        // A new one knows nothing of what the last one showed.
        QTRY_VERIFY(!desk.server.canAct());
        NotificationDouble second(m_bus->connect(u"second"_s));
        QTRY_VERIFY(desk.server.canAct());
        desk.write(u"Cem"_s, u"drei"_s);
        QTRY_COMPARE(second.open.size(), 1);
        QCOMPARE(second.open.first().title, u"Cem"_s);
        second.leave();
        QDBusConnection::disconnectFromBus(u"second"_s);
    }

    void isDismissedByTheAgent() {
        Desk desk(*m_bus, *m_theme);
        const ConversationId id = desk.write(u"Anna"_s, u"eins"_s);
        QTRY_COMPARE(desk.desktop.open.size(), 1);
        desk.desktop.dismiss();
        QTRY_VERIFY(!desk.server.isShown(id.toString()));
    }

    void trayFollowsTheSettings() {
        Desk desk(*m_bus, *m_theme);
        TrayIcon tray(desk.context);
        tray.setWaiting(3);
        QAction* quiet = tray.menu().actions().at(2);
        QVERIFY(!quiet->isChecked());
        quiet->trigger();
        QVERIFY(desk.settings.doNotDisturb());
        desk.settings.setDoNotDisturb(false);
        QVERIFY(!quiet->isChecked());
        for (const QAction* action : tray.menu().actions())
            QVERIFY(action->isSeparator() || !action->text().isEmpty());
    }

    void numberStandsOverTheIcon() {
        QPixmap green(64, 64);
        green.fill(Qt::green);
        const QImage plain = numberedIcon(QIcon(green), 0, 32, Qt::red, Qt::white).toImage();
        const QImage three = numberedIcon(QIcon(green), 3, 32, Qt::red, Qt::white).toImage();
        const QImage many = numberedIcon(QIcon(green), 12, 32, Qt::red, Qt::white).toImage();
        QCOMPARE(plain.pixelColor(22, 16), QColor(Qt::green));
        QCOMPARE(three.pixelColor(14, 22), QColor(Qt::red));
        QVERIFY(three != many);
    }

    void settingsPage() {
        Desk desk(*m_bus, *m_theme);
        NotificationsPage page(desk.context, nullptr);
        const auto boxes = page.findChildren<QCheckBox*>();
        QCOMPARE(boxes.size(), 5 + desk.workspace.channelList.size());
        for (const auto* box : boxes)
            QVERIFY(!box->accessibleName().isEmpty());
        boxes.last()->click();
        QCOMPARE(desk.settings.mutedChannels(), QStringList{desk.workspace.channelList.first().id.toString()});
        boxes.first()->click();
        QVERIFY(!desk.settings.notifications());
        QVERIFY(!boxes.last()->isEnabled());
    }

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<SessionBus> m_bus;
};

SOUFFLEUR_UI_TEST_MAIN(tst_Notifications)
#include "tst_Notifications.moc"
