// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/Handlers.h"

#include "engine/Episodes.h"
#include "store/Store.h"

namespace souffleur::engine {

Result<CommandReply> handleCommand(const Command& command, store::Store& store, Timestamp now) {
    SOUFFLEUR_TRY(std::optional<CommandReply> earlier, store.findCommand(command.id));
    if (earlier) {
        earlier->repeated = true;
        return *earlier;
    }
    HandlerContext context{store, now, Agent{command.actor, {}}, {}};
    SOUFFLEUR_TRY(const QList<Agent> agents, store.settings().agents());
    for (const Agent& agent : agents)
        if (agent.id == command.actor)
            context.actor = agent;
    SOUFFLEUR_TRY(context.replyTarget, replyTarget(store));
    SOUFFLEUR_TRY(
        CommandReply reply,
        std::visit(
            [&](const auto& payload) { return Handler<std::decay_t<decltype(payload)>>::handle(payload, context); },
            command.payload));
    SOUFFLEUR_TRY(reply.change, store.lastChange());
    SOUFFLEUR_CHECK(store.rememberCommand(command.id, reply, now));
    return reply;
}

} // namespace souffleur::engine
