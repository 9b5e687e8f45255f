import NIOSSL

/// The certificates of the fault server, for 127.0.0.1 and from 2000 to 2100 where nothing else is said.
///
/// Made with openssl: an authority of its own, which nobody trusts unless told to, and what it signed with
/// `openssl ca -startdate 20000101000000Z -enddate 21000101000000Z`, key and certificate in one file.
package enum TestCertificate: CaseIterable, Sendable {
    /// Signed by the authority.
    case trusted
    /// Signed by the authority, until 2001.
    case expired
    /// Signed by the authority, for elsewhere.example.
    case otherHost
    case selfSigned

    /// Certificate and key, as PEM.
    private var pem: [UInt8] {
        switch self {
        case .trusted: PackageResources.trusted_pem
        case .expired: PackageResources.expired_pem
        case .otherHost: PackageResources.otherhost_pem
        case .selfSigned: PackageResources.selfsigned_pem
        }
    }

    /// The certificate of the authority, as PEM.
    package static var authority: [UInt8] { PackageResources.authority_pem }

    func serverContext() throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMBytes(pem).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(bytes: pem, format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key)))
    }
}
