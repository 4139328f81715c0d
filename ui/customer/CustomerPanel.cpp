// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customer/CustomerPanel.h"

#include "base/Executor.h"
#include "domain/Rules.h"
#include "ui/common/FlowLayout.h"
#include "ui/common/Format.h"
#include "ui/common/LayoutPause.h"
#include "ui/common/MessageBar.h"
#include "ui/customer/ContactDialog.h"
#include "ui/customer/DeleteContactDialog.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QBoxLayout>
#include <QCompleter>
#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>
#include <QMenu>

namespace souffleur::ui {
namespace {
constexpr qsizetype MaxTimeline = 8;
} // namespace

CustomerPanel::CustomerPanel(UiContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_body(new QWidget(this)),
      m_title(makeLabel(LabelRole::Strong, Tone::Text, {}, m_body)),
      m_edit(new IconButton(context.theme, u"pencil"_s, {}, m_body)),
      m_more(new IconButton(context.theme, u"more"_s, {}, m_body)), m_bar(new MessageBar(context.theme, m_body)),
      m_facts(new QWidget(m_body)), m_grid(new QGridLayout(m_facts)),
      m_tagsTitle(makeLabel(LabelRole::Small, Tone::Text, {}, m_body)), m_tags(new QWidget(m_body)),
      m_tagLayout(new FlowLayout(m_tags, 6, 6)), m_newTag(new QLineEdit(m_tags)),
      m_addTag(makeButton(ButtonKind::Link, {}, m_tags)),
      m_journeyTitle(makeLabel(LabelRole::Strong, Tone::Text, {}, m_body)), m_journey(new QWidget(m_body)),
      m_journeyLayout(new QVBoxLayout(m_journey)) {
    m_edit->setIconSide(14);
    m_more->setIconSide(14);
    auto* menu = new QMenu(m_more);
    m_delete = menu->addAction(QString());
    m_more->setMenu(menu);
    connect(m_delete, &QAction::triggered, this, &CustomerPanel::askDelete);
    m_newTag->hide();
    m_newTag->setMaxLength(40);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    m_journeyLayout->setContentsMargins(0, 0, 0, 0);
    m_journeyLayout->setSpacing(6);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch(1);
    head->addWidget(m_edit);
    head->addWidget(m_more);
    auto* layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(14, 8, 14, 12);
    layout->setSpacing(6);
    layout->addLayout(head);
    layout->addWidget(m_bar);
    layout->addWidget(m_facts);
    layout->addWidget(m_tags);
    layout->addSpacing(6);
    layout->addWidget(m_journeyTitle);
    layout->addWidget(m_journey);
    m_tagsTitle->hide();
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(makeLine(this));
    outer->addWidget(m_body);

    connect(m_edit, &QToolButton::clicked, this, &CustomerPanel::edit);
    connect(m_addTag, &QPushButton::clicked, this, &CustomerPanel::beginTag);
    connect(m_newTag, &QLineEdit::editingFinished, this, [this] {
        const QString tag = m_newTag->text().simplified();
        m_newTag->clear();
        m_newTag->hide();
        m_addTag->show();
        if (m_conversation && !tag.isEmpty() && !m_conversation->tags.contains(tag))
            setTags(m_conversation->tags + QStringList{tag});
    });
    connect(&context.theme, &Theme::changed, this, &CustomerPanel::refresh);
    connect(&context.workspace, &workspace::Workspace::changed, this, [this](const Changes& changes) {
        if (m_conversation && std::any_of(changes.cbegin(), changes.cend(), [this](const Change& change) {
                return change.entity == EntityKind::Contact && change.id == m_conversation->contact.uuid();
            }))
            load();
    });
    refresh();
}

QString CustomerPanel::channelName(const QString& kind) const {
    const QString name = Format::channelName(m_context.workspace.capabilities(kind));
    return name.isEmpty() ? kind : name;
}

void CustomerPanel::setConversation(const std::optional<Conversation>& conversation) {
    if (conversation && m_conversation && conversation->id == m_conversation->id) {
        conversationUpdated(*conversation);
        return;
    }
    m_conversation = conversation;
    m_contact.reset();
    m_items.clear();
    m_bar->hide();
    m_newTag->clear();
    m_newTag->hide();
    m_addTag->show();
    refresh();
    load();
}

void CustomerPanel::conversationUpdated(const Conversation& conversation) {
    if (!m_conversation || m_conversation->id != conversation.id)
        return;
    const bool history = conversation.episode != m_conversation->episode ||
                         conversation.state != m_conversation->state ||
                         conversation.rating != m_conversation->rating;
    const bool tags = conversation.tags != m_conversation->tags;
    m_conversation = conversation;
    if (history)
        load();
    if (tags)
        refreshTags();
}

void CustomerPanel::load() {
    if (!m_conversation)
        return;
    const int number = ++m_request;
    thenOn(m_context.workspace.contact(m_conversation->contact), this,
           [this, number](const Result<Contact>& result) {
               if (number != m_request)
                   return;
               if (!result) {
                   m_bar->showError(result.error());
                   return;
               }
               m_contact = *result;
               refresh();
           });
    thenOn(m_context.workspace.timeline(m_conversation->contact), this,
           [this, number](const Result<QList<TimelineItem>>& result) {
               if (number != m_request || !result)
                   return;
               m_items = *result;
               refreshTimeline();
           });
}

void CustomerPanel::addRow(const QString& name, const QString& value) {
    if (value.isEmpty())
        return;
    if (m_rowsUsed == m_rows.size()) {
        auto* key = makeLabel(LabelRole::Small, Tone::Muted, {}, m_facts);
        key->setAlignment(Qt::AlignTop);
        key->setWordWrap(true);
        auto* text = makeLabel(LabelRole::Small, Tone::Text, {}, m_facts);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        const int row = int(m_rowsUsed);
        m_grid->addWidget(key, row, 0, Qt::AlignTop);
        m_grid->addWidget(text, row, 1);
        m_rows.emplace_back(key, text);
    }
    const auto& [key, text] = m_rows[m_rowsUsed++];
    key->setFixedWidth(m_context.theme.px(96));
    key->setText(name);
    text->setText(value);
    text->setAccessibleName(u"%1: %2"_s.arg(name, value));
    key->show();
    text->show();
}

void CustomerPanel::hideRowsFrom(size_t row) {
    for (size_t i = row; i < m_rows.size(); ++i) {
        m_rows[i].first->hide();
        m_rows[i].second->hide();
        m_rows[i].second->setText({}); // nothing of the customer before stays
        m_rows[i].second->setAccessibleName({});
    }
}

void CustomerPanel::refresh() {
    const LayoutPause pause(layout());
    const LayoutPause pauseBody(m_body->layout());
    const LayoutPause pauseFacts(m_grid);
    m_title->setText(tr("Customer"));
    m_journeyTitle->setText(tr("Journey"));
    m_edit->setLabel(tr("Edit contact"));
    m_more->setLabel(tr("More actions"));
    m_delete->setText(tr("Delete the customer …"));
    m_newTag->setPlaceholderText(tr("Tag"));
    m_newTag->setAccessibleName(tr("New tag"));
    m_addTag->setFont(m_context.theme.font(TextRole::Small));
    m_addTag->setText(tr("+ Tag"));
    m_addTag->setAccessibleName(tr("Add a tag"));
    m_tagsTitle->setText(tr("Tags"));
    setAccessibleName(tr("Customer"));
    m_body->setVisible(m_conversation.has_value());
    m_edit->setVisible(m_contact.has_value());
    m_more->setVisible(m_contact.has_value());
    m_rowsUsed = 0;
    if (m_conversation) {
        addRow(tr("Name"), m_contact ? m_contact->displayName : m_conversation->contactName);
        if (m_contact) {
            QStringList handles;
            for (const Identity& identity : std::as_const(m_contact->identities)) {
                const QString who =
                    identity.handle.isEmpty() ? QString() : u' ' + Format::isolated(identity.handle);
                QString line = channelName(identity.channelKind) + who;
                if (identity.blocked)
                    line += u" – "_s + tr("blocked");
                handles += line;
            }
            addRow(tr("Channels"), handles.join(u'\n'));
            const QString code = m_contact->language.isEmpty() ? m_conversation->language : m_contact->language;
            QString language = code.isEmpty() ? QString() : Format::languageName(code);
            const FormOfAddress form =
                m_contact->address == FormOfAddress::Unknown ? m_conversation->address : m_contact->address;
            if (form == FormOfAddress::Formal)
                language = language.isEmpty() ? u"Sie"_s
                                              : tr("%1 (%2)", "language, form of address").arg(language, u"Sie"_s);
            else if (form == FormOfAddress::Informal)
                language = language.isEmpty() ? u"du"_s
                                              : tr("%1 (%2)", "language, form of address").arg(language, u"du"_s);
            addRow(tr("Language"), language);
            const QHash<QString, QString> known = {{u"order"_s, tr("Order")},
                                                   {u"tracking"_s, tr("Tracking")},
                                                   {u"customer"_s, tr("Customer no.")},
                                                   {u"city"_s, tr("City")}};
            for (auto it = m_contact->fields.cbegin(); it != m_contact->fields.cend(); ++it) {
                QString name = known.value(it.key().toLower(), it.key());
                name[0] = name.at(0).toUpper();
                addRow(name, it.value());
            }
            addRow(tr("About"), m_contact->tags.join(u", "_s));
            addRow(tr("Remark"), m_contact->remark);
        }
    }
    hideRowsFrom(m_rowsUsed);
    refreshTags();
    refreshTimeline();
}

void CustomerPanel::refreshTags() {
    while (QLayoutItem* item = m_tagLayout->takeAt(0)) {
        QWidget* widget = item->widget();
        if (widget != m_addTag && widget != m_newTag) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    if (m_conversation) {
        for (const QString& tag : std::as_const(m_conversation->tags)) {
            auto* chip = new QFrame(m_tags);
            setPane(chip, Pane::Info);
            auto* label = makeLabel(LabelRole::Caption, Tone::Accent, u'#' + tag, chip);
            auto* remove = new IconButton(m_context.theme, u"close"_s, tr("Remove tag %1").arg(tag), chip);
            remove->setIconSide(10);
            connect(remove, &QToolButton::clicked, this, [this, tag] {
                QStringList tags = m_conversation->tags;
                tags.removeAll(tag);
                setTags(tags);
            });
            auto* layout = new QHBoxLayout(chip);
            layout->setContentsMargins(8, 0, 1, 0);
            layout->setSpacing(2);
            layout->addWidget(label);
            layout->addWidget(remove);
            m_tagLayout->addWidget(chip);
            chip->show();
        }
    }
    m_tagLayout->addWidget(m_addTag);
    m_tagLayout->addWidget(m_newTag);
}

void CustomerPanel::setTags(const QStringList& tags) {
    thenOn(m_context.workspace.run(SetTags{m_conversation->id, tags}), this,
           [this](const Result<CommandReply>& result) {
               if (!result)
                   m_bar->showError(result.error());
           });
}

void CustomerPanel::beginTag() {
    m_addTag->hide();
    m_newTag->setFixedWidth(m_context.theme.px(140));
    m_newTag->show();
    m_newTag->setFocus();
    thenOn(m_context.workspace.tags(), this, [this](const Result<QStringList>& tags) {
        if (!tags)
            return;
        auto* completer = new QCompleter(*tags, m_newTag);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        m_newTag->setCompleter(completer);
    });
}

void CustomerPanel::edit() {
    if (m_contact)
        (new ContactDialog(m_context, *m_contact, this))->open();
}

void CustomerPanel::askDelete() {
    if (!m_contact || !m_conversation)
        return;
    auto* dialog = new DeleteContactDialog(m_context, *m_contact, this);
    connect(dialog, &DeleteContactDialog::contactDeleted, this,
            [this, id = m_conversation->id] { emit contactDeleted(id); });
    dialog->open();
}

void CustomerPanel::refreshTimeline() {
    const LayoutPause pause(m_body->layout());
    const LayoutPause pauseJourney(m_journeyLayout);
    m_journeyTitle->setVisible(!m_items.isEmpty());
    const Timestamp now = m_context.workspace.clock().now();
    size_t step = 0;
    for (const TimelineItem& item : m_items.mid(0, MaxTimeline)) {
        QString text;
        switch (item.kind) {
        case TimelineItem::Kind::EpisodeOpened:
            text = item.text.isEmpty()
                       ? channelName(item.channelKind)
                       : tr("%1: %2", "channel, first words")
                             .arg(channelName(item.channelKind), Format::isolated(rules::oneLine(item.text, 60)));
            break;
        case TimelineItem::Kind::EpisodeResolved:
            text = tr("Resolved");
            break;
        case TimelineItem::Kind::Rated:
            text = tr("Rated %n star(s)", nullptr, item.rating) + u' ' + QString(item.rating, u'★');
            break;
        }
        if (step == m_steps.size()) {
            auto* row = new QHBoxLayout;
            row->setSpacing(8);
            auto* date = makeLabel(LabelRole::Small, Tone::Faint, {}, m_journey);
            auto* what = new ElidedLabel(m_journey);
            setLook(what, LabelRole::Small);
            row->addWidget(date);
            row->addWidget(what, 1);
            m_journeyLayout->addLayout(row);
            m_steps.emplace_back(date, what);
        }
        const auto& [date, what] = m_steps[step++];
        date->setText(Format::listTime(item.at, now));
        date->setMinimumWidth(m_context.theme.px(52));
        date->setToolTip(Format::absolute(item.at));
        what->setFullText(text);
        date->show();
        what->show();
    }
    for (; step < m_steps.size(); ++step) {
        m_steps[step].first->hide();
        m_steps[step].second->hide();
        m_steps[step].second->setFullText({});
    }
}

void CustomerPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace souffleur::ui
