// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ComposerDesk.h"
#include "support/TestCase.h"

#include <random>

#include <QApplication>
#include <QInputMethodEvent>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

using namespace souffleur;
using namespace souffleur::ui;
using namespace souffleur::test;

//! What leaves the composer, to whom, and how it comes back.
class TestComposerSend : public TestCase {
    Q_OBJECT
private slots:
    void sendsOnEnter();
    void sendKeyFollowsSetting();
    void enterDoesNotSendWhileComposing();
    void shiftEnterMakesANewLine();
    void sendAndNext();
    void heldFromBeforeARestartCanBeUndone();
    void randomInterleavings();
    void sendGoesWhereItWasWritten();
    void placeholderBlocks();
    void guardAsks();
    void guardBringsTheTextBackToItsConversation();
    void hardReasonCannotBeOverruled();
    void undoBringsEverythingBack();
    void undoWorksFromAnotherChat();
    void holdRunsOut();
    void failedSendKeepsTheText();
    void noteLeavesAsNoteOnly();
    void aHoldingReplyPromisesATime();
    void aPromiseComesBackWithUndo();
    void typingSignEveryFourSeconds();
};

void TestComposerSend::sendsOnEnter() {
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

void TestComposerSend::sendKeyFollowsSetting() {
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

void TestComposerSend::enterDoesNotSendWhileComposing() {
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

void TestComposerSend::shiftEnterMakesANewLine() {
    Desk desk;
    desk.type(u"a"_s);
    desk.press(Qt::Key_Return, Qt::ShiftModifier);
    desk.type(u"b"_s);
    QVERIFY(desk.workspace.sent<SendReply>().isEmpty());
    desk.press(Qt::Key_Return);
    QCOMPARE(desk.lastReply().text, u"a\nb"_s);
}

void TestComposerSend::sendAndNext() {
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

void TestComposerSend::heldFromBeforeARestartCanBeUndone() {
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

void TestComposerSend::randomInterleavings() {
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

void TestComposerSend::sendGoesWhereItWasWritten() {
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

void TestComposerSend::placeholderBlocks() {
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

void TestComposerSend::guardAsks() {
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

void TestComposerSend::guardBringsTheTextBackToItsConversation() {
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

void TestComposerSend::hardReasonCannotBeOverruled() {
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

void TestComposerSend::undoBringsEverythingBack() {
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

void TestComposerSend::undoWorksFromAnotherChat() {
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

void TestComposerSend::holdRunsOut() {
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

void TestComposerSend::failedSendKeepsTheText() {
    Desk desk;
    desk.type(u"precious"_s);
    desk.workspace.refusal = makeError(ErrorCode::DiskFull);
    desk.press(Qt::Key_Return);
    desk.workspace.refusal.reset();
    QCOMPARE(desk.text(), u"precious"_s);
    QVERIFY(!desk.notices().isEmpty());
    QVERIFY(!desk.button(u"Undo"_s));
}

void TestComposerSend::noteLeavesAsNoteOnly() {
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

void TestComposerSend::aHoldingReplyPromisesATime() {
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

void TestComposerSend::aPromiseComesBackWithUndo() {
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

void TestComposerSend::typingSignEveryFourSeconds() {
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

SOUFFLEUR_UI_TEST_MAIN(TestComposerSend)
#include "tst_ComposerSend.moc"
