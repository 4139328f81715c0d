// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/RichText.h"

#include <algorithm>

namespace souffleur::channels::kit {

bool RichText::isPlain() const {
    return std::all_of(lines.begin(), lines.end(), [](const Line& line) {
        return line.kind == Line::Kind::Text &&
               std::all_of(line.spans.begin(), line.spans.end(), [](const Span& span) {
                   return !span.styles && (span.link.isEmpty() || span.link == span.text);
               });
    });
}

void append(QList<Span>& spans, const Span& span) {
    if (span.text.isEmpty())
        return;
    if (!spans.isEmpty() && spans.last().styles == span.styles && spans.last().link == span.link)
        spans.last().text += span.text;
    else
        spans += span;
}

bool isLinkAddress(const QString& address) {
    for (const QChar c : address)
        if (c.unicode() <= 0x20 || c.unicode() == 0x7f || c.category() == QChar::Other_Format)
            return false;
    for (const QStringView scheme : {u"http://", u"https://", u"mailto:", u"tel:"})
        if (address.size() > scheme.size() && address.startsWith(scheme, Qt::CaseInsensitive))
            return true;
    return false;
}

Span linkSpan(const QString& text, const QString& address, Styles styles) {
    if (text.isEmpty() || text == address)
        return {address, styles, isLinkAddress(address) ? address : QString()};
    if (isLinkAddress(address))
        return {text, styles, address};
    return {text + u" ("_s + address + u')', styles};
}

} // namespace souffleur::channels::kit
