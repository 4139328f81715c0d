// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/EntryFilterBar.h"

#include "ui/common/Controls.h"
#include "ui/common/FlowLayout.h"
#include "ui/common/Format.h"
#include "ui/knowledge/KnowledgeText.h"
#include "workspace/Workspace.h"

#include <QActionGroup>
#include <QApplication>
#include <QBoxLayout>
#include <QEvent>
#include <QFrame>
#include <QMenu>

namespace souffleur::ui {

EntryFilterBar::EntryFilterBar(UiContext& context, EntryListModel& model, QWidget* parent)
    : QWidget(parent), m_context(context), m_model(model), m_flow(new FlowLayout(this, 6, 4)) {
    connect(&model, &EntryListModel::stateChanged, this, &EntryFilterBar::refresh);
    refresh();
}

bool EntryFilterBar::isNarrowed() const {
    return m_model.filter() != EntryFilter::Current || !m_model.conditions().isEmpty();
}

void EntryFilterBar::reset() {
    m_model.setConditions({});
    m_model.setFilter(EntryFilter::Current);
}

void EntryFilterBar::setConditions(const std::function<void(EntryConditions&)>& change) {
    EntryConditions conditions = m_model.conditions();
    change(conditions);
    emit chosen();
    m_model.setConditions(conditions);
}

QMenu* EntryFilterBar::makeMenu(QWidget* parent) {
    auto* menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [](QMenu* to, QActionGroup* group, const QString& text, bool checked) {
        QAction* action = group->addAction(to->addAction(text));
        action->setCheckable(true);
        action->setChecked(checked);
        return action;
    };
    auto* filters = new QActionGroup(menu);
    const auto filter = [&](EntryFilter value, const QString& text) {
        connect(add(menu, filters, text, m_model.filter() == value), &QAction::triggered, this, [this, value] {
            emit chosen();
            m_model.setFilter(value);
        });
    };
    filter(EntryFilter::Current, tr("All entries"));
    filter(EntryFilter::Published, tr("Published"));
    filter(EntryFilter::Drafts, tr("Drafts and in review"));
    filter(EntryFilter::Due, tr("Review due or ending"));
    filter(EntryFilter::Archived, tr("Archived"));
    menu->addSeparator();
    // A condition's menu begins with the way to drop it; there is none for what no entry has.
    const auto condition = [&](const QString& name, const QString& any, const auto& values,
                               auto EntryConditions::*member, auto textOf) {
        if (values.isEmpty())
            return;
        QMenu* choices = menu->addMenu(name);
        auto* group = new QActionGroup(choices);
        using Value = std::remove_cvref_t<decltype(EntryConditions().*member)>;
        const Value now = m_model.conditions().*member;
        connect(add(choices, group, any, now == Value()), &QAction::triggered, this,
                [this, member] { setConditions([&](EntryConditions& all) { all.*member = Value(); }); });
        choices->addSeparator();
        for (const auto& value : values) {
            connect(add(choices, group, textOf(value).replace(u'&', u"&&"_s), now == Value(value)),
                    &QAction::triggered, this,
                    [this, member, value] { setConditions([&](EntryConditions& all) { all.*member = value; }); });
        }
    };
    const auto itself = [](const QString& text) { return text; };
    condition(tr("Language"), tr("Any language"), m_model.languages(), &EntryConditions::language,
              &Format::languageName);
    condition(tr("Tag"), tr("Any tag"), m_model.tags(), &EntryConditions::tag, itself);
    QList<JourneyPhase> phases;
    for (int i = 0; i <= int(JourneyPhase::Service); ++i)
        phases += JourneyPhase(i);
    condition(tr("Phase"), tr("Any phase"), phases, &EntryConditions::phase, &KnowledgeText::phase);
    QStringList kinds;
    for (const ChannelCapabilities& kind : m_context.workspace.channelKinds())
        kinds += kind.kind;
    condition(tr("Channel"), tr("Any channel"), kinds, &EntryConditions::channel,
              [this](const QString& kind) { return Format::channelName(m_context.workspace.capabilities(kind)); });
    QList<FaqAudience> audiences;
    for (int i = 0; i <= int(FaqAudience::Instruction); ++i)
        audiences += FaqAudience(i);
    condition(tr("Audience"), tr("Any audience"), audiences, &EntryConditions::audience, &KnowledgeText::audience);
    condition(tr("Owner"), tr("Any owner"), m_model.owners(), &EntryConditions::owner, itself);
    menu->addSeparator();
    auto* orders = new QActionGroup(menu);
    const auto order = [&](EntryOrder value, const QString& text) {
        connect(add(menu, orders, text, m_model.order() == value), &QAction::triggered, this,
                [this, value] { m_model.setOrder(value); });
    };
    order(EntryOrder::Number, tr("By number"));
    order(EntryOrder::Alphabet, tr("By alphabet"));
    order(EntryOrder::MostSent, tr("Most sent first"));
    order(EntryOrder::WorstRated, tr("Worst rated first"));
    return menu;
}

void EntryFilterBar::addChip(const QString& text, const std::function<void()>& drop) {
    auto* chip = new QFrame(this);
    setPane(chip, Pane::Info);
    auto* inside = new QHBoxLayout(chip);
    inside->setContentsMargins(8, 0, 0, 0);
    inside->setSpacing(0);
    inside->addWidget(makeLabel(LabelRole::Small, Tone::Accent, text, chip));
    auto* close = new IconButton(m_context.theme, u"close"_s, tr("Drop the filter “%1”").arg(text), chip);
    close->setIconSide(9);
    connect(close, &QToolButton::clicked, this, drop);
    inside->addWidget(close);
    m_flow->addWidget(chip);
    chip->show();
}

void EntryFilterBar::refresh() {
    if (m_shown == std::pair(m_model.filter(), m_model.conditions()))
        return;
    m_shown.emplace(m_model.filter(), m_model.conditions());
    const bool focused = isAncestorOf(QApplication::focusWidget());
    while (QLayoutItem* item = m_flow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    switch (m_model.filter()) {
    case EntryFilter::Current:
        break;
    case EntryFilter::Published:
        addChip(tr("Published"), [this] { m_model.setFilter(EntryFilter::Current); });
        break;
    case EntryFilter::Drafts:
        addChip(tr("Drafts and in review"), [this] { m_model.setFilter(EntryFilter::Current); });
        break;
    case EntryFilter::Due:
        addChip(tr("Review due or ending"), [this] { m_model.setFilter(EntryFilter::Current); });
        break;
    case EntryFilter::Archived:
        addChip(tr("Archived"), [this] { m_model.setFilter(EntryFilter::Current); });
        break;
    }
    const EntryConditions& c = m_model.conditions();
    const auto chip = [this](const QString& text, auto EntryConditions::*member) {
        using Value = std::remove_cvref_t<decltype(EntryConditions().*member)>;
        addChip(text, [this, member] { setConditions([&](EntryConditions& all) { all.*member = Value(); }); });
    };
    if (!c.language.isEmpty())
        chip(Format::languageName(c.language), &EntryConditions::language);
    if (!c.tag.isEmpty())
        chip(tr("Tag: %1").arg(c.tag), &EntryConditions::tag);
    if (c.phase)
        chip(KnowledgeText::phase(*c.phase), &EntryConditions::phase);
    if (!c.channel.isEmpty())
        chip(Format::channelName(m_context.workspace.capabilities(c.channel)), &EntryConditions::channel);
    if (c.audience)
        chip(KnowledgeText::audience(*c.audience), &EntryConditions::audience);
    if (!c.owner.isEmpty())
        chip(tr("Owner: %1").arg(c.owner), &EntryConditions::owner);
    setVisible(m_flow->count() > 0);
    // The button that was pressed is gone.
    if (focused && m_flow->count() > 0)
        m_flow->itemAt(0)->widget()->findChild<QToolButton*>()->setFocus();
    else if (focused)
        emit focusLost();
}

void EntryFilterBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_shown.reset();
        refresh();
    }
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
