// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/ChannelsPage.h"

#include "base/Executor.h"
#include "ui/channels/ChannelDialogs.h"
#include "ui/channels/SetupTexts.h"
#include "ui/common/Avatar.h"
#include "ui/common/ErrorText.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "workspace/Workspace.h"

#include <QBoxLayout>
#include <QPainter>

namespace souffleur::ui {
namespace {

QPixmap badgePixmap(const ChannelCapabilities& can, const Theme& theme, qreal ratio) {
    const int side = theme.px(28);
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    const Badge badge = badgeOf(can);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(badge.colour);
    painter.drawEllipse(QRectF(0, 0, side, side));
    painter.setPen(textOn(badge.colour));
    QFont font = theme.font(TextRole::Caption);
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.drawText(QRectF(0, 0, side, side), Qt::AlignCenter, badge.text);
    return pixmap;
}

} // namespace

ChannelsPage::ChannelsPage(UiContext& context, QWidget* parent)
    : SettingsPage(context, u"link"_s, parent), m_bar(new MessageBar(context.theme, this)),
      m_list(new QWidget(this)), m_listLayout(new QVBoxLayout(m_list)),
      m_add(makeButton(ButtonKind::Primary, {}, this)) {
    m_listLayout->setContentsMargins(0, 0, 0, 0);
    m_listLayout->setSpacing(8);
    content()->addWidget(m_bar);
    content()->addWidget(m_list);
    content()->addWidget(m_add, 0, Qt::AlignLeft);
    connect(m_add, &QPushButton::clicked, this, [this] {
        chooseChannelKind(m_context, m_add, [this](const QString& kind) {
            openChannelDialog(m_context, std::nullopt, kind, window());
        });
    });
    connect(&context.workspace, &workspace::Workspace::channelsChanged, this, &ChannelsPage::rebuild);
    connect(&context.workspace, &workspace::Workspace::healthChanged, this, &ChannelsPage::rebuild);
    connect(&context.theme, &Theme::changed, this, &ChannelsPage::rebuild);
    retranslate();
}

QString ChannelsPage::healthText(const QString& kind, const ChannelHealth& health, Timestamp now) {
    switch (health.state) {
    case ChannelState::Off:
        return tr("Switched off");
    case ChannelState::Connecting:
        return tr("Connecting …");
    case ChannelState::Connected:
        return health.lastEventAt
                   ? tr("Connected · last message %1").arg(Format::relative(*health.lastEventAt, now))
                   : tr("Connected");
    case ChannelState::Waiting: {
        const QString why = health.error ? ErrorText::brief(*health.error) : tr("connection lost");
        return health.nextAttemptAt
                   ? tr("Interrupted: %1. Next attempt at %2.").arg(why, Format::clock(*health.nextAttemptAt))
                   : tr("Interrupted: %1.").arg(why);
    }
    case ChannelState::Failed:
        return health.error ? SetupTexts::problem(kind, *health.error) : tr("Needs your help");
    }
    return {};
}

QWidget* ChannelsPage::makeRow(const Channel& channel) {
    const ChannelCapabilities can = m_context.workspace.capabilities(channel.kind);
    const ChannelHealth health = m_context.workspace.health(channel.id);
    auto* row = new QFrame(m_list);
    setPane(row, Pane::Card);
    auto* badge = new QLabel(row);
    badge->setPixmap(badgePixmap(can, m_context.theme, devicePixelRatioF()));
    const QString called = Format::channelName(channel, can);
    auto* name = new ElidedLabel(called, row);
    setLook(name, LabelRole::Strong);
    const QString account =
        health.account.isEmpty() ? Format::channelName(can) : Format::channelName(can) + u" · "_s + health.account;
    auto* kind = makeLabel(LabelRole::Small, Tone::Muted, account, row);
    const Tone tone = health.state == ChannelState::Failed      ? Tone::Bad
                      : health.state == ChannelState::Waiting   ? Tone::Warn
                      : health.state == ChannelState::Connected ? Tone::Ok
                                                                : Tone::Muted;
    const QString state = healthText(channel.kind, health, m_context.workspace.clock().now());
    auto* text = makeLabel(LabelRole::Small, tone, state, row);
    text->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(name);
    words->addWidget(kind);
    words->addWidget(text);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(12);
    layout->addWidget(badge, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    if (health.state == ChannelState::Waiting || health.state == ChannelState::Failed) {
        auto* again = makeButton(ButtonKind::Normal, tr("Reconnect"), row);
        again->setAccessibleName(tr("Reconnect %1").arg(called));
        connect(again, &QPushButton::clicked, this, [this, id = channel.id] { m_context.workspace.reconnect(id); });
        layout->addWidget(again, 0, Qt::AlignVCenter);
    }
    auto* change = makeButton(ButtonKind::Normal, tr("Edit"), row);
    change->setAccessibleName(tr("Edit %1").arg(called));
    connect(change, &QPushButton::clicked, this, [this, channel] { edit(channel); });
    layout->addWidget(change, 0, Qt::AlignVCenter);
    auto* remove = new IconButton(m_context.theme, u"trash"_s, tr("Remove %1").arg(called), row);
    connect(remove, &QToolButton::clicked, this, [this, channel] { askRemove(channel); });
    layout->addWidget(remove, 0, Qt::AlignVCenter);
    row->setAccessibleName(called + u", "_s + state);
    return row;
}

void ChannelsPage::rebuild() {
    while (QLayoutItem* item = m_listLayout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const QList<Channel> channels = m_context.workspace.channels();
    if (channels.isEmpty())
        m_listLayout->addWidget(makeLabel(LabelRole::Body, Tone::Muted, tr("No channel connected yet."), m_list));
    for (const Channel& channel : channels)
        m_listLayout->addWidget(makeRow(channel));
}

void ChannelsPage::edit(std::optional<Channel> channel) {
    openChannelDialog(m_context, std::move(channel), {}, window());
}

void ChannelsPage::askRemove(const Channel& channel) {
    m_bar->showMessage(MessageBar::Level::Warning,
                       tr("Remove “%1”? Its conversations stay, but nobody can be answered there any more.")
                           .arg(Format::channelName(channel, m_context.workspace.capabilities(channel.kind))));
    m_bar->setClosable(true);
    auto* keep = m_bar->addAction(tr("Keep"));
    connect(keep, &QPushButton::clicked, m_bar, &QWidget::hide);
    connect(m_bar->addAction(tr("Remove the channel")), &QPushButton::clicked, this, [this, id = channel.id] {
        m_bar->hide();
        thenOn(m_context.workspace.run(RemoveChannel{id}), this, [this](const Result<CommandReply>& result) {
            if (!result)
                m_bar->showError(result.error());
        });
    });
    keep->setFocus();
}

bool ChannelsPage::filter(const QString& words) {
    QString text = title();
    for (const Channel& channel : m_context.workspace.channels())
        text += u' ' + Format::channelName(channel, m_context.workspace.capabilities(channel.kind)) + u' ' +
                Format::channelName(m_context.workspace.capabilities(channel.kind));
    const QStringList wanted = words.simplified().split(u' ', Qt::SkipEmptyParts);
    return std::all_of(wanted.cbegin(), wanted.cend(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

void ChannelsPage::retranslate() {
    m_add->setText(tr("Add a channel"));
    rebuild();
    SettingsPage::retranslate();
}

} // namespace souffleur::ui
