"""Asking for the newest version: one question, when a person asks for it, with bounds on time and size."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QObject, QTimer, QUrl, Signal
from PySide6.QtNetwork import QNetworkAccessManager, QNetworkProxy, QNetworkReply, QNetworkRequest, QSslSocket

from hashiya.workspace.updates import MOST_BYTES, Question, read_release

LOG = logging.getLogger(__name__)

PATIENCE = 15_000
"""Milliseconds until the answer must be there, all of it."""
MOST_REDIRECTS = 3
_OK = 200


def encryption() -> str:
    """What encrypts connections here, with its library; empty when nothing does."""
    if not QSslSocket.supportsSsl():
        return ""
    return f"{QSslSocket.activeBackend()}, {QSslSocket.sslLibraryVersionString()}"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no answer: a message's key below `update.trouble`, and what it needs to say."""

    code: str
    detail: str = ""


class Asking(QObject):
    """One question under way; `answered` carries the Release, `failed` the Trouble; cancelled it says nothing more."""

    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, question: Question, parent: QObject, *, patience: int = PATIENCE) -> None:
        super().__init__(parent)
        self._question = question
        self._trouble: Trouble | None = None
        self._reply: QNetworkReply | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self._give_up(Trouble("slow")))
        self._patience = patience

    def ask(self) -> None:
        """Ask; what comes of it is told by a signal."""
        if not self._question.may_be_asked:
            self._over(Trouble("address"))
            return
        if self._question.address.startswith("https:") and not encryption():
            self._over(Trouble("no_tls"))
            return
        manager = QNetworkAccessManager(self)
        if self._question.is_on_this_computer:
            manager.setProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
        LOG.info("asked %s for the newest version", self._question.host)
        self._timer.start(self._patience)
        self._reply = manager.get(self._request())
        self._reply.readyRead.connect(self._weigh)
        self._reply.finished.connect(self._finished)

    def cancel(self) -> None:
        """Ask no more, and say nothing of it."""
        self.blockSignals(True)
        self._give_up(Trouble("cancelled"))

    def _request(self) -> QNetworkRequest:
        request = QNetworkRequest(QUrl(self._question.address))
        for name, value in self._question.headers.items():
            request.setRawHeader(QByteArray(name.encode()), QByteArray(value.encode()))
        attributes = {
            # Only the host that was shown is asked, and by the same kind of connection.
            QNetworkRequest.Attribute.RedirectPolicyAttribute: QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy,
            QNetworkRequest.Attribute.CookieLoadControlAttribute: QNetworkRequest.LoadControl.Manual,
            QNetworkRequest.Attribute.CookieSaveControlAttribute: QNetworkRequest.LoadControl.Manual,
            QNetworkRequest.Attribute.AuthenticationReuseAttribute: QNetworkRequest.LoadControl.Manual,
            QNetworkRequest.Attribute.Http2AllowedAttribute: False,
        }
        for attribute, chosen in attributes.items():
            request.setAttribute(attribute, chosen)
        request.setMaximumRedirectsAllowed(MOST_REDIRECTS)
        return request

    def _weigh(self) -> None:
        if self._reply is not None and self._reply.bytesAvailable() > MOST_BYTES:
            self._give_up(Trouble("large"))

    def _give_up(self, trouble: Trouble) -> None:
        self._timer.stop()
        if self._reply is not None and self._reply.isRunning():
            self._trouble = trouble
            self._reply.abort()

    def _finished(self) -> None:
        self._timer.stop()
        reply, self._reply = self._reply, None
        if reply is None:
            return
        reply.deleteLater()
        trouble = self._trouble or _trouble_of(reply)
        if trouble is not None:
            self._over(trouble)
            return
        try:
            release = read_release(bytes(reply.readAll().data()))
        except ValueError:
            self._over(Trouble("garbage"))
            return
        LOG.info("the newest version is %s", release.version)
        self.answered.emit(release)

    def _over(self, trouble: Trouble) -> None:
        LOG.info("no answer: %s %s", trouble.code, trouble.detail)
        self.failed.emit(trouble)


_CODES = {
    QNetworkReply.NetworkError.InsecureRedirectError: "redirect",
    QNetworkReply.NetworkError.TooManyRedirectsError: "redirect",
    QNetworkReply.NetworkError.SslHandshakeFailedError: "tls",
    QNetworkReply.NetworkError.HostNotFoundError: "unreachable",
    QNetworkReply.NetworkError.ConnectionRefusedError: "unreachable",
    QNetworkReply.NetworkError.TemporaryNetworkFailureError: "unreachable",
    QNetworkReply.NetworkError.NetworkSessionFailedError: "unreachable",
}


def _trouble_of(reply: QNetworkReply) -> Trouble | None:
    """What went wrong with the question; None when there is an answer to read."""
    error = reply.error()
    if error in _CODES:
        return Trouble(_CODES[error])
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    if isinstance(status, int) and status != _OK:
        return Trouble("status", str(status))
    return None if error is QNetworkReply.NetworkError.NoError else Trouble("unreachable")
