// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inbox/InboxOrder.h"

#include <tuple>

namespace souffleur::ui {

bool belongsTo(const ConversationQuery& query, const Conversation& c, AgentId me) {
    if (query.channel && c.channel != *query.channel)
        return false;
    if (query.tag && !c.tags.contains(*query.tag))
        return false;
    switch (query.view) {
    case InboxView::Mine:
        return c.state == EpisodeState::Open && c.assignee == me;
    case InboxView::Unassigned:
        return c.state == EpisodeState::Open && !c.assignee;
    case InboxView::Mentioned:
        return c.mentioned;
    case InboxView::Snoozed:
        return c.state == EpisodeState::Snoozed;
    case InboxView::AllOpen:
        return c.state == EpisodeState::Open;
    case InboxView::Resolved:
        return c.state == EpisodeState::Resolved;
    }
    return false;
}

bool standsBefore(InboxOrder order, const Conversation& a, const Conversation& b) {
    const auto waitKey = [](const Conversation& c) {
        // Waiting first, longest on top; then the others, newest on top.
        return c.waitingSince ? std::tuple(0, toMs(*c.waitingSince)) : std::tuple(1, -toMs(c.lastActivityAt));
    };
    if (order == InboxOrder::Newest) {
        if (a.lastActivityAt != b.lastActivityAt)
            return a.lastActivityAt > b.lastActivityAt;
        return a.id < b.id;
    }
    if (order == InboxOrder::Priority && a.priority != b.priority)
        return a.priority > b.priority;
    if (waitKey(a) != waitKey(b))
        return waitKey(a) < waitKey(b);
    return a.id < b.id;
}

} // namespace souffleur::ui
