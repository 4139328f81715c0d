// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/FirstRunWizard.h"

#include "base/Executor.h"
#include "ui/common/MessageBar.h"
#include "ui/common/UiSettings.h"
#include "ui/firstrun/FirstRunPages.h"
#include "ui/firstrun/StepHeader.h"

#include <QBoxLayout>
#include <QEvent>
#include <QProgressBar>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>

namespace souffleur::ui {

FirstRunWizard::FirstRunWizard(workspace::WorkspaceFactory& factory, Theme& theme, UiSettings& settings,
                               QWidget* parent)
    : QDialog(parent), m_factory(factory), m_theme(theme), m_settings(settings),
      m_header(new StepHeader(theme, this)), m_stack(new QWidget), m_scroll(new QScrollArea(this)),
      m_welcome(new WelcomePage(theme, settings, m_stack)), m_work(new WorkPage(theme, m_stack)),
      m_protect(new ProtectPage(theme, m_stack)), m_knowledge(new FirstFaqPage(theme, m_stack)),
      m_recovery(new RecoveryPage(theme, m_stack)), m_done(new DonePage(theme, m_stack)),
      m_bar(new MessageBar(theme, this)), m_busyText(makeLabel(LabelRole::Small, Tone::Muted, {}, this)),
      m_progress(new QProgressBar(this)), m_back(makeButton(ButtonKind::Normal, {}, this)),
      m_connect(makeButton(ButtonKind::Normal, {}, this)), m_next(makeButton(ButtonKind::Primary, {}, this)) {
    m_back->setObjectName(u"back"_s);
    m_connect->setObjectName(u"connect"_s);
    m_next->setObjectName(u"next"_s);
    m_pages = {m_welcome, m_work, m_protect, m_knowledge, m_recovery, m_done};
    auto* pages = new QVBoxLayout(m_stack);
    pages->setContentsMargins(0, 0, 0, 0);
    for (FirstRunPage* page : std::as_const(m_pages)) {
        page->hide();
        pages->addWidget(page);
        connect(page, &FirstRunPage::edited, this, [this] {
            m_bar->hide();
            refresh();
        });
    }
    auto* card = new QFrame;
    setPane(card, Pane::Card);
    auto* cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(0, 0, 0, 0);
    cardLayout->addWidget(m_stack);
    auto* ground = new QWidget;
    setPane(ground, Pane::Bg);
    auto* groundLayout = new QVBoxLayout(ground);
    groundLayout->setContentsMargins(24, 16, 24, 8);
    groundLayout->addWidget(card);
    m_scroll->setWidget(ground);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);

    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(theme.px(160));
    m_next->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_back);
    buttons->addStretch(1);
    buttons->addWidget(m_busyText);
    buttons->addWidget(m_progress);
    buttons->addSpacing(8);
    buttons->addWidget(m_connect);
    buttons->addWidget(m_next);
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(24, 4, 24, 18);
    foot->setSpacing(12);
    foot->addWidget(m_bar);
    foot->addLayout(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(foot);

    connect(m_back, &QPushButton::clicked, this, &FirstRunWizard::back);
    connect(m_next, &QPushButton::clicked, this, &FirstRunWizard::next);
    connect(m_connect, &QPushButton::clicked, this, [this] { finish(true); });
    connect(m_recovery, &RecoveryPage::notedChanged, this, [this] {
        m_bar->hide();
        refresh();
    });
    // The pages scroll, so the window may be smaller than they are.
    QSize least(theme.px(560), theme.px(400));
    QSize size(theme.px(720), theme.px(560));
    if (const QScreen* place = screen()) {
        const QSize room = place->availableSize() * 0.95;
        least = least.boundedTo(room);
        size = size.boundedTo(room);
    }
    setMinimumSize(least);
    resize(size);
    go(Welcome);
}

QList<FirstRunWizard::Step> FirstRunWizard::steps() const {
    QList<Step> steps{Welcome, Work, Protect};
    if (!m_work->wantsSamples())
        steps += Knowledge;
    return steps + QList<Step>{Recovery, Done};
}

FirstRunPage* FirstRunWizard::page() const {
    return m_pages.at(m_step);
}

bool FirstRunWizard::isLastQuestion() const {
    return m_step == Knowledge || (m_step == Protect && m_work->wantsSamples());
}

void FirstRunWizard::go(Step step) {
    m_step = step;
    m_bar->hide();
    // One page in the layout at a time, so that the tallest does not make the others scroll.
    for (FirstRunPage* other : std::as_const(m_pages))
        other->setVisible(other == page());
    m_scroll->verticalScrollBar()->setValue(0);
    refresh();
    if (step == Done)
        m_next->setFocus();
    else
        page()->focusFirst();
}

void FirstRunWizard::next() {
    if (m_busy)
        return;
    if (const QString problem = page()->problem(); !problem.isEmpty()) {
        m_bar->showMessage(MessageBar::Level::Warning, problem);
        return;
    }
    if (isLastQuestion()) {
        create();
        return;
    }
    if (m_step == Done) {
        finish(false);
        return;
    }
    if (m_step == Recovery && !m_recovery->isNoted())
        return;
    const QList<Step> all = steps();
    go(all.at(all.indexOf(m_step) + 1));
}

void FirstRunWizard::back() {
    const QList<Step> all = steps();
    const qsizetype at = all.indexOf(m_step);
    if (!m_busy && !m_created && at > 0)
        go(all.at(at - 1));
}

void FirstRunWizard::create() {
    workspace::CreateOptions options;
    options.directory = m_settings.workspaceDirectory();
    options.passphrase = m_protect->password();
    options.rememberInKeychain = m_protect->remember();
    options.agentName = m_protect->agentName();
    options.language = m_welcome->language();
    const bool samples = m_work->wantsSamples();
    options.sampleCustomers = samples;
    options.sampleFaq = samples || m_knowledge->wantsSampleFaq();
    if (!samples)
        options.importedFaq = m_knowledge->imported();
    m_bar->hide();
    setBusy(true);
    thenOn(m_factory.create(options), this, [this](const Result<workspace::Created>& made) {
        setBusy(false);
        if (!made) {
            m_bar->showError(made.error());
            return;
        }
        m_created = *made;
        m_protect->forget();
        m_recovery->setCode(m_created->recoveryCode, m_created->keychainFailed);
        go(Recovery);
    });
}

void FirstRunWizard::finish(bool connectChannel) {
    if (!m_created || m_finished)
        return;
    m_finished = true;
    emit created(*m_created);
    m_created.reset();
    if (connectChannel)
        emit channelWanted();
    accept();
}

void FirstRunWizard::reject() {
    if (m_finished) {
        QDialog::reject();
    } else if (m_busy) {
        // Stopping half-way would leave a database whose recovery code nobody has seen.
        m_bar->showMessage(MessageBar::Level::Info, tr("This takes only a moment more and cannot be stopped now."));
    } else if (m_step == Recovery && !m_recovery->isNoted()) {
        m_bar->showMessage(
            MessageBar::Level::Warning,
            tr("Please note the code first and say so with the check mark. It is never shown again."));
    } else if (m_created) {
        finish(false);
    } else {
        QDialog::reject();
    }
}

void FirstRunWizard::setBusy(bool busy) {
    m_busy = busy;
    m_stack->setEnabled(!busy);
    refresh();
}

void FirstRunWizard::refresh() {
    const QList<Step> all = steps();
    QStringList names;
    for (const Step step : all)
        names += m_pages.at(step)->step();
    m_header->setSteps(names, int(all.indexOf(m_step)));
    setWindowTitle(tr("Set up Souffleur"));
    m_back->setText(tr("Back"));
    m_back->setVisible(m_step != Welcome && !m_created);
    m_back->setEnabled(!m_busy);
    m_connect->setText(tr("Connect Telegram"));
    m_connect->setVisible(m_step == Done);
    m_next->setText(isLastQuestion()     ? tr("Create")
                    : m_step == Recovery ? tr("Finish")
                    : m_step == Done     ? tr("Start")
                                         : tr("Next"));
    m_next->setEnabled(!m_busy && (m_step != Recovery || m_recovery->isNoted()));
    m_busyText->setText(tr("Creating the encrypted database …"));
    m_progress->setAccessibleName(m_busyText->text());
    m_busyText->setVisible(m_busy);
    m_progress->setVisible(m_busy);
}

void FirstRunWizard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QDialog::changeEvent(event);
}

} // namespace souffleur::ui
