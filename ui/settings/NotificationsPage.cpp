// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/NotificationsPage.h"

#include "ui/common/Format.h"
#include "ui/common/UiSettings.h"
#include "workspace/Workspace.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QTimeEdit>

namespace souffleur::ui {

NotificationsPage::NotificationsPage(UiContext& context, QWidget* parent)
    : SettingsPage(context, u"bell"_s, parent), m_on(new QCheckBox(this)), m_text(new QCheckBox(this)),
      m_sound(new QCheckBox(this)), m_quiet(new QCheckBox(this)), m_hours(new QCheckBox(this)),
      m_times(new QWidget(this)), m_from(new QTimeEdit(m_times)), m_to(new QTimeEdit(m_times)),
      m_between(makeLabel(LabelRole::Body, Tone::Muted, {}, m_times)), m_onRow(addRow(m_on)),
      m_textRow(addRow(m_text)), m_soundRow(addRow(m_sound)), m_quietRow(addRow(m_quiet)),
      m_hoursRow(addRow(m_hours)), m_timesRow(addRow(m_times)) {
    UiSettings& settings = m_context.settings;
    auto* times = new QHBoxLayout(m_times);
    times->setContentsMargins(0, 0, 0, 0);
    times->setSpacing(8);
    times->addWidget(m_from);
    times->addWidget(m_between);
    times->addWidget(m_to);
    m_from->setTime(settings.quietFrom());
    m_to->setTime(settings.quietTo());
    connect(m_on, &QCheckBox::toggled, this, [this](bool on) { m_context.settings.setNotifications(on); });
    connect(m_text, &QCheckBox::toggled, this, [this](bool on) { m_context.settings.setNotificationText(on); });
    connect(m_sound, &QCheckBox::toggled, this, [this](bool on) { m_context.settings.setNotificationSound(on); });
    connect(m_quiet, &QCheckBox::toggled, this, [this](bool on) { m_context.settings.setDoNotDisturb(on); });
    connect(m_hours, &QCheckBox::toggled, this, [this](bool on) { m_context.settings.setQuietHours(on); });
    connect(m_from, &QTimeEdit::timeChanged, this, [this](QTime time) { m_context.settings.setQuietFrom(time); });
    connect(m_to, &QTimeEdit::timeChanged, this, [this](QTime time) { m_context.settings.setQuietTo(time); });
    for (const Channel& channel : m_context.workspace.channels()) {
        auto* box = new QCheckBox(this);
        m_channels += {channel, box, addRow(box)};
        connect(box, &QCheckBox::toggled, this, [this, id = channel.id.toString()](bool on) {
            QStringList muted = m_context.settings.mutedChannels();
            muted.removeAll(id);
            if (!on)
                muted += id;
            m_context.settings.setMutedChannels(muted);
        });
    }
    // The tray has a switch for it too.
    connect(&settings, &UiSettings::changed, this, [this](const QString& key) {
        if (key.startsWith(u"notify/"_s))
            refresh();
    });
    retranslate();
    refresh();
}

void NotificationsPage::refresh() {
    const UiSettings& settings = m_context.settings;
    m_on->setChecked(settings.notifications());
    m_text->setChecked(settings.notificationText());
    m_sound->setChecked(settings.notificationSound());
    m_quiet->setChecked(settings.doNotDisturb());
    m_hours->setChecked(settings.quietHours());
    const QStringList muted = settings.mutedChannels();
    for (const ChannelRow& row : std::as_const(m_channels)) {
        row.box->setChecked(!muted.contains(row.channel.id.toString()));
        row.row.box->setEnabled(settings.notifications());
    }
    for (const Row& row : {m_textRow, m_soundRow, m_quietRow, m_hoursRow})
        row.box->setEnabled(settings.notifications());
    m_timesRow.box->setEnabled(settings.notifications() && settings.quietHours());
}

void NotificationsPage::retranslate() {
    setTexts(m_onRow, tr("Tell the desktop when a customer writes"),
             tr("Only of customers who wait for you or for nobody yet. Gone once read or answered."));
    setTexts(m_textRow, tr("Show the customer's words"),
             tr("Otherwise only the name, as others may see the screen."));
    setTexts(m_soundRow, tr("With a sound"));
    setTexts(m_quietRow, tr("Do not disturb"), tr("Nothing is told until you switch it off; the numbers go on."));
    setTexts(m_hoursRow, tr("Quiet hours"), tr("Every day between the times below."));
    setTexts(m_timesRow, tr("Quiet from and to"));
    m_between->setText(tr("to", "between two times"));
    m_from->setAccessibleName(tr("Quiet from"));
    m_to->setAccessibleName(tr("Quiet to"));
    const QString format = QLocale().timeFormat(QLocale::ShortFormat);
    m_from->setDisplayFormat(format);
    m_to->setDisplayFormat(format);
    for (const ChannelRow& row : std::as_const(m_channels))
        setTexts(row.row,
                 tr("Tell of %1")
                     .arg(Format::channelName(row.channel, m_context.workspace.capabilities(row.channel.kind))));
    SettingsPage::retranslate();
}

} // namespace souffleur::ui
