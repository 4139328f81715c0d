// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/thread/ThreadHeader.h"

#include "ui/common/Avatar.h"
#include "ui/common/Format.h"
#include "ui/common/Painting.h"
#include "ui/thread/ConversationActions.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>

namespace souffleur::ui {

WaitChip::WaitChip(UiContext& context, QWidget* parent) : QWidget(parent), m_context(context) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_timer.setInterval(1000);
    m_timer.setTimerType(Qt::VeryCoarseTimer); // together with the list's
    connect(&m_timer, &QTimer::timeout, this, &WaitChip::tick);
    connect(&context.theme, &Theme::changed, this, [this] { updateGeometry(); });
}

void WaitChip::setConversation(const Conversation& conversation) {
    m_conversation = conversation;
    setVisible(conversation.waitingSince && conversation.dueAt);
    tick();
}

void WaitChip::tick() {
    if (!m_conversation.dueAt)
        return;
    const auto left = *m_conversation.dueAt - m_context.workspace.clock().now();
    const QString text = Format::countdown(left);
    if (text.size() != m_text.size())
        updateGeometry();
    m_text = text;
    const QString words = Format::due(left);
    setToolTip(words);
    setAccessibleName(words);
    update();
}

QSize WaitChip::sizeHint() const {
    QFont font = m_context.theme.font(TextRole::Caption);
    font.setWeight(QFont::DemiBold);
    return {int(std::ceil(tabularWidth(font, m_text))) + m_context.theme.px(16),
            QFontMetrics(font).height() + m_context.theme.px(6)};
}

void WaitChip::paintEvent(QPaintEvent*) {
    if (!m_conversation.dueAt || !m_conversation.waitingSince)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = m_context.theme.tokens();
    const auto left = *m_conversation.dueAt - m_context.workspace.clock().now();
    const auto whole = *m_conversation.dueAt - *m_conversation.waitingSince;
    const bool late = left < 0ms;
    const bool warn = !late && left * 4 <= whole;
    painter.setPen(Qt::NoPen);
    painter.setBrush(late ? t.badBg : warn ? t.warnBg : t.bg);
    painter.drawRoundedRect(rect(), height() / 2.0, height() / 2.0);
    QFont font = m_context.theme.font(TextRole::Caption);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(late ? t.bad : warn ? t.warn : t.muted);
    drawTabular(&painter, rect(), Qt::AlignHCenter, m_text);
}

void WaitChip::showEvent(QShowEvent* event) {
    m_timer.start();
    tick();
    QWidget::showEvent(event);
}

void WaitChip::hideEvent(QHideEvent* event) {
    m_timer.stop();
    QWidget::hideEvent(event);
}

ThreadHeader::ThreadHeader(UiContext& context, ConversationActions& actions, QWidget* parent)
    : QWidget(parent), m_context(context), m_actions(actions), m_name(new ElidedLabel(this)),
      m_facts(new ElidedLabel(this)), m_wait(new WaitChip(context, this)),
      m_assignee(makeButton(ButtonKind::Normal, {}, this)), m_snooze(makeButton(ButtonKind::Normal, {}, this)),
      m_resolve(makeButton(ButtonKind::Primary, {}, this)),
      m_more(new IconButton(context.theme, u"more"_s, tr("More"), this)) {
    setObjectName(u"threadHeader"_s);
    setPane(this, Pane::Surface);
    setLook(m_name, LabelRole::Title, Tone::Text);
    setLook(m_facts, LabelRole::Small, Tone::Muted);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 9, 12, 9);
    layout->setSpacing(8);
    auto* words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_name);
    words->addWidget(m_facts);
    layout->addLayout(words, 1);
    layout->addWidget(m_wait);
    layout->addSpacing(4);
    layout->addWidget(m_assignee);
    layout->addWidget(m_snooze);
    layout->addWidget(m_resolve);
    layout->addWidget(m_more);
    connect(m_assignee, &QPushButton::clicked, this, &ThreadHeader::showAssignMenu);
    connect(m_snooze, &QPushButton::clicked, this, &ThreadHeader::showSnoozeMenu);
    connect(m_resolve, &QPushButton::clicked, this, [this] { m_actions.resolveOrReopen(m_conversation); });
    connect(m_more, &QToolButton::clicked, this, [this] {
        auto* menu = popupBelow(m_more);
        if (m_snooze->isHidden())
            m_actions.fillSnoozeMenu(menu->addMenu(tr("Snooze")), m_conversation);
        if (m_assignee->isHidden())
            m_actions.fillAssignMenu(menu->addMenu(tr("Assign")), m_conversation);
        m_actions.fillPriorityMenu(menu->addMenu(tr("Priority")), m_conversation);
        connect(menu->addAction(tr("Tags …")), &QAction::triggered, this,
                [this] { m_actions.editTags(m_conversation); });
        connect(menu->addAction(m_conversation.unread > 0 ? tr("Mark as read") : tr("Mark as unread")),
                &QAction::triggered, this, [this] { m_actions.toggleRead(m_conversation); });
        menu->addSeparator();
        connect(menu->addAction(tr("Suggestions and customer")), &QAction::triggered, this,
                &ThreadHeader::panelRequested);
        menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + 4)));
    });
    connect(&context.theme, &Theme::changed, this, &ThreadHeader::refresh);
    connect(&context.workspace, &workspace::Workspace::changed, this, [this](const Changes& changes) {
        for (const auto& change : changes) {
            if (change.entity == EntityKind::Contact && change.id == m_conversation.contact.uuid()) {
                m_contact.reset();
                setConversation(Conversation(m_conversation));
                return;
            }
        }
    });
    retranslate();
}

QMenu* ThreadHeader::popupBelow(QWidget* button) {
    auto* menu = new QMenu(button);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    return menu;
}

void ThreadHeader::showSnoozeMenu() {
    auto* menu = popupBelow(this);
    m_actions.fillSnoozeMenu(menu, m_conversation);
    QWidget* at = m_snooze->isVisible() ? static_cast<QWidget*>(m_snooze) : m_more;
    menu->popup(at->mapToGlobal(QPoint(0, at->height() + 4)));
}

void ThreadHeader::showAssignMenu() {
    auto* menu = popupBelow(this);
    m_actions.fillAssignMenu(menu, m_conversation);
    QWidget* at = m_assignee->isVisible() ? static_cast<QWidget*>(m_assignee) : m_more;
    menu->popup(at->mapToGlobal(QPoint(0, at->height() + 4)));
}

void ThreadHeader::setConversation(const Conversation& conversation) {
    const bool other = conversation.contact != m_conversation.contact;
    m_conversation = conversation;
    if (other)
        m_contact.reset();
    refresh();
    if (m_contact)
        return;
    thenOn(m_context.workspace.contact(conversation.contact), this, [this](const Result<Contact>& contact) {
        if (!contact || contact->id != m_conversation.contact)
            return;
        m_contact = *contact;
        refresh();
    });
}

void ThreadHeader::refresh() {
    m_name->setFullText(m_conversation.contactName);
    QStringList& facts = m_factList;
    facts = {Format::channelName(m_context.workspace.capabilities(m_conversation.channelKind))};
    if (m_contact) {
        for (const auto& identity : m_contact->identities) {
            if (identity.channel == m_conversation.channel && !identity.handle.isEmpty()) {
                facts += Format::isolated(identity.handle);
                break;
            }
        }
        if (toMs(m_contact->createdAt) > 0)
            facts += tr("customer since %1")
                         .arg(QLocale().toString(toDateTime(m_contact->createdAt).toLocalTime().date(),
                                                 tr("MMMM yyyy")));
    }
    if (!m_conversation.language.isEmpty())
        facts += Format::languageName(m_conversation.language);
    if (m_conversation.priority != Priority::Normal)
        facts += tr("Priority: %1").arg(ConversationActions::priorityName(m_conversation.priority));
    facts += m_conversation.tags;
    m_wait->setConversation(m_conversation);
    const Theme& theme = m_context.theme;
    const QString assignee = m_conversation.assigneeName.isEmpty() ? tr("Assign") : m_conversation.assigneeName;
    const QFontMetrics metrics(theme.font(TextRole::Small));
    m_assignee->setText(metrics.elidedText(assignee, Qt::ElideRight, theme.px(120)).replace(u'&', u"&&"_s));
    m_assignee->setIcon(theme.icon(u"chevron-down"_s));
    m_assignee->setIconSize(QSize(theme.px(13), theme.px(13)));
    m_assignee->setLayoutDirection(Qt::RightToLeft);
    m_assignee->setAccessibleName(m_conversation.assigneeName.isEmpty()
                                      ? tr("Assign, nobody is assigned")
                                      : tr("Assigned to %1, change").arg(m_conversation.assigneeName));
    m_resolve->setText(m_conversation.state == EpisodeState::Resolved ? tr("Reopen") : tr("Resolve"));
    for (auto* button : {m_assignee, m_snooze})
        button->setFont(theme.font(TextRole::Small));
    // The style sheet's weight comes too late for the size.
    QFont strong = theme.font(TextRole::Small);
    strong.setWeight(QFont::DemiBold);
    m_resolve->setFont(strong);
    m_resolve->setMinimumWidth(QFontMetrics(strong).horizontalAdvance(m_resolve->text()) + theme.px(26));
    m_snooze->setEnabled(m_conversation.state != EpisodeState::Resolved);
    fit();
}

void ThreadHeader::fit() {
    // In a narrow column the name comes first; what goes is in the menu.
    const Theme& theme = m_context.theme;
    const int name = std::clamp(m_name->sizeHint().width(), theme.px(80), theme.px(130));
    int room = width() - theme.px(28 + 4 * 8) - name - m_resolve->sizeHint().width() - m_more->minimumWidth() -
               (m_wait->isHidden() ? 0 : m_wait->sizeHint().width() + theme.px(12));
    room -= m_assignee->sizeHint().width();
    m_assignee->setVisible(room >= 0);
    // Snooze says its name where there is room for that besides the facts, else it is its sign.
    const QString words = tr("Snooze");
    const int worded = QFontMetrics(m_snooze->font()).horizontalAdvance(words) + theme.px(28);
    const bool sign = room < worded + theme.px(110);
    m_snooze->setText(sign ? QString() : words);
    m_snooze->setIcon(sign ? theme.icon(u"snooze"_s) : QIcon());
    m_snooze->setIconSize(QSize(theme.px(16), theme.px(16)));
    m_snooze->setToolTip(sign ? words : QString());
    const int snooze = sign ? theme.px(40) : worded;
    m_snooze->setVisible(room >= snooze);
    // As many facts as stand there whole.
    const QFontMetrics metrics(m_facts->font());
    const int place = name + std::max(0, room - (m_snooze->isHidden() ? 0 : snooze + theme.px(8)));
    QString facts = m_factList.value(0);
    for (qsizetype i = 1; i < m_factList.size(); ++i) {
        const QString longer = facts + u" \u00B7 "_s + m_factList.at(i);
        if (metrics.horizontalAdvance(longer) > place)
            break;
        facts = longer;
    }
    m_facts->setFullText(facts);
    m_facts->setToolTip(facts.size() < m_factList.join(u" \u00B7 "_s).size()
                            ? u"<qt>"_s + m_factList.join(u'\n').toHtmlEscaped().replace(u'\n', u"<br>"_s)
                            : QString());
}

void ThreadHeader::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

void ThreadHeader::retranslate() {
    m_snooze->setAccessibleName(tr("Snooze"));
    m_more->setLabel(tr("More"));
    refresh();
}

void ThreadHeader::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
