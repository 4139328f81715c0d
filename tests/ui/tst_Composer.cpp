// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ComposerDesk.h"
#include "support/TestCase.h"
#include "ui/composer/AttachmentChip.h"
#include "ui/composer/DraftText.h"
#include "ui/composer/EmojiPopup.h"

#include <random>

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>
#include <QUrl>

using namespace souffleur;
using namespace souffleur::ui;
using namespace souffleur::test;

class TestComposer : public TestCase {
    Q_OBJECT
private slots:
    void sendsOnEnter();
    void heldFromBeforeARestartCanBeUndone();
    void aStoredDraftKeepsItsTint();
    void saysHowLongRepliesAreFree();
    void offersTextModules();
    void sendKeyFollowsSetting();
    void enterDoesNotSendWhileComposing();
    void shiftEnterMakesANewLine();
    void sendAndNext();
    void draftsAreKeptApartAndStored();
    void draftComesBackFromTheStore();
    void randomInterleavings();
    void sendGoesWhereItWasWritten();
    void attachmentBelongsToItsDraft();
    void insertionReplacesOnlyWhatIsUntouched();
    void insertionIsOneUndoStep();
    void insertionOfAnotherConversationIsIgnored();
    void marksFollowTheText();
    void factsAreSeenByTheCaret();
    void tabGoesToThePlaceholder();
    void placeholderBlocks();
    void guardAsks();
    void guardBringsTheTextBackToItsConversation();
    void hardReasonCannotBeOverruled();
    void undoBringsEverythingBack();
    void undoWorksFromAnotherChat();
    void holdRunsOut();
    void failedSendKeepsTheText();
    void noteLeavesAsNoteOnly();
    void modeStaysPerConversation();
    void blockedShowsABar();
    void pasteIsPlain();
    void plainPasteTakesWordsOnly();
    void upSaysWhyNot();
    void aHoldingReplyPromisesATime();
    void aPromiseComesBackWithUndo();
    void replacingIsOneUndoStep();
    void typingSignEveryFourSeconds();
    void noBreakSpaceSurvives();
    void countWarns();
    void escapeLeavesTheQuoteFirst();
    void emojiSearch();
    void everythingHasAName();
};

void TestComposer::sendsOnEnter() {
    Desk desk;
    QSignalSpy sent(&desk.composer, &Composer::sent);
    desk.composer.setSeenSequence(7);
    desk.type(u"Hello there"_s);
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.workspace.sent<SendReply>().size(), 1);
    QCOMPARE(desk.lastReply().text, u"Hello there"_s);
    QCOMPARE(desk.lastReply().conversation, desk.first);
    QCOMPARE(desk.lastReply().seenSequence, 7);
    QCOMPARE(desk.lastReply().holdSeconds, 5);
    QVERIFY(!desk.lastReply().sendAnyway);
    QCOMPARE(desk.text(), QString());
    QCOMPARE(sent.size(), 1);
    desk.press(Qt::Key_Return); // nothing there
    QCOMPARE(desk.workspace.sent<SendReply>().size(), 1);
}

void TestComposer::sendKeyFollowsSetting() {
    Desk desk;
    desk.settings.setEnterSends(false);
    desk.settings.setHoldSeconds(0);
    desk.type(u"one"_s);
    desk.press(Qt::Key_Return);
    desk.type(u"two"_s);
    QVERIFY(desk.workspace.sent<SendReply>().isEmpty());
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(desk.lastReply().text, u"one\ntwo"_s);
    QCOMPARE(desk.lastReply().holdSeconds, 0);
    desk.settings.setEnterSends(true);
    desk.type(u"three"_s);
    desk.press(Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(desk.lastReply().text, u"three"_s);
}

void TestComposer::enterDoesNotSendWhileComposing() {
    Desk desk;
    desk.type(u"a"_s);
    QInputMethodEvent compose(u"ni"_s, {});
    QApplication::sendEvent(desk.edit, &compose);
    QVERIFY(desk.edit->isComposing());
    desk.press(Qt::Key_Return);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    desk.composer.send();
    QVERIFY(desk.workspace.sent<SendReply>().isEmpty());
    QInputMethodEvent commit;
    commit.setCommitString(u"你"_s);
    QApplication::sendEvent(desk.edit, &commit);
    QVERIFY(!desk.edit->isComposing());
    desk.press(Qt::Key_Return);
    QVERIFY(desk.lastReply().text.contains(u"你"_s));
}

void TestComposer::shiftEnterMakesANewLine() {
    Desk desk;
    desk.type(u"a"_s);
    desk.press(Qt::Key_Return, Qt::ShiftModifier);
    desk.type(u"b"_s);
    QVERIFY(desk.workspace.sent<SendReply>().isEmpty());
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.lastReply().text, u"a\nb"_s);
}

void TestComposer::sendAndNext() {
    Desk desk;
    QSignalSpy next(&desk.composer, &Composer::nextWaitingRequested);
    desk.type(u"done"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(next.size(), 1);
    desk.type(u"again"_s);
    desk.workspace.guard = [](const SendReply&) {
        return QList<rules::GuardIssue>{{rules::GuardReason::CustomerWrote, {}}};
    };
    desk.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(next.size(), 1); // stays where the question is
}

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

void TestComposer::heldFromBeforeARestartCanBeUndone() {
    Desk desk;
    Message held;
    held.id = MessageId::create();
    held.conversation = desk.second;
    held.direction = Direction::Outbound;
    held.status = MessageStatus::Held;
    held.author = desk.workspace.me().id;
    held.text = u"Ihr Paket ist unterwegs."_s;
    held.dueAt = desk.workspace.manualClock.now() + 8s;
    held.sequence = 1;
    desk.workspace.addItem(desk.second, held, false);
    desk.workspace.conversation(desk.second).previewStatus = MessageStatus::Held;
    QVERIFY(!desk.button(u"Undo"_s));
    desk.open(desk.second);
    QPushButton* undo = desk.button(u"Undo"_s);
    QVERIFY(undo);
    desk.open(desk.first);
    desk.open(desk.second); // coming back makes no second bar
    int bars = 0;
    for (const auto* each : desk.composer.findChildren<QPushButton*>())
        bars += each->isVisible() && each->text() == u"Undo" ? 1 : 0;
    QCOMPARE(bars, 1);
    undo->click();
    settle();
    QCOMPARE(desk.workspace.sent<UndoSend>().size(), 1);
    QCOMPARE(desk.workspace.sent<UndoSend>().first().message, held.id);
    QCOMPARE(desk.text(), held.text);
    QVERIFY(!desk.button(u"Undo"_s));
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

void TestComposer::randomInterleavings() {
    Desk desk;
    QList<ConversationId> ids{desk.first, desk.second};
    for (int i = 0; i < 4; ++i)
        ids += desk.workspace.add(u"Person %1"_s.arg(i), u"Hi"_s, 1min);
    desk.settings.setHoldSeconds(0);
    desk.workspace.slow = true;
    std::mt19937 random(20260101);
    QHash<ConversationId, QString> replies;
    QHash<ConversationId, QString> notes;
    QHash<ConversationId, QStringList> wantReplies;
    QHash<ConversationId, QStringList> wantNotes;
    ConversationId now = desk.first;
    DraftMode mode = DraftMode::Reply;
    QHash<ConversationId, DraftMode> modes;
    const auto drain = [&] {
        while (desk.workspace.answerOne()) {
        }
        settle();
    };
    drain();
    for (int step = 0; step < 1000; ++step) {
        QHash<ConversationId, QString>& texts = mode == DraftMode::Reply ? replies : notes;
        switch (random() % 6) {
        case 0:
        case 1: {
            const QString word = u"%1%2 "_s.arg(QChar(char16_t(u'a' + int(ids.indexOf(now))))).arg(step);
            desk.edit->moveCursor(QTextCursor::End);
            desk.edit->textCursor().insertText(word);
            texts[now] += word;
            break;
        }
        case 2:
        case 3: // switches, often right behind a send whose answer is still out
            now = ids.at(qsizetype(random() % size_t(ids.size())));
            mode = modes.value(now, DraftMode::Reply);
            desk.composer.setConversation(desk.workspace.conversation(now));
            break;
        case 4:
            if (!texts[now].trimmed().isEmpty()) {
                desk.composer.send();
                (mode == DraftMode::Reply ? wantReplies : wantNotes)[now] += texts[now];
                texts[now].clear();
            }
            break;
        case 5:
            if (random() % 2) {
                mode = mode == DraftMode::Reply ? DraftMode::Note : DraftMode::Reply;
                modes[now] = mode;
                desk.composer.setMode(mode);
            } else {
                desk.workspace.answerOne();
            }
            break;
        }
        // A draft that is still being loaded may come later; what is typed is always there at once.
        QCOMPARE(desk.text(), (mode == DraftMode::Reply ? replies : notes)[now]);
    }
    drain();
    QHash<ConversationId, QStringList> gotReplies;
    QHash<ConversationId, QStringList> gotNotes;
    for (const SendReply& reply : desk.workspace.sent<SendReply>())
        gotReplies[reply.conversation] += reply.text;
    for (const AddNote& note : desk.workspace.sent<AddNote>())
        gotNotes[note.conversation] += note.text;
    for (const ConversationId& id : std::as_const(ids)) {
        // The answers of two sends may overtake each other; nothing may be missing, doubled or astray.
        gotReplies[id].sort();
        wantReplies[id].sort();
        QCOMPARE(gotReplies[id], wantReplies[id]);
        gotNotes[id].sort();
        wantNotes[id].sort();
        QCOMPARE(gotNotes[id], wantNotes[id]);
        desk.composer.setConversation(desk.workspace.conversation(id));
        desk.composer.setMode(DraftMode::Reply);
        QCOMPARE(desk.text(), replies[id]);
        desk.composer.setMode(DraftMode::Note);
        QCOMPARE(desk.text(), notes[id]);
    }
    QVERIFY(desk.workspace.sent<SendReply>().size() > 20);
    QVERIFY(desk.workspace.sent<AddNote>().size() > 20);
}

void TestComposer::sendGoesWhereItWasWritten() {
    Desk desk;
    desk.type(u"for Miriam only"_s);
    desk.workspace.slow = true;
    desk.press(Qt::Key_Return);
    desk.open(desk.second);
    desk.type(u"draft for Tobias"_s);
    while (desk.workspace.answerOne())
        settle();
    QCOMPARE(desk.lastReply().conversation, desk.first);
    QCOMPARE(desk.lastReply().text, u"for Miriam only"_s);
    QCOMPARE(desk.text(), u"draft for Tobias"_s);
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

void TestComposer::placeholderBlocks() {
    Desk desk;
    desk.type(u"Hi {{name}}"_s);
    desk.press(Qt::Key_Return);
    QVERIFY(desk.workspace.sent<SendReply>().isEmpty());
    QCOMPARE(desk.edit->textCursor().selectedText(), u"{{name}}"_s);
    QVERIFY(desk.notices().contains(u"name"_s));
    QVERIFY(!desk.button(u"Send anyway"_s));
    desk.type(u"Miriam"_s);
    QVERIFY(desk.notices().isEmpty());
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.lastReply().text, u"Hi Miriam"_s);
}

void TestComposer::guardAsks() {
    Desk desk;
    desk.workspace.guard = [](const SendReply&) {
        return QList<rules::GuardIssue>{{rules::GuardReason::SomeoneReplied, u"Deniz"_s}};
    };
    desk.type(u"Hello"_s);
    desk.press(Qt::Key_Return);
    QVERIFY(desk.workspace.sent<SendReply>().isEmpty());
    QCOMPARE(desk.text(), u"Hello"_s);
    QVERIFY(desk.notices().contains(u"Deniz"_s));
    // The way back is the default; Enter and Escape never send.
    auto* back = desk.button(u"Back to text"_s);
    QVERIFY(back);
    QTRY_VERIFY(back->hasFocus() || desk.edit->hasFocus());
    auto* other = desk.button(u"Send anyway"_s);
    QTest::keyClick(other, Qt::Key_Return);
    QTest::keyClick(other, Qt::Key_Escape);
    QVERIFY(desk.workspace.sent<SendReply>().isEmpty());
    QTest::keyClick(back, Qt::Key_Return);
    QVERIFY(desk.workspace.sent<SendReply>().isEmpty());
    QVERIFY(desk.edit->hasFocus());
    desk.press(Qt::Key_Return);
    auto* anyway = desk.button(u"Send anyway"_s);
    QVERIFY(anyway);
    anyway->click();
    settle();
    QCOMPARE(desk.lastReply().text, u"Hello"_s);
    QVERIFY(desk.lastReply().sendAnyway);
    QCOMPARE(desk.text(), QString());
    QVERIFY(desk.notices().isEmpty());
}

void TestComposer::guardBringsTheTextBackToItsConversation() {
    Desk desk;
    desk.workspace.guard = [](const SendReply&) {
        return QList<rules::GuardIssue>{{rules::GuardReason::CustomerWrote, {}}};
    };
    desk.type(u"for Miriam"_s);
    desk.workspace.slow = true;
    desk.press(Qt::Key_Return);
    desk.open(desk.second);
    desk.type(u"for Tobias"_s);
    while (desk.workspace.answerOne())
        settle();
    desk.workspace.slow = false;
    QCOMPARE(desk.text(), u"for Tobias"_s);
    QVERIFY(desk.notices().contains(u"Miriam"_s));
    QVERIFY(!desk.button(u"Send anyway"_s)); // not about this conversation
    desk.open(desk.first);
    QCOMPARE(desk.text(), u"for Miriam"_s);
    QVERIFY(desk.button(u"Send anyway"_s));
    QVERIFY(desk.workspace.sent<SendReply>().isEmpty());
}

void TestComposer::hardReasonCannotBeOverruled() {
    Desk desk;
    desk.workspace.guard = [](const SendReply&) {
        return QList<rules::GuardIssue>{{rules::GuardReason::TooLong, u"12"_s}};
    };
    desk.type(u"Hello"_s);
    desk.press(Qt::Key_Return);
    QVERIFY(desk.workspace.sent<SendReply>().isEmpty());
    QCOMPARE(desk.text(), u"Hello"_s);
    QVERIFY(!desk.button(u"Send anyway"_s));
    desk.workspace.guard = [](const SendReply&) {
        return QList<rules::GuardIssue>{{rules::GuardReason::WindowClosed, {}}};
    };
    desk.press(Qt::Key_Return);
    QVERIFY(!desk.edit->isVisible()); // a bar in place of the editor
    desk.composer.setMode(DraftMode::Note);
    QVERIFY(desk.edit->isVisible());
}

void TestComposer::undoBringsEverythingBack() {
    Desk desk;
    Message quoted;
    quoted.id = MessageId::create();
    quoted.conversation = desk.first;
    quoted.text = u"Where is my parcel?"_s;
    desk.composer.quote(quoted);
    const SuggestionSet set = DeskWorkspace::makeSet(desk.first, 1);
    desk.composer.insertSuggestion(set, 0);
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.lastReply().replyTo, std::optional(quoted.id));
    QCOMPARE(desk.text(), QString());
    QVERIFY(desk.button(u"Undo"_s));
    desk.workspace.manualClock.advance(2s);
    desk.press(Qt::Key_Z, Qt::ControlModifier); // in the empty editor
    QCOMPARE(desk.workspace.sent<UndoSend>().size(), 1);
    QCOMPARE(desk.workspace.sent<UndoSend>().first().message, desk.lastReply().message);
    QCOMPARE(desk.text(), set.suggestions[0].filled.text);
    QVERIFY(!desk.button(u"Undo"_s));
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.lastReply().replyTo, std::optional(quoted.id));
    QVERIFY(desk.lastReply().suggestion.has_value());
    // Up in the empty editor takes it back as well.
    desk.press(Qt::Key_Up);
    QCOMPARE(desk.text(), set.suggestions[0].filled.text);
}

void TestComposer::undoWorksFromAnotherChat() {
    Desk desk;
    desk.type(u"for Miriam"_s);
    desk.press(Qt::Key_Return);
    desk.open(desk.second);
    desk.type(u"for Tobias"_s);
    auto* undo = desk.button(u"Undo"_s);
    QVERIFY(undo);
    undo->click();
    settle();
    QCOMPARE(desk.text(), u"for Tobias"_s);
    desk.open(desk.first);
    QCOMPARE(desk.text(), u"for Miriam"_s);
}

void TestComposer::holdRunsOut() {
    Desk desk;
    desk.type(u"one"_s);
    desk.press(Qt::Key_Return);
    desk.type(u"two"_s);
    desk.workspace.manualClock.advance(1s);
    desk.press(Qt::Key_Return);
    desk.workspace.manualClock.advance(4100ms);
    settle();
    QVERIFY(desk.button(u"Undo"_s)); // the second
    desk.workspace.manualClock.advance(1s);
    settle();
    QVERIFY(!desk.button(u"Undo"_s));
    QVERIFY(!desk.composer.undoLatest());
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    desk.press(Qt::Key_Up);
    QVERIFY(desk.workspace.sent<UndoSend>().isEmpty());
    QCOMPARE(desk.text(), QString());
    QVERIFY(!desk.notices().isEmpty()); // Up says why not
}

void TestComposer::failedSendKeepsTheText() {
    Desk desk;
    desk.type(u"precious"_s);
    desk.workspace.refusal = makeError(ErrorCode::DiskFull);
    desk.press(Qt::Key_Return);
    desk.workspace.refusal.reset();
    QCOMPARE(desk.text(), u"precious"_s);
    QVERIFY(!desk.notices().isEmpty());
    QVERIFY(!desk.button(u"Undo"_s));
}

void TestComposer::noteLeavesAsNoteOnly() {
    Desk desk;
    desk.press(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(desk.composer.mode(), DraftMode::Note);
    QVERIFY(desk.edit->accessibleName().contains(u"customers do not see"_s));
    desk.type(u"secret about the customer"_s);
    desk.press(Qt::Key_Return);
    desk.type(u"and more"_s);
    desk.press(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    desk.workspace.manualClock.advance(10s);
    settle();
    QCOMPARE(desk.workspace.sent<AddNote>().size(), 2);
    QCOMPARE(desk.workspace.sent<AddNote>().first().text, u"secret about the customer"_s);
    QVERIFY(desk.workspace.sent<SendReply>().isEmpty());
    desk.composer.setMode(DraftMode::Reply);
    QCOMPARE(desk.text(), QString());
    // A held reply is not pulled into a note.
    desk.type(u"a reply"_s);
    desk.press(Qt::Key_Return);
    desk.composer.setMode(DraftMode::Note);
    desk.press(Qt::Key_Up);
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(desk.workspace.sent<UndoSend>().isEmpty());
    for (const SaveDraft& save : desk.workspace.sent<SaveDraft>())
        QVERIFY(save.draft.mode == DraftMode::Note || !save.draft.text.contains(u"secret"_s));
    QCOMPARE(desk.workspace.sent<SendReply>().size(), 1);
    QCOMPARE(desk.workspace.typingSent.size(), 1); // for the reply; nobody hears notes being written
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

void TestComposer::aHoldingReplyPromisesATime() {
    Desk desk;
    // Some Thursday at nine in Berlin.
    const QDateTime nine(QDate(2025, 11, 27), QTime(9, 0), Qt::LocalTime);
    desk.workspace.manualClock.advance(fromDateTime(nine) - desk.workspace.manualClock.now());
    desk.workspace.conversation(desk.first).language = u"de"_s;
    desk.workspace.conversation(desk.first).address = FormOfAddress::Informal;
    desk.open(desk.second);
    desk.open(desk.first);
    desk.type(u"Hallo Miriam,"_s);
    desk.composer.insertHoldingReply();
    settle();
    QCOMPARE(desk.text(), u"Hallo Miriam, ich kläre das und melde mich bis 10:00 Uhr bei dir."_s);
    const auto chip = [&]() -> QFrame* {
        for (auto* frame : desk.composer.findChildren<QFrame*>(u"promiseChip"_s)) {
            if (frame->isVisible())
                return frame;
        }
        return nullptr;
    };
    QVERIFY(chip());
    desk.press(Qt::Key_Z, Qt::ControlModifier); // one step
    QCOMPARE(desk.text(), u"Hallo Miriam,"_s);
    QVERIFY(!chip());
    desk.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.lastReply().followUpAt, OptionalTimestamp(fromDateTime(nine.addSecs(50 * 60))));
    // The next text promises nothing.
    desk.type(u"Danke"_s);
    desk.press(Qt::Key_Return);
    QVERIFY(!desk.lastReply().followUpAt);
    // Another time written by hand, or the chip taken away: no follow-up.
    desk.composer.insertHoldingReply();
    desk.edit->textCursor().insertText(u"x"_s);
    QString changed = desk.text();
    desk.edit->selectAll();
    desk.edit->textCursor().insertText(changed.replace(u"10:00"_s, u"12:00"_s));
    desk.press(Qt::Key_Return);
    QVERIFY(!desk.lastReply().followUpAt);
    desk.composer.insertHoldingReply();
    settle();
    QVERIFY(chip());
    chip()->findChild<QToolButton*>()->click();
    settle();
    desk.press(Qt::Key_Return);
    QVERIFY(!desk.lastReply().followUpAt);
    // The menu has the further times.
    expectMenu();
    desk.composer.findChild<QToolButton*>(u"holdingReply"_s)->click();
    auto* menu = desk.composer.findChild<QMenu*>(u"promiseMenu"_s);
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 4); // a heading and three times
    menu->actions().at(3)->trigger();
    menu->close();
    QVERIFY2(desk.text().contains(u"morgen, 10:00 Uhr"_s), qPrintable(desk.text()));
    // Colleagues get no promises.
    desk.composer.setMode(DraftMode::Note);
    desk.composer.insertHoldingReply();
    QCOMPARE(desk.text(), QString());
    QVERIFY(desk.notices().contains(u"internal note"_s));
}

void TestComposer::aPromiseComesBackWithUndo() {
    Desk desk;
    desk.composer.insertHoldingReply();
    const QString text = desk.text();
    desk.press(Qt::Key_Return);
    const OptionalTimestamp followUp = desk.lastReply().followUpAt;
    QVERIFY(followUp);
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.text(), text);
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.lastReply().followUpAt, followUp);
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

void TestComposer::typingSignEveryFourSeconds() {
    Desk desk;
    desk.type(u"abc"_s);
    QCOMPARE(desk.workspace.typingSent.size(), 1);
    desk.workspace.manualClock.advance(3900ms);
    desk.type(u"d"_s);
    QCOMPARE(desk.workspace.typingSent.size(), 1);
    desk.workspace.manualClock.advance(200ms);
    desk.type(u"e"_s);
    QCOMPARE(desk.workspace.typingSent.size(), 2);
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
