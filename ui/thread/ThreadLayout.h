// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"
#include "ui/thread/SafeText.h"

#include "domain/Message.h"

#include <QCache>
#include <QRect>
#include <QTextLayout>

namespace souffleur::ui {

//! What a click on a part of a row does; the same list makes the context menu, so that the keyboard reaches it all.
enum class SpotAction {
    OpenLink,
    JumpToQuote,
    OpenAttachment,
    OpenLocation,
    ShowAll,
    Retry,
    EditAgain,
    WasSent,
    WasNotSent,
    Undo,
};

struct ThreadSpot {
    SpotAction action = SpotAction::OpenLink;
    QRect rect; //!< for links inside the text: empty, see TextLink
    QString label;
    int number = 0; //!< index of the attachment
};

//! One row with every part in its place, relative to the row's top left corner. No widget, nothing painted.
struct ThreadRow {
    enum class Kind {
        Inbound,
        Outbound,
        Note,
        Mark,
    };
    struct File {
        QRect rect;
        int index = 0;
        bool picture = false;
        QString icon, title, detail;
    };
    Kind kind = Kind::Inbound;
    int height = 0;
    QRect separator;
    QString separatorText;
    QRect bubble;
    QRect author; //!< notes: "Note by Deniz"
    QString authorText;
    QRect quote;
    QString quoteText;
    QList<File> files;
    QRect text;
    std::shared_ptr<QTextLayout> textLayout; //!< null: no text
    bool placeholder = false;
    QList<TextLink> links;
    QRect showAll;
    QRect reactions;
    QString reactionsText;
    QRect meta;
    QString metaText;
    QRect status;
    QString statusIcon;
    QRect problem;
    std::shared_ptr<QTextLayout> problemLayout;
    QList<ThreadSpot> spots;

    const ThreadSpot* spotAt(const QPoint& pos) const;
    //! Link of the text under the point, if any.
    const TextLink* linkAt(const QPoint& pos) const;
    //! Position in the shown text nearest to the point; -1: no text.
    int cursorAt(const QPoint& pos) const;
};

//! Lays rows out for a width and keeps the latest ones.
class ThreadLayout {
public:
    explicit ThreadLayout(const Theme& theme) : m_theme(theme), m_cache(3000) {}
    void setWidth(int width);
    int width() const { return m_width; }
    void clear() { m_cache.clear(); }
    void forget(qint64 sequence) { m_cache.remove(sequence); }
    //! Valid until the next call.
    const ThreadRow& row(const ThreadItem& item, const QString& separator);
    static ThreadRow make(const Theme& theme, int width, const ThreadItem& item, const QString& separator);

private:
    const Theme& m_theme;
    int m_width = 0;
    QCache<qint64, ThreadRow> m_cache;
};

} // namespace souffleur::ui
