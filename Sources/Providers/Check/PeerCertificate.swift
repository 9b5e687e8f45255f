import Foundation
import NIOSSL

/// Why a host is not believed to be what it says.
enum InsecureReason: Hashable, Sendable {
    case expired(Date)
    case notYetValid(Date)
    case selfSigned
    case untrusted
    case otherHost
    case notEncrypted
    case silent
    case noAgreement

    /// Why, and what to do.
    func words(of host: String) -> (why: String, remedy: String) {
        switch self {
        case .expired(let date):
            (
                "its certificate has expired: it was valid until \(Self.day(date))",
                "tell whoever runs \(host), or check the clock of this machine"
            )
        case .notYetValid(let date):
            ("its certificate is valid only from \(Self.day(date))", "check the clock of this machine")
        case .selfSigned:
            (
                "its certificate is self-signed: \(host) vouches for itself, and nobody else does",
                "install that certificate in this system if it is yours; otherwise do not use this service"
            )
        case .untrusted:
            (
                "nobody whom this system trusts has signed its certificate",
                "install the certificate of its authority in this system if you trust it"
            )
        case .otherHost: ("its certificate is for another host than \(host)", "check the host in the url")
        case .notEncrypted:
            ("what answers there does not speak TLS", "check the port, or whether the url begins with http")
        case .silent: ("\(host) did not answer the handshake", "check the port")
        case .noAgreement: ("encryption could not be agreed on", "check the port, and the proxy if there is one")
        }
    }

    private static func day(_ date: Date) -> String {
        date.formatted(.iso8601.year().month().day())
    }
}

/// As much of a host's certificate as tells why it is not trusted.
struct PeerCertificate: Hashable, Sendable {
    let notBefore: Date
    let notAfter: Date
    let isSelfSigned: Bool

    init(notBefore: Date, notAfter: Date, isSelfSigned: Bool) {
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.isSelfSigned = isSelfSigned
    }

    init?(_ certificate: NIOSSLCertificate) {
        notBefore = Date(timeIntervalSince1970: TimeInterval(certificate.notValidBefore))
        notAfter = Date(timeIntervalSince1970: TimeInterval(certificate.notValidAfter))
        guard let bytes = try? certificate.toDERBytes() else { return nil }
        isSelfSigned = Self.isSelfSigned(bytes)
    }

    /// nil when nothing speaks against the certificate alone.
    func fault(now: Date) -> InsecureReason? {
        if notAfter < now { return .expired(notAfter) }
        if notBefore > now { return .notYetValid(notBefore) }
        return isSelfSigned ? .selfSigned : nil
    }

    /// Whether issuer and subject are the same bytes (RFC 5280, section 4.1).
    static func isSelfSigned(_ certificate: [UInt8]) -> Bool {
        guard let outer = DERParts(certificate[...]).first, let body = DERParts(outer.content).first else {
            return false
        }
        var fields = DERParts(body.content)[...]
        // The version has a tag of its own and may be missing.
        if fields.first?.tag == 0xA0 { fields.removeFirst() }
        // serialNumber, signature, issuer, validity, subject
        guard fields.count >= 5 else { return false }
        let start = fields.startIndex
        return fields[start + 2].content == fields[start + 4].content
    }
}

/// The elements of a constructed DER value, as far as they are whole.
private func DERParts(_ bytes: ArraySlice<UInt8>) -> [(tag: UInt8, content: ArraySlice<UInt8>)] {
    var rest = bytes
    var parts: [(tag: UInt8, content: ArraySlice<UInt8>)] = []
    while let tag = rest.popFirst(), let first = rest.popFirst() {
        var length = Int(first)
        if first & 0x80 != 0 {
            let count = Int(first & 0x7F)
            guard (1...4).contains(count), rest.count >= count else { break }
            length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(count)
        }
        guard rest.count >= length else { break }
        parts.append((tag, rest.prefix(length)))
        rest = rest.dropFirst(length)
    }
    return parts
}
