// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "channels/kit/Html.h"
#include "channels/kit/Markdown.h"
#include "channels/kit/Mrkdwn.h"
#include "channels/kit/StyledText.h"
#include "channels/kit/TextSplit.h"

using namespace souffleur;
using namespace souffleur::channels::kit;

namespace {
void check(const RichText& text) {
    for (const Line& line : text.lines) {
        FUZZ_CHECK(line.level >= 0 && line.level <= MaxLevel);
        for (const Span& span : line.spans) {
            FUZZ_CHECK(!span.text.isEmpty());
            FUZZ_CHECK(span.link.isEmpty() || isLinkAddress(span.link));
        }
    }
    toMrkdwn(text);
    for (const Links links : {Links::Ranges, Links::Words}) {
        const StyledText styled = toStyled(text, links);
        for (const StyledText::Range& range : styled.ranges)
            FUZZ_CHECK(range.start >= 0 && range.length > 0 && range.start + range.length <= styled.text.size());
        toMarkdown(fromStyled(styled));
    }
    for (const auto dialect : {MarkdownDialect::Ours, MarkdownDialect::Discord, MarkdownDialect::Mattermost})
        toMarkdown(text, dialect);
    // Words never become elements of their own.
    const QString html = toMatrixHtml(text);
    for (const QString& element : {u"<script"_s, u"<img"_s, u"<iframe"_s, u"javascript:"_s})
        FUZZ_CHECK(element == u"javascript:" ? !html.contains(u"href=\"javascript:"_s) : !html.contains(element));
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), qsizetype(size));
    for (const auto dialect : {MarkdownDialect::Ours, MarkdownDialect::Discord, MarkdownDialect::Mattermost})
        check(fromMarkdown(text, dialect));
    check(fromMrkdwn(text));
    check(fromHtml(text));
    for (const QString& piece : splitText(text, 20))
        FUZZ_CHECK(!piece.isEmpty() && piece.size() <= 20);
    return 0;
}
