// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "FakeWorkspace.h"
#include "support/TestCase.h"

#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/inbox/ConversationDelegate.h"
#include "ui/inbox/ConversationListModel.h"
#include "ui/inbox/InboxPanel.h"
#include "ui/inbox/Sidebar.h"
#include "ui/theme/Theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPainter>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QStyleOptionViewItem>
#include <QTemporaryDir>
#include <QTranslator>

using namespace souffleur;
using namespace souffleur::ui;
using Workspace = test::FakeWorkspace;

namespace {

void settle() {
    for (int i = 0; i < 4; ++i)
        QCoreApplication::processEvents();
}

QStringList names(const ConversationListModel& model) {
    QStringList all;
    for (int i = 0; i < model.rowCount(); ++i)
        all += model.at(i)->contactName;
    return all;
}

ConversationQuery everything(int limit = 200) {
    ConversationQuery query;
    query.view = InboxView::AllOpen;
    query.limit = limit;
    return query;
}

//! One word of another language.
struct Translator : QTranslator {
    using QTranslator::QTranslator;
    QString translate(const char*, const char* source, const char*, int) const override {
        return qstrcmp(source, "Sample customers") == 0 ? u"Beispielkunden"_s : QString();
    }
    bool isEmpty() const override { return false; }
};

} // namespace

class tst_Inbox : public test::TestCase {
    Q_OBJECT
private slots:
    void aFloodIsReadInFewQuestions() {
        struct Counting : Workspace {
            QFuture<Result<QList<Conversation>>> conversationsById(const QList<ConversationId>& ids) override {
                ++questions;
                return test::FakeWorkspace::conversationsById(ids);
            }
            int questions = 0;
        } workspace;
        QList<ConversationId> ids;
        for (int i = 0; i < 120; ++i)
            ids += workspace.add(u"P%1"_s.arg(i), u"x"_s, std::chrono::seconds(i));
        ConversationListModel model(workspace);
        model.setQuery(everything());
        settle();
        const auto flood = [&](const QString& preview) {
            Changes changes;
            for (const ConversationId& id : std::as_const(ids)) {
                workspace.conversation(id).preview = preview;
                Change change;
                change.entity = EntityKind::Conversation;
                change.id = id.uuid();
                change.conversation = id;
                changes += change;
            }
            emit workspace.changed(changes);
            settle();
        };
        flood(u"first"_s);
        QCOMPARE(workspace.questions, 1);
        for (int i = 0; i < 10; ++i)
            flood(u"later"_s);
        QCOMPARE(workspace.questions, 1);
        workspace.manualClock.advance(300ms);
        settle();
        QCOMPARE(workspace.questions, 2);
        for (int i = 0; i < model.rowCount(); ++i)
            QCOMPARE(model.at(i)->preview, u"later"_s);
        // A single message is never kept waiting behind a flood that is over.
        workspace.manualClock.advance(300ms);
        workspace.conversation(ids.first()).preview = u"single"_s;
        workspace.tell(ids.first());
        settle();
        QCOMPARE(model.at(model.rowOf(ids.first()))->preview, u"single"_s);
    }

    void aKeptPictureNeverOutlivesItsRow() {
        QTemporaryDir directory;
        UiSettings settings(directory.filePath(u"ui.conf"_s));
        Theme theme;
        Workspace workspace;
        UiContext context{workspace, theme, settings};
        const auto id = workspace.add(u"Anna Weber"_s, u"Wo ist mein Paket?"_s, 5min);
        ConversationListModel model(workspace);
        model.setQuery(everything());
        settle();
        ConversationDelegate delegate(context, model);
        const auto paintedBy = [&](const ConversationDelegate& painting, QStyle::State state) {
            QImage image(300, 68, QImage::Format_RGB32);
            image.fill(Qt::magenta);
            QPainter painter(&image);
            QStyleOptionViewItem option;
            option.rect = image.rect();
            option.state = state;
            painting.paint(&painter, option, model.index(0));
            return image;
        };
        const auto picture = [&](QStyle::State state = QStyle::State_Enabled) {
            return paintedBy(delegate, state);
        };
        const QImage before = picture();
        QCOMPARE(picture(), before);
        QVERIFY(picture(QStyle::State_Enabled | QStyle::State_Selected) != before);
        QCOMPARE(picture(), before);
        workspace.conversation(id).preview = u"Hat sich erledigt"_s;
        workspace.tell(id);
        settle();
        const QImage after = picture();
        QVERIFY(after != before);
        workspace.manualClock.advance(10s); // the time that is left counts down
        QVERIFY(picture() != after);
        for (const auto& state :
             {QStyle::State(QStyle::State_Enabled), QStyle::State_Enabled | QStyle::State_Selected,
              QStyle::State_Enabled | QStyle::State_MouseOver}) {
            (void)picture(state);
            for (const auto step : QList<Milliseconds>{1s, 59s, 40min, 20min, 10h}) {
                workspace.manualClock.advance(step);
                QCOMPARE(picture(state), paintedBy(ConversationDelegate(context, model), state));
            }
        }
        theme.setMode(ColourMode::Dark);
        theme.apply(*qApp);
        QVERIFY(picture().pixelColor(150, 4).lightness() < 80);
        theme.setMode(ColourMode::Light);
        theme.apply(*qApp);
    }

    void randomChangesKeepTheModelRight_data() {
        QTest::addColumn<quint32>("seed");
        QTest::addColumn<InboxOrder>("order");
        for (quint32 seed = 1; seed <= 4; ++seed) {
            QTest::addRow("waiting %u", seed) << seed << InboxOrder::LongestWaiting;
            QTest::addRow("newest %u", seed) << seed << InboxOrder::Newest;
            QTest::addRow("priority %u", seed) << seed << InboxOrder::Priority;
        }
    }
    void randomChangesKeepTheModelRight() {
        QFETCH(quint32, seed);
        QFETCH(InboxOrder, order);
        QRandomGenerator random(seed);
        Workspace workspace;
        QList<ConversationId> ids;
        for (int i = 0; i < 30; ++i)
            ids += workspace.add(u"P%1"_s.arg(i), u"x"_s, std::chrono::seconds(random.bounded(9000)));
        ConversationListModel model(workspace);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        auto query = everything();
        query.order = order;
        model.setQuery(query);
        settle();
        QCOMPARE(model.rowCount(), 30);
        for (int step = 0; step < 150; ++step) {
            const int what = random.bounded(8);
            if (what == 0 || ids.size() < 3) {
                ids += workspace.add(u"N%1"_s.arg(step), u"x"_s, std::chrono::seconds(random.bounded(9000)));
                workspace.tell(ids.last());
            } else if (what == 1) {
                workspace.remove(ids.takeAt(random.bounded(int(ids.size()))));
            } else if (what == 2) {
                model.setFrozen(random.bounded(2) == 0);
            } else if (what == 3) {
                model.reload();
            } else {
                const auto id = ids.at(random.bounded(int(ids.size())));
                auto& c = workspace.conversation(id);
                workspace.manualClock.advance(1s);
                switch (random.bounded(5)) {
                case 0:
                    c.waitingSince.reset();
                    c.dueAt.reset();
                    c.lastActivityAt = workspace.manualClock.now();
                    break;
                case 1:
                    c.waitingSince = c.lastActivityAt = workspace.manualClock.now();
                    break;
                case 2:
                    c.state = c.state == EpisodeState::Open ? EpisodeState::Resolved : EpisodeState::Open;
                    break;
                case 3:
                    c.priority = Priority(random.bounded(4));
                    break;
                default:
                    c.preview = u"again"_s;
                }
                workspace.tell(id);
            }
            settle();
        }
        model.setFrozen(false);
        settle();
        // However it got there: the rows are the store's.
        const QStringList live = names(model);
        model.reload();
        settle();
        QCOMPARE(live, names(model));
        QCOMPARE(model.pendingCount(), 0);
    }

    void pagesAreFetchedOnDemand() {
        Workspace workspace;
        for (int i = 0; i < 95; ++i)
            workspace.add(u"P%1"_s.arg(i), u"x"_s, std::chrono::seconds(1000 - i));
        ConversationListModel model(workspace);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        tester.setUseFetchMore(false);
        model.setQuery(everything(40));
        settle();
        QCOMPARE(model.rowCount(), 40);
        while (model.canFetchMore({})) {
            model.fetchMore({});
            settle();
        }
        QCOMPARE(model.rowCount(), 95);
        QCOMPARE(model.at(94)->contactName, u"P94"_s);
    }

    void nothingMovesWhileFrozen() {
        Workspace workspace;
        const auto first = workspace.add(u"First"_s, u"a"_s, 30min);
        const auto second = workspace.add(u"Second"_s, u"b"_s, 20min);
        ConversationListModel model(workspace);
        model.setQuery(everything());
        settle();
        model.setFrozen(true);
        QSignalSpy pending(&model, &ConversationListModel::pendingCountChanged);
        workspace.add(u"New"_s, u"c"_s, 40min);
        workspace.tell(workspace.conversation(first).id);
        auto& moved = workspace.conversation(second);
        moved.waitingSince = *moved.waitingSince - 60min;
        moved.preview = u"fresh words"_s;
        workspace.tell(second);
        settle();
        QCOMPARE(names(model), QStringList({u"First"_s, u"Second"_s}));
        // What a row says is fresh all the same.
        QCOMPARE(model.at(1)->preview, u"fresh words"_s);
        QCOMPARE(model.pendingCount(), 1);
        QVERIFY(pending.count() > 0);
        model.reload();
        settle();
        QCOMPARE(names(model), QStringList({u"Second"_s, u"New"_s, u"First"_s}));
        QCOMPARE(model.pendingCount(), 0);
    }

    void lateAnswersToOldQueriesAreDropped() {
        Workspace workspace;
        workspace.add(u"Open"_s, u"a"_s, 30min);
        workspace.conversation(workspace.add(u"Done"_s, u"b"_s, 20min)).state = EpisodeState::Resolved;
        ConversationListModel model(workspace);
        workspace.hold = true;
        model.setQuery(everything());
        auto other = everything();
        other.view = InboxView::Resolved;
        model.setQuery(other);
        workspace.answer();
        settle();
        QCOMPARE(names(model), QStringList(u"Done"_s));
    }

    void failureIsShownAndRetried() {
        Theme theme;
        Workspace workspace;
        QTemporaryDir directory;
        UiSettings settings(directory.filePath(u"ui.conf"_s));
        UiContext context{workspace, theme, settings};
        workspace.failure = makeError(ErrorCode::IoError);
        InboxPanel panel(context);
        panel.setView(InboxView::AllOpen, {});
        settle();
        auto* empty = panel.findChild<EmptyState*>();
        QVERIFY(!empty->isHidden());
        QVERIFY(empty->title().contains(u"could not be loaded"_s));
        workspace.failure.reset();
        workspace.add(u"Open"_s, u"a"_s, 30min);
        emit empty->firstRequested();
        settle();
        QVERIFY(empty->isHidden());
        QCOMPARE(panel.model().rowCount(), 1);
    }

    void selectionIsKeptById() {
        Theme theme;
        Workspace workspace;
        QTemporaryDir directory;
        UiSettings settings(directory.filePath(u"ui.conf"_s));
        UiContext context{workspace, theme, settings};
        QList<ConversationId> ids;
        for (int i = 0; i < 5; ++i)
            ids += workspace.add(u"P%1"_s.arg(i), u"x"_s, std::chrono::minutes(50 - i));
        InboxPanel panel(context);
        panel.setView(InboxView::AllOpen, {});
        settle();
        QSignalSpy requested(&panel, &InboxPanel::conversationRequested);
        panel.setCurrent(ids.at(2));
        QCOMPARE(panel.list()->currentIndex().row(), 2);
        workspace.conversation(ids.at(2)).waitingSince = workspace.manualClock.now() - 300min;
        workspace.tell(ids.at(2));
        settle();
        QCOMPARE(panel.list()->currentIndex().row(), 0);
        workspace.remove(ids.at(2));
        settle();
        // Nobody asked for the neighbour.
        QCOMPARE(requested.count(), 0);
        QVERIFY(!panel.list()->currentIndex().isValid());
        panel.setCurrent(ids.at(0));
        panel.step(1);
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested.first().first().value<Conversation>().id, ids.at(1));
    }

    void partsOfARowDoNotMeet_data() {
        QTest::addColumn<int>("scale");
        QTest::addColumn<bool>("compact");
        QTest::addColumn<int>("width");
        for (const int scale : {80, 100, 150, 200}) {
            QTest::addRow("%d %%", scale) << scale << false << 316 * scale / 100;
            QTest::addRow("%d %% compact", scale) << scale << true << 250 * scale / 100;
        }
    }
    void partsOfARowDoNotMeet() {
        QFETCH(int, scale);
        QFETCH(bool, compact);
        QFETCH(int, width);
        Theme theme;
        theme.setScale(scale);
        Workspace workspace;
        const auto id = workspace.add(u"A very long name of a customer with many words"_s,
                                      u"Preview "_s.repeated(20), 200min, 120);
        for (int variant = 0; variant < 5; ++variant) {
            Conversation c = workspace.conversation(id);
            if (variant == 1)
                c.unread = 0;
            if (variant == 2) {
                c.waitingSince.reset();
                c.dueAt.reset();
            }
            if (variant == 3) {
                c.state = EpisodeState::Snoozed;
                c.snoozedUntil = workspace.manualClock.now() + std::chrono::hours(100);
                c.waitingSince.reset();
            }
            if (variant == 4)
                c.previewStatus = MessageStatus::Failed;
            const QRect rect(0, 0, width, theme.px(compact ? 52 : 68));
            const auto row = layoutConversationRow(theme, rect, c, workspace.manualClock.now(), compact);
            for (const QRect& part : {row.avatar, row.name, row.preview, row.chip, row.corner})
                QVERIFY2(rect.contains(part), qPrintable(QString::number(variant)));
            QVERIFY(!row.name.intersects(row.chip));
            QVERIFY(!row.preview.intersects(row.corner));
            QVERIFY(!row.name.intersects(row.preview));
            QVERIFY(!row.avatar.intersects(row.name));
            QVERIFY(row.name.width() > theme.px(40));
        }
    }

    void chipTellsHowUrgent() {
        Theme theme;
        Workspace workspace;
        Conversation c = workspace.conversation(workspace.add(u"N"_s, u"p"_s, 30min));
        const auto kind = [&](Milliseconds after) {
            return layoutConversationRow(theme, QRect(0, 0, 316, 68), c, *c.waitingSince + after, false);
        };
        QCOMPARE(kind(30min).chipKind, ConversationRow::Chip::Calm);
        QCOMPARE(kind(45min).chipKind, ConversationRow::Chip::Warn); // a quarter is left
        QCOMPARE(kind(45min).chipText, u"15:00"_s);
        QCOMPARE(kind(61min).chipKind, ConversationRow::Chip::Overdue);
        QVERIFY(kind(61min).chipText.startsWith(QChar(0x2212)));
    }

    void screenReadersHearIt() {
        Workspace workspace;
        const auto id = workspace.add(u"Miriam Kessler"_s, u"Can I return it?"_s, 70min, 3);
        ConversationListModel model(workspace);
        model.setQuery(everything());
        settle();
        const QString text = model.index(0).data(Qt::AccessibleTextRole).toString();
        for (const QString& part : {u"Miriam Kessler"_s, u"Telegram"_s, u"Overdue by 10 min"_s, u"3 unread"_s,
                                    u"Can I return it?"_s, u"German"_s})
            QVERIFY2(text.contains(part), qPrintable(text));
        Q_UNUSED(id)
    }

    void draftsAndOwnWordsAreMarked() {
        Conversation c;
        c.preview = u"Hello"_s;
        QCOMPARE(ConversationListModel::previewText(c), u"\u2068Hello\u2069"_s);
        c.previewDirection = Direction::Outbound;
        QCOMPARE(ConversationListModel::previewText(c), u"You: \u2068Hello\u2069"_s);
        c.draftPreview = u"Dear"_s;
        QCOMPARE(ConversationListModel::previewText(c), u"Draft: \u2068Dear\u2069"_s);
        c = {};
        c.previewKind = MessageKind::Voice;
        QCOMPARE(ConversationListModel::previewText(c), u"Voice message"_s);
    }

    void searchFindsAndGoesBack() {
        Theme theme;
        Workspace workspace;
        QTemporaryDir directory;
        UiSettings settings(directory.filePath(u"ui.conf"_s));
        UiContext context{workspace, theme, settings};
        SearchHit hit;
        hit.conversation = workspace.add(u"P"_s, u"x"_s, 5min);
        hit.sequence = 42;
        hit.contactName = u"P"_s;
        hit.snippet = u"about the parcel"_s;
        hit.highlights = {{10, 6}};
        workspace.hits = {hit};
        QWidget host;
        host.resize(320, 600);
        InboxPanel panel(context, &host);
        panel.setView(InboxView::AllOpen, {});
        host.show();
        settle();
        auto* edit = panel.findChild<QLineEdit*>();
        QTest::keyClicks(edit, u"parcel"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        settle();
        QSignalSpy opened(&panel, &InboxPanel::hitRequested);
        auto* results = panel.findChildren<QListView*>().at(1);
        QTRY_COMPARE(results->model()->rowCount(), 1);
        emit results->activated(results->model()->index(0, 0));
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.first().at(1).toLongLong(), 42);
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(edit->text().isEmpty());
        QVERIFY(panel.list()->isVisible());
    }

    void operatorsAreOfferedAndUnderstood() {
        Theme theme;
        Workspace workspace;
        QTemporaryDir directory;
        UiSettings settings(directory.filePath(u"ui.conf"_s));
        UiContext context{workspace, theme, settings};
        QWidget host;
        host.resize(420, 600);
        InboxPanel panel(context, &host);
        host.show();
        host.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&host));
        auto* edit = panel.findChild<QLineEdit*>();
        edit->setFocus();
        settle();
        auto* choices = host.findChild<QWidget*>(u"searchCompleter"_s);
        auto* list = choices->findChild<QListWidget*>();
        QTest::keyClicks(edit, u"parcel sta"_s);
        QVERIFY(choices->isVisible());
        QCOMPARE(list->count(), 1);
        QTest::keyClick(edit, Qt::Key_Tab);
        QCOMPARE(edit->text(), u"parcel status:"_s);
        QVERIFY(edit->hasFocus());
        QVERIFY(list->count() > 3); // goes on with the values
        QTest::keyClick(edit, Qt::Key_Down);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(edit->text(), u"parcel status:open "_s);
        QVERIFY(!choices->isVisible());
        workspace.searches.clear();
        QTest::keyClicks(edit, u"tag:v"_s);
        QVERIFY(choices->isVisible());
        QTest::keyClick(edit, Qt::Key_Escape); // the choices only
        QVERIFY(!choices->isVisible());
        QCOMPARE(edit->text(), u"parcel status:open tag:v"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        settle();
        QVERIFY(!workspace.searches.isEmpty());
        QCOMPARE(workspace.searches.last().words, u"parcel "_s);
        QCOMPARE(workspace.searches.last().state, std::optional(EpisodeState::Open));
        QCOMPARE(workspace.searches.last().tags, QStringList{u"v"_s});
    }

    void wrongValuesAreExplained() {
        Theme theme;
        Workspace workspace;
        QTemporaryDir directory;
        UiSettings settings(directory.filePath(u"ui.conf"_s));
        UiContext context{workspace, theme, settings};
        QWidget host;
        host.resize(320, 600);
        InboxPanel panel(context, &host);
        host.show();
        settle();
        auto* edit = panel.findChild<QLineEdit*>();
        QTest::keyClicks(edit, u"since:soon parcel"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        settle();
        QVERIFY(workspace.searches.isEmpty());
        const auto labels = panel.findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.cbegin(), labels.cend(), [](const QLabel* label) {
            return label->isVisible() && label->text().contains(u"soon");
        }));
    }

    void sidebarWarnsOfASickChannel() {
        Theme theme;
        Workspace workspace;
        QTemporaryDir directory;
        UiSettings settings(directory.filePath(u"ui.conf"_s));
        UiContext context{workspace, theme, settings};
        Sidebar sidebar(context);
        const auto item = [&]() -> SidebarItem* {
            for (auto* each : sidebar.findChildren<SidebarItem*>()) {
                if (each->text() == u"Telegram")
                    return each;
            }
            return nullptr;
        };
        QVERIFY(item());
        QVERIFY(item()->toolTip().isEmpty());
        workspace.channelHealth.state = ChannelState::Failed;
        workspace.channelHealth.error = makeError(ErrorCode::Unauthorized);
        emit workspace.healthChanged(workspace.channelHealth);
        QVERIFY(item()->accessibleName().contains(u"credentials"_s));
        QVERIFY(!item()->toolTip().isEmpty());
    }

    void channelsAreNamedInTheLanguageOfTheWindow() {
        Theme theme;
        Workspace workspace;
        workspace.channelList.first().kind = u"sample"_s;
        workspace.channelList.first().name = u"Beispielkunden"_s; // stored by a German first run
        QTemporaryDir directory;
        UiSettings settings(directory.filePath(u"ui.conf"_s));
        UiContext context{workspace, theme, settings};
        Sidebar sidebar(context);
        const auto isThere = [&](const QString& name) {
            const auto items = sidebar.findChildren<SidebarItem*>();
            return std::any_of(items.cbegin(), items.cend(), [&](auto* item) { return item->text() == name; });
        };
        QVERIFY(isThere(u"Sample customers"_s));
        Translator german;
        QCoreApplication::installTranslator(&german);
        QEvent change(QEvent::LanguageChange);
        QCoreApplication::sendEvent(&sidebar, &change);
        QVERIFY(isThere(u"Beispielkunden"_s));
        QCoreApplication::removeTranslator(&german);
        QCoreApplication::sendEvent(&sidebar, &change);
        QVERIFY(isThere(u"Sample customers"_s));
    }
};

SOUFFLEUR_UI_TEST_MAIN(tst_Inbox)
#include "tst_Inbox.moc"
