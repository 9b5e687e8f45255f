import ChatModel
import TestSupport
import Testing

@testable import Providers

@Suite("Certificates", .timeLimit(.minutes(1)))
struct FaultEncryptionTests {
    private func end(_ subject: FaultSubject, _ certificate: TestCertificate) async throws -> (ReplyEnd?, Int) {
        let stream = FaultAnswer([.bytes(subject.recording)]) + .ending(.finished)
        let (events, requests) = try await subject.reply(of: subject.service(stream), certificate: certificate)
        #expect(events.ends.count == 1)
        #expect(events.retries.isEmpty)
        return (events.ends.first, requests.count)
    }

    @Test("One that is trusted is taken", arguments: FaultSubject.everyClient)
    func trusted(subject: FaultSubject) async throws {
        let (end, count) = try await end(subject, .trusted)
        #expect(end == .complete)
        #expect(count > 0)
    }

    @Test(
        "One that has expired, is for another host or signed by nobody is refused before any request, in words",
        arguments: FaultSubject.everyClient,
        [
            TestCertificate.expired: "its certificate has expired or is not trusted",
            .selfSigned: "its certificate has expired or is not trusted",
            .otherHost: "its certificate is for another host",
        ])
    func refused(subject: FaultSubject, refusal: (key: TestCertificate, value: String)) async throws {
        let (end, count) = try await end(subject, refusal.key)
        #expect(end?.isFailed == true)
        #expect(end?.failure?.what.hasSuffix("is not safe") == true)
        #expect(end?.failure?.why == refusal.value)
        #expect(count == 0)
    }
}
