// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/Workspace.h"

#include "base/Executor.h"

namespace souffleur::workspace {

QFuture<Result<Polished>> Workspace::polish(ConversationId, const Suggestion&) {
    return readyFuture(Result<Polished>(makeError(ErrorCode::NotConfigured)));
}

} // namespace souffleur::workspace
