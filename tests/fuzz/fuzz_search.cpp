// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "domain/SearchSyntax.h"

using namespace souffleur;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QString typed =
        QString::fromUtf8(reinterpret_cast<const char*>(data), qsizetype(std::min<size_t>(size, 4000)));
    static const SearchNames names = [] {
        SearchNames n;
        n.me = AgentId::create();
        n.agents = {{n.me, u"Jana Vogt"_s}, {AgentId::create(), u"Tim"_s}};
        Channel channel;
        channel.id = ChannelId::create();
        channel.kind = u"mail"_s;
        channel.name = u"Post vom Shop"_s;
        n.channels = {channel};
        n.tags = {u"vip"_s, u"zwei Worte"_s};
        n.now = fromMs(1'764'000'000'000);
        return n;
    }();
    const SearchInput input = parseSearch(typed, names);
    // Nothing is made up, and a second look says the same.
    FUZZ_CHECK(input.query.words.size() <= typed.size() + 1);
    FUZZ_CHECK(input.query.from.size() <= typed.size());
    FUZZ_CHECK(parseSearch(typed, names).query.words == input.query.words);
    // What is left as words holds no operator any more.
    FUZZ_CHECK(parseSearch(input.query.words, names).problems.isEmpty());
    FUZZ_CHECK(parseSearch(input.query.words, names).query.words == input.query.words);
    for (int cursor = 0; cursor <= std::min<qsizetype>(typed.size(), 60); ++cursor) {
        const SearchCompletion completion = completeSearch(typed, cursor, names, cursor % 2 == 0);
        FUZZ_CHECK(completion.start >= 0 && completion.length >= 0);
        FUZZ_CHECK(completion.start + completion.length == cursor);
    }
    return 0;
}
