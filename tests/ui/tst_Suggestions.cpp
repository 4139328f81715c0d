// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "DeskWorkspace.h"
#include "support/TestCase.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/suggestions/NoneFitsForm.h"
#include "ui/suggestions/SuggestionCard.h"
#include "ui/suggestions/SuggestionsPanel.h"

#include <QApplication>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>

using namespace souffleur;
using namespace souffleur::ui;
using namespace souffleur::test;

namespace {

void settle() {
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

struct Desk {
    QTemporaryDir directory;
    UiSettings settings{directory.filePath(u"settings.ini"_s)};
    Theme theme;
    DeskWorkspace workspace;
    UiContext context{workspace, theme, settings};
    ConversationId first = workspace.add(u"Miriam Kessler"_s, u"Umtauschen?"_s, 5min);
    ConversationId second = workspace.add(u"Tobias Brandt"_s, u"Paket?"_s, 9min);
    QWidget host; // a window that does not ask for sizes: the offscreen platform warns about it
    SuggestionsPanel panel{context, &host};

    Desk() {
        workspace.conversation(first).lastSequence = 3;
        workspace.sets[first] = DeskWorkspace::makeSet(first, 3);
        workspace.sets[second] = DeskWorkspace::makeSet(second, 2);
        host.resize(400, 900);
        panel.resize(340, 800);
        host.show();
    }
    void open(ConversationId id) {
        panel.setConversation(workspace.conversation(id));
        settle();
    }
    void update() {
        panel.conversationUpdated(workspace.conversation(first));
        settle();
    }
    void customerWrites() {
        Conversation& c = workspace.conversation(first);
        ++c.lastSequence;
        c.previewDirection = Direction::Inbound;
        if (!c.waitingSince)
            c.waitingSince = workspace.manualClock.now();
        update();
    }
    void replyGoesOut() {
        Conversation& c = workspace.conversation(first);
        ++c.lastSequence;
        c.previewDirection = Direction::Outbound;
        c.waitingSince.reset();
        update();
    }
    QList<SuggestionCard*> cards() const {
        QList<SuggestionCard*> shown;
        for (auto* card : panel.findChildren<SuggestionCard*>()) {
            if (card->isVisible())
                shown += card;
        }
        return shown;
    }
    QString words() const {
        QStringList texts;
        for (auto* label : panel.findChildren<QLabel*>()) {
            if (label->isVisible())
                texts += label->text();
        }
        return texts.join(u'\n');
    }
    QPushButton* button(const QString& text) const {
        for (auto* button : panel.findChildren<QPushButton*>()) {
            if (button->text() == text && button->isVisible())
                return button;
        }
        return nullptr;
    }
};

} // namespace

class TestSuggestions : public TestCase {
    Q_OBJECT
private slots:
    void showsThreeCards() {
        Desk desk;
        desk.workspace.sets[desk.first] = DeskWorkspace::makeSet(desk.first, 10);
        desk.open(desk.first);
        QCOMPARE(desk.cards().size(), 3);
        QVERIFY2(desk.words().contains(u"3 of 14"_s), qPrintable(desk.words()));
        QVERIFY(desk.cards().first()->accessibleName().contains(u"very good"_s));
        QVERIFY(desk.words().contains(u"112"_s));
        desk.workspace.sets[desk.second].suggestions[0].rating = {4.9, 4};
        desk.open(desk.second);
        QCOMPARE(desk.cards().size(), 2);
        QVERIFY(desk.words().contains(u"not rated yet"_s)); // four ratings say nothing
    }

    void polishingIsOffUnlessSwitchedOn() {
        Desk desk;
        desk.open(desk.first);
        QVERIFY(!desk.button(u"Other words for answer 1"_s));
        desk.panel.polish(0);
        QVERIFY(desk.workspace.polishAsked.isEmpty());
    }

    void polishedWordsAreShownThenTaken() {
        Desk desk;
        desk.workspace.values.insert(QLatin1String(polishsettings::Enabled), true);
        emit desk.workspace.changed({Change{1, EntityKind::Setting, ChangeKind::Updated, {}, {}, 0}});
        desk.open(desk.first);
        Polished polished;
        polished.filled.text = u"Better <1>: until 3.12. for 4,90 €."_s;
        polished.changes = {
            {DiffKind::Removed, u"Answer "_s}, {DiffKind::Added, u"Better <"_s}, {DiffKind::Same, u"1"_s}};
        desk.workspace.polished = polished;
        desk.cards().at(1)->setFocus();
        settle();
        auto* link = desk.button(u"Other words for answer 2"_s);
        QVERIFY(link);
        desk.workspace.slow = true;
        link->click();
        settle();
        QVERIFY(desk.words().contains(u"Looking for better words"_s));
        QVERIFY(!desk.button(u"Insert this wording"_s));
        while (desk.workspace.answerOne())
            settle();
        desk.workspace.slow = false;
        QCOMPARE(desk.workspace.polishAsked.size(), 1);
        QCOMPARE(desk.workspace.polishAsked.first().title, u"Title 2"_s);
        QVERIFY2(desk.words().contains(u"<s>Answer </s><u><b>Better &lt;</b></u>1"_s), qPrintable(desk.words()));
        QSignalSpy inserted(&desk.panel, &SuggestionsPanel::insertRequested);
        desk.button(u"Insert this wording"_s)->click();
        settle();
        QCOMPARE(inserted.size(), 1);
        const auto set = inserted.first().at(0).value<SuggestionSet>();
        QCOMPARE(inserted.first().at(1).toInt(), 1);
        QCOMPARE(set.suggestions.at(1).filled.text, polished.filled.text);
        QCOMPARE(desk.workspace.sent<RecordInserted>().constLast().rank, 2);
        QVERIFY(!desk.button(u"Insert this wording"_s));
        // The cards still show what the FAQ says.
        QVERIFY(desk.panel.shownSet().suggestions.at(1).filled.text.startsWith(u"Answer 2"_s));
    }

    void refusedWordsAreNotOffered() {
        Desk desk;
        desk.workspace.values.insert(QLatin1String(polishsettings::Enabled), true);
        emit desk.workspace.changed({Change{1, EntityKind::Setting, ChangeKind::Updated, {}, {}, 0}});
        desk.open(desk.first);
        desk.workspace.polished = makeError(ErrorCode::Rejected, u"facts: -30 +14"_s);
        desk.panel.polish(0);
        settle();
        QVERIFY2(desk.words().contains(u"-30 +14"_s), qPrintable(desk.words()));
        QVERIFY(!desk.button(u"Insert this wording"_s));
        desk.button(u"Close"_s)->click();
        settle();
        QVERIFY(!desk.words().contains(u"-30 +14"_s));
        // An answer that comes after the reply went out is nobody's.
        desk.workspace.slow = true;
        desk.panel.polish(0);
        desk.replyGoesOut();
        while (desk.workspace.answerOne())
            settle();
        QVERIFY(!desk.words().contains(u"-30 +14"_s));
    }

    void joinedDraftsCountForBothEntries() {
        Desk desk;
        SuggestionSet& set = desk.workspace.sets[desk.first];
        Suggestion joined = set.suggestions.at(1);
        joined.joined = {set.suggestions.at(0).entry};
        joined.title = u"Title 2 + Title 1"_s;
        set.suggestions.prepend(joined);
        set.suggestions.resize(3);
        desk.open(desk.first);
        QVERIFY(desk.words().contains(u"Title 2 + Title 1"_s));
        desk.workspace.manualClock.advance(2s);
        settle();
        const auto shown = desk.workspace.sent<RecordShown>();
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown.first().entries,
                 (QList<FaqEntryId>{set.suggestions.at(2).entry, set.suggestions.at(1).entry}));
    }

    void insertsAndRecords() {
        Desk desk;
        desk.open(desk.first);
        QSignalSpy inserted(&desk.panel, &SuggestionsPanel::insertRequested);
        desk.panel.insert(1);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(inserted.first().at(1).toInt(), 1);
        const auto records = desk.workspace.sent<RecordInserted>();
        QCOMPARE(records.size(), 1);
        QCOMPARE(records.first().rank, 2);
        QCOMPARE(records.first().conversation, desk.first);
        QCOMPARE(records.first().entry, desk.workspace.sets[desk.first].suggestions[1].entry);
        desk.panel.insert(3);
        desk.panel.insert(-1);
        QCOMPARE(inserted.size(), 1);
        QTest::mouseClick(desk.cards().at(0), Qt::LeftButton, {}, QPoint(20, 40));
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(inserted.last().at(1).toInt(), 0);
    }

    void keysMoveInsertAndExplain() {
        Desk desk;
        desk.open(desk.first);
        QSignalSpy inserted(&desk.panel, &SuggestionsPanel::insertRequested);
        desk.panel.focusPanel();
        QVERIFY(desk.cards().at(0)->hasFocus());
        QTest::keyClick(desk.cards().at(0), Qt::Key_Down);
        QVERIFY(desk.cards().at(1)->hasFocus());
        QTest::keyClick(desk.cards().at(1), Qt::Key_Right);
        QVERIFY(desk.cards().at(1)->reasonsShown());
        settle();
        QVERIFY(desk.words().contains(u"“umtauschen” ≈ “Umtausch”"_s));
        QVERIFY(desk.words().contains(u"FAQ-101"_s));
        QTest::keyClick(desk.cards().at(1), Qt::Key_Left);
        QVERIFY(!desk.cards().at(1)->reasonsShown());
        QTest::keyClick(desk.cards().at(1), Qt::Key_Return);
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(inserted.first().at(1).toInt(), 1);
    }

    void shiftEnterReplacesTheDraft() {
        Desk desk;
        desk.open(desk.first);
        QSignalSpy inserted(&desk.panel, &SuggestionsPanel::insertRequested);
        QSignalSpy replaced(&desk.panel, &SuggestionsPanel::replaceRequested);
        desk.panel.focusPanel();
        QTest::keyClick(desk.cards().at(0), Qt::Key_Down);
        QTest::keyClick(desk.cards().at(1), Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(inserted.size(), 0);
        QCOMPARE(replaced.size(), 1);
        QCOMPARE(replaced.first().at(1).toInt(), 1);
        QCOMPARE(desk.workspace.sent<RecordInserted>().size(), 1);
    }

    void plusAndMinusSayWhatFits() {
        Desk desk;
        desk.open(desk.first);
        const QList<Suggestion> offered = desk.workspace.sets[desk.first].suggestions;
        desk.panel.focusPanel();
        QTest::keyClick(desk.cards().at(0), Qt::Key_Minus);
        settle();
        QCOMPARE(desk.workspace.sent<RecordWrong>().size(), 1);
        QCOMPARE(desk.workspace.sent<RecordWrong>().first().entry, offered.at(0).entry);
        QCOMPARE(desk.workspace.sent<RecordWrong>().first().set, desk.panel.shownSet().id);
        QVERIFY(desk.words().contains(u"does not fit"_s));
        QVERIFY(desk.cards().at(0)->accessibleName().contains(u"does not fit"_s));
        QTest::keyClick(desk.cards().at(0), Qt::Key_Minus); // said already
        QTest::keyClick(desk.cards().at(1), Qt::Key_Plus);
        settle();
        QCOMPARE(desk.workspace.sent<RecordWrong>().size(), 1);
        QCOMPARE(desk.workspace.sent<RecordRight>().size(), 1);
        QCOMPARE(desk.workspace.sent<RecordRight>().first().entry, offered.at(1).entry);
        // With the mouse, behind the reasons; a second thought is possible.
        QTest::keyClick(desk.cards().at(0), Qt::Key_Right);
        settle();
        QPushButton* fits = desk.button(u"Fits"_s);
        QVERIFY(fits && fits->isEnabled());
        QVERIFY(!desk.button(u"Does not fit"_s)->isEnabled());
        fits->click();
        settle();
        QCOMPARE(desk.workspace.sent<RecordRight>().size(), 2);
        QVERIFY(desk.cards().at(0)->reasonsShown()); // nothing closes under the hand
        QVERIFY(!desk.words().contains(u"does not fit"_s));
        // What was refused is not said.
        desk.workspace.refusal = makeError(ErrorCode::DiskFull);
        QTest::keyClick(desk.cards().at(2), Qt::Key_Plus);
        settle();
        QVERIFY(!desk.cards().at(2)->accessibleName().contains(u"fits"_s));
    }

    void moreAnswersOnDemand() {
        Desk desk;
        desk.workspace.sets[desk.first] = DeskWorkspace::makeSet(desk.first, 12);
        desk.open(desk.first);
        QCOMPARE(desk.cards().size(), 3);
        desk.workspace.manualClock.advance(2s);
        QPushButton* more = desk.button(u"7 more answers"_s);
        if (!more)
            more = desk.button(u"7 more answer(s)"_s); // without the English plural forms
        QVERIFY(more);
        more->click();
        settle();
        QCOMPARE(desk.cards().size(), 10);
        QVERIFY(desk.cards().at(3)->hasFocus());
        const auto shown = desk.workspace.sent<RecordShown>();
        QCOMPARE(shown.size(), 2);
        QCOMPARE(shown.first().entries.size(), 3);
        QCOMPARE(shown.last().entries.size(), 7);
        QSignalSpy inserted(&desk.panel, &SuggestionsPanel::insertRequested);
        QTest::keyClick(desk.cards().at(8), Qt::Key_Return);
        QCOMPARE(inserted.first().at(1).toInt(), 8);
        QCOMPARE(desk.workspace.sent<RecordInserted>().first().rank, 9);
        desk.button(u"Fewer answers"_s)->click();
        settle();
        QCOMPARE(desk.cards().size(), 3);
        desk.open(desk.second); // has two
        QVERIFY(!desk.button(u"Fewer answers"_s));
    }

    void aReplyCanBeNotedForTheFaq() {
        Desk desk;
        desk.open(desk.first);
        QVERIFY(!desk.button(u"Note my reply for the FAQ"_s)); // nothing was sent yet
        desk.replyGoesOut();
        QPushButton* note = desk.button(u"Note my reply for the FAQ"_s);
        QVERIFY(note);
        note->click();
        settle();
        QCOMPARE(desk.workspace.sent<ProposeFaq>().size(), 1);
        QCOMPARE(desk.workspace.sent<ProposeFaq>().first().conversation, desk.first);
        QVERIFY2(desk.words().contains(u"draft for the FAQ"_s), qPrintable(desk.words()));
        QVERIFY(!desk.button(u"Note my reply for the FAQ"_s)); // once
        desk.update();
        QVERIFY(desk.words().contains(u"draft for the FAQ"_s));
        desk.open(desk.second);
        QVERIFY(!desk.words().contains(u"draft for the FAQ"_s));
        // Too early, by the key.
        desk.workspace.refusal = makeError(ErrorCode::NotFound);
        desk.panel.proposeFaq();
        settle();
        QVERIFY(desk.words().contains(u"have not answered"_s));
    }

    void freezesUntilAsked() {
        Desk desk;
        desk.open(desk.first);
        const SuggestionSetId before = desk.panel.shownSet().id;
        const int requests = desk.workspace.suggestionRequests;
        desk.workspace.sets[desk.first] = DeskWorkspace::makeSet(desk.first, 2);
        desk.customerWrites();
        QCOMPARE(desk.panel.shownSet().id, before); // nothing moves under the hand
        QCOMPARE(desk.cards().size(), 3);
        QVERIFY(desk.panel.hasNewer());
        QVERIFY(desk.button(u"New suggestions – F8"_s));
        QCOMPARE(desk.workspace.suggestionRequests, requests);
        desk.panel.focusPanel();
        settle();
        QCOMPARE(desk.panel.shownSet().id, desk.workspace.sets[desk.first].id);
        QCOMPARE(desk.cards().size(), 2);
        QVERIFY(!desk.panel.hasNewer());
    }

    void aReplyClearsIt() {
        Desk desk;
        desk.open(desk.first);
        desk.replyGoesOut();
        QCOMPARE(desk.cards().size(), 0);
        QSignalSpy inserted(&desk.panel, &SuggestionsPanel::insertRequested);
        desk.panel.insert(0);
        QCOMPARE(inserted.size(), 0);
        // The next question gets new ones.
        desk.workspace.sets[desk.first] = DeskWorkspace::makeSet(desk.first, 1);
        desk.customerWrites();
        QCOMPARE(desk.cards().size(), 1);
        // A reply that was undone: the customer waits again.
        desk.replyGoesOut();
        desk.workspace.conversation(desk.first).waitingSince = desk.workspace.manualClock.now();
        desk.update();
        QCOMPARE(desk.cards().size(), 1);
    }

    void aLateAnswerOfAnotherConversationIsDropped() {
        Desk desk;
        desk.workspace.slow = true;
        desk.open(desk.first);
        desk.open(desk.second);
        while (desk.workspace.answerOne())
            settle();
        QCOMPARE(desk.panel.shownSet().conversation, desk.second);
        QCOMPARE(desk.cards().size(), 2);
        desk.open(desk.first);
        desk.replyGoesOut(); // before the answer is there
        while (desk.workspace.answerOne())
            settle();
        QCOMPARE(desk.cards().size(), 0);
    }

    void seenForASecondIsRecordedOnce() {
        Desk desk;
        desk.open(desk.first);
        desk.workspace.manualClock.advance(900ms);
        QVERIFY(desk.workspace.sent<RecordShown>().isEmpty());
        desk.workspace.manualClock.advance(200ms);
        QCOMPARE(desk.workspace.sent<RecordShown>().size(), 1);
        QCOMPARE(desk.workspace.sent<RecordShown>().first().entries.size(), 3);
        desk.open(desk.second); // too short
        desk.workspace.manualClock.advance(500ms);
        desk.open(desk.first);
        desk.workspace.manualClock.advance(5s);
        QCOMPARE(desk.workspace.sent<RecordShown>().size(), 1);
        desk.host.hide();
        desk.open(desk.second); // nobody looks
        desk.workspace.manualClock.advance(5s);
        QCOMPARE(desk.workspace.sent<RecordShown>().size(), 1);
    }

    void quietOpensWithTheKey() {
        Desk desk;
        desk.settings.setAssistLevel(AssistLevel::Quiet);
        desk.open(desk.first);
        desk.workspace.manualClock.advance(5s);
        QCOMPARE(desk.cards().size(), 0);
        QVERIFY(desk.workspace.sent<RecordShown>().isEmpty());
        desk.panel.focusPanel();
        settle();
        QCOMPARE(desk.cards().size(), 3);
        desk.workspace.manualClock.advance(2s);
        QCOMPARE(desk.workspace.sent<RecordShown>().size(), 1);
    }

    void offAsksNothing() {
        Desk desk;
        desk.settings.setAssistLevel(AssistLevel::Off);
        desk.open(desk.first);
        desk.panel.focusPanel();
        QCOMPARE(desk.workspace.suggestionRequests, 0);
        QVERIFY(desk.words().isEmpty());
    }

    void saysHowItStands() {
        Desk desk;
        SuggestionSet set;
        set.state = SuggestionState::Silent;
        set.turnText = u"Something odd"_s;
        desk.workspace.sets[desk.first] = set;
        desk.open(desk.first);
        QVERIFY(desk.words().contains(u"No good answer in the FAQ yet"_s));
        set.state = SuggestionState::FaqEmpty;
        desk.workspace.sets[desk.second] = set;
        desk.open(desk.second);
        QVERIFY(desk.words().contains(u"The FAQ is empty"_s));
        set.state = SuggestionState::IndexBuilding;
        set.indexed = 20;
        set.total = 50;
        desk.workspace.sets[desk.first] = set;
        desk.open(desk.first);
        QVERIFY(desk.words().contains(u"20 of 50"_s));
        emit desk.workspace.indexProgress(30, 50);
        QVERIFY(desk.words().contains(u"30 of 50"_s));
        desk.workspace.sets[desk.first] = DeskWorkspace::makeSet(desk.first, 3);
        emit desk.workspace.indexProgress(50, 50);
        settle();
        QCOMPARE(desk.cards().size(), 3);
    }

    void waitsWithWordsAndGivesUp() {
        Desk desk;
        desk.workspace.slow = true;
        desk.open(desk.first);
        QVERIFY(!desk.words().contains(u"Looking"_s)); // a short wait needs no words
        desk.workspace.manualClock.advance(500ms);
        QVERIFY(desk.words().contains(u"Looking for answers"_s));
        desk.workspace.manualClock.advance(1600ms);
        QVERIFY(desk.words().contains(u"keep writing"_s));
        desk.workspace.manualClock.advance(3s);
        QVERIFY(!desk.words().contains(u"keep writing"_s));
        while (desk.workspace.answerOne())
            settle();
        QCOMPARE(desk.cards().size(), 0);
    }

    void failureOffersARetry() {
        Desk desk;
        desk.workspace.failure = makeError(ErrorCode::Busy);
        desk.open(desk.first);
        desk.workspace.failure.reset();
        QVERIFY(desk.words().contains(u"Writing and sending still work"_s));
        auto* retry = desk.button(u"Retry"_s);
        QVERIFY(retry);
        retry->click();
        settle();
        QCOMPARE(desk.cards().size(), 3);
    }

    void reportsThatNothingFits() {
        Desk desk;
        desk.open(desk.first);
        desk.panel.noneFits();
        auto* form = desk.panel.findChild<NoneFitsForm*>();
        QVERIFY(form->isVisible());
        for (auto* radio : form->findChildren<QRadioButton*>()) {
            if (radio->text() == u"Outdated")
                radio->setChecked(true);
        }
        QTest::keyClicks(form->findChild<QLineEdit*>(), u"old price"_s);
        QTest::keyClick(form->findChild<QLineEdit*>(), Qt::Key_Return);
        settle();
        const auto records = desk.workspace.sent<RecordNoneFits>();
        QCOMPARE(records.size(), 1);
        QCOMPARE(records.first().reason, NoneFitsReason::Outdated);
        QCOMPARE(records.first().words, u"old price"_s);
        QCOMPARE(records.first().question, desk.workspace.sets[desk.first].turnText);
        QCOMPARE(records.first().entries.size(), 3);
        QVERIFY(!form->isVisible());
    }

    void searchByHandInsertsWhatItFinds() {
        Desk desk;
        desk.open(desk.first);
        QSignalSpy inserted(&desk.panel, &SuggestionsPanel::insertRequested);
        desk.panel.searchByHand();
        auto* field = desk.panel.findChild<QLineEdit*>({}, Qt::FindDirectChildrenOnly);
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, u"parcel"_s);
        desk.workspace.manualClock.advance(200ms);
        settle();
        QCOMPARE(desk.workspace.searched, u"parcel"_s);
        QCOMPARE(desk.cards().size(), 5);
        QTest::keyClick(field, Qt::Key_Down);
        QVERIFY(desk.cards().at(0)->hasFocus());
        QTest::keyClick(desk.cards().at(0), Qt::Key_Return);
        settle();
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(desk.cards().size(), 3); // the suggestions are back
    }

    void escapeEndsTheSearch() {
        Desk desk;
        desk.open(desk.first);
        desk.panel.searchByHand();
        auto* field = desk.panel.findChild<QLineEdit*>({}, Qt::FindDirectChildrenOnly);
        QTest::keyClick(field, Qt::Key_Escape);
        settle();
        QVERIFY(!field->isVisible());
        QVERIFY(desk.cards().at(0)->hasFocus());
    }

    void customersWordsAreNoMarkup() {
        Desk desk;
        desk.workspace.sets[desk.first].suggestions[0].matchedWords = {u"<img src=x>"_s};
        desk.open(desk.first);
        QVERIFY(desk.words().contains(u"&lt;img"_s));
        QVERIFY(!desk.words().contains(u"<img"_s));
    }

    void everythingHasAName() {
        Desk desk;
        desk.open(desk.first);
        desk.panel.noneFits();
        desk.panel.searchByHand();
        settle();
        for (auto* widget : desk.panel.findChildren<QWidget*>()) {
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            if (widget->focusPolicy() == Qt::NoFocus || qobject_cast<QLineEdit*>(widget->parentWidget()))
                continue;
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     widget->metaObject()->className());
        }
    }
};

SOUFFLEUR_UI_TEST_MAIN(TestSuggestions)
#include "tst_Suggestions.moc"
