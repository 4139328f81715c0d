// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/channels/SampleDialog.h"

#include "base/Executor.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "workspace/Workspace.h"

#include <array>

#include <QBoxLayout>
#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>
#include <QSlider>

namespace souffleur::ui {
namespace {
//! Steps of the slider: standing still, real time, faster.
constexpr std::array Speeds{0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0};

int stepOf(double speed) {
    int best = 0;
    for (size_t i = 0; i < Speeds.size(); ++i) {
        if (std::abs(Speeds[i] - speed) < std::abs(Speeds[size_t(best)] - speed))
            best = int(i);
    }
    return best;
}
} // namespace

SampleDialog::SampleDialog(UiContext& context, const Channel& channel, QWidget* parent)
    : QDialog(parent), m_context(context), m_channel(channel),
      m_headline(makeLabel(LabelRole::Title, Tone::Text, {}, this)),
      m_intro(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_bar(new MessageBar(context.theme, this)),
      m_nameLabel(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_name(new QLineEdit(this)),
      m_speedLabel(makeLabel(LabelRole::Small, Tone::Muted, {}, this)), m_speed(new QSlider(Qt::Horizontal, this)),
      m_speedValue(makeLabel(LabelRole::Small, Tone::Text, {}, this)),
      m_cancel(makeButton(ButtonKind::Normal, {}, this)), m_save(makeButton(ButtonKind::Primary, {}, this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    m_shownName = Format::channelName(channel, context.workspace.capabilities(channel.kind));
    m_name->setText(m_shownName);
    m_intro->setWordWrap(true);
    m_speed->setRange(0, int(Speeds.size()) - 1);
    m_speed->setPageStep(1);
    m_speed->setValue(stepOf(channel.settings[u"speed"].toDouble(1)));
    m_speedValue->setMinimumWidth(context.theme.px(96));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_nameLabel, 0, 0);
    grid->addWidget(m_name, 0, 1);
    auto* speed = new QHBoxLayout;
    speed->addWidget(m_speed, 1);
    speed->addWidget(m_speedValue);
    grid->addWidget(m_speedLabel, 1, 0);
    grid->addLayout(speed, 1, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 18);
    layout->setSpacing(12);
    layout->addWidget(m_headline);
    layout->addWidget(m_intro);
    layout->addWidget(m_bar);
    layout->addLayout(grid);
    layout->addStretch(1);
    layout->addLayout(buttons);
    m_save->setDefault(true);
    connect(m_speed, &QSlider::valueChanged, this, [this](int step) {
        m_tried = true;
        m_context.workspace.setSampleSpeed(Speeds[size_t(step)]);
        retranslate();
    });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(this, &QDialog::rejected, this, [this, before = m_channel.settings[u"speed"].toDouble(1)] {
        if (m_tried)
            m_context.workspace.setSampleSpeed(before);
    });
    connect(m_save, &QPushButton::clicked, this, &SampleDialog::save);
    retranslate();
    resize(context.theme.px(520), sizeHint().height());
}

void SampleDialog::save() {
    Channel channel = m_channel;
    const QString name = m_name->text().simplified();
    // The name it has by default goes with the language of the program; it is not stored in one of them.
    if (name != m_shownName)
        channel.name = name;
    if (name.isEmpty()) {
        m_bar->showMessage(MessageBar::Level::Warning, tr("Give the channel a name."));
        m_name->setFocus();
        return;
    }
    channel.settings[u"speed"_s] = Speeds[size_t(m_speed->value())];
    m_save->setEnabled(false);
    thenOn(m_context.workspace.run(SaveChannel{channel, std::nullopt}), this,
           [this](const Result<CommandReply>& result) {
               m_save->setEnabled(true);
               if (!result) {
                   m_bar->showError(result.error());
                   return;
               }
               accept();
           });
}

void SampleDialog::retranslate() {
    setWindowTitle(tr("Channel settings"));
    m_headline->setText(tr("Sample customers"));
    m_intro->setText(tr("Made-up customers who write to you, for trying things out."));
    m_nameLabel->setText(tr("Name"));
    m_name->setAccessibleName(tr("Name of the channel"));
    m_speedLabel->setText(tr("Speed"));
    m_speed->setAccessibleName(tr("Speed of the sample customers"));
    const double speed = Speeds[size_t(m_speed->value())];
    m_speedValue->setText(speed == 0   ? tr("paused")
                          : speed == 1 ? tr("real time")
                                       : tr("%1 times as fast").arg(QLocale().toString(speed)));
    m_cancel->setText(tr("Cancel"));
    m_save->setText(tr("Save"));
}

void SampleDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

} // namespace souffleur::ui
