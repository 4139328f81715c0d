// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/FlowLayout.h"
#include "ui/common/Format.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/composer/AttachmentChip.h"
#include "ui/composer/Composer.h"
#include "ui/composer/ComposerEdit.h"
#include "ui/composer/EmojiPopup.h"
#include "workspace/Workspace.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPainter>

//! What Composer looks like: its parts, and what they say.
namespace souffleur::ui {
namespace {
constexpr int Halo = 3;

//! The checked tab is semibold, which its size hint does not know.
void fitTab(QPushButton* tab) {
    QFont font = tab->font();
    font.setWeight(QFont::DemiBold);
    tab->setMinimumWidth(QFontMetrics(font).horizontalAdvance(tab->text()) + 4);
}
} // namespace

//! The rounded field around quote, editor and files; carries the focus ring of the editor.
class Composer::Box : public QWidget {
public:
    Box(Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {}
    void setEdit(QWidget* edit) {
        m_edit = edit;
        setFocusProxy(edit);
    }
    void setNote(bool note) {
        m_note = note;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        const Tokens& tokens = m_theme.tokens();
        const bool focused = m_edit->hasFocus();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal round = m_theme.px(9);
        const QRectF frame = QRectF(rect()).adjusted(Halo, Halo, -Halo, -Halo);
        const QColor line = m_note ? tokens.warn : tokens.accent;
        if (focused) {
            QColor halo = m_note ? tokens.noteLine : tokens.accentWeak;
            painter.setPen(Qt::NoPen);
            painter.setBrush(halo);
            painter.drawRoundedRect(QRectF(rect()), round + Halo, round + Halo);
        }
        QColor quiet = tokens.faint;
        quiet.setAlphaF(0.6F);
        painter.setPen(QPen(focused ? line : quiet, 1));
        painter.setBrush(m_note ? tokens.note : tokens.surface);
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), round, round);
    }

private:
    Theme& m_theme;
    QWidget* m_edit = nullptr;
    bool m_note = false;
};

void Composer::buildBody() {
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_body);
    auto* layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(16 - Halo, 8, 16 - Halo, 12);
    layout->setSpacing(6);
    m_holdBars = new QVBoxLayout;
    m_holdBars->setSpacing(6);
    layout->addLayout(m_holdBars);
    m_notice->setClosable(true);
    layout->addWidget(m_notice);
    layout->addWidget(m_reasons);
    layout->addLayout(buildHead());
    layout->addWidget(m_closedBar);
    layout->addWidget(buildBox());
    layout->addWidget(buildFoot());
}

QLayout* Composer::buildHead() {
    m_replyTab = makeButton(ButtonKind::Tab, {}, m_body);
    m_noteTab = makeButton(ButtonKind::Tab, {}, m_body);
    m_noteHeading = makeLabel(LabelRole::Small, Tone::Warn, {}, m_body);
    m_window = makeLabel(LabelRole::Small, Tone::Muted, {}, m_body);
    m_window->setObjectName(u"replyWindow"_s);
    m_language = makeButton(ButtonKind::Quiet, {}, m_body);
    m_language->setObjectName(u"spellingLanguage"_s);
    m_language->setLayoutDirection(Qt::RightToLeft); // the arrow stands behind the word
    connect(m_language, &QPushButton::clicked, this, &Composer::showLanguageMenu);
    for (QPushButton* tab : {m_replyTab, m_noteTab})
        tab->setFont(m_context.theme.font(TextRole::Small));
    connect(m_replyTab, &QPushButton::clicked, this, [this] { setMode(DraftMode::Reply); });
    connect(m_noteTab, &QPushButton::clicked, this, [this] { setMode(DraftMode::Note); });
    auto* tabs = new QHBoxLayout;
    tabs->setContentsMargins(Halo, 0, Halo, 0);
    tabs->setSpacing(16);
    tabs->addWidget(m_replyTab);
    tabs->addWidget(m_noteTab);
    tabs->addStretch(1);
    tabs->addWidget(m_noteHeading);
    tabs->addWidget(m_window);
    tabs->addWidget(m_language);
    return tabs;
}

QWidget* Composer::buildBox() {
    m_box = new Box(m_context.theme, m_body);
    m_quote = new QFrame(m_box);
    m_quoteText = new ElidedLabel(m_quote);
    setLook(m_quoteText, LabelRole::Small, Tone::Muted);
    m_quoteClose = new IconButton(m_context.theme, u"close"_s, {}, m_quote);
    m_quoteClose->setIconSide(12);
    connect(m_quoteClose, &QToolButton::clicked, this, [this] {
        if (m_buffer) {
            m_buffer->replyTo.reset();
            m_buffer->quotedText.clear();
            m_book.touch(*m_buffer);
            refreshChips();
        }
    });
    auto* quote = new QHBoxLayout(m_quote);
    quote->setContentsMargins(0, 0, 0, 2);
    quote->addWidget(m_quoteText, 1);
    quote->addWidget(m_quoteClose);
    m_edit = new ComposerEdit(m_context.theme, m_box);
    m_box->setEdit(m_edit);
    m_chips = new QWidget(m_box);
    m_chipLayout = new FlowLayout(m_chips, 6, 6);
    auto* layout = new QVBoxLayout(m_box);
    layout->setContentsMargins(12 + Halo, 9 + Halo, 12 + Halo, 9 + Halo);
    layout->setSpacing(4);
    layout->addWidget(m_quote);
    layout->addWidget(m_edit);
    layout->addWidget(m_chips);
    return m_box;
}

QWidget* Composer::buildFoot() {
    m_foot = new QWidget(m_body);
    m_emoji = new IconButton(m_context.theme, u"emoji"_s, {}, m_foot);
    m_attach = new IconButton(m_context.theme, u"attach"_s, {}, m_foot);
    m_holding = new IconButton(m_context.theme, u"clock"_s, {}, m_foot);
    m_holding->setObjectName(u"holdingReply"_s);
    connect(m_holding, &QToolButton::clicked, this, &Composer::showPromiseMenu);
    m_emojiPopup = new EmojiPopup(m_context.theme, this);
    m_source = new ElidedLabel(m_foot);
    setLook(m_source, LabelRole::Small, Tone::Muted);
    m_count = makeLabel(LabelRole::Caption, Tone::Faint, {}, m_foot);
    m_sendResolve = makeButton(ButtonKind::Normal, {}, m_foot);
    m_send = makeButton(ButtonKind::Primary, {}, m_foot);
    connect(m_emoji, &QToolButton::clicked, this, [this] { m_emojiPopup->popUp(m_emoji); });
    connect(m_emojiPopup, &EmojiPopup::chosen, this, [this](const QString& emoji) {
        m_edit->setFocus();
        m_edit->textCursor().insertText(emoji);
        typedByHand();
    });
    connect(m_attach, &QToolButton::clicked, this, &Composer::chooseFiles);
    connect(m_send, &QPushButton::clicked, this, [this] { send(); });
    connect(m_sendResolve, &QPushButton::clicked, this, [this] { send(false, true); });
    auto* layout = new QHBoxLayout(m_foot);
    layout->setContentsMargins(Halo - 2, 2, Halo, 0);
    layout->setSpacing(4);
    layout->addWidget(m_emoji);
    layout->addWidget(m_attach);
    layout->addWidget(m_holding);
    layout->addSpacing(4);
    layout->addWidget(m_source, 1);
    layout->addWidget(m_count);
    layout->addSpacing(6);
    layout->addWidget(m_sendResolve);
    layout->addSpacing(6);
    layout->addWidget(m_send);
    setTabOrder(m_replyTab, m_noteTab);
    setTabOrder(m_noteTab, m_language);
    setTabOrder(m_language, m_edit);
    setTabOrder(m_edit, m_emoji);
    setTabOrder(m_emoji, m_attach);
    setTabOrder(m_attach, m_holding);
    setTabOrder(m_holding, m_sendResolve);
    setTabOrder(m_sendResolve, m_send);
    return m_foot;
}

QString Composer::sendKeyText() const {
    const bool enter = channel().enterSends && m_context.settings.enterSends();
    // Only the modifier's name of the native text; the sign says Enter in any language.
    QString control = QKeySequence(Qt::CTRL | Qt::Key_1).toString(QKeySequence::NativeText);
    control.chop(1);
    return enter ? u"⏎"_s : control + u"⏎"_s;
}

void Composer::refreshAll() {
    const bool has = m_conversation.has_value();
    m_body->setVisible(has);
    if (!has) {
        updateGeometry();
        return;
    }
    const ChannelCapabilities can = channel();
    const bool note = mode() == DraftMode::Note;
    // Again each time: polishing by the style sheet takes a font away that was set before the first show.
    for (QPushButton* button : {m_replyTab, m_noteTab, m_sendResolve, m_send})
        button->setFont(m_context.theme.font(TextRole::Small));
    m_replyTab->setText(tr("Reply via %1").arg(Format::channelName(can)));
    m_replyTab->setChecked(!note);
    m_noteTab->setChecked(note);
    fitTab(m_replyTab);
    fitTab(m_noteTab);
    m_noteHeading->setVisible(note);
    m_edit->setAccessibleName(
        note ? tr("Internal note – customers do not see this")
             : tr("Reply to %1 via %2").arg(m_conversation->contactName, Format::channelName(can)));
    m_edit->setPlaceholderText(note ? tr("Write to your colleagues …")
                                    : tr("Write to %1 …").arg(m_conversation->contactName));
    m_edit->setEnterSends(can.enterSends && m_context.settings.enterSends());
    m_send->setText((note ? tr("Save note") : tr("Send")) + u"  "_s + sendKeyText());
    m_send->setAccessibleName(note ? tr("Save note") : tr("Send"));
    m_sendResolve->setVisible(!note);
    m_attach->setVisible(!note && can.maxUploadBytes > 0);
    m_holding->setVisible(!note);
    m_box->setNote(note);
    const bool blocked = !note && m_conversation->blocked;
    const auto left = windowLeft();
    const bool closed = !note && (m_closed.contains(m_conversation->id) || (left && *left <= 0ms));
    m_box->setVisible(!blocked && !closed);
    m_foot->setVisible(!blocked && !closed);
    if (blocked || closed) {
        const rules::GuardReason reason = blocked ? rules::GuardReason::Blocked : rules::GuardReason::WindowClosed;
        m_closedBar->showMessage(MessageBar::Level::Warning,
                                 GuardText::sentence({reason, {}}, can, m_conversation->contactName));
        connect(m_closedBar->addAction(tr("Write an internal note")), &QPushButton::clicked, this,
                [this] { setMode(DraftMode::Note); });
    } else {
        m_closedBar->hide();
    }
    refreshWindow();
    refreshSpelling();
    refreshChips();
    refreshFoot();
    update();
}

void Composer::refreshChips() {
    while (QLayoutItem* item = m_chipLayout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const bool quoted = m_buffer && m_buffer->replyTo && m_buffer->mode == DraftMode::Reply;
    m_quote->setVisible(quoted);
    if (quoted)
        m_quoteText->setFullText(m_buffer->quotedText.isEmpty()
                                     ? tr("Refers to an earlier message")
                                     : tr("Refers to “%1”").arg(Format::isolated(m_buffer->quotedText)));
    const bool files = m_buffer && (!m_buffer->attachments.isEmpty() || m_buffer->storing > 0);
    m_promiseShown = m_buffer && m_buffer->keepsPromise();
    m_chips->setVisible(files || m_promiseShown);
    if (m_promiseShown)
        addPromiseChip();
    if (!files)
        return;
    for (const Attachment& attachment : std::as_const(m_buffer->attachments)) {
        auto* chip = new AttachmentChip(m_context.theme, attachment, m_chips);
        connect(chip, &AttachmentChip::removeRequested, this, &Composer::removeAttachment);
        m_chipLayout->addWidget(chip);
    }
    if (m_buffer->storing > 0)
        m_chipLayout->addWidget(makeLabel(LabelRole::Caption, Tone::Muted,
                                          tr("Storing %n file(s) …", nullptr, m_buffer->storing), m_chips));
}

void Composer::refreshFoot() {
    if (!m_conversation || !m_buffer)
        return;
    if (m_promiseShown != m_buffer->keepsPromise())
        refreshChips();
    const QString text = m_buffer->text.text();
    const int max = channel().maxTextLength;
    const bool note = m_buffer->mode == DraftMode::Note;
    const bool over = !note && text.size() > max;
    const bool fromBot = m_buffer->suggestion && !text.isEmpty();
    // Where the text came from needs the room while the limit is far.
    m_count->setVisible(!note && !text.isEmpty() && (!fromBot || text.size() * 2 > max));
    m_count->setText(over ? tr("%n character(s) too long", nullptr, int(text.size()) - max)
                          : tr("%1 / %2", "characters written, characters allowed")
                                .arg(Format::count(text.size()), Format::count(max)));
    setLook(m_count, LabelRole::Caption, over ? Tone::Warn : Tone::Faint);
    if (!fromBot) {
        m_source->setFullText({});
        m_adaptedTimer.reset();
        return;
    }
    // Comparing costs a few milliseconds for long texts: once typing pauses.
    const auto show = [this] {
        m_adaptedTimer.reset();
        if (!m_buffer || !m_buffer->suggestion)
            return;
        const SuggestionUse& use = *m_buffer->suggestion;
        const int adapted = qRound(100 * (1 - rules::similarity(m_buffer->text.text(), use.insertedText)));
        const QString percent = QLocale().toString(adapted);
        if (adapted == 0)
            m_source->setFullText(use.rank > 0 ? tr("from suggestion %1 · unchanged").arg(use.rank)
                                               : tr("from a suggestion · unchanged"));
        else
            m_source->setFullText(
                use.rank > 0 ? tr("from suggestion %1 · %2 % adapted").arg(QString::number(use.rank), percent)
                             : tr("from a suggestion · %1 % adapted").arg(percent));
    };
    if (m_source->fullText().isEmpty())
        show();
    else
        m_adaptedTimer = m_context.workspace.clock().callAfter(250ms, this, show);
}

void Composer::refreshLook() {
    m_book.refreshLook();
    m_edit->refreshLook();
    refreshAll();
}

void Composer::retranslate() {
    m_noteTab->setText(tr("Internal note"));
    m_noteHeading->setText(tr("Internal note – customers do not see this"));
    m_quoteClose->setLabel(tr("Do not refer to this message"));
    m_attach->setLabel(tr("Attach a file"), QKeySequence(Qt::CTRL | Qt::Key_O));
    m_emoji->setLabel(tr("Insert an emoji"));
    m_holding->setLabel(tr("Holding reply"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_B));
    m_sendResolve->setText(tr("Send && resolve"));
    m_sendResolve->setAccessibleName(tr("Send and resolve"));
    setAccessibleName(tr("Write a message"));
    refreshAll();
    tick();
    showReasons();
}

void Composer::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void Composer::paintEvent(QPaintEvent*) {
    const Tokens& tokens = m_context.theme.tokens();
    const bool note = m_conversation && mode() == DraftMode::Note;
    QPainter painter(this);
    painter.fillRect(rect(), note ? tokens.note : tokens.surface);
    painter.fillRect(QRect(0, 0, width(), 1), note ? tokens.noteLine : tokens.line);
    if (note)
        painter.fillRect(QRect(0, 0, 4, height()), tokens.warn);
}

} // namespace souffleur::ui