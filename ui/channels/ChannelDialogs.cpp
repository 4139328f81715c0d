// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/channels/ChannelDialogs.h"

#include "ui/channels/ChannelDialog.h"
#include "ui/channels/MailDialog.h"
#include "ui/channels/SampleDialog.h"
#include "ui/common/Format.h"
#include "workspace/Workspace.h"

#include <QMenu>
#include <QPushButton>

namespace souffleur::ui {

void openChannelDialog(UiContext& context, std::optional<Channel> existing, const QString& kind, QWidget* parent) {
    const QString wanted = existing ? existing->kind : kind;
    if (wanted == u"mail")
        (new MailDialog(context, std::move(existing), parent))->open();
    else if (wanted == u"sample" && existing)
        (new SampleDialog(context, *existing, parent))->open();
    else
        (new ChannelDialog(context, wanted.isEmpty() ? u"telegram"_s : wanted, std::move(existing), parent))
            ->open();
}

void chooseChannelKind(UiContext& context, QPushButton* button, std::function<void(const QString& kind)> chosen) {
    auto* menu = new QMenu(button);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ChannelCapabilities& can : context.workspace.channelKinds()) {
        if (!can.addable)
            continue;
        QObject::connect(menu->addAction(Format::channelName(can)), &QAction::triggered, button,
                         [chosen, kind = can.kind] { chosen(kind); });
    }
    menu->popup(button->mapToGlobal(QPoint(0, button->height())));
}

} // namespace souffleur::ui
