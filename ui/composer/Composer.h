// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Change.h"
#include "domain/Command.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"
#include "ui/composer/DraftBook.h"
#include "ui/composer/Outbound.h"

#include <QPointer>
#include <QSet>
#include <QWidget>

class QMimeData;
class QVBoxLayout;

namespace souffleur::ui {

class CompletionPopup;
class ComposerEdit;
class EmojiPopup;
class FlowLayout;
class MessageBar;
class SpellChecker;

//! Writes replies and internal notes for one conversation at a time. Every conversation and mode has a draft of its
//! own (DraftBook); a send carries its conversation by value and goes through the guard first.
class Composer : public QWidget {
    Q_OBJECT
public:
    explicit Composer(UiContext& context, QWidget* parent = nullptr);
    ~Composer() override;

    void setConversation(const std::optional<Conversation>& conversation);
    void conversationUpdated(const Conversation& conversation);
    //! The last thread item on the agent's screen; the guard compares with it.
    void setSeenSequence(qint64 sequence);
    //! When the customer wrote last, as far as the thread knows: a channel may limit the time for free replies.
    void setLastInbound(OptionalTimestamp at);
    void quote(const Message& message);
    //! Puts a message that did not go out back into the editor, before what stands there.
    void editAgain(const Message& message);
    //! Into the empty editor or over an untouched suggestion, else at the caret; one undo step.
    void insertSuggestion(const SuggestionSet& set, int index);
    //! In place of everything that was written; one undo step brings it back.
    void replaceWithSuggestion(const SuggestionSet& set, int index);
    void setMode(DraftMode mode);
    DraftMode mode() const;
    //! Files and images dropped anywhere in the thread; false when there is nothing to take.
    bool takeMimeData(const QMimeData* data);
    void send(bool thenNext = false, bool thenResolve = false);
    //! Takes the latest held reply of this conversation back.
    bool undoLatest();
    void saveDrafts();
    //! Tells the customer until when they hear from us, at the nearest time that can be promised; the conversation
    //! comes back before it.
    void insertHoldingReply();
    //! Selects the next word that is spelt wrong, from the caret on; says so when there is none.
    void nextSpellingError();

signals:
    void sent(souffleur::ConversationId conversation);
    void nextWaitingRequested();
    void draftChanged(souffleur::ConversationId conversation);
    //! Escape in the editor with nothing left to close.
    void focusThreadRequested();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    class Box;
    struct Held {
        Outbound outbound;
        QFrame* bar = nullptr;
        QLabel* text = nullptr;
        QPushButton* undo = nullptr;
        bool undoing = false;
    };

    void buildBody();
    QLayout* buildHead();
    QWidget* buildBox();
    QWidget* buildFoot();
    void retranslate();
    void refreshLook();
    void refreshAll();
    void refreshChips();
    void refreshFoot();
    void refreshWindow();
    std::optional<Milliseconds> windowLeft() const; //!< none: no limit, or not known
    void showBuffer();
    //! What is written here was written in an earlier session.
    void tellRestored(Timestamp from);
    void putSuggestion(const SuggestionSet& set, int index, bool replace);
    ChannelCapabilities channel() const;
    QString sendKeyText() const;

    void submit(bool thenNext, bool thenResolve, bool anyway);
    void saveNote(bool thenNext);
    Outbound capture(bool thenNext, bool thenResolve, bool anyway) const;
    void dispatch(const Outbound& outbound);
    void dispatched(const Outbound& outbound);
    void refused(const Outbound& outbound, const QList<rules::GuardIssue>& issues);
    void restore(const Outbound& outbound);
    void finishSending(const Outbound& outbound);
    void hold(const Outbound& outbound);
    //! Replies that are held in the store and unknown here: from before a restart.
    void findHeld();
    void tick();
    void undo(MessageId message);
    void forget(MessageId message);
    void onChanges(const Changes& changes);
    void addFiles(const QStringList& paths);
    void store(const QFuture<Result<QByteArray>>& content, const QString& fileName);
    void removeAttachment(AttachmentId id);
    void chooseFiles();
    void escape();
    void inform(const QString& text);
    void warn(const QString& text);
    void showReasons();
    void typedByHand();
    CompletionPopup& completion();
    void offerCompletion();
    void offerEmoji(const QString& words);
    void insertEmoji(int index);
    void insertModule(int index);
    void hideCompletion();
    void promise(const QDateTime& by);
    void showPromiseMenu();
    void addPromiseChip();
    QDateTime localNow() const;
    QString writtenLanguage() const; //!< "de": the customer's, in notes the agent's
    void refreshSpelling();
    void showLanguageMenu();
    void showEditMenu(int position, const QPoint& globalPos);
    void popUpEditMenu(const TextRange& word, const QStringList& corrections, const QPoint& globalPos);

    UiContext m_context;
    DraftBook m_book;
    SpellChecker* m_spelling;
    int m_menuRequest = 0;
    std::shared_ptr<void> m_menuTimer;
    std::optional<Conversation> m_conversation;
    QHash<ConversationId, DraftMode> m_modes;
    QPointer<DraftBuffer> m_buffer;
    qint64 m_seen = 0;
    std::vector<Held> m_held;
    struct Stopped {
        QList<rules::GuardIssue> issues;
        bool thenNext = false;
        bool thenResolve = false;
    };
    QHash<ConversationId, Stopped> m_stopped; //!< by the guard; the text is back in the draft
    QHash<ConversationId, Timestamp> m_typingSent;
    QSet<ConversationId> m_closed; //!< reply window closed, as the guard said
    QSet<MessageId> m_restored;
    QPointer<CompletionPopup> m_completion; //!< made when it is first needed; the window's child
    SuggestionSet m_modules;                //!< what it shows; empty: emoji
    QList<int> m_emojiFound;
    std::shared_ptr<void> m_completionTimer;
    int m_completionRequest = 0;
    OptionalTimestamp m_lastInbound;
    std::shared_ptr<void> m_windowTimer;
    std::shared_ptr<void> m_ticker;
    std::shared_ptr<void> m_adaptedTimer;

    QWidget* m_body;
    QVBoxLayout* m_holdBars;
    MessageBar* m_notice;
    MessageBar* m_reasons; //!< why the guard stopped a reply of this conversation
    QPushButton* m_replyTab;
    QPushButton* m_noteTab;
    QLabel* m_noteHeading;
    QPushButton* m_language; //!< of the spelling; opens its menu
    QLabel* m_window;        //!< how long free replies are possible
    Box* m_box;
    QFrame* m_quote;
    ElidedLabel* m_quoteText;
    IconButton* m_quoteClose;
    ComposerEdit* m_edit;
    QWidget* m_chips;
    FlowLayout* m_chipLayout;
    MessageBar* m_closedBar; //!< in place of the editor
    QWidget* m_foot;
    IconButton* m_attach;
    IconButton* m_emoji;
    IconButton* m_holding;
    bool m_promiseShown = false;
    EmojiPopup* m_emojiPopup;
    ElidedLabel* m_source;
    QLabel* m_count;
    QPushButton* m_sendResolve;
    QPushButton* m_send;
};

} // namespace souffleur::ui
