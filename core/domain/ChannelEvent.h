// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Message.h"

#include <variant>

namespace souffleur {

//! Who wrote, as the channel knows the person.
struct Sender {
    QString externalId;
    QString handle;
    QString displayName;
    QString language;              //!< as the channel's client says; empty: unknown
    QMap<QString, QString> fields; //!< further facts for a new contact, for instance "order"
    bool operator==(const Sender&) const = default;
};

struct InboundMessage {
    QString externalId; //!< unique within the channel
    Sender sender;
    MessageKind kind = MessageKind::Text;
    QString text;
    Timestamp sentAt{};
    QString replyToExternalId;
    QList<Attachment> attachments; //!< ids are made at ingest
    std::optional<Location> location;
    bool automatic = false; //!< written by a machine (out-of-office notice, mailing list): no program answers it
    bool operator==(const InboundMessage&) const = default;
};
struct MessageEdited {
    QString externalId;
    QString text;
    Timestamp at{};
    QString
        by{}; //!< the editor's external id, where the channel's server lets others than the author try; else empty
    bool operator==(const MessageEdited&) const = default;
};
struct MessageDeleted {
    QString externalId;
    bool operator==(const MessageDeleted&) const = default;
};
struct ReactionChanged {
    enum class Change {
        All,     //!< reactions are all of this person's, replacing the earlier ones
        Added,   //!< those come to the earlier ones
        Removed, //!< those go
    };
    QString externalId;
    QList<Reaction> reactions;
    QString by;
    Change change = Change::All;
    bool operator==(const ReactionChanged&) const = default;
};
//! A receipt for an outbound message.
struct StatusChanged {
    QString externalId;
    MessageStatus status = MessageStatus::Delivered;
    std::optional<Error> error;
    bool operator==(const StatusChanged&) const = default;
};
//! The customer blocked or unblocked us.
struct BlockedChanged {
    Sender sender;
    bool blocked = false;
    bool operator==(const BlockedChanged&) const = default;
};
//! The customer rated the episode.
struct Rated {
    Sender sender;
    int stars = 0; //!< 1-5
    QString externalId;
    QString comment{}; //!< in the customer's own words; may be empty
    bool operator==(const Rated&) const = default;
};
//! Typing is shown, never stored.
struct Typing {
    QString senderExternalId;
    bool operator==(const Typing&) const = default;
};
//! What a parser could not read: kept raw (encrypted) for inspection; its neighbours are not lost.
struct RejectedEvent {
    QString externalId;
    QString problem; //!< stable key
    QByteArray raw;
    bool operator==(const RejectedEvent&) const = default;
};

using ChannelEvent = std::variant<InboundMessage, MessageEdited, MessageDeleted, ReactionChanged, StatusChanged,
                                  BlockedChanged, Rated, Typing, RejectedEvent>;

//! Events and the cursor that confirms them, stored in one transaction.
struct EventBatch {
    ChannelId channel;
    QList<ChannelEvent> events;
    QByteArray cursor; //!< empty: unchanged
};

//! What the outbox hands to a connector.
struct OutboundMessage {
    MessageId id; //!< idempotency key where the channel knows one
    QString recipientExternalId;
    QString text;
    QString replyToExternalId;
    struct File {
        AttachmentKind kind = AttachmentKind::Document;
        QString fileName;
        QString mimeType;
        QByteArray content;
    };
    QList<File> files;
};

//! The channel accepted it under these ids (several when text and files had to be split).
struct SendReceipt {
    QStringList externalIds;
    Timestamp acceptedAt{};
};

} // namespace souffleur
