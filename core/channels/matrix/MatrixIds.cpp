// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/matrix/MatrixIds.h"

#include "domain/Rules.h"

namespace souffleur::channels::matrix {
namespace {

bool isId(const QString& id, QChar sigil) {
    return id.size() >= 2 && id.size() <= 255 && id.front() == sigil &&
           std::all_of(id.cbegin(), id.cend(), [](QChar c) { return c > u' ' && c < u'\x7f'; });
}

bool isMediaPart(QStringView text, QStringView further) {
    return !text.isEmpty() && text.size() <= 255 && std::all_of(text.cbegin(), text.cend(), [further](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
               further.contains(c);
    });
}

} // namespace

QString messageIdOf(const QString& room, const QString& event) {
    return room + u' ' + event;
}

QString personIdOf(const QString& room, const QString& user) {
    return room + u' ' + user;
}

std::optional<IdPair> splitId(const QString& externalId) {
    const qsizetype space = externalId.indexOf(u' ');
    IdPair pair{externalId.left(space), externalId.mid(space + 1)};
    if (space <= 0 || !isRoomId(pair.room) || !(isEventId(pair.other) || isUserId(pair.other)))
        return std::nullopt;
    return pair;
}

bool isRoomId(const QString& id) {
    return isId(id, u'!');
}

bool isEventId(const QString& id) {
    return isId(id, u'$');
}

bool isUserId(const QString& id) {
    return isId(id, u'@') && id.indexOf(u':') > 0 && !id.endsWith(u':');
}

QString nameFromId(const QString& user) {
    const QString name = rules::oneLine(user.mid(1, user.indexOf(u':') - 1), 120);
    return name.isEmpty() ? rules::oneLine(user, 120) : name;
}

std::optional<MediaRef> mediaOf(const QString& uri) {
    if (!uri.startsWith(u"mxc://"))
        return std::nullopt;
    const qsizetype slash = uri.indexOf(u'/', 6);
    MediaRef ref{uri.mid(6, slash - 6), uri.mid(slash + 1)};
    if (slash < 0 || !isMediaPart(ref.server, u".-:[]") || !isMediaPart(ref.media, u"-_"))
        return std::nullopt;
    return ref;
}

} // namespace souffleur::channels::matrix
