// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ChannelEvent.h"

#include <QJsonObject>
#include <QMap>

//! signal-cli's JSON-RPC 2.0, version 0.13 and later (man signal-cli-jsonrpc)
namespace souffleur::channels::signal {

//! One line of the daemon.
struct RpcMessage {
    QString id;                 //!< of an answer
    QString method;             //!< of a notification
    QJsonValue content;         //!< result or params
    std::optional<Error> error; //!< of an answer
};
//! Damaged: no JSON-RPC.
Result<RpcMessage> parseRpc(const QByteArray& line);

//! The codes of JSON-RPC and of signal-cli. Details are its own text.
Error errorOf(int code, const QString& message);
//! Of signal-cli's send: the time of the message, which is its id; or what went wrong for the recipient.
Result<qint64> sentAt(const QJsonValue& result);

//! An edit gets a time of its own, by which later edits, reactions and quotes call the message; this leads back to
//! the first. The latest ones are kept.
class EditTimes {
public:
    void add(const QString& author, qint64 edited, qint64 original);
    qint64 original(const QString& author, qint64 time) const;
    QByteArray write() const;
    static EditTimes read(const QByteArray& bytes);
    bool operator==(const EditTimes&) const = default;
    static constexpr qsizetype Max = 500;

private:
    QMap<QString, qint64> m_originals; //!< by "<edited>:<author>", so that the oldest come first
};

//! Events of a notification "receive"; none: nothing of interest (groups, stories, calls, what our own phone sent).
//! account: when set, other accounts' messages are passed over.
QList<ChannelEvent> parseReceive(const QJsonObject& params, const QString& account, EditTimes& edits,
                                 Timestamp now);

//! "<customer>:<time>" for what the customer wrote, "<customer>:me:<time>" for ours.
QString externalIdOf(const QString& customer, qint64 time);
QString ownIdOf(const QString& customer, qint64 time);
struct MessageName {
    QString customer;
    qint64 time = 0;
    bool own = false;
};
std::optional<MessageName> nameOf(const QString& externalId);

//! Attachment::remoteRef: "<attachment>|<customer>|<size>".
struct FileRef {
    QString id;
    QString customer;
    qint64 size = 0;
};
QString toRemoteRef(const FileRef& ref);
Result<FileRef> fromRemoteRef(const QString& remoteRef);

} // namespace souffleur::channels::signal
