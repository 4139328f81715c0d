// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"

namespace souffleur::tool {

const QList<CommandRow>& commands() {
    static const QList<CommandRow> rows = {
        {u"init"_s, u"[--agent NAME] [--language de|en] [--sample-faq] [--sample-customers]"_s, runInit},
        {u"faq import"_s, u"FILE [--dry-run]"_s, runFaqImport},
        {u"faq export"_s, u"FILE|- [--format json|csv]"_s, runFaqExport},
        {u"faq list"_s, u"[--status draft|in_review|published|archived] [--text WORDS] [--limit N]"_s, runFaqList},
        {u"faq gaps"_s, u"[--min CONVERSATIONS] [--limit N]"_s, runFaqGaps},
        {u"suggest"_s, u"TEXT [--lang de|en] [--limit N]"_s, runSuggest},
        {u"inbox list"_s, u"[--view open|mine|unassigned|snoozed|resolved] [--limit N]"_s, runInboxList},
        {u"inbox show"_s, u"CONVERSATION [--limit N]"_s, runInboxShow},
        {u"search"_s, u"WORDS [--limit N]"_s, runSearch},
        {u"send"_s, u"CONVERSATION TEXT [--anyway]"_s, runSend},
        {u"channel add"_s, u"KIND --name NAME [--check] [--set KEY=VALUE ...] [--base-url URL] [--script FILE]"_s,
         runChannelAdd},
        {u"channel kinds"_s, u""_s, runChannelKinds},
        {u"channel list"_s, u""_s, runChannelList},
        {u"channel check"_s, u"CHANNEL"_s, runChannelCheck},
        {u"channel remove"_s, u"CHANNEL"_s, runChannelRemove},
        {u"serve"_s, u"[--for SECONDS]"_s, runServe},
        {u"check"_s, u""_s, runCheck},
        {u"replay"_s, u"FILE [--speed MESSAGES_PER_SECOND] [--customers-only] [--limit N]"_s, runReplay},
        {u"eval"_s,
         u"--faq FILE --queries FILE [--train FILE] [--shots N] [--history FILE] | --own  [--compare] [--run FILE] [--limit N]"_s,
         runEval},
    };
    return rows;
}

} // namespace souffleur::tool
