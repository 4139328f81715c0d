// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/ChannelSetup.h"

#include <QJsonArray>

namespace souffleur::setup {
namespace {

using Kind = ChannelField::Kind;

bool hasControls(const QString& text, bool lines) {
    return std::any_of(text.cbegin(), text.cend(), [lines](QChar c) {
        if (lines && (c == u'\n' || c == u'\r'))
            return false;
        return c.category() == QChar::Other_Control || c == QChar::LineSeparator;
    });
}

QStringList words(const QString& text) {
    QStringList list;
    for (const QString& word : text.split(u','))
        if (!word.trimmed().isEmpty())
            list += word.trimmed();
    list.removeDuplicates();
    return list;
}

} // namespace

Result<QJsonValue> valueOf(const ChannelField& field, const QString& typed) {
    const Error wrong = makeError(ErrorCode::InvalidInput, field.key);
    const QString text = typed.trimmed();
    const bool pem = field.kind == Kind::Text && text.startsWith(u"-----BEGIN ");
    if (text.size() > (pem ? MaxPem : MaxEntry) || hasControls(text, pem))
        return wrong;
    if (text.isEmpty())
        return QJsonValue(QJsonValue::Undefined);
    switch (field.kind) {
    case Kind::Text:
    case Kind::Secret:
        return QJsonValue(text);
    case Kind::Address:
        if (std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isSpace(); }))
            return wrong;
        return QJsonValue(text);
    case Kind::Number: {
        bool number = false;
        const int value = text.toInt(&number);
        if (!number || value < field.least || value > field.most)
            return wrong;
        return QJsonValue(value);
    }
    case Kind::Choice:
        if (!field.choices.contains(text))
            return wrong;
        return QJsonValue(text);
    case Kind::Switch:
        if (text != u"true" && text != u"false")
            return wrong;
        return QJsonValue(text == u"true");
    case Kind::List:
        return QJsonValue(QJsonArray::fromStringList(words(text)));
    }
    return wrong;
}

QString textOf(const ChannelField& field, const QJsonValue& value) {
    switch (field.kind) {
    case Kind::Number:
        return value.isDouble() ? QString::number(value.toInt()) : QString();
    case Kind::Switch:
        return value.isBool() ? (value.toBool() ? u"true"_s : u"false"_s) : QString();
    case Kind::List: {
        QStringList list;
        for (const QJsonValue& word : value.toArray())
            list += word.toString();
        return list.join(u", "_s);
    }
    default:
        return value.toString();
    }
}

Status enter(const ChannelField& field, const QString& typed, QJsonObject& settings, QJsonObject& secrets) {
    SOUFFLEUR_TRY(const QJsonValue value, valueOf(field, typed));
    if (field.kind != Kind::Secret) {
        if (value.isUndefined())
            settings.remove(field.key);
        else
            settings.insert(field.key, value);
    } else if (!value.isUndefined()) {
        secrets.insert(field.key, value);
    }
    return ok();
}

QStringList missing(const QList<ChannelField>& fields, const QJsonObject& settings, const QJsonObject& secrets) {
    QStringList keys;
    for (const ChannelField& field : fields) {
        const QJsonObject& place = field.kind == Kind::Secret ? secrets : settings;
        if (field.required && textOf(field, place[field.key]).isEmpty())
            keys += field.key;
    }
    return keys;
}

} // namespace souffleur::setup
