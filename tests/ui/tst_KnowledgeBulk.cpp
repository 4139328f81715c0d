// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Studio.h"

#include "support/TestCase.h"
#include "ui/common/EmptyState.h"
#include "ui/knowledge/BulkPage.h"
#include "ui/knowledge/EntryDraft.h"
#include "ui/knowledge/EntryEditor.h"
#include "ui/knowledge/EntryFilterBar.h"
#include "ui/knowledge/EntryListModel.h"
#include "ui/theme/Theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QMenu>
#include <QToolButton>

using namespace souffleur;
using namespace souffleur::ui;
using test::Studio;

//! Several entries changed at once, and the conditions that help to find them.
class tst_KnowledgeBulk : public test::TestCase {
    Q_OBJECT
private slots:
    void initTestCase() {
        QLocale::setDefault(QLocale(u"en_GB"_s));
        m_theme = std::make_unique<Theme>();
        m_theme->setMode(ColourMode::Light);
        m_theme->apply(*qApp);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void severalEntriesAreChangedAlikeAndBack() {
        Studio s(*m_theme);
        s.workspace.entry(s.parcel).tags = {u"alt"_s, u"versand"_s};
        s.workspace.entry(s.size).tags = {u"alt"_s};
        s.open();
        selectAll(s);
        QVERIFY(bulk(s).isVisible());
        QVERIFY(!apply(s).isEnabled()); // nothing is set yet
        choose(s, u"bulkStatus"_s, u"Back to a draft"_s);
        choose(s, u"bulkAudience"_s, u"Internal, for agents only"_s);
        tick(s, u"alt (2)"_s);
        auto* tag = s.page->findChild<QWidget*>(u"bulkAddTags"_s)->findChild<QLineEdit*>();
        QTest::keyClicks(tag, u"herbst"_s);
        QTest::keyClick(tag, Qt::Key_Return);
        QTest::keyClicks(tag, u"saison"_s); // Enter forgotten
        tick(s, u"until"_s);
        s.type(*s.page->findChild<QLineEdit*>(u"bulkUntil"_s), u"31.12.2026"_s);
        s.click(u"Change 2 entry(ies)"_s);
        QCOMPARE(s.workspace.sent<SaveFaqEntry>().size(), 2);
        const FaqEntry parcel = s.workspace.entry(s.parcel);
        QCOMPARE(parcel.status, FaqStatus::Draft);
        QCOMPARE(parcel.audience, FaqAudience::Internal);
        QCOMPARE(parcel.tags, (QStringList{u"versand"_s, u"herbst"_s, u"saison"_s}));
        QCOMPARE(parcel.validUntil, QDate(2026, 12, 31));
        QCOMPARE(s.workspace.entry(s.size).tags, (QStringList{u"herbst"_s, u"saison"_s}));
        QVERIFY2(s.said().contains(u"Changed 2"_s), qPrintable(s.said()));
        // The form is empty again, the two are still chosen.
        QVERIFY(!apply(s).isEnabled());
        QCOMPARE(s.page->list().chosen().size(), 2);
        s.click(u"Undo"_s);
        QCOMPARE(s.workspace.entry(s.parcel).tags, (QStringList{u"alt"_s, u"versand"_s}));
        QCOMPARE(s.workspace.entry(s.parcel).status, FaqStatus::Published);
        QCOMPARE(s.workspace.entry(s.size).tags, QStringList{u"alt"_s});
        QVERIFY(!s.workspace.entry(s.size).validUntil.isValid());
        QVERIFY2(s.said().contains(u"Taken back in 2"_s), qPrintable(s.said()));
    }

    void whatCannotBeChangedIsCounted() {
        Studio s(*m_theme);
        const FaqEntryId bare = s.workspace.addEntry(u"Ohne Antwort"_s);
        s.workspace.entry(bare).answers.clear();
        s.workspace.entry(bare).status = FaqStatus::Draft;
        s.workspace.entry(s.size).status = FaqStatus::Draft;
        s.workspace.entry(s.size).validFrom = QDate(2027, 1, 1);
        s.open();
        // With edits of its own it is left out, so that saving them is no conflict.
        const FaqEntryId edited = s.workspace.addEntry(u"Wird bearbeitet"_s);
        s.page->refresh();
        s.openEntry(edited);
        s.type(s.question(), u"Meine Worte"_s);
        selectAll(s);
        choose(s, u"bulkStatus"_s, u"Publish"_s);
        s.click(u"Change 3 entry(ies)"_s);
        QCOMPARE(s.workspace.sent<SaveFaqEntry>().size(), 1);
        QCOMPARE(s.workspace.entry(s.size).status, FaqStatus::Published);
        QCOMPARE(s.workspace.entry(bare).status, FaqStatus::Draft);
        QVERIFY2(s.said().contains(u"In 1 there was nothing"_s), qPrintable(s.said()));
        QVERIFY2(s.said().contains(u"1 not published"_s), qPrintable(s.said()));
        tick(s, u"until"_s);
        s.type(*s.page->findChild<QLineEdit*>(u"bulkUntil"_s), u"morgen"_s);
        QVERIFY(!apply(s).isEnabled());
        s.type(*s.page->findChild<QLineEdit*>(u"bulkUntil"_s), u"31.12.2026"_s);
        apply(s).click();
        QVERIFY2(s.said().contains(u"1 not changed: it would end"_s), qPrintable(s.said()));
        QVERIFY(!s.workspace.entry(s.size).validUntil.isValid());
        QVERIFY(!s.workspace.entry(edited).validUntil.isValid());
        QCOMPARE(s.page->unsavedCount(), 1);
    }

    void undoLeavesWhatSomebodySavedSince() {
        Studio s(*m_theme);
        s.open();
        selectAll(s);
        choose(s, u"bulkAudience"_s, u"Internal, for agents only"_s);
        apply(s).click();
        s.settle();
        s.workspace.saveElsewhere(s.parcel, u"Andere Worte"_s);
        s.click(u"Undo"_s);
        QCOMPARE(s.workspace.entry(s.parcel).question(u"de"_s), u"Andere Worte"_s);
        QCOMPARE(s.workspace.entry(s.parcel).audience, FaqAudience::Internal);
        QCOMPARE(s.workspace.entry(s.size).audience, FaqAudience::Public);
        QVERIFY2(s.said().contains(u"somebody else"_s), qPrintable(s.said()));
    }

    void aFailureEndsTheRunAndWhatWasSetStays() {
        Studio s(*m_theme);
        for (int i = 0; i < 40; ++i)
            s.workspace.addEntry(u"Frage %1"_s.arg(i));
        s.open();
        selectAll(s);
        choose(s, u"bulkStatus"_s, u"Archive"_s);
        s.workspace.failure = makeError(ErrorCode::DiskFull);
        apply(s).click();
        s.settle();
        s.workspace.failure.reset();
        QVERIFY(s.workspace.sent<SaveFaqEntry>().isEmpty());
        QVERIFY2(s.said().contains(u"Changed 0"_s), qPrintable(s.said()));
        QVERIFY(apply(s).isEnabled());
    }

    void aLongRunCanBeEnded() {
        Studio s(*m_theme);
        for (int i = 0; i < 98; ++i)
            s.workspace.addEntry(u"Frage %1"_s.arg(i));
        s.open();
        selectAll(s);
        choose(s, u"bulkAudience"_s, u"Internal, for agents only"_s);
        connect(s.page->findChild<BulkEdit*>(), &BulkEdit::progressed, s.page, [&](int done) {
            if (done == 10)
                s.page->findChild<QPushButton*>(u"bulkCancel"_s)->click();
        });
        apply(s).click();
        s.settle();
        const auto saved = s.workspace.sent<SaveFaqEntry>().size();
        QVERIFY2(saved < 60, qPrintable(QString::number(saved)));
        QVERIFY2(s.said().contains(u"Changed %1"_s.arg(saved)), qPrintable(s.said()));
        QVERIFY2(s.said().contains(u"left alone"_s), qPrintable(s.said()));
    }

    void deleteArchivesAllThatAreChosen() {
        Studio s(*m_theme);
        s.workspace.addEntry(u"Bleibt"_s);
        s.open();
        QListView& list = entries(s);
        list.setFocus();
        QTest::keyClick(&list, Qt::Key_Down, Qt::ShiftModifier);
        s.settle();
        QCOMPARE(s.page->list().chosen(), (QList<FaqEntryId>{s.parcel, s.size}));
        QTest::keyClick(&list, Qt::Key_Delete);
        QTRY_COMPARE(list.model()->rowCount(), 1);
        QCOMPARE(s.workspace.entry(s.size).status, FaqStatus::Archived);
        QVERIFY(!bulk(s).isVisible());
        s.settle();
        QTest::keyClick(&list, Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(list.model()->rowCount(), 3);
        QCOMPARE(s.workspace.entry(s.size).status, FaqStatus::Published);
    }

    void theSelectionFollowsTheRows() {
        Studio s(*m_theme);
        const FaqEntryId third = s.workspace.addEntry(u"Wo ist der Laden?"_s);
        s.open();
        selectAll(s);
        QCOMPARE(s.page->list().chosen().size(), 3);
        s.page->refresh();
        s.settle();
        QCOMPARE(s.page->list().chosen().size(), 3);
        auto& model = s.page->list().entries();
        model.setSearch(u"wo ist"_s); // what is out of sight is not changed
        QCOMPARE(s.page->list().chosen(), (QList<FaqEntryId>{s.parcel, third}));
        QVERIFY(bulk(s).isVisible());
        model.setSearch(u"laden"_s);
        s.settle();
        QVERIFY(!bulk(s).isVisible());
        QCOMPARE(s.page->editor().draft()->id(), third);
        model.setSearch({});
        selectAll(s);
        s.click(u"Clear the selection"_s);
        QVERIFY(s.page->list().chosen().isEmpty());
        QTRY_VERIFY(entries(s).hasFocus());
    }

    void conditionsNarrowTheList_data() {
        QTest::addColumn<EntryConditions>("conditions");
        QTest::addColumn<int>("rows");
        const auto row = [](const char* name, auto member, auto value, int rows) {
            EntryConditions conditions;
            conditions.*member = value;
            QTest::newRow(name) << conditions << rows;
        };
        QTest::newRow("none") << EntryConditions() << 3;
        row("language of an answer", &EntryConditions::language, u"en"_s, 1);
        row("tag", &EntryConditions::tag, u"versand"_s, 1);
        row("tag of nobody", &EntryConditions::tag, u"vers"_s, 0);
        row("phase", &EntryConditions::phase, JourneyPhase::Service, 1);
        row("no phase", &EntryConditions::phase, JourneyPhase::None, 2);
        row("allowed on the channel", &EntryConditions::channel, u"telegram"_s, 3);
        row("not on the others", &EntryConditions::channel, u"mail"_s, 2);
        row("audience", &EntryConditions::audience, FaqAudience::Internal, 1);
        row("owner", &EntryConditions::owner, u"Lena"_s, 1);
    }
    void conditionsNarrowTheList() {
        QFETCH(EntryConditions, conditions);
        Studio s(*m_theme);
        FaqEntry& parcel = s.workspace.entry(s.parcel);
        parcel.tags = {u"versand"_s};
        parcel.phase = JourneyPhase::Service;
        parcel.channels = {u"telegram"_s};
        FaqEntry& size = s.workspace.entry(s.size);
        size.answers += FaqAnswer{u"en"_s, AnswerLength::Chat, FormOfAddress::Unknown, u"Sure."_s};
        size.owner = u"Lena"_s;
        s.workspace.entry(s.workspace.addEntry(u"Intern"_s)).audience = FaqAudience::Internal;
        s.open();
        auto& model = s.page->list().entries();
        model.setConditions(conditions);
        QTEST(model.rowCount(), "rows");
    }

    void theMenuOffersWhatEntriesHave() {
        Studio s(*m_theme);
        s.workspace.entry(s.parcel).tags = {u"A&B"_s};
        s.open();
        auto* bar = s.page->findChild<EntryFilterBar*>();
        QVERIFY(!bar->isVisible());
        const std::unique_ptr<QMenu> menu(bar->makeMenu(s.page));
        menu->setAttribute(Qt::WA_DeleteOnClose, false);
        QMenu* tags = nullptr;
        for (QAction* action : menu->actions()) {
            QVERIFY(action->text() != u"Owner"); // nobody has one
            if (action->text() == u"Tag")
                tags = action->menu();
        }
        QVERIFY(tags);
        QCOMPARE(tags->actions().last()->text(), u"A&&B"_s);
        tags->actions().last()->trigger();
        s.settle();
        auto& model = s.page->list().entries();
        QCOMPARE(model.rowCount(), 1);
        // A chip says so and drops it.
        QVERIFY(bar->isVisible());
        auto* drop = bar->findChild<QToolButton*>();
        QVERIFY2(drop->accessibleName().contains(u"A&B"_s), qPrintable(drop->accessibleName()));
        drop->click();
        s.settle();
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(!bar->isVisible());
        // Nothing fits: one way out.
        EntryConditions nobody;
        nobody.tag = u"nirgends"_s;
        model.setConditions(nobody);
        s.click(u"Show all entries"_s);
        QCOMPARE(model.rowCount(), 2);
    }

private:
    static BulkPage& bulk(Studio& s) { return *s.page->findChild<BulkPage*>(); }
    static QPushButton& apply(Studio& s) { return *s.page->findChild<QPushButton*>(u"bulkApply"_s); }
    static QListView& entries(Studio& s) { return s.list(KnowledgeTab::Entries, u"entryList"_s); }
    static void selectAll(Studio& s) {
        QListView& list = entries(s);
        list.setFocus();
        QTest::keyClick(&list, Qt::Key_A, Qt::ControlModifier);
        s.settle();
    }
    static void choose(Studio& s, const QString& box, const QString& text) {
        auto* choices = s.page->findChild<QComboBox*>(box);
        QVERIFY2(choices->findText(text) > 0, qPrintable(text));
        choices->setCurrentIndex(choices->findText(text));
    }
    static void tick(Studio& s, const QString& text) {
        for (auto* box : bulk(s).findChildren<QCheckBox*>()) {
            if (box->isVisible() && box->text() == text) {
                box->click();
                return;
            }
        }
        QFAIL(qPrintable(u"no check box "_s + text));
    }
    std::unique_ptr<Theme> m_theme;
};

SOUFFLEUR_UI_TEST_MAIN(tst_KnowledgeBulk)
#include "tst_KnowledgeBulk.moc"
