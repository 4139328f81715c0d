// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/ErrorText.h"

#include "ui/common/Format.h"

namespace souffleur::ui {

namespace {

// The detail of a refusal is the other side's own text: shown, but isolated and kept short.
QString detailOf(const Error& error) {
    QString text = error.detail.simplified();
    if (text.size() > 160)
        text = text.left(159) + QChar(0x2026);
    return Format::isolated(text);
}

} // namespace

QString ErrorText::sentence(const Error& error) {
    switch (error.code) {
    case ErrorCode::Timeout:
        return tr("The server did not answer in time. Nothing is lost; try again in a moment.");
    case ErrorCode::NetworkDown:
        return tr("There is no connection. Souffleur keeps trying; check the network if this lasts.");
    case ErrorCode::RateLimited:
        if (error.retryAfterSeconds > 0)
            return tr("The channel asks us to slow down. Souffleur goes on by itself in %1.")
                .arg(Format::duration(std::chrono::seconds(error.retryAfterSeconds)));
        return tr("The channel asks us to slow down. Souffleur goes on by itself.");
    case ErrorCode::ServerError:
        return tr("The channel's server has a problem of its own. Souffleur tries again by itself.");
    case ErrorCode::Busy:
        return tr("Something else is still at work here. Try again in a moment.");
    case ErrorCode::InvalidInput:
        if (!error.detail.isEmpty())
            return tr("This cannot be used as it is (%1). Please check what you entered.").arg(detailOf(error));
        return tr("This cannot be used as it is. Please check what you entered.");
    case ErrorCode::Rejected:
        if (!error.detail.isEmpty())
            return tr("The channel refused it: %1. Change it and send it anew.").arg(detailOf(error));
        return tr("The channel refused it without a reason. Change it and send it anew.");
    case ErrorCode::TooLarge:
        return tr("The file is larger than allowed here. Choose a smaller one or send a link.");
    case ErrorCode::TooLong:
        return tr("The text is too long for this channel. Shorten it or send it in parts.");
    case ErrorCode::WindowClosed:
        return tr("The time for free replies has passed on this channel. It opens again when the customer writes.");
    case ErrorCode::RecipientBlocked:
        return tr(
            "The customer has blocked us or closed the account. Messages do not arrive; use another channel.");
    case ErrorCode::PlaceholderOpen:
        return tr("\"%1\" is still empty. Fill it in or remove it.").arg(detailOf(error));
    case ErrorCode::GuardRefused:
        return tr("Not sent: the conversation has changed in the meantime. Read the latest messages first.");
    case ErrorCode::Unsupported:
        return tr("This channel cannot do that. Nothing was changed.");
    case ErrorCode::Conflict:
        return tr("Somebody else changed this at the same time. Look at the new version and repeat your change.");
    case ErrorCode::WrongPassphrase:
        return tr(
            "This password does not open the database. Nothing was changed; try again or use the recovery code.");
    case ErrorCode::Unauthorized:
        return tr(
            "The channel does not accept our credentials any more. Enter new ones in the channel's settings.");
    case ErrorCode::PermissionDenied:
        // What net::SecureStream and the mail sessions say when there is no safe way to the server.
        if (error.detail.startsWith(u"certificate") || error.detail.contains(u"TLS"))
            return tr(
                "There is no secure connection to the server, so nothing was sent to it. Check the server's name "
                "in the channel's settings.");
        return tr("The system does not allow this. Check the rights of the file or folder.");
    case ErrorCode::NotFound:
        return tr("This no longer exists. It was probably removed; refresh the view (F5).");
    case ErrorCode::Damaged:
        return tr("Some data cannot be read, it seems damaged. Nothing was overwritten; restore it from a backup.");
    case ErrorCode::NewerSchema:
        return tr("These data were written by a newer Souffleur. Nothing was changed; please update the program.");
    case ErrorCode::NotEncrypted:
        return tr("This file is not an encrypted Souffleur database. It was not opened; choose another one.");
    case ErrorCode::DiskFull:
        return tr("There is not enough space to save. New messages stay on the server; free some space.");
    case ErrorCode::IoError:
        return tr("Reading or writing a file failed. Check the disk, then try again.");
    case ErrorCode::KeychainUnavailable:
        return tr("The system's keychain cannot be reached. Enter the password by hand; everything else works.");
    case ErrorCode::AlreadyOpen:
        return tr("Souffleur is already open with these conversations. Use that window or close it first.");
    case ErrorCode::NotConfigured:
        return tr("This is not set up yet. Complete it in the settings.");
    case ErrorCode::Cancelled:
        return tr("Cancelled. Nothing was changed.");
    case ErrorCode::Unclear:
        return tr(
            "The connection broke while sending: the message may have arrived or not. Check with the customer "
            "or on the channel before sending it again.");
    case ErrorCode::Bug:
        return tr("Something went wrong inside Souffleur. Your data are safe; please report it with the details.");
    }
    return {};
}

QString ErrorText::brief(const Error& error) {
    switch (error.code) {
    case ErrorCode::Timeout:
        return tr("no answer in time");
    case ErrorCode::NetworkDown:
        return tr("no connection");
    case ErrorCode::RateLimited:
        return tr("too many messages at once");
    case ErrorCode::ServerError:
        return tr("problem at the channel's server");
    case ErrorCode::Busy:
        return tr("busy");
    case ErrorCode::InvalidInput:
        return tr("not usable as it is");
    case ErrorCode::Rejected:
        return error.detail.isEmpty() ? tr("refused by the channel") : detailOf(error);
    case ErrorCode::TooLarge:
        return tr("file too large");
    case ErrorCode::TooLong:
        return tr("text too long");
    case ErrorCode::WindowClosed:
        return tr("reply window closed");
    case ErrorCode::RecipientBlocked:
        return tr("blocked by the customer");
    case ErrorCode::PlaceholderOpen:
        return tr("a placeholder is still empty");
    case ErrorCode::GuardRefused:
        return tr("the conversation has changed");
    case ErrorCode::Unsupported:
        return tr("not possible on this channel");
    case ErrorCode::Conflict:
        return tr("changed by somebody else");
    case ErrorCode::WrongPassphrase:
        return tr("wrong password");
    case ErrorCode::Unauthorized:
        return tr("sign-in expired");
    case ErrorCode::PermissionDenied:
        return tr("not permitted");
    case ErrorCode::NotFound:
        return tr("no longer there");
    case ErrorCode::Damaged:
        return tr("data damaged");
    case ErrorCode::NewerSchema:
        return tr("written by a newer version");
    case ErrorCode::NotEncrypted:
        return tr("not an encrypted database");
    case ErrorCode::DiskFull:
        return tr("disk full");
    case ErrorCode::IoError:
        return tr("file error");
    case ErrorCode::KeychainUnavailable:
        return tr("keychain not available");
    case ErrorCode::AlreadyOpen:
        return tr("already open");
    case ErrorCode::NotConfigured:
        return tr("not set up");
    case ErrorCode::Cancelled:
        return tr("cancelled");
    case ErrorCode::Unclear:
        return tr("not known whether it arrived");
    case ErrorCode::Bug:
        return tr("internal error");
    }
    return {};
}

} // namespace souffleur::ui
