// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeWorkspace.h"
#include "support/TestCase.h"

#include "ui/common/UiSettings.h"
#include "ui/theme/Theme.h"
#include "ui/thread/ThreadModel.h"
#include "ui/thread/ThreadText.h"
#include "ui/thread/ThreadView.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace souffleur;
using namespace souffleur::ui;
using Workspace = test::FakeWorkspace;

namespace {

void settle() {
    for (int i = 0; i < 4; ++i)
        QCoreApplication::processEvents();
}

void fill(Workspace& workspace, ConversationId id, int count) {
    auto& items = workspace.thread(id);
    items.reserve(items.size() + count);
    for (int i = 0; i < count; ++i) {
        Message m;
        m.id = MessageId::create();
        m.conversation = id;
        m.channelKind = u"telegram"_s;
        m.sequence = items.size() + 1;
        m.text = u"Message %1"_s.arg(m.sequence);
        m.authorName = u"Anna"_s;
        m.sentAt = workspace.manualClock.now();
        items += m;
    }
    workspace.conversation(id).lastSequence = items.size();
}

bool ascending(const ThreadModel& model) {
    for (int i = 1; i < model.rowCount(); ++i) {
        if (sequenceOf(*model.at(i - 1)) >= sequenceOf(*model.at(i)))
            return false;
    }
    return true;
}

} // namespace

class tst_ThreadModel : public test::TestCase {
    Q_OBJECT
private slots:
    void randomChangesKeepTheModelRight_data() {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 6; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void randomChangesKeepTheModelRight() {
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        Workspace workspace;
        const auto id = workspace.add(u"Anna"_s, u"x"_s, 5min);
        fill(workspace, id, 400);
        ThreadModel model(workspace);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setConversation(id);
        settle();
        QCOMPARE(model.rowCount(), ThreadModel::FirstPage);
        for (int step = 0; step < 120; ++step) {
            auto& items = workspace.thread(id);
            switch (random.bounded(7)) {
            case 0:
                model.loadOlder();
                break;
            case 1:
                model.loadNewer();
                break;
            case 2:
                workspace.addMessage(id, random.bounded(2) ? Direction::Inbound : Direction::Outbound, u"live"_s);
                break;
            case 3: {
                auto& message = std::get<Message>(items[random.bounded(int(items.size()))]);
                message.text = u"edited %1"_s.arg(step);
                workspace.tell(id, EntityKind::Message, message.sequence);
                break;
            }
            case 4:
                workspace.removeItem(id, sequenceOf(items.at(random.bounded(int(items.size())))));
                break;
            case 5:
                model.jumpTo(sequenceOf(items.at(random.bounded(int(items.size())))));
                break;
            default:
                workspace.tell(id, EntityKind::Mark, 100'000 + step); // never there
            }
            settle();
            QVERIFY(ascending(model));
            QVERIFY(model.rowCount() <= ThreadModel::MaxRows);
        }
        model.jumpToLatest();
        settle();
        while (model.hasOlder()) {
            model.loadOlder();
            settle();
        }
        QCOMPARE(model.rowCount(), workspace.thread(id).size());
        for (int i = 0; i < model.rowCount(); ++i)
            QCOMPARE(*model.at(i), workspace.thread(id).at(i));
    }

    void fiftyThousandMessages() {
        Workspace workspace;
        const auto id = workspace.add(u"Anna"_s, u"x"_s, 5min);
        fill(workspace, id, 50'000);
        ThreadModel model(workspace);
        model.setConversation(id);
        settle();
        for (int i = 0; i < 30; ++i) {
            model.loadOlder();
            settle();
            QVERIFY(model.rowCount() <= ThreadModel::MaxRows);
        }
        QVERIFY(model.hasNewer());
        // A live message does not tear a hole: it comes with its page.
        workspace.addMessage(id, Direction::Inbound, u"live"_s);
        settle();
        QVERIFY(ascending(model));
        QCOMPARE(model.rowOf(50'001), -1);
        while (model.hasNewer()) {
            model.loadNewer();
            settle();
        }
        QCOMPARE(model.lastSequence(), 50'001);
        for (int i = 1; i < model.rowCount(); ++i)
            QCOMPARE(sequenceOf(*model.at(i)), sequenceOf(*model.at(i - 1)) + 1);
        QSignalSpy jumped(&model, &ThreadModel::jumped);
        model.jumpTo(123);
        settle();
        QCOMPARE(jumped.count(), 1);
        QVERIFY(model.rowOf(123) > 0);
        QVERIFY(model.hasOlder() && model.hasNewer());
    }

    void switchingDropsLateAnswers() {
        Workspace workspace;
        const auto first = workspace.add(u"Anna"_s, u"x"_s, 5min);
        const auto second = workspace.add(u"Ben"_s, u"x"_s, 5min);
        fill(workspace, first, 10);
        fill(workspace, second, 3);
        ThreadModel model(workspace);
        workspace.hold = true;
        model.setConversation(first);
        model.setConversation(second);
        workspace.answer();
        settle();
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.messageAt(0)->conversation, second);
    }

    void separatorsForDaysAndChannels() {
        Workspace workspace;
        const auto id = workspace.add(u"Anna"_s, u"x"_s, 5min);
        workspace.addMessage(id, Direction::Inbound, u"one"_s);
        workspace.addMessage(id, Direction::Inbound, u"two"_s);
        workspace.manualClock.advance(std::chrono::hours(30));
        workspace.addMessage(id, Direction::Inbound, u"three"_s);
        workspace.addMessage(id, Direction::Inbound, u"four"_s).channelKind = u"Mail"_s;
        ThreadModel model(workspace);
        model.setConversation(id);
        settle();
        QVERIFY(!model.separator(0).isEmpty());
        QVERIFY(model.separator(1).isEmpty());
        QVERIFY(model.separator(2).startsWith(u"Today"_s));
        QVERIFY(model.separator(3).endsWith(u"Mail"_s));
    }

    void placeIsKeptWhileOlderOnesLoad() {
        Theme theme;
        Workspace workspace;
        QTemporaryDir directory;
        UiSettings settings(directory.filePath(u"ui.conf"_s));
        UiContext context{workspace, theme, settings};
        const auto id = workspace.add(u"Anna"_s, u"x"_s, 5min);
        fill(workspace, id, 600);
        ThreadModel model(workspace);
        ThreadView view(context, model);
        view.resize(580, 600);
        view.show();
        model.setConversation(id);
        settle();
        view.scrollToEnd();
        settle();
        QVERIFY(view.isAtEnd());
        QCOMPARE(view.lastVisibleSequence(), 600);
        workspace.hold = true;
        view.verticalScrollBar()->setValue(300);
        const auto top = [&] {
            const QModelIndex index = view.indexAt(QPoint(200, 2));
            return std::pair(sequenceOf(*model.at(index.row())), view.visualRect(index).top());
        };
        const auto before = top();
        const int rows = model.rowCount();
        workspace.answer();
        workspace.hold = false;
        settle();
        QVERIFY(model.rowCount() > rows);
        QCOMPARE(top(), before);
        // A live message far below moves nothing either; at the end it is followed.
        workspace.addMessage(id, Direction::Inbound, u"live"_s);
        settle();
        QCOMPARE(top(), before);
        view.scrollToEnd();
        workspace.addMessage(id, Direction::Inbound, u"live again"_s);
        settle();
        QVERIFY(view.isAtEnd());
        QCOMPARE(view.lastVisibleSequence(), 602);
    }

    void copiesMarkedTextOrTheMessage() {
        Theme theme;
        Workspace workspace;
        QTemporaryDir directory;
        UiSettings settings(directory.filePath(u"ui.conf"_s));
        UiContext context{workspace, theme, settings};
        const auto id = workspace.add(u"Anna"_s, u"x"_s, 5min);
        workspace.addMessage(id, Direction::Inbound, u"Where is parcel 4711 now?"_s);
        ThreadModel model(workspace);
        ThreadView view(context, model);
        view.resize(580, 400);
        view.show();
        model.setConversation(id);
        settle();
        view.setCurrentIndex(model.index(0));
        QCOMPARE(view.copyText(), u"Where is parcel 4711 now?"_s);
        auto* delegate = static_cast<ThreadDelegate*>(view.itemDelegate());
        const ThreadRow* row = delegate->row(0);
        const QPoint origin = view.visualRect(model.index(0)).topLeft();
        const qreal x = row->textLayout->lineAt(0).cursorToX(u"Where is parcel 4"_s.size());
        const QPoint word = origin + row->text.topLeft() + QPoint(int(x), 8);
        QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, word);
        QCOMPARE(view.copyText(), u"4711"_s);
        QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"4711"_s);
    }

    void findsAQuoteThatIsNotLoaded() {
        Workspace workspace;
        const auto id = workspace.add(u"Anna"_s, u"x"_s, 5min);
        fill(workspace, id, 1000);
        const MessageId early = std::get<Message>(workspace.thread(id).at(300)).id;
        ThreadModel model(workspace);
        model.setConversation(id);
        settle();
        QCOMPARE(model.rowOfMessage(early), -1);
        QSignalSpy jumped(&model, &ThreadModel::jumped);
        QSignalSpy missing(&model, &ThreadModel::notFound);
        model.jumpToMessage(early);
        QTRY_COMPARE(jumped.size(), 1);
        QCOMPARE(jumped.first().first().toLongLong(), 301);
        QVERIFY(model.rowOfMessage(early) >= 0);
        QVERIFY(model.rowCount() <= ThreadModel::MaxRows);
        // Here it is loaded already; one that does not exist is said to be missing, once.
        model.jumpToMessage(early);
        QCOMPARE(jumped.size(), 2);
        model.jumpToMessage(MessageId::create());
        QTRY_COMPARE(missing.size(), 1);
        QVERIFY(!model.hasOlder());
        // Another conversation ends the search.
        model.setConversation(id);
        model.jumpToMessage(early);
        model.setConversation({});
        for (int i = 0; i < 20; ++i)
            settle();
        QCOMPARE(jumped.size(), 2);
    }

    void readsOutWhatStandsThere() {
        Message m;
        m.authorName = u"Jana"_s;
        m.text = u"It is on its way"_s;
        m.direction = Direction::Outbound;
        m.status = MessageStatus::Failed;
        m.error = makeError(ErrorCode::RecipientBlocked);
        m.attachments += Attachment{};
        m.attachments.first().fileName = u"label.pdf"_s;
        const QString text = ThreadText::accessible(m);
        for (const QString& part :
             {u"Jana"_s, u"It is on its way"_s, u"label.pdf"_s, u"not delivered"_s, u"blocked"_s})
            QVERIFY2(text.contains(part), qPrintable(text));
        for (int i = 0; i <= int(MessageStatus::Cancelled); ++i)
            QVERIFY(!ThreadText::status(MessageStatus(i)).isEmpty());
        for (int i = 0; i <= int(ThreadMark::Kind::Unblocked); ++i) {
            ThreadMark mark;
            mark.kind = ThreadMark::Kind(i);
            QVERIFY(!ThreadText::mark(mark).isEmpty());
        }
    }
};

SOUFFLEUR_UI_TEST_MAIN(tst_ThreadModel)
#include "tst_ThreadModel.moc"
