// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeWorkspace.h"
#include "support/TestCase.h"

#include "ui/common/AppLink.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiContext.h"
#include "ui/common/UiSettings.h"
#include "ui/composer/Composer.h"
#include "ui/composer/ComposerEdit.h"
#include "ui/inbox/ConversationListModel.h"
#include "ui/inbox/InboxPanel.h"
#include "ui/inbox/Sidebar.h"
#include "ui/main/ActionRegistry.h"
#include "ui/main/ChatStrip.h"
#include "ui/main/CommandPalette.h"
#include "ui/main/MainWindow.h"
#include "ui/main/NewConversationDialog.h"
#include "ui/theme/Theme.h"
#include "ui/thread/ThreadModel.h"
#include "ui/thread/ThreadPanel.h"
#include "ui/thread/ThreadView.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace souffleur;
using namespace souffleur::ui;

namespace {

//! A window over a workspace with a few customers.
struct Desk {
    explicit Desk(Theme& theme) : settings(directory.filePath(u"ui.conf"_s)), context{workspace, theme, settings} {
        for (int i = 0; i < 12; ++i) {
            const auto id =
                workspace.add(u"Customer %1"_s.arg(i), u"Question %1"_s.arg(i), std::chrono::minutes(90 - 7 * i));
            workspace.addMessage(id, Direction::Inbound, u"Question %1"_s.arg(i));
            ids += id;
        }
        window = std::make_unique<MainWindow>(context);
        window->resize(1440, 900);
        window->show();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }
    QTemporaryDir directory;
    test::FakeWorkspace workspace;
    UiSettings settings;
    UiContext context;
    QList<ConversationId> ids;
    std::unique_ptr<MainWindow> window;
};

// The platform without a display says what it cannot do.
void expectDialog() {
    QTest::ignoreMessage(QtWarningMsg, "This plugin does not support propagateSizeHints()");
}
void expectRaise() {
    QTest::ignoreMessage(QtWarningMsg, "This plugin does not support raise()");
}

QString describe(const QWidget* widget) {
    return u"%1 '%2' in %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName(),
                                  widget->parentWidget()
                                      ? QString::fromLatin1(widget->parentWidget()->metaObject()->className())
                                      : u"nothing"_s);
}

} // namespace

class tst_MainWindow : public test::TestCase {
    Q_OBJECT
private slots:
    void initTestCase() {
        m_theme = std::make_unique<Theme>();
        m_theme->setMode(ColourMode::Light);
        m_theme->apply(*qApp);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void everyControlHasAName() {
        Desk desk(*m_theme);
        desk.window->openById(desk.ids.first());
        QCoreApplication::processEvents();
        QStringList unnamed;
        for (auto* widget : desk.window->findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
                continue;
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            if (widget->accessibleName().isEmpty() && !(button && !button->text().isEmpty()))
                unnamed += describe(widget);
        }
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u'\n')));
    }

    void theEditorLeavesTheWindowItsKeys() {
        Desk desk(*m_theme);
        desk.window->openById(desk.ids.first());
        QCoreApplication::processEvents();
        auto* edit = desk.window->findChild<ComposerEdit*>();
        for (const ActionInfo& info : ActionRegistry::table()) {
            for (const QKeySequence& keys : info.keys) {
                const QKeyCombination key = keys[0];
                QKeyEvent event(QEvent::ShortcutOverride, key.key(), key.keyboardModifiers());
                event.ignore();
                QCoreApplication::sendEvent(edit, &event);
                QVERIFY2(!event.isAccepted(), qPrintable(info.id));
            }
        }
    }

    void actionsReachTheComposer() {
        Desk desk(*m_theme);
        desk.window->openById(desk.ids.first());
        QCoreApplication::processEvents();
        auto* edit = desk.window->findChild<ComposerEdit*>();
        const auto trigger = [&](const QString& id) {
            desk.window->actions().action(id)->trigger();
            QCoreApplication::processEvents();
        };
        trigger(u"reply.holding"_s);
        QVERIFY2(edit->toPlainText().contains(u"melde mich bis"_s), qPrintable(edit->toPlainText()));
        trigger(u"quote"_s);
        trigger(u"spelling.next"_s);
        const auto texts = [&] {
            QStringList all;
            for (auto* label : desk.window->findChild<Composer*>()->findChildren<QLabel*>()) {
                if (label->isVisible())
                    all += label->text() + label->accessibleName();
            }
            return all.join(u'|');
        };
        QVERIFY2(texts().contains(u"Question 0"_s), qPrintable(texts())); // quoted
        QVERIFY2(texts().contains(u"No dictionary"_s), qPrintable(texts()));
        trigger(u"faq.propose"_s);
        const bool proposed =
            std::any_of(desk.workspace.commands.cbegin(), desk.workspace.commands.cend(),
                        [](const CommandPayload& c) { return std::holds_alternative<ProposeFaq>(c); });
        QVERIFY(proposed);
    }

    void startsWhereTheCustomersAre() {
        Desk desk(*m_theme);
        auto* list = desk.window->findChild<QListView*>(u"conversationList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 12);
        QVERIFY(!desk.window->current());
    }

    void opensWithMouseAndKeys() {
        Desk desk(*m_theme);
        auto* list = desk.window->findChild<QListView*>(u"conversationList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 12);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(1, 0)).center());
        QCOMPARE(desk.window->current(), std::optional(desk.ids.at(1)));
        QTest::keyClick(desk.window.get(), Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(desk.window->current(), std::optional(desk.ids.at(2)));
        // The most urgent one, whatever the list shows.
        QTest::keyClick(desk.window.get(), Qt::Key_J, Qt::ControlModifier);
        QTRY_COMPARE(desk.window->current(), std::optional(desk.ids.at(0)));
        QTest::keyClick(desk.window.get(), Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(desk.window->current(), std::optional(desk.ids.at(2)));
    }

    void openChatsStandInAStrip() {
        Desk desk(*m_theme);
        auto* strip = desk.window->findChild<ChatStrip*>(u"chatStrip"_s);
        const auto key = [&](Qt::Key key, Qt::KeyboardModifiers modifiers) {
            QTest::keyClick(desk.window.get(), key, modifiers);
        };
        const auto open = [&](int i) {
            desk.window->openById(desk.ids.at(i));
            QTRY_COMPARE(desk.window->current(), std::optional(desk.ids.at(i)));
        };
        open(4);
        QVERIFY(!strip->isVisible()); // one chat needs no strip
        open(2);
        open(7);
        QVERIFY(strip->isVisible());
        const QList<ConversationId> order{desk.ids.at(4), desk.ids.at(2), desk.ids.at(7)};
        QCOMPARE(strip->chats(), order);
        key(Qt::Key_1, Qt::AltModifier);
        QTRY_COMPARE(desk.window->current(), std::optional(desk.ids.at(4)));
        key(Qt::Key_9, Qt::AltModifier); // there is no ninth
        QCoreApplication::processEvents();
        QCOMPARE(desk.window->current(), std::optional(desk.ids.at(4)));
        // The ones used before, in the order of their use; walking does not change that order.
        key(Qt::Key_Tab, Qt::ControlModifier);
        QTRY_COMPARE(desk.window->current(), std::optional(desk.ids.at(7)));
        key(Qt::Key_Tab, Qt::ControlModifier);
        QTRY_COMPARE(desk.window->current(), std::optional(desk.ids.at(2)));
        key(Qt::Key_Tab, Qt::ControlModifier);
        QTRY_COMPARE(desk.window->current(), std::optional(desk.ids.at(4)));
        QCOMPARE(strip->chats(), order);
        key(Qt::Key_PageDown, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(strip->chats(), (QList<ConversationId>{desk.ids.at(2), desk.ids.at(4), desk.ids.at(7)}));

        strip->save();
        // A second window of the same person, as after a restart, has them again.
        MainWindow again(desk.context);
        auto* restored = again.findChild<ChatStrip*>(u"chatStrip"_s);
        QTRY_COMPARE(restored->chats(), strip->chats());

        // What is resolved leaves by itself; what is closed makes room for the one used before it.
        desk.workspace.conversation(desk.ids.at(7)).state = EpisodeState::Resolved;
        desk.workspace.tell(desk.ids.at(7));
        QTRY_COMPARE(strip->chats().size(), 2);
        key(Qt::Key_W, Qt::ControlModifier);
        QTRY_COMPARE(desk.window->current(), std::optional(desk.ids.at(2)));
        QVERIFY(!strip->isVisible());
        key(Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY(!desk.window->current());
        QVERIFY(strip->chats().isEmpty());
    }

    void chatsWithoutRoomStandInAMenu() {
        Desk desk(*m_theme);
        auto* strip = desk.window->findChild<ChatStrip*>(u"chatStrip"_s);
        for (const ConversationId& id : std::as_const(desk.ids)) {
            desk.window->openById(id);
            QTRY_COMPARE(desk.window->current(), std::optional(id));
        }
        QCOMPARE(strip->chats(), desk.ids); // none is dropped
        strip->resize(400, strip->height());
        int shown = 0;
        bool current = false;
        for (const auto* tab : strip->findChildren<ChatTab*>()) {
            if (!tab->isVisible())
                continue;
            ++shown;
            QVERIFY(tab->width() >= 60);
            QVERIFY(strip->rect().contains(tab->geometry()));
            current |= tab->conversation().id == desk.ids.last();
        }
        QVERIFY(shown > 2 && shown < 12);
        QVERIFY(current);
        const auto* more = strip->findChild<QToolButton*>();
        QVERIFY(more->isVisible());
        QCOMPARE(more->text(), u"+%1"_s.arg(12 - shown));
    }

    void findsWordsInTheThread() {
        Desk desk(*m_theme);
        const ConversationId id = desk.ids.at(3);
        for (int i = 0; i < 200; ++i)
            desk.workspace.addMessage(id, Direction::Inbound, u"line %1"_s.arg(i));
        desk.window->openById(id);
        auto* view = desk.window->findChild<ThreadView*>(u"threadView"_s);
        auto* bar = desk.window->findChild<QWidget*>(u"findBar"_s);
        QTRY_VERIFY(desk.window->current() && view->model()->rowCount() > 0);
        QVERIFY(!bar->isVisible());
        QTest::keyClick(desk.window.get(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(bar->isVisible());
        auto* words = bar->findChild<QLineEdit*>();
        for (const qint64 sequence : {190, 20, 101}) {
            SearchHit hit;
            hit.conversation = id;
            hit.sequence = sequence;
            desk.workspace.hits += hit;
        }
        QTest::keyClicks(words, u"line"_s);
        QTest::keyClick(words, Qt::Key_Return); // does not wait for the pause in typing
        const auto shown = [&] {
            const auto* model = static_cast<const ThreadModel*>(view->model());
            const ThreadItem* item = model->at(view->currentIndex().row());
            return item ? sequenceOf(*item) : 0;
        };
        QTRY_COMPARE(shown(), 190); // the newest first
        QTest::keyClick(words, Qt::Key_Return);
        QTRY_COMPARE(shown(), 101);
        QTest::keyClick(desk.window.get(), Qt::Key_F3);
        QTRY_COMPARE(shown(), 20);
        QTest::keyClick(desk.window.get(), Qt::Key_F3, Qt::ShiftModifier);
        QTRY_COMPARE(shown(), 101);
        QTest::keyClick(words, Qt::Key_Escape);
        QVERIFY(!bar->isVisible());
        // Another conversation has nothing of it.
        QTest::keyClick(desk.window.get(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(bar->isVisible());
        desk.window->openById(desk.ids.at(5));
        QTRY_VERIFY(!bar->isVisible());
    }

    void readingIsNotAnswering() {
        Desk desk(*m_theme);
        desk.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        desk.window->openById(desk.ids.at(3));
        QTRY_VERIFY(
            std::any_of(desk.workspace.commands.begin(), desk.workspace.commands.end(), [&](const auto& command) {
                const auto* read = std::get_if<MarkRead>(&command);
                return read && read->conversation == desk.ids.at(3) && read->upToSequence == 1;
            }));
        // Nothing but reading was said: the wait is untouched.
        for (const auto& command : desk.workspace.commands)
            QVERIFY(std::holds_alternative<MarkRead>(command) || std::holds_alternative<RecordShown>(command));
        QVERIFY(desk.workspace.conversation(desk.ids.at(3)).waitingSince.has_value());
    }

    void commandsGoToTheOpenConversation() {
        Desk desk(*m_theme);
        desk.window->openById(desk.ids.at(5));
        QTRY_COMPARE(desk.window->current(), std::optional(desk.ids.at(5)));
        desk.workspace.commands.clear();
        desk.window->actions().action(u"assign.me"_s)->trigger();
        desk.window->actions().action(u"resolve"_s)->trigger();
        QCOMPARE(desk.workspace.commands.size(), 2);
        QCOMPARE(std::get<Assign>(desk.workspace.commands.at(0)).conversation, desk.ids.at(5));
        QCOMPARE(std::get<Assign>(desk.workspace.commands.at(0)).agent, std::optional(desk.workspace.me().id));
        QCOMPARE(std::get<Resolve>(desk.workspace.commands.at(1)).conversation, desk.ids.at(5));
    }

    void foldsInNarrowWindows_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("right");
        QTest::addColumn<bool>("icons");
        QTest::newRow("wide") << 1440 << true << false;
        QTest::newRow("drawer") << 1100 << false << false;
        QTest::newRow("icons") << 860 << false << true;
    }
    void foldsInNarrowWindows() {
        QFETCH(int, width);
        QFETCH(bool, right);
        QFETCH(bool, icons);
        Desk desk(*m_theme);
        desk.window->openById(desk.ids.first());
        desk.window->resize(width, 700);
        QCoreApplication::processEvents();
        auto* column = desk.window->findChild<QWidget*>(u"rightColumn"_s);
        auto* thread = desk.window->findChild<ThreadPanel*>();
        QCOMPARE(column->isVisible(), right);
        QCOMPARE(desk.window->findChild<Sidebar*>()->isCollapsed(), icons);
        QVERIFY(thread->isVisible());
        QVERIFY2(thread->width() >= 380, qPrintable(QString::number(thread->width())));
        const QRect inWindow(thread->mapTo(desk.window.get(), QPoint()), thread->size());
        QVERIFY(desk.window->rect().contains(inWindow));
        // F9 brings the column as a drawer over the thread, and takes it away.
        desk.window->actions().action(u"panel.customer"_s)->trigger();
        QCOMPARE(column->isVisible(), !right);
        if (!right) {
            const QRect drawer(column->mapTo(desk.window.get(), QPoint()), column->size());
            QCOMPARE(drawer.right(), desk.window->rect().right());
            QVERIFY(drawer.width() >= 290);
        }
    }

    void comesBackFromTheDrawer() {
        Desk desk(*m_theme);
        desk.window->resize(1000, 700);
        QCoreApplication::processEvents();
        desk.window->resize(1440, 900);
        QCoreApplication::processEvents();
        auto* column = desk.window->findChild<QWidget*>(u"rightColumn"_s);
        auto* thread = desk.window->findChild<ThreadPanel*>();
        QVERIFY(column->isVisible());
        QVERIFY(thread->width() >= 420);
        QVERIFY(column->width() >= 290 && column->width() <= 420);
        QVERIFY(column->mapTo(desk.window.get(), QPoint()).x() >=
                thread->mapTo(desk.window.get(), QPoint()).x() + thread->width());
    }

    void growsWithTheText() {
        Desk desk(*m_theme);
        desk.window->openById(desk.ids.first());
        desk.window->actions().action(u"text.larger"_s)->trigger();
        QCOMPARE(m_theme->scale(), 110);
        m_theme->setScale(200);
        QCoreApplication::processEvents();
        QVERIFY(desk.window->findChild<ThreadPanel*>()->isVisible());
        desk.window->actions().action(u"text.reset"_s)->trigger();
        QCOMPARE(m_theme->scale(), 100);
    }

    void goesBackAndForward() {
        Desk desk(*m_theme);
        const auto open = [&](int i) {
            desk.window->openById(desk.ids.at(i));
            QTRY_COMPARE(desk.window->current(), std::optional(desk.ids.at(i)));
        };
        for (const int i : {1, 4, 7})
            open(i);
        const auto step = [&](Qt::Key key, int expected) {
            QTest::keyClick(desk.window.get(), key, Qt::AltModifier);
            QTRY_COMPARE(desk.window->current(), std::optional(desk.ids.at(expected)));
        };
        step(Qt::Key_Left, 4);
        step(Qt::Key_Left, 1);
        QVERIFY(!desk.window->actions().action(u"visited.back"_s)->isEnabled());
        step(Qt::Key_Right, 4);
        step(Qt::Key_Right, 7);
        QVERIFY(!desk.window->actions().action(u"visited.forward"_s)->isEnabled());
        step(Qt::Key_Left, 4);
        open(9); // a new way: what was ahead is gone
        QVERIFY(!desk.window->actions().action(u"visited.forward"_s)->isEnabled());
        step(Qt::Key_Left, 4);
    }

    void goesToScreensByChord() {
        Desk desk(*m_theme);
        desk.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        desk.window->openById(desk.ids.first());
        QTRY_VERIFY(desk.window->current());
        auto* composer = desk.window->findChild<Composer*>();
        composer->setFocus();
        expectDialog();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_G, Qt::ControlModifier);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_S);
        auto* dialog = desk.window->findChild<QDialog*>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        dialog->reject();
    }

    void helpsWhereTheAgentIs() {
        Desk desk(*m_theme);
        desk.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        desk.window->findChild<QListView*>(u"conversationList"_s)->setFocus();
        auto* card = desk.window->findChild<QFrame*>(u"helpCard"_s);
        QVERIFY(!card->isVisible());
        QTest::keyClick(desk.window.get(), Qt::Key_F1);
        QVERIFY(card->isVisible());
        QVERIFY(desk.window->rect().contains(card->geometry()));
        QVERIFY2(card->accessibleName().contains(u"Conversations"), qPrintable(card->accessibleName()));
        QTest::keyClick(card, Qt::Key_Escape);
        QVERIFY(!card->isVisible());
        QVERIFY(desk.window->findChild<QListView*>(u"conversationList"_s)->hasFocus());
        QTest::keyClick(desk.window.get(), Qt::Key_F1);
        expectDialog();
        QTest::keyClick(card, Qt::Key_F1);
        QVERIFY(!card->isVisible());
        QVERIFY(desk.window->findChild<QDialog*>());
        desk.window->findChild<QDialog*>()->reject();
        desk.window->showKnowledge(true);
        QTest::keyClick(desk.window.get(), Qt::Key_F1);
        QVERIFY2(card->accessibleName().startsWith(u"Knowledge."), qPrintable(card->accessibleName()));
    }

    void staysInTheTray() {
        Desk desk(*m_theme);
        desk.window->setHidesOnClose(true);
        QVERIFY(!desk.window->close());
        QVERIFY(!desk.window->isVisible());
        expectRaise();
        desk.window->bringToFront();
        QVERIFY(desk.window->isVisible());
        QSignalSpy quit(desk.window.get(), &MainWindow::quitRequested);
        desk.window->actions().action(u"quit"_s)->trigger();
        QCOMPARE(quit.size(), 1);
        QVERIFY(!desk.window->isVisible());
        QVERIFY(desk.window->close());
    }

    void knowsWhatIsWatched() {
        Desk desk(*m_theme);
        desk.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        QSignalSpy watched(desk.window.get(), &MainWindow::watchedChanged);
        desk.window->openById(desk.ids.at(2));
        QTRY_COMPARE(watched.size(), 1);
        QCOMPARE(watched.last().first().value<std::optional<ConversationId>>(), std::optional(desk.ids.at(2)));
        desk.window->setHidesOnClose(true);
        desk.window->close();
        QTRY_VERIFY(watched.last().first().value<std::optional<ConversationId>>() == std::nullopt);
    }

    void givesARefusedReplyBack() {
        Desk desk(*m_theme);
        expectRaise();
        desk.window->giveBack(desk.ids.at(2), u"Ist unterwegs."_s);
        QTRY_COMPARE(desk.window->current(), std::optional(desk.ids.at(2)));
        auto* edit = desk.window->findChild<ComposerEdit*>();
        QTRY_COMPARE(edit->toPlainText(), u"Ist unterwegs."_s);
    }

    void saysWhatACrashLeft() {
        Desk desk(*m_theme);
        desk.window->reportCrash(2);
        const auto bars = desk.window->findChildren<MessageBar*>();
        QVERIFY(std::any_of(bars.cbegin(), bars.cend(),
                            [](const MessageBar* bar) { return bar->isVisible() && bar->text().contains(u'2'); }));
    }

    void beginsAConversation() {
        Desk desk(*m_theme);
        Channel mail;
        mail.id = ChannelId::create();
        mail.kind = u"mail"_s;
        mail.name = u"Post"_s;
        desk.workspace.channelList += mail;
        desk.workspace.startable = u"mail"_s;
        expectDialog();
        expectRaise();
        QTest::keyClick(desk.window.get(), Qt::Key_N, Qt::ControlModifier);
        auto* dialog = desk.window->findChild<NewConversationDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        QTRY_VERIFY(dialog->findChild<QListWidget*>()->count() > 0);
        const auto labels = dialog->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.cbegin(), labels.cend(),
                            [](const QLabel* label) { return label->text().contains(u"Telegram"); }));
        auto* edit = dialog->findChild<QLineEdit*>();
        // Somebody known, by name.
        QTest::keyClicks(edit, u"customer 7"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(desk.window->current(), std::optional(desk.ids.at(7)));
        QVERIFY(desk.workspace.commands.isEmpty());
        // Somebody new, by an address.
        QTRY_VERIFY(!desk.window->findChild<NewConversationDialog*>());
        desk.workspace.reply.conversation = desk.ids.at(9);
        expectDialog();
        expectRaise();
        QTest::keyClick(desk.window.get(), Qt::Key_N, Qt::ControlModifier);
        dialog = desk.window->findChild<NewConversationDialog*>();
        edit = dialog->findChild<QLineEdit*>();
        expectDialog(); // name and channel take more room
        QTest::keyClicks(edit, u"anna@example.org"_s);
        desk.workspace.commands.clear();
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_COMPARE(desk.window->current(), std::optional(desk.ids.at(9)));
        const auto* start = std::get_if<StartConversation>(&desk.workspace.commands.first());
        QVERIFY(start);
        QCOMPARE(start->channel, mail.id);
        QCOMPARE(start->address, u"anna@example.org"_s);
    }

    void readsLinks() {
        const ConversationId id = ConversationId::create();
        QCOMPARE(conversationOfLink(u"souffleur:conversation/"_s + id.toString()), id);
        for (const QString& other : {QString(), u"souffleur:conversation/"_s, u"souffleur:conversation/../x"_s,
                                     u"https://conversation/"_s + id.toString(), id.toString()})
            QVERIFY(conversationOfLink(other).isNull());
    }

    void paletteFindsPeopleAndCommands() {
        Desk desk(*m_theme);
        auto* list = desk.window->findChild<QListView*>(u"conversationList"_s);
        QTRY_COMPARE(list->model()->rowCount(), 12);
        desk.window->actions().action(u"palette"_s)->trigger();
        auto* palette = desk.window->findChild<CommandPalette*>();
        QVERIFY(palette->isVisible());
        auto* edit = palette->findChild<QLineEdit*>();
        QTest::keyClicks(edit, u"customer 7"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        QCOMPARE(desk.window->current(), std::optional(desk.ids.at(7)));
        QVERIFY(paletteScore(u"Émile Zola"_s, u"emi zo"_s) > 0);
        QCOMPARE(paletteScore(u"Emil"_s, u"zola"_s), 0);
    }

    void keysAreSafeOnEveryKeyboard() {
        QHash<QKeySequence, QList<ActionInfo>> taken;
        for (const auto& info : ActionRegistry::table()) {
            QVERIFY2(!info.keys.isEmpty(), qPrintable(info.id));
            for (const auto& key : info.keys) {
                for (int i = 0; i < key.count(); ++i) {
                    const auto modifiers = key[i].keyboardModifiers();
                    QVERIFY2(!(modifiers.testFlag(Qt::ControlModifier) && modifiers.testFlag(Qt::AltModifier)),
                             qPrintable(info.id));
                    const bool letter = key[i].key() >= Qt::Key_A && key[i].key() <= Qt::Key_Z;
                    QVERIFY2(!(modifiers == Qt::AltModifier && letter), qPrintable(info.id));
                    // The second key of a chord is never typed into anything.
                    QVERIFY2(modifiers != Qt::NoModifier || !letter || i > 0, qPrintable(info.id));
                }
                for (const ActionInfo& other : taken.value(key))
                    QVERIFY2(!ActionRegistry::meet(info, other), qPrintable(info.id + u" = "_s + other.id));
                taken[key].append(info);
            }
        }
    }

    void keysCanBeChangedAndSwitchedOff() {
        Desk desk(*m_theme);
        auto& actions = desk.window->actions();
        desk.settings.setShortcut(u"resolve"_s, u"Ctrl+F12"_s);
        QCOMPARE(actions.key(u"resolve"_s), QKeySequence(Qt::CTRL | Qt::Key_F12));
        desk.settings.setShortcut(u"resolve"_s, u"none"_s);
        QVERIFY(actions.key(u"resolve"_s).isEmpty());
        desk.settings.setShortcut(u"resolve"_s, QString());
        QCOMPARE(actions.key(u"resolve"_s), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

SOUFFLEUR_UI_TEST_MAIN(tst_MainWindow)
#include "tst_MainWindow.moc"
