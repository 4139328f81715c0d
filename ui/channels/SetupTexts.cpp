// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/channels/SetupTexts.h"

#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"

#include <iterator>

namespace souffleur::ui {

// The tables stand in member functions, where the tool that collects the texts finds their context. A row without a
// kind is for all of them.

struct SetupTexts::Intro {
    const char* kind;
    const char* text;
};
struct SetupTexts::Field {
    const char* kind;
    const char* key;
    const char* label;
    const char* example; //!< not translated
    const char* help;
};
struct SetupTexts::Choice {
    const char* kind;
    const char* key;
    const char* choice;
    const char* text;
};
struct SetupTexts::Check {
    const char* kind;
    const char* check;
    const char* name;
    const char* found; //!< %1: the value; empty: the value alone
};
//! detail: what Error::detail begins with; "" fits all. %1 is the detail.
struct SetupTexts::Problem {
    const char* kind;
    ErrorCode code;
    const char* detail;
    const char* text;
};

namespace {

bool fits(const char* pattern, const QString& text) {
    return text == QLatin1String(pattern);
}

//! The kind's own row, else the one for all kinds; null: none.
template <class Row, size_t N, class Match>
const Row* rowFor(const Row (&rows)[N], const QString& kind, Match match) {
    for (const QString& wanted : {kind, QString()})
        for (const Row& row : rows)
            if (fits(row.kind, wanted) && match(row))
                return &row;
    return nullptr;
}

} // namespace

QString SetupTexts::intro(const QString& kind) {
    static constexpr Intro Rows[] = {
        {"telegram",
         QT_TR_NOOP(
             "Create a bot with @BotFather in Telegram and paste its token here. Customers write to the bot; "
             "their messages arrive in your inbox.")},
    };
    const Intro* row = rowFor(Rows, kind, [](const Intro&) { return true; });
    return row ? tr(row->text) : QString();
}

const SetupTexts::Field* SetupTexts::field(const QString& kind, const QString& key) {
    static constexpr Field Rows[] = {
        {"telegram", "token", QT_TR_NOOP("Token"), "123456789:AAE…",
         QT_TR_NOOP("Write /newbot to @BotFather in Telegram and answer its questions; it ends with the token. For "
                    "a bot that "
                    "exists, write /token.")},
        {"telegram", "poll_seconds", QT_TR_NOOP("Seconds per request"), "",
         QT_TR_NOOP("How long a request for new messages stays open. Less is only needed behind proxies that cut "
                    "it off.")},
        {"", "token", QT_TR_NOOP("Token"), "", ""},
        {"", "base_url", QT_TR_NOOP("Address of the server"), "https://…", ""},
    };
    return rowFor(Rows, kind, [&](const Field& row) { return fits(row.key, key); });
}

QString SetupTexts::choice(const QString& kind, const QString& key, const QString& choice) {
    static constexpr Choice Rows[] = {
        {"", "", "", ""}, // no kind has a choice yet
    };
    const Choice* row =
        rowFor(Rows, kind, [&](const Choice& one) { return fits(one.key, key) && fits(one.choice, choice); });
    return row ? tr(row->text) : choice;
}

const SetupTexts::Check* SetupTexts::check(const QString& kind, const QString& name) {
    static constexpr Check Rows[] = {
        {"telegram", "webhook", QT_TR_NOOP("No other program fetches the messages"), ""},
        {"", "address", QT_TR_NOOP("Address of the server"), ""},
        {"", "token", QT_TR_NOOP("Token"), ""},
        {"", "receive", QT_TR_NOOP("Receiving messages"), ""},
    };
    return rowFor(Rows, kind, [&](const Check& row) { return fits(row.check, name); });
}

QString SetupTexts::problem(const QString& kind, const Error& error) {
    static constexpr Problem Rows[] = {
        {"telegram", ErrorCode::Conflict, "webhook",
         QT_TR_NOOP("Another program has set a webhook for this bot, so Telegram sends the messages there. Remove "
                    "the webhook, "
                    "or create a bot of its own for Souffleur.")},
        {"telegram", ErrorCode::Conflict, "",
         QT_TR_NOOP(
             "Another program fetches this bot's messages. Stop it, or create a bot of its own for Souffleur.")},
        {"telegram", ErrorCode::Unauthorized, "",
         QT_TR_NOOP("Telegram does not know this token. Copy it again from @BotFather; a revoked token has to be "
                    "replaced by the "
                    "new one.")},
        {"", ErrorCode::NetworkDown, "",
         QT_TR_NOOP("The server cannot be reached. Check its address and the network, then test again.")},
        {"", ErrorCode::Timeout, "",
         QT_TR_NOOP("The server cannot be reached. Check its address and the network, then test again.")},
    };
    const Problem* row = rowFor(Rows, kind, [&](const Problem& one) {
        return one.code == error.code && error.detail.startsWith(QLatin1String(one.detail));
    });
    if (!row)
        return errorText(error);
    const QString text = tr(row->text);
    return text.contains(u"%1"_s) ? text.arg(Format::isolated(error.detail.left(160))) : text;
}

QString SetupTexts::label(const QString& kind, const QString& key) {
    const Field* row = field(kind, key);
    return row ? tr(row->label) : key;
}

QString SetupTexts::example(const QString& kind, const QString& key) {
    const Field* row = field(kind, key);
    return row ? QString::fromUtf8(row->example) : QString();
}

QString SetupTexts::help(const QString& kind, const QString& key) {
    const Field* row = field(kind, key);
    return row && *row->help ? tr(row->help) : QString();
}

QString SetupTexts::checkName(const QString& kind, const QString& name) {
    const Check* row = check(kind, name);
    return row ? tr(row->name) : name;
}

QString SetupTexts::found(const QString& kind, const ChannelCheck& found) {
    if (found.value.isEmpty())
        return {};
    const Check* row = check(kind, found.name);
    const QString value = Format::isolated(found.value);
    return row && *row->found ? tr(row->found).arg(value) : value;
}

} // namespace souffleur::ui
