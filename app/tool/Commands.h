// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "Tool.h"

namespace souffleur::tool {
Status runInit(Tool& tool);
Status runCheck(Tool& tool);
Status runServe(Tool& tool);
Status runFaqImport(Tool& tool);
Status runFaqExport(Tool& tool);
Status runFaqList(Tool& tool);
Status runFaqGaps(Tool& tool);
Status runSuggest(Tool& tool);
Status runEval(Tool& tool);
Status runInboxList(Tool& tool);
Status runInboxShow(Tool& tool);
Status runSearch(Tool& tool);
Status runSend(Tool& tool);
Status runReplay(Tool& tool);
Status runChannelAdd(Tool& tool);
Status runChannelKinds(Tool& tool);
Status runChannelList(Tool& tool);
Status runChannelCheck(Tool& tool);
Status runChannelRemove(Tool& tool);
} // namespace souffleur::tool
