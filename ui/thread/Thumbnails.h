// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Message.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <QThreadPool>

namespace souffleur::workspace {
class Workspace;
}

namespace souffleur::ui {

//! Reads a picture of a customer: only known formats, the size is looked at before anything is decoded, and it is
//! decoded straight to the size wanted. A null image when it is broken or too large. Callable from any thread.
QImage decodePicture(const QByteArray& content, const QSize& box);

//! Small pictures for the thread, decoded beside the UI thread, the latest 48 MB kept.
class Thumbnails : public QObject {
    Q_OBJECT
public:
    explicit Thumbnails(workspace::Workspace& workspace, QObject* parent = nullptr);
    ~Thumbnails() override;
    //! Null while it loads or when it cannot be shown; ready() says when to ask again.
    QPixmap get(const Attachment& attachment, const QSize& devicePixels);
    bool hasFailed(AttachmentId id) const { return m_failed.contains(id); }
    void forget(AttachmentId id);

signals:
    void ready(souffleur::AttachmentId id);

private:
    workspace::Workspace& m_workspace;
    QThreadPool m_pool;
    QCache<AttachmentId, QPixmap> m_cache; //!< cost in KB
    QSet<AttachmentId> m_loading;
    QSet<AttachmentId> m_failed;
};

} // namespace souffleur::ui
