// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Channel.h"
#include "domain/Ids.h"

#include <variant>

#include <QList>
#include <QSize>

namespace souffleur {

enum class Direction {
    Inbound,
    Outbound,
};

enum class MessageKind {
    Text,
    Image,
    Document,
    Audio,
    Video,
    Voice,
    Sticker,
    Location,
    ContactCard,
    ButtonPress,
    Unsupported, //!< kept raw, shown as a placeholder
    Encrypted,   //!< end to end, so that nobody but the customer's and our own devices could read it
    Invitation,  //!< to a room; whether it is accepted is a setting of the channel
};

//! Outbound: Held < Queued < Sending < Sent < Delivered < Read; Failed, Unclear and Cancelled are branches
//! (Rules.h: riseStatus). Inbound messages are always Received.
enum class MessageStatus {
    Received,
    Held,    //!< stored, waits for the hold to pass; may be undone
    Queued,  //!< due, or waiting for the next attempt
    Sending, //!< handed to the connector
    Sent,    //!< accepted by the channel, with its id
    Delivered,
    Read,
    Failed,    //!< refused for good
    Unclear,   //!< the request left, its answer never came, and the channel knows no idempotency key
    Cancelled, //!< undone within the hold
};

enum class AttachmentState {
    Remote, //!< known, not fetched yet
    Loading,
    Stored, //!< in the encrypted attachment store
    Failed,
    Refused, //!< over a limit; error says which
};

struct Attachment {
    AttachmentId id;
    AttachmentKind kind = AttachmentKind::Document;
    QString fileName; //!< cleaned: no path, no control or direction characters
    QString mimeType;
    qint64 size = 0;
    QSize pixelSize; //!< images; empty when unknown
    int durationSeconds = 0;
    AttachmentState state = AttachmentState::Remote;
    QString remoteRef; //!< the channel's own reference for fetching; not a URL with a token
    bool operator==(const Attachment&) const = default;
};

struct Location {
    double latitude = 0;
    double longitude = 0;
    QString title;
    bool operator==(const Location&) const = default;
};

struct Reaction {
    QString emoji;
    QString by; //!< external id
    bool operator==(const Reaction&) const = default;
};

//! Public, carried by a channel. A Note is something else and has no way to a channel.
struct Message {
    MessageId id;
    ConversationId conversation;
    EpisodeId episode;
    ChannelId channel;
    QString channelKind;
    qint64 sequence = 0; //!< order inside the conversation; shared with notes and marks
    Direction direction = Direction::Inbound;
    MessageKind kind = MessageKind::Text;
    QString text;
    QString authorName;
    std::optional<AgentId> author; //!< outbound by a person
    MessageStatus status = MessageStatus::Received;
    std::optional<Error> error;
    Timestamp sentAt{};     //!< the source's clock; ours for outbound
    Timestamp receivedAt{}; //!< our own arrival time
    OptionalTimestamp editedAt;
    bool deleted = false; //!< deleted by its author; text is gone
    std::optional<MessageId> replyTo;
    QString quotedText; //!< first words of replyTo
    QList<Attachment> attachments;
    std::optional<Location> location;
    QList<Reaction> reactions;
    std::optional<FaqEntryId> fromFaq; //!< outbound: sent out of this entry
    OptionalTimestamp dueAt;           //!< Held: when the hold ends; Queued after a failure: next attempt
    bool operator==(const Message&) const = default;
};

//! Internal; customers never see it. Its own type and table, with no path to a channel.
struct Note {
    NoteId id;
    ConversationId conversation;
    EpisodeId episode;
    qint64 sequence = 0;
    AgentId author;
    QString authorName;
    QString text;
    Timestamp createdAt{};
    bool operator==(const Note&) const = default;
};

//! Something that happened to the episode, shown as a line in the thread.
struct ThreadMark {
    enum class Kind {
        Opened,
        Resolved,
        Reopened,
        Assigned, //!< text: agent's name; empty: unassigned
        Snoozed,
        Woken, //!< back from snooze
        Rated, //!< number: stars
        Blocked,
        Unblocked,
    };
    Kind kind = Kind::Opened;
    EpisodeId episode;
    qint64 sequence = 0;
    Timestamp at{};
    QString actor;
    QString text;
    int number = 0;
    bool operator==(const ThreadMark&) const = default;
};

using ThreadItem = std::variant<Message, Note, ThreadMark>;

inline qint64 sequenceOf(const ThreadItem& item) {
    return std::visit([](const auto& i) { return i.sequence; }, item);
}
inline Timestamp timeOf(const ThreadItem& item) {
    if (const auto* m = std::get_if<Message>(&item))
        return m->sentAt;
    if (const auto* n = std::get_if<Note>(&item))
        return n->createdAt;
    return std::get<ThreadMark>(item).at;
}

//! A stretch of a thread in ascending order.
struct ThreadPage {
    ConversationId conversation;
    QList<ThreadItem> items;
    bool hasOlder = false;
    bool hasNewer = false;
};

} // namespace souffleur
