// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "domain/Contact.h"
#include "domain/Ids.h"
#include "domain/Message.h"

#include <QHash>
#include <QStringList>

namespace souffleur {

enum class EpisodeState {
    Open,
    Snoozed,
    Resolved,
};

enum class Priority {
    Low,
    Normal,
    High,
    Urgent,
};

//! One row of the inbox: the lasting thread with one contact and the state of its latest episode.
struct Conversation {
    ConversationId id;
    ContactId contact;
    QString contactName;
    ChannelId channel; //!< of the latest customer message: replies go there
    QString channelKind;
    EpisodeId episode;
    EpisodeState state = EpisodeState::Open;
    std::optional<AgentId> assignee;
    QString assigneeName;
    Priority priority = Priority::Normal;
    QStringList tags;
    QString language; //!< of the customer's latest messages; empty: unknown
    FormOfAddress address = FormOfAddress::Unknown;
    qint64 lastSequence = 0;
    Timestamp lastActivityAt{};
    QString preview; //!< first words of the latest message, one line
    Direction previewDirection = Direction::Inbound;
    MessageStatus previewStatus = MessageStatus::Received;
    MessageKind previewKind = MessageKind::Text;
    OptionalTimestamp
        waitingSince;        //!< shared; set by the first unanswered customer message, cleared by a person's reply
    OptionalTimestamp dueAt; //!< waitingSince plus the reply target
    int unread = 0;          //!< personal
    bool mentioned = false;  //!< personal
    OptionalTimestamp snoozedUntil; //!< none while Snoozed: until the customer writes
    QString draftPreview;           //!< first words of the reply draft; empty: none
    std::optional<int> rating;      //!< of the latest episode
    bool blocked = false;           //!< the identity behind channel blocked us
    bool sample = false;
    bool operator==(const Conversation&) const = default;
};

enum class InboxView {
    Mine,
    Unassigned,
    Mentioned,
    Snoozed,
    AllOpen,
    Resolved,
};

enum class InboxOrder {
    LongestWaiting, //!< waiting first, longest on top; then the others, newest on top
    Newest,
    Priority,
};

struct ConversationQuery {
    InboxView view = InboxView::AllOpen;
    std::optional<ChannelId> channel;
    std::optional<QString> tag;
    InboxOrder order = InboxOrder::LongestWaiting;
    int limit = 200;
    QByteArray after; //!< cursor of the page before; empty: from the top
};

struct ConversationPage {
    QList<Conversation> conversations;
    QByteArray next; //!< empty: no more
};

struct InboxCounts {
    int mine = 0;
    int unassigned = 0;
    int mentioned = 0;
    int snoozed = 0;
    int allOpen = 0;
    int waiting = 0; //!< customers waiting for me or for nobody
    int overdue = 0;
    QHash<ChannelId, int> openByChannel;
    OptionalTimestamp lastReplyAt;
    bool operator==(const InboxCounts&) const = default;
};

enum class DraftMode {
    Reply,
    Note,
};

//! What an agent wrote and did not send: belongs to its conversation and mode, attachments included.
struct Draft {
    ConversationId conversation;
    DraftMode mode = DraftMode::Reply;
    QString text;
    int cursor = 0;
    std::optional<MessageId> replyTo;
    QList<Attachment> attachments;
    std::optional<SuggestionSetId> suggestionSet; //!< the suggestion last inserted
    std::optional<FaqEntryId> faqEntry;
    QString insertedText; //!< as inserted, for "n % adapted" and for similarity at sending
    Timestamp updatedAt{};
    bool isEmpty() const { return text.trimmed().isEmpty() && attachments.isEmpty(); }
    bool operator==(const Draft&) const = default;
};

struct Agent {
    AgentId id;
    QString name;
    bool operator==(const Agent&) const = default;
};

} // namespace souffleur
