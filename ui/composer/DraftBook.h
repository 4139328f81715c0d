// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Command.h"
#include "ui/composer/DraftText.h"

#include <list>
#include <memory>

namespace souffleur::workspace {
class Workspace;
}

namespace souffleur::ui {

//! A holding reply told the customer until when; it counts while the text says so.
struct Promise {
    Timestamp at{};
    QString words; //!< how the text says when
};

//! What an agent writes in one conversation and one mode. A conversation's text lives here and nowhere else, so
//! that no switch can carry it to another one.
class DraftBuffer : public QObject {
    Q_OBJECT
public:
    DraftBuffer(ConversationId conversation, DraftMode mode, const Theme& theme)
        : conversation(conversation), mode(mode), text(theme) {}

    bool isEmpty() const { return text.text().trimmed().isEmpty() && attachments.isEmpty(); }
    //! The whole text is what was inserted last, unchanged.
    bool isUntouchedSuggestion() const { return suggestion && text.text() == suggestion->insertedText; }

    //! The text still promises what the holding reply did.
    bool keepsPromise() const {
        return promise && mode == DraftMode::Reply && text.text().contains(promise->words);
    }

    const ConversationId conversation;
    const DraftMode mode;
    DraftText text;
    int cursor = 0;
    std::optional<MessageId> replyTo;
    QString quotedText;
    QList<Attachment> attachments;
    int storing = 0; //!< files on their way into the attachment store
    std::optional<SuggestionUse> suggestion;
    std::optional<Promise> promise;
    int sending = 0;    //!< sends under way; the stored draft stays until they are through
    QString dictionary; //!< chosen by hand for this text; empty: after its language
    bool loaded = false;
    OptionalTimestamp restoredFrom; //!< the store's draft stands in it since it was loaded, and nobody was told
    bool dirty = false;
    std::shared_ptr<void> saveTimer;
};

//! The drafts in memory: the latest used stay with their undo stacks, all are stored within half a second of a
//! change.
class DraftBook : public QObject {
    Q_OBJECT
public:
    DraftBook(workspace::Workspace& workspace, const Theme& theme, QObject* parent = nullptr);
    ~DraftBook() override;

    //! Made empty and loaded from the store when it is not in memory. The reference holds until two hundred others
    //! have been asked for.
    DraftBuffer& buffer(ConversationId conversation, DraftMode mode);
    //! Marks it changed; stored within half a second.
    void touch(DraftBuffer& buffer);
    void save(DraftBuffer& buffer);
    void saveAll();
    void refreshLook();

signals:
    void loaded(souffleur::ui::DraftBuffer* buffer);
    void saved(souffleur::ConversationId conversation);
    void failed(const souffleur::Error& error);

private:
    void load(DraftBuffer& buffer);
    void trim();

    workspace::Workspace& m_workspace;
    const Theme& m_theme;
    std::list<std::unique_ptr<DraftBuffer>> m_buffers; //!< latest used first
};

} // namespace souffleur::ui
