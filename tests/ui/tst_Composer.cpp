// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ComposerDesk.h"
#include "support/TestCase.h"
#include "ui/composer/AttachmentChip.h"
#include "ui/composer/DraftText.h"
#include "ui/composer/EmojiPopup.h"

#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QUrl>

using namespace souffleur;
using namespace souffleur::ui;
using namespace souffleur::test;

class TestComposer : public TestCase {
    Q_OBJECT
private slots:
    void draftsAreKeptApartAndStored();
    void draftComesBackFromTheStore();
    void offersTextModules();
    void saysHowLongRepliesAreFree();
    void aDraftOfYesterdayIsTold();
    void aStoredDraftKeepsItsTint();
    void attachmentBelongsToItsDraft();
    void insertionReplacesOnlyWhatIsUntouched();
    void insertionIsOneUndoStep();
    void insertionOfAnotherConversationIsIgnored();
    void marksFollowTheText();
    void factsAreSeenByTheCaret();
    void tabGoesToThePlaceholder();
    void modeStaysPerConversation();
    void blockedShowsABar();
    void pasteIsPlain();
    void plainPasteTakesWordsOnly();
    void upSaysWhyNot();
    void replacingIsOneUndoStep();
    void noBreakSpaceSurvives();
    void countWarns();
    void escapeLeavesTheQuoteFirst();
    void emojiSearch();
    void everythingHasAName();
};

void TestComposer::draftsAreKeptApartAndStored() {
    Desk desk;
    QSignalSpy changed(&desk.composer, &Composer::draftChanged);
    desk.type(u"for Miriam"_s);
    desk.workspace.manualClock.advance(500ms);
    settle();
    QCOMPARE(desk.workspace.drafts[desk.first][int(DraftMode::Reply)].text, u"for Miriam"_s);
    QCOMPARE(changed.size(), 1);
    desk.open(desk.second);
    QCOMPARE(desk.text(), QString());
    desk.type(u"for Tobias"_s);
    desk.open(desk.first);
    QCOMPARE(desk.text(), u"for Miriam"_s);
    // Leaving stores at once.
    QCOMPARE(desk.workspace.drafts[desk.second][int(DraftMode::Reply)].text, u"for Tobias"_s);
    // Undo does not reach over.
    desk.edit->undo();
    QVERIFY(!desk.text().contains(u"Tobias"_s));
    // What was sent is no draft any more.
    desk.type(u"!"_s);
    desk.press(Qt::Key_Return);
    QVERIFY(!desk.workspace.drafts[desk.first].contains(int(DraftMode::Reply)));
}

void TestComposer::draftComesBackFromTheStore() {
    Desk desk;
    Draft draft;
    draft.conversation = desk.second;
    draft.text = u"kept over night"_s;
    draft.cursor = 4;
    Attachment file;
    file.id = AttachmentId::create();
    file.fileName = u"a.pdf"_s;
    draft.attachments = {file};
    desk.workspace.drafts[desk.second].insert(int(DraftMode::Reply), draft);
    desk.workspace.slow = true;
    desk.open(desk.second);
    desk.type(u"quick"_s);
    while (desk.workspace.answerOne())
        settle();
    desk.workspace.slow = false;
    QCOMPARE(desk.text(), u"kept over night\nquick"_s); // neither is lost
    QCOMPARE(desk.composer.findChildren<AttachmentChip*>().size(), 1);
}

void TestComposer::offersTextModules() {
    Desk desk;
    const auto popup = [&] { return desk.host.findChild<QFrame*>(u"completionPopup"_s); };
    const auto pause = [&] {
        desk.workspace.manualClock.advance(200ms);
        settle();
    };
    desk.host.activateWindow();
    desk.type(u"24/7 und/oder /x"_s); // none of them asks for a module
    pause();
    QVERIFY(!popup() || !popup()->isVisible());
    QVERIFY(desk.workspace.searched.isEmpty());
    desk.open(desk.second);
    desk.type(u"Hallo! /umt"_s);
    QVERIFY(!popup() || !popup()->isVisible()); // not at every key
    pause();
    QCOMPARE(desk.workspace.searched, u"umt"_s);
    QVERIFY(popup() && popup()->isVisible());
    desk.press(Qt::Key_Down);
    desk.press(Qt::Key_Return); // chooses, sends nothing
    QVERIFY(!popup()->isVisible());
    QVERIFY(desk.workspace.sent<SendReply>().isEmpty());
    QCOMPARE(desk.text(), u"Hallo! Answer 2: you have until 3.12. and pay 4,90 €."_s);
    QCOMPARE(desk.workspace.sent<RecordInserted>().size(), 1);
    QCOMPARE(desk.workspace.sent<RecordInserted>().first().rank, 2);
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.text(), u"Hallo! /umt"_s); // one step
    // Escape closes it and takes nothing else along; the next Enter sends.
    desk.type(u"a"_s);
    pause();
    QVERIFY(popup()->isVisible());
    desk.press(Qt::Key_Escape);
    QVERIFY(!popup()->isVisible());
    QCOMPARE(desk.text(), u"Hallo! /umta"_s);
    // An answer that comes after the switch belongs to nobody.
    desk.type(u"u"_s);
    desk.open(desk.first);
    pause();
    QVERIFY(!popup()->isVisible());
}

void TestComposer::saysHowLongRepliesAreFree() {
    Desk desk;
    auto* label = desk.composer.findChild<QLabel*>(u"replyWindow"_s);
    desk.composer.setLastInbound(desk.workspace.manualClock.now());
    QVERIFY(!label->isVisible()); // this channel has no limit
    desk.workspace.replyWindowHours = 24;
    desk.open(desk.second);
    QVERIFY(!label->isVisible()); // nothing is known yet
    desk.composer.setLastInbound(desk.workspace.manualClock.now() - std::chrono::hours(20));
    QVERIFY(label->isVisible());
    QVERIFY2(label->text().contains(u"4 h"_s), qPrintable(label->text()));
    desk.composer.setMode(DraftMode::Note);
    QVERIFY(!label->isVisible());
    desk.composer.setMode(DraftMode::Reply);
    // The last minutes pass while the agent looks on; then the editor gives way, the text stays.
    desk.type(u"Hallo"_s);
    for (int minute = 0; minute < 241; ++minute)
        desk.workspace.manualClock.advance(1min);
    settle();
    QVERIFY(!label->isVisible());
    QVERIFY(!desk.edit->isVisible());
    QVERIFY2(desk.notices().contains(u"reply window is closed"_s), qPrintable(desk.notices()));
    desk.composer.setLastInbound(desk.workspace.manualClock.now());
    QVERIFY(desk.edit->isVisible());
    QCOMPARE(desk.text(), u"Hallo"_s);
}

void TestComposer::aDraftOfYesterdayIsTold() {
    Desk desk;
    Draft draft;
    draft.conversation = desk.second;
    draft.text = u"kept over night"_s;
    draft.updatedAt = desk.workspace.manualClock.now() - std::chrono::hours(14);
    desk.workspace.drafts[desk.second].insert(int(DraftMode::Reply), draft);
    desk.open(desk.second);
    QVERIFY2(desk.notices().contains(u"restored"_s), qPrintable(desk.notices()));
    desk.open(desk.first);
    QVERIFY(desk.notices().isEmpty());
    desk.open(desk.second); // once is enough
    QVERIFY(desk.notices().isEmpty());
    // Written here, it needs no news; discarded, it can still be taken back.
    Desk again;
    draft.conversation = again.second;
    again.workspace.drafts[again.second].insert(int(DraftMode::Reply), draft);
    again.open(again.second);
    again.button(u"Discard"_s)->click();
    settle();
    QCOMPARE(again.text(), QString());
    QVERIFY(again.notices().isEmpty());
    again.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(again.text(), draft.text);
}

void TestComposer::aStoredDraftKeepsItsTint() {
    Desk desk;
    Draft draft;
    draft.conversation = desk.second;
    draft.insertedText = u"Guten Tag, Sie haben 14 Tage Zeit."_s;
    draft.text = u"Hallo! "_s + draft.insertedText + u" Gruß"_s;
    draft.suggestionSet = SuggestionSetId::create();
    draft.faqEntry = FaqEntryId::create();
    desk.workspace.drafts[desk.second].insert(int(DraftMode::Reply), draft);
    desk.open(desk.second);
    QCOMPARE(desk.text(), draft.text);
    Theme theme;
    DraftText text(theme);
    text.setText(draft.text);
    text.markRemains(draft.insertedText);
    const auto find = [&](DraftText::MarkKind kind) {
        QList<std::pair<int, int>> found;
        for (const DraftText::Mark& mark : text.marks()) {
            if (mark.kind == kind)
                found += {mark.start, mark.end};
        }
        return found;
    };
    using Ranges = QList<std::pair<int, int>>;
    QCOMPARE(find(DraftText::MarkKind::Whisper), (Ranges{{7, 7 + int(draft.insertedText.size())}}));
    QCOMPARE(find(DraftText::MarkKind::Fact).size(), 1); // "14" has to be looked at again
    // Changed in the middle: what stands before and behind is still the bot's.
    text.setText(u"Guten Tag, Sie haben leider nur 14 Tage Zeit."_s);
    text.markRemains(draft.insertedText);
    QCOMPARE(find(DraftText::MarkKind::Whisper), (Ranges{{0, 21}, {32, 45}}));
    text.setText(u"Etwas ganz anderes"_s);
    text.markRemains(draft.insertedText);
    QVERIFY(text.marks().isEmpty());
    // The composer says where the text came from and sends it on with the reply.
    desk.composer.send();
    settle();
    QVERIFY(desk.lastReply().suggestion);
    QCOMPARE(desk.lastReply().suggestion->entry, *draft.faqEntry);
}

void TestComposer::attachmentBelongsToItsDraft() {
    Desk desk;
    QFile file(desk.directory.filePath(u"invoice.pdf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("%PDF-1.4");
    file.close();
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(file.fileName())});
    QVERIFY(desk.composer.takeMimeData(&mime));
    desk.open(desk.second); // before the file is stored
    QTRY_COMPARE(desk.composer.findChildren<AttachmentChip*>().size(), 0);
    desk.open(desk.first);
    QTRY_COMPARE(desk.composer.findChildren<AttachmentChip*>().size(), 1);
    desk.press(Qt::Key_Return);
    QTRY_COMPARE(desk.workspace.sent<SendReply>().size(), 1);
    QCOMPARE(desk.lastReply().conversation, desk.first);
    QCOMPARE(desk.lastReply().attachments.size(), 1);
    QCOMPARE(desk.lastReply().attachments.first().fileName, u"invoice.pdf"_s);
}

void TestComposer::insertionReplacesOnlyWhatIsUntouched() {
    Desk desk;
    const SuggestionSet set = DeskWorkspace::makeSet(desk.first, 3);
    desk.composer.insertSuggestion(set, 0);
    QCOMPARE(desk.text(), set.suggestions[0].filled.text);
    desk.composer.insertSuggestion(set, 1); // untouched: replaced
    QCOMPARE(desk.text(), set.suggestions[1].filled.text);
    desk.edit->moveCursor(QTextCursor::End);
    desk.type(u" My own words. "_s);
    desk.composer.insertSuggestion(set, 2); // at the caret, nothing lost
    QCOMPARE(desk.text(), set.suggestions[1].filled.text + u" My own words. "_s + set.suggestions[2].filled.text);
    desk.edit->selectAll();
    const QString before = desk.text();
    desk.composer.insertSuggestion(set, 0); // a selection is no wish to lose it
    QVERIFY(desk.text().contains(before));
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(desk.lastReply().suggestion.has_value());
    QCOMPARE(desk.lastReply().suggestion->rank, 1);
    QCOMPARE(desk.lastReply().suggestion->set, set.id);
    QCOMPARE(desk.lastReply().suggestion->insertedText, set.suggestions[0].filled.text);
    QCOMPARE(desk.lastReply().faqEntry, std::optional(set.suggestions[0].entry));
}

void TestComposer::insertionIsOneUndoStep() {
    Desk desk;
    const SuggestionSet set = DeskWorkspace::makeSet(desk.first, 1);
    desk.type(u"Dear Miriam, "_s);
    desk.composer.insertSuggestion(set, 0);
    QCOMPARE(desk.text(), u"Dear Miriam, "_s + set.suggestions[0].filled.text);
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.text(), u"Dear Miriam, "_s);
    desk.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(desk.text(), u"Dear Miriam, "_s + set.suggestions[0].filled.text);
    desk.type(u"x"_s);
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.text(), u"Dear Miriam, "_s + set.suggestions[0].filled.text);
}

void TestComposer::insertionOfAnotherConversationIsIgnored() {
    Desk desk;
    desk.composer.insertSuggestion(DeskWorkspace::makeSet(desk.second, 1), 0);
    QCOMPARE(desk.text(), QString());
    desk.composer.insertSuggestion(DeskWorkspace::makeSet(desk.first, 1), 1); // no such index
    QCOMPARE(desk.text(), QString());
}

void TestComposer::marksFollowTheText() {
    Theme theme;
    DraftText draft(theme);
    FilledText filled{u"Hello Miriam, until 3.12. for 4,90 €"_s, {{u"name"_s, {6, 6}, true}}};
    draft.insert(QTextCursor(draft.document()), filled);
    using Mark = DraftText::Mark;
    using Kind = DraftText::MarkKind;
    QVERIFY(draft.marks().contains(Mark{Kind::Whisper, 0, int(filled.text.size())}));
    QVERIFY(draft.marks().contains(Mark{Kind::Filled, 6, 12}));
    QVERIFY(draft.marks().contains(Mark{Kind::Fact, 20, 25}));
    QTextCursor cursor(draft.document());
    cursor.insertText(u">> "_s);
    QVERIFY(draft.marks().contains(Mark{Kind::Filled, 9, 15}));
    cursor.setPosition(11); // inside the name: it is a person's word now
    cursor.insertText(u"-"_s);
    for (const Mark& mark : draft.marks())
        QVERIFY(mark.kind != Kind::Filled);
    QVERIFY(draft.marks().contains(Mark{Kind::Whisper, 3, 11}));
    QVERIFY(draft.marks().contains(Mark{Kind::Whisper, 12, int(draft.text().size())}));
    cursor.select(QTextCursor::Document);
    cursor.removeSelectedText();
    QVERIFY(draft.marks().isEmpty());
}

void TestComposer::factsAreSeenByTheCaret() {
    Theme theme;
    DraftText draft(theme);
    draft.insert(QTextCursor(draft.document()), {u"Pay 4,90 € at https://shop.example/pay by 3.12."_s, {}});
    const auto facts = [&] {
        return std::count_if(draft.marks().cbegin(), draft.marks().cend(),
                             [](const auto& mark) { return mark.kind == DraftText::MarkKind::Fact; });
    };
    QCOMPARE(facts(), 3);
    draft.caretMoved(0, 2);
    QCOMPARE(facts(), 3);
    draft.caretMoved(2, 6); // into the price
    QCOMPARE(facts(), 2);
    draft.caretMoved(6, int(draft.text().size())); // over the rest
    QCOMPARE(facts(), 0);
}

void TestComposer::tabGoesToThePlaceholder() {
    Desk desk;
    desk.type(u"Hi {{name}}, see {{link}} x"_s);
    desk.edit->moveCursor(QTextCursor::Start);
    desk.press(Qt::Key_Tab);
    QCOMPARE(desk.edit->textCursor().selectedText(), u"{{name}}"_s);
    desk.press(Qt::Key_Tab);
    QCOMPARE(desk.edit->textCursor().selectedText(), u"{{link}}"_s);
    desk.type(u"here"_s);
    desk.press(Qt::Key_Tab);
    QCOMPARE(desk.edit->textCursor().selectedText(), u"{{name}}"_s);
    desk.type(u"Miriam"_s);
    QCOMPARE(desk.text(), u"Hi Miriam, see here x"_s);
    desk.press(Qt::Key_Tab); // none left: the focus goes on
    QVERIFY(!desk.edit->hasFocus());
}

void TestComposer::modeStaysPerConversation() {
    Desk desk;
    desk.composer.setMode(DraftMode::Note);
    desk.type(u"note"_s);
    desk.open(desk.second);
    QCOMPARE(desk.composer.mode(), DraftMode::Reply);
    desk.open(desk.first);
    QCOMPARE(desk.composer.mode(), DraftMode::Note);
    QCOMPARE(desk.text(), u"note"_s);
    desk.composer.setMode(DraftMode::Reply);
    QCOMPARE(desk.text(), QString());
}

void TestComposer::blockedShowsABar() {
    Desk desk;
    desk.type(u"kept"_s);
    Conversation blocked = desk.workspace.conversation(desk.first);
    blocked.blocked = true;
    desk.composer.conversationUpdated(blocked);
    QVERIFY(!desk.edit->isVisible());
    QVERIFY(desk.notices().contains(u"Miriam"_s));
    blocked.blocked = false;
    desk.composer.conversationUpdated(blocked);
    QVERIFY(desk.edit->isVisible());
    QCOMPARE(desk.text(), u"kept"_s);
}

void TestComposer::pasteIsPlain() {
    Desk desk;
    auto* mime = new QMimeData;
    mime->setHtml(u"<b>Bold</b><img src='http://evil.example/x.png'>"_s);
    mime->setText(u"Bold\r\nline"_s);
    QGuiApplication::clipboard()->setMimeData(mime);
    desk.press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(desk.text(), u"Bold\nline"_s);
    QVERIFY(!desk.edit->toHtml().contains(u"evil"_s));
}

void TestComposer::plainPasteTakesWordsOnly() {
    Desk desk;
    const auto copy = [&](bool words) {
        auto* mime = new QMimeData;
        mime->setUrls({QUrl::fromLocalFile(desk.directory.filePath(u"settings.ini"_s))});
        if (words)
            mime->setText(u"Zelle\r\n4,90 €"_s);
        QGuiApplication::clipboard()->setMimeData(mime);
    };
    copy(true);
    desk.press(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(desk.text(), u"Zelle\n4,90 €"_s);
    QTRY_COMPARE(desk.composer.findChildren<AttachmentChip*>().size(), 0);
    desk.edit->selectAll();
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.text(), QString());
}

void TestComposer::upSaysWhyNot() {
    Desk desk;
    desk.press(Qt::Key_Up);
    QVERIFY2(desk.notices().contains(u"Send a correction instead"_s), qPrintable(desk.notices()));
    QCOMPARE(desk.notices().count(u'\n'), 0); // one line
    desk.type(u"text"_s);
    QVERIFY(desk.notices().isEmpty());
    desk.press(Qt::Key_Up); // the caret's business
    QVERIFY(desk.notices().isEmpty());
}

void TestComposer::replacingIsOneUndoStep() {
    Desk desk;
    const SuggestionSet set = DeskWorkspace::makeSet(desk.first, 2);
    desk.type(u"My own words."_s);
    desk.composer.replaceWithSuggestion(set, 1);
    QCOMPARE(desk.text(), set.suggestions[1].filled.text);
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.text(), u"My own words."_s);
}

void TestComposer::noBreakSpaceSurvives() {
    Desk desk;
    desk.edit->textCursor().insertText(u"4,90\u00a0€"_s);
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.lastReply().text, u"4,90\u00a0€"_s);
}

void TestComposer::countWarns() {
    Desk desk;
    const auto labels = [&] {
        QStringList texts;
        for (auto* label : desk.composer.findChildren<QLabel*>()) {
            if (label->isVisible())
                texts += label->text();
        }
        return texts.join(u'|');
    };
    desk.edit->textCursor().insertText(QString(100, u'x'));
    QVERIFY2(labels().contains(u"100 / 4"_s), qPrintable(labels()));
    desk.edit->textCursor().insertText(QString(4000, u'x'));
    QVERIFY2(labels().contains(u"too long"_s), qPrintable(labels()));
}

void TestComposer::escapeLeavesTheQuoteFirst() {
    Desk desk;
    QSignalSpy thread(&desk.composer, &Composer::focusThreadRequested);
    Message quoted;
    quoted.id = MessageId::create();
    quoted.conversation = desk.first;
    quoted.text = u"Hi"_s;
    desk.composer.quote(quoted);
    desk.type(u"text"_s);
    desk.press(Qt::Key_Escape);
    QCOMPARE(thread.size(), 0);
    desk.press(Qt::Key_Escape);
    QCOMPARE(thread.size(), 1);
    QCOMPARE(desk.text(), u"text"_s);
    desk.press(Qt::Key_Return);
    QVERIFY(!desk.lastReply().replyTo);
}

void TestComposer::emojiSearch() {
    Desk desk;
    auto* popup = desk.composer.findChild<EmojiPopup*>();
    expectMenu();
    popup->popUp(&desk.composer);
    auto* field = popup->findChild<QLineEdit*>();
    QTest::keyClicks(field, u"daumen hoch"_s);
    QTest::keyClick(field, Qt::Key_Return);
    settle();
    QCOMPARE(desk.text(), u"👍"_s);
    QVERIFY(desk.workspace.sent<SendReply>().isEmpty());
}

void TestComposer::everythingHasAName() {
    Desk desk;
    QFile file(desk.directory.filePath(u"a.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("x");
    file.close();
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(file.fileName())});
    QVERIFY(desk.composer.takeMimeData(&mime));
    QTRY_COMPARE(desk.composer.findChildren<AttachmentChip*>().size(), 1);
    for (auto* widget : desk.composer.findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(&desk.composer) ||
            qobject_cast<QScrollBar*>(widget) || widget->objectName().startsWith(u"qt_"_s))
            continue;
        const auto* button = qobject_cast<QAbstractButton*>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 widget->metaObject()->className());
    }
}

SOUFFLEUR_UI_TEST_MAIN(TestComposer)
#include "tst_Composer.moc"
