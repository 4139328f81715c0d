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
        {"discord",
         QT_TR_NOOP(
             "Create an application in Discord's developer portal and paste its bot token here. Direct messages "
             "to the bot arrive in your inbox, and those in the channels you choose.")},
        {"signal",
         QT_TR_NOOP(
             "Signal has no interface for companies. A program named signal-cli on this computer speaks for a "
             "number of your own; it is made by others and Signal may lock a number that is used this way.")},
        {"telegram",
         QT_TR_NOOP(
             "Create a bot with @BotFather in Telegram and paste its token here. Customers write to the bot; "
             "their messages arrive in your inbox.")},
        {"slack",
         QT_TR_NOOP("Create an app at api.slack.com/apps, switch on Socket Mode and add it to your workspace. "
                    "Customers write to it directly or in shared channels.")},
        {"matrix",
         QT_TR_NOOP("Customers write to an account of yours on any Matrix server. Rooms with end-to-end encryption "
                    "cannot be read here; the inbox says so where somebody writes in one.")},
        {"mattermost",
         QT_TR_NOOP(
             "Direct messages to a bot on your Mattermost server arrive in your inbox, and what is written in "
             "channels that you choose.")},
    };
    const Intro* row = rowFor(Rows, kind, [](const Intro&) { return true; });
    return row ? tr(row->text) : QString();
}

const SetupTexts::Field* SetupTexts::field(const QString& kind, const QString& key) {
    static constexpr Field Rows[] = {
        {"discord", "token", QT_TR_NOOP("Bot token"), "MTk4NjIy…",
         QT_TR_NOOP(
             "discord.com/developers, “New Application”, then “Bot” and “Reset Token”. Under “OAuth2” choose the "
             "scope “bot” and open the link that is made there, to invite the bot to your server.")},
        {"discord", "channels", QT_TR_NOOP("Channels of your server"), "1122334455667788990, …",
         QT_TR_NOOP(
             "Leave it empty for direct messages only. Otherwise the ids, with commas between them: switch on "
             "“Developer Mode” in Discord under “Advanced”, right-click the channel and choose “Copy Channel "
             "ID”. Everybody in such a channel reads your answers.")},
        {"signal", "account", QT_TR_NOOP("Number"), "+49151…",
         QT_TR_NOOP(
             "The number that signal-cli is registered for, with its country. It may be left out where signal-cli "
             "was started for one number only.")},
        {"signal", "address", QT_TR_NOOP("Address of signal-cli"), "",
         QT_TR_NOOP(
             "Start it with: signal-cli -a NUMBER daemon --tcp localhost:7583 --receive-mode=manual. The path of a "
             "socket works as well. Only this computer is allowed, as nothing is encrypted on this way.")},
        {"telegram", "token", QT_TR_NOOP("Token"), "123456789:AAE…",
         QT_TR_NOOP("Write /newbot to @BotFather in Telegram and answer its questions; it ends with the token. For "
                    "a bot that "
                    "exists, write /token.")},
        {"telegram", "poll_seconds", QT_TR_NOOP("Seconds per request"), "",
         QT_TR_NOOP("How long a request for new messages stays open. Less is only needed behind proxies that cut "
                    "it off.")},
        {"slack", "bot_token", QT_TR_NOOP("Bot token"), "xoxb-…",
         QT_TR_NOOP(
             "In the app's settings under \"OAuth & Permissions\", after you installed it to the workspace. It "
             "needs "
             "the permissions chat:write, im:history, users:read, users:read.email, reactions:read, files:read and "
             "files:write, and channels:history for shared channels.")},
        {"slack", "app_token", QT_TR_NOOP("App token"), "xapp-…",
         QT_TR_NOOP(
             "In the app's settings under \"Basic Information\", \"App-Level Tokens\": create one with the "
             "permission "
             "connections:write. Then subscribe to message.im, reaction_added and reaction_removed under \"Event "
             "Subscriptions\", and to message.channels for shared channels.")},
        {"slack", "channels", QT_TR_NOOP("Shared channels"), "C0123456789",
         QT_TR_NOOP(
             "Ids of the channels whose messages shall arrive too, with commas between them. The id stands at the "
             "end of a channel's details in Slack. Direct messages arrive always.")},
        {"matrix", "base_url", QT_TR_NOOP("Address of the homeserver"), "https://matrix.example.org",
         QT_TR_NOOP("The server on which your account lives. In Element: Settings, Help and About.")},
        {"matrix", "token", QT_TR_NOOP("Access token"), "syt_…",
         QT_TR_NOOP(
             "In Element: Settings, Help and About, Access Token. Sign in once only for this, and close the window "
             "without signing out: signing out ends the token.")},
        {"matrix", "invitations", QT_TR_NOOP("Accept invitations"), "",
         QT_TR_NOOP("Customers begin a conversation by inviting you. What is not accepted is shown in the inbox.")},
        {"matrix", "user", QT_TR_NOOP("User name"), "@support:example.org",
         QT_TR_NOOP("Only with a password, instead of an access token.")},
        {"matrix", "password", QT_TR_NOOP("Password"), "",
         QT_TR_NOOP("Only without an access token. Souffleur signs in with it at each start.")},
        {"matrix", "poll_seconds", QT_TR_NOOP("Seconds per request"), "",
         QT_TR_NOOP("How long a request for new messages stays open. Less is only needed behind proxies that cut "
                    "it off.")},
        {"mattermost", "base_url", QT_TR_NOOP("Address of the server"), "https://chat.example.com",
         QT_TR_NOOP("What stands in the browser when you use Mattermost, up to the first single slash.")},
        {"mattermost", "token", QT_TR_NOOP("Token"), "",
         QT_TR_NOOP(
             "An administrator adds a bot account under Integrations, Bot Accounts, and gets its token there. A "
             "personal access token works too.")},
        {"mattermost", "channels", QT_TR_NOOP("Further channels"), "4xp9fdt77pncbef59f4k1qe83o",
         QT_TR_NOOP(
             "Ids of channels besides direct messages, with commas between them. A channel's id stands under "
             "View Info; the bot has to be a member.")},
        {"", "token", QT_TR_NOOP("Token"), "", ""},
        {"", "base_url", QT_TR_NOOP("Address of the server"), "https://…", ""},
    };
    return rowFor(Rows, kind, [&](const Field& row) { return fits(row.key, key); });
}

QString SetupTexts::choice(const QString& kind, const QString& key, const QString& choice) {
    static constexpr Choice Rows[] = {
        {"matrix", "invitations", "direct", QT_TR_NOOP("To conversations of two")},
        {"matrix", "invitations", "all", QT_TR_NOOP("To all rooms")},
        {"matrix", "invitations", "none", QT_TR_NOOP("None")},
    };
    const Choice* row =
        rowFor(Rows, kind, [&](const Choice& one) { return fits(one.key, key) && fits(one.choice, choice); });
    return row ? tr(row->text) : choice;
}

const SetupTexts::Check* SetupTexts::check(const QString& kind, const QString& name) {
    static constexpr Check Rows[] = {
        {"discord", "gateway", QT_TR_NOOP("Receiving messages"), QT_TR_NOOP("works; %1 more sign-ins today")},
        {"discord", "content", QT_TR_NOOP("Reading what is written in channels"), ""},
        {"discord", "channels", QT_TR_NOOP("Channels of your server"), ""},
        {"signal", "daemon", QT_TR_NOOP("signal-cli"), QT_TR_NOOP("version %1")},
        {"signal", "account", QT_TR_NOOP("Number"), ""},
        {"telegram", "webhook", QT_TR_NOOP("No other program fetches the messages"), ""},
        {"slack", "token", QT_TR_NOOP("Bot token"), ""},
        {"slack", "receive", QT_TR_NOOP("App token and Socket Mode"), ""},
        {"", "address", QT_TR_NOOP("Address of the server"), ""},
        {"", "token", QT_TR_NOOP("Token"), ""},
        {"", "receive", QT_TR_NOOP("Receiving messages"), ""},
    };
    return rowFor(Rows, kind, [&](const Check& row) { return fits(row.check, name); });
}

QString SetupTexts::problem(const QString& kind, const Error& error) {
    static constexpr Problem Rows[] = {
        {"discord", ErrorCode::Unauthorized, "",
         QT_TR_NOOP(
             "Discord does not know this token. Make a new one in the developer portal under “Bot” and paste it "
             "here; the old one ends with that.")},
        {"discord", ErrorCode::NotConfigured, "message_content",
         QT_TR_NOOP("The bot may not read what is written in channels. Switch on “Message Content Intent” in the "
                    "developer portal under “Bot”, then test again. Direct messages alone work without it.")},
        {"discord", ErrorCode::RateLimited, "sessions",
         QT_TR_NOOP("The bot has signed in too often today; Discord lets it in again tomorrow. See whether another "
                    "program uses the same token.")},
        {"discord", ErrorCode::PermissionDenied, "",
         QT_TR_NOOP(
             "The bot has no access. Invite it to the server and allow it to see the channel, to read its history "
             "and to write there.")},
        {"discord", ErrorCode::NotFound, "",
         QT_TR_NOOP(
             "There is no such channel, or the bot is not on its server. Copy the channel's id again and invite "
             "the bot.")},
        {"discord", ErrorCode::InvalidInput, "channel id",
         QT_TR_NOOP("This is not a channel's id: it has digits only. Copy it with “Copy Channel ID” in Discord.")},
        {"discord", ErrorCode::Unsupported, "",
         QT_TR_NOOP("Discord asks for something this version cannot do (%1). Please look for a newer version.")},
        {"signal", ErrorCode::NetworkDown, "",
         QT_TR_NOOP("signal-cli does not answer at this address. Start it as the help says, then test again.")},
        {"signal", ErrorCode::PermissionDenied, "",
         QT_TR_NOOP(
             "Only this computer is allowed, for instance localhost:7583, as nothing is encrypted on this way.")},
        {"signal", ErrorCode::InvalidInput, "",
         QT_TR_NOOP("This is neither an address like localhost:7583 nor the path of a socket.")},
        {"signal", ErrorCode::Damaged, "", QT_TR_NOOP("Another program answers at this address, not signal-cli.")},
        {"signal", ErrorCode::NotConfigured, "account",
         QT_TR_NOOP(
             "signal-cli does not serve this number. Register or link it there, or choose one of its numbers.")},
        {"signal", ErrorCode::NotConfigured, "address",
         QT_TR_NOOP("The address of signal-cli cannot be used. Correct it in the channel's settings.")},
        {"signal", ErrorCode::NotConfigured, "-6",
         QT_TR_NOOP("Signal asks whether a person is writing. Solve its question with signal-cli "
                    "(submitRateLimitChallenge), then send again.")},
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
        {"slack", ErrorCode::Unauthorized, "the bot token",
         QT_TR_NOOP("This is not a bot token: it begins with xoxb-. You find it under \"OAuth & Permissions\".")},
        {"slack", ErrorCode::Unauthorized, "the app token",
         QT_TR_NOOP("This is not an app token: it begins with xapp-. You find it under \"Basic Information\".")},
        {"slack", ErrorCode::Unauthorized, "",
         QT_TR_NOOP("Slack does not know this token. Copy it again from the app's settings; after the app was "
                    "reinstalled it is a new one.")},
        {"slack", ErrorCode::PermissionDenied, "missing_scope",
         QT_TR_NOOP(
             "The app lacks a permission. Add the missing one under \"OAuth & Permissions\" and install the app "
             "to the workspace again.")},
        {"slack", ErrorCode::NotConfigured, "Socket Mode",
         QT_TR_NOOP("Socket Mode is switched off. Switch it on in the app's settings under \"Socket Mode\".")},
        {"matrix", ErrorCode::ServerError, "not a Matrix server",
         QT_TR_NOOP("There is no Matrix server at this address. Often it has a name of its own, such as "
                    "matrix.example.org.")},
        {"matrix", ErrorCode::Unauthorized, "",
         QT_TR_NOOP("The server does not know this access token any more. Get a new one and do not sign out of the "
                    "session it belongs to.")},
        {"matrix", ErrorCode::PermissionDenied, "M_FORBIDDEN",
         QT_TR_NOOP("The server refuses user name and password. Check both, or use an access token.")},
        {"matrix", ErrorCode::NotConfigured, "no access token",
         QT_TR_NOOP("Enter an access token, or a user name and a password.")},
        {"mattermost", ErrorCode::ServerError, "not a Mattermost server",
         QT_TR_NOOP("There is no Mattermost server at this address.")},
        {"mattermost", ErrorCode::Unauthorized, "",
         QT_TR_NOOP("The server does not know this token. Create a new one for the bot.")},
        {"mattermost", ErrorCode::NotFound, "not a member",
         QT_TR_NOOP("The bot is not a member of one of these channels. Add it there, or remove the channel's id.")},
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
